"""What implementations of builtins get: contents of the right kind, whole values, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from policydsl.engines.smt.symbolic import Content, Symbolic

Argument: TypeAlias = Content | Symbolic | None
"""For a parameter of any type the whole value; None where it was left out; else a content."""

Implementation: TypeAlias = Callable[[Sequence[Argument]], Symbolic]

_Kind = TypeVar("_Kind")


def given(argument: Argument, kind: type[_Kind]) -> _Kind:
    """An argument, which is of this kind since its parameter's type says so."""
    assert isinstance(argument, kind), f"{argument} is no {kind.__name__}"
    return argument
