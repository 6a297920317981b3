"""The value of a table or a value decision, as a formula for each question about it."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.feel.values import Value


@dataclass(frozen=True, slots=True, eq=False)
class SymbolicValue:
    """What a decision gives, depending on the facts."""

    symbolic: Symbolic

    @property
    def unknown(self) -> Formula:
        """It is a null that counts as unknown."""
        raise NotImplementedError

    @property
    def null(self) -> Formula:
        """It is a null of any kind, an unknown too."""
        raise NotImplementedError

    def equals(self, value: Value) -> Formula:
        """It is this FEEL value."""
        raise NotImplementedError

    def less(self, other: SymbolicValue) -> Formula:
        """Both are known and ordered, and this one is less."""
        raise NotImplementedError


def same_value(one: SymbolicValue, other: SymbolicValue) -> Formula:
    """Equal as results are: an unknown equals an unknown, another null another null."""
    raise NotImplementedError
