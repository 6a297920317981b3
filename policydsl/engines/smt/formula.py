"""Conditions on an unknown institution, as everybody outside this room handles them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, either, opposite


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A condition on the facts of a `Space`. What is inside is this room's affair."""

    guard: Guard

    @staticmethod
    def of(holds: bool) -> Formula:
        """The condition that always, or never, holds."""
        return TRUE if holds else FALSE

    @property
    def settled(self) -> bool | None:
        """Whether it is known without the solver to hold always (True) or never (False)."""
        return self.guard if isinstance(self.guard, bool) else None

    def __and__(self, other: Formula) -> Formula:
        return Formula(both(self.guard, other.guard))

    def __or__(self, other: Formula) -> Formula:
        return Formula(either(self.guard, other.guard))

    def __invert__(self) -> Formula:
        return Formula(opposite(self.guard))

    def __bool__(self) -> bool:
        raise TypeError("a formula is neither true nor false; ask a Solver")


TRUE = Formula(True)
FALSE = Formula(False)


def all_of(formulas: Iterable[Formula]) -> Formula:
    """All hold; of none, yes."""
    return Formula(all_hold(each.guard for each in formulas))


def any_of(formulas: Iterable[Formula]) -> Formula:
    """At least one holds; of none, no."""
    return Formula(any_holds(each.guard for each in formulas))


def implies(condition: Formula, then: Formula) -> Formula:
    """`then` holds wherever the condition does."""
    return ~condition | then


def iff(one: Formula, other: Formula) -> Formula:
    """Both hold, or neither."""
    if one.settled is not None:
        return other if one.settled else ~other
    if other.settled is not None:
        return one if other.settled else ~one
    return Formula(one.guard == other.guard)
