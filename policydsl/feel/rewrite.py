"""A tree with some of its nodes replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from policydsl.feel.tree import Expression, Node

_N = TypeVar("_N", bound=Node)

Change = Callable[[Expression], Expression | None]


def transformed(node: _N, change: Change) -> _N:
    """The tree where each node for which `change` gives another is that other one.

    From the root down: what is replaced is not looked into. Parts that stay are the same objects.
    """
    other = change(cast(Expression, node))
    if other is not None:
        return cast(_N, other)
    changed = {
        field.name: found
        for field in fields(node)
        if (found := _inside(getattr(node, field.name), change)) is not getattr(node, field.name)
    }
    return replace(node, **changed) if changed else node


def _inside(value: Any, change: Change) -> Any:
    if isinstance(value, Node):
        return transformed(value, change)
    if isinstance(value, tuple):
        parts = tuple(_inside(part, change) for part in value)
        same = all(part is old for part, old in zip(parts, value, strict=True))
        return value if same else parts
    return value
