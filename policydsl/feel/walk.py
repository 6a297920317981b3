"""Going through a tree without knowing its nodes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import fields
from functools import cache
from typing import cast

from policydsl.feel.tree import Name, Node


@cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    assert isinstance(kind, type)
    return tuple(f.name for f in fields(kind) if f.name not in {"span", "name_span"})


def children(node: Node) -> Iterator[Node]:
    """The nodes directly under a node, in the order of its text."""
    for name in _field_names(cast(Hashable, type(node))):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, each before its children. Needs no recursion."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(list(children(current))))


def depth(node: Node) -> int:
    """How many nodes the longest way down has. Needs no recursion."""
    deepest, waiting = 0, [(node, 1)]
    while waiting:
        current, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in children(current))
    return deepest


def mentions(node: Node, name: str) -> bool:
    """Whether a name occurs anywhere in a tree."""
    return any(isinstance(each, Name) and each.name == name for each in walk(node))


def names_in(node: Node) -> frozenset[str]:
    """Every name that stands in a tree, also those that it binds itself."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Name))
