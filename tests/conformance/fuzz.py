"""Feeds FEEL's parser and interpreter what nobody would write: `fuzz.py --seconds N`.

Random token soups, mangled expressions of the DMN TCK (where it is found), deep nesting, long
texts. Whatever comes in, a tree comes out or a diagnostic; a tree evaluates to a value; what is
printed reads back the same. Exit status 1 where not, or where an input takes longer than `--limit`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policydsl.feel.interpreter import Budget, Scope, evaluate
from policydsl.feel.lexical import FULL_WIDTH, KEYWORDS, SYMBOLS
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.printer import print_expression
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Source
from tck.expressions import texts_of
from tck.running import folders, library_of
from tck.suite import find_suite

WORDS = (
    *KEYWORDS, *(mark for mark, _ in SYMBOLS), *FULL_WIDTH,
    "not", "item", "partial", "?", "a", "a b", "面积", "date and time", "count(", "sort(",
    "string(",
    "list<", "context<", "range<", "function<", "1", "0.5", "1e9", ".5", '"s"', '"', "\\", "//",
    "/*", "*/", "@", '@"P1D"', '@"2020-02-30"', "\n", "\t", "\u3000", "\x00", "🐎", "\ud800",
    "for x in 1..9 return", "some x in", "function(a)", "instance of", "[1..2)", "]1..2[",
    "{a b: 1}", "- -",
)  # fmt: skip
NAMES = frozenset({"a b", "first name", "a-b", "办公 面积", "x+y"})
SHAPES = (
    ("(", ")"), ("[", "]"), ("{a: ", "}"), ("{a b: 1, ", "}"), ("not(", ")"), ("f(", ")"),
    ("a[", "]"), ("[1..", "]"), ("x in (1, ", ")"), ("1 instance of list<", ">"), ("-", ""),
    ("if true then ", " else 1"), ("for x in [1] return ", ""), ("some x in [1] satisfies ", ""),
    ("function(a) ", ""), ("1 + ", ""), ("a and ", ""), ("a.", "b"), ("a b ", ""), ("// ", ""),
    ("/* ", "*/"), ('"', '"'), ("@", ""),
)  # fmt: skip
MAX_SOUP = 60
LONGEST = 120_000
STEPS = 20_000


@dataclass(slots=True)
class Tally:
    """What was tried and what went wrong."""

    inputs: int = 0
    trees: int = 0
    slowest: float = 0.0
    slowest_text: str = ""
    failures: list[str] = field(default_factory=list)


def soup(random_: random.Random) -> str:
    """Words in any order, with and without spaces."""
    words = random_.choices(WORDS, k=random_.randint(1, MAX_SOUP))
    return random_.choice(("", " ")).join(words)


def mangled(random_: random.Random, seeds: Sequence[str]) -> str:
    """One or two expressions with pieces dropped, doubled, swapped or put in."""
    text = random_.choice(seeds)
    for _ in range(random_.randint(1, 4)):
        start = random_.randint(0, len(text))
        end = min(len(text), start + random_.randint(0, 8))
        other = random_.choice(seeds)
        cut = random_.randint(0, len(other))
        text = random_.choice(
            (
                text[:start] + text[end:],
                text[:end] + text[start:],
                text[:start] + random_.choice(WORDS) + text[end:],
                text[:start] + other[cut : cut + 20] + text[end:],
                text[:start] + "(" + text[start:end] + ")" + text[end:],
            )
        )
    return text


def nested(random_: random.Random) -> str:
    """One shape inside itself, up to the longest text that is read and beyond."""
    opening, closing = random_.choice(SHAPES)
    deep = random_.choice((5, 50, 99, 101, 1_000, LONGEST // (len(opening) + len(closing))))
    return opening * deep + "1" + closing * random_.choice((deep, deep // 2, 0))


def long_text(random_: random.Random) -> str:
    """A word or two over and over."""
    piece = " ".join(random_.choices(WORDS, k=random_.randint(1, 3)))
    joint = random_.choice(("", " ", ", ", " + ", " and "))
    return joint.join([piece] * random_.choice((100, 2_000, LONGEST // (len(piece) + len(joint)))))


def attempt(text: str, tally: Tally) -> None:
    """Reads a text as an expression and as unary tests, evaluates and prints what is read."""
    started = time.perf_counter()
    try:
        _read(text, tally)
    except Exception:  # noqa: BLE001 - finding any exception at all is the purpose
        tally.failures.append(f"{text[:300]!r}\n{traceback.format_exc(limit=-4)}")
    taken = time.perf_counter() - started
    tally.inputs += 1
    if taken > tally.slowest:
        tally.slowest, tally.slowest_text = taken, text[:80]


def _read(text: str, tally: Tally) -> None:
    source = Source("fuzz", text)
    with contextlib.suppress(ExpressionError):
        parse_unary_tests(source, NAMES)
    try:
        tree = parse_expression(source, NAMES)
    except ExpressionError:
        return
    tally.trees += 1
    again = parse_expression(Source("printed", print_expression(tree)), NAMES)
    if again != tree:
        raise AssertionError(f"printed and read back otherwise: {print_expression(tree)}")
    evaluate(tree, Scope.of({}), Budget(steps=STEPS))


def suite_texts(given: Path | None) -> list[str]:
    """The suite's expressions, or a few where it is not found."""
    suite = find_suite(given, os.environ)
    found = folders(suite) if suite is not None else []
    texts = [each.text for folder in found for each in texts_of(library_of(folder))]
    return texts or ["1 + 2 * x", "for i in [1, 2] return i", '{a: "b"}.a', "x in [1..5)"]


def run(seconds: float, seed: int, seeds: Sequence[str]) -> Tally:
    """Tries inputs of all kinds in turn until the time is up."""
    random_, tally = random.Random(seed), Tally()
    kinds: tuple[tuple[Callable[[], str], int], ...] = (
        (lambda: soup(random_), 40),
        (lambda: mangled(random_, seeds), 56),
        (lambda: nested(random_), 3),
        (lambda: long_text(random_), 1),
    )
    makers, weights = [make for make, _ in kinds], [weight for _, weight in kinds]
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        (make,) = random_.choices(makers, weights)
        attempt(make(), tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the FEEL parser and interpreter.")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=None, help="to repeat a run")
    parser.add_argument("--limit", type=float, default=20, help="seconds one input may take")
    parser.add_argument("--tck", type=Path, help="the folder of the DMN TCK")
    options = parser.parse_args()
    seed = random.SystemRandom().randint(0, 2**32) if options.seed is None else options.seed
    tally = run(options.seconds, seed, suite_texts(options.tck))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"seed {seed}: {tally.inputs} inputs ({tally.inputs / options.seconds:.0f}/s),"
        f" {tally.trees} read; slowest {tally.slowest:.2f} s ({tally.slowest_text!r});"
        f" peak memory {peak:.0f} MiB; {len(tally.failures)} failures\n"
    )
    sys.stdout.writelines(f"\n{failure}" for failure in tally.failures[:10])
    return 1 if tally.failures or tally.slowest > options.limit else 0


if __name__ == "__main__":
    raise SystemExit(main())
