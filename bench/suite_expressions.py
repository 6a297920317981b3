"""The literal expressions of the DMN TCK that need no input: the same text for every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from policydsl.feel.checker import check
from policydsl.feel.parser import parse_expression
from policydsl.feel.types import ContextType
from policydsl.feel.walk import mentions
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Source

NOTHING = ContextType({})
CLOCK = ("now", "today")


def closed_expressions(suite: Path) -> tuple[tuple[str, ...], int]:
    """The distinct texts that name no input, in a stable order, and how many there are in all."""
    texts = sorted({text for path in sorted(suite.rglob("*.dmn")) for text in _literals(path)})
    return tuple(text for text in texts if _is_closed(text)), len(texts)


def _literals(path: Path) -> Iterator[str]:
    for element in ElementTree.parse(path).getroot().iter():
        if element.tag.endswith("}literalExpression"):
            for part in element:
                if part.tag.endswith("}text") and part.text and part.text.strip():
                    yield part.text.strip()


def _is_closed(text: str) -> bool:
    """Whether a text is FEEL and names nothing but builtins; the clock would differ by the run."""
    source = Source("", text)
    try:
        tree = parse_expression(source)
    except ExpressionError:
        return False
    if any(mentions(tree, name) for name in CLOCK):
        return False
    found = check(tree, source, NOTHING).diagnostics
    return all(each.code not in {"unknown-name", "unknown-function"} for each in found)
