"""Twice the text takes twice the tokens, twice the nodes and twice the lexer's steps: no more."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from policydsl.feel.parser import parse_expression
from policydsl.feel.tokens import tokenize
from policydsl.feel.walk import walk
from policydsl.text.source import Source

SHAPES: dict[str, Callable[[int], str]] = {
    "sums": lambda n: f"[{', '.join(['甲 + 1'] * n)}]",
    "conjunction": lambda n: " and ".join(["a >= 1"] * n),
    "list": lambda n: f"[{', '.join(['1'] * n)}]",
    "context": lambda n: f"{{{', '.join(f'k{i}: {i}' for i in range(n))}}}",
    "path": lambda n: f"[{', '.join(['a.b.c'] * n)}]",
    "calls": lambda n: f"[{', '.join(['string length(a)'] * n)}]",
    "named arguments": lambda n: f"[{', '.join(['substring(string: a, start position: 1)'] * n)}]",
    "functions": lambda n: f"[{', '.join(['function(x, y) x + y'] * n)}]",
    "comments": lambda n: "/* 说明 */ " * n + "1",
    "string": lambda n: f'"{"甲" * n}"',
}
NAMES = frozenset({"first name", "a-b"})


def calls_made(work: Callable[[], object]) -> int:
    """How many Python functions a piece of work calls, first-time caches already filled."""
    work()
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_reading_a_text_twice_as_long_takes_twice_the_steps(shape: str) -> None:
    short, long = (Source("", SHAPES[shape](size)) for size in (100, 200))
    steps = [calls_made(lambda text=text: parse_expression(text, NAMES)) for text in (short, long)]
    assert steps[1] <= 2.1 * steps[0]


@pytest.mark.parametrize("shape", [name for name in SHAPES if name not in {"comments", "string"}])
def test_tokens_and_nodes_grow_with_the_text(shape: str) -> None:
    counts = []
    for size in (100, 200):
        source = Source("", SHAPES[shape](size))
        counts.append((len(tokenize(source)), sum(1 for _ in walk(parse_expression(source)))))
    (tokens, nodes), (more_tokens, more_nodes) = counts
    assert more_tokens <= 2 * tokens + 2
    assert more_nodes <= 2 * nodes
