"""Figures and days as whole steps, and where among them a property ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from policydsl.analysis.remedy.costs import NUMBER_STEP
from policydsl.analysis.remedy.facets import day_number, day_text
from policydsl.policy.facts.facts_tree import FactLeaf


@dataclass(frozen=True, slots=True)
class Steps:
    """How a fact's plain values are counted: days, or multiples of a step."""

    day: bool
    step: Decimal = Decimal(1)

    @classmethod
    def of(cls, leaf: FactLeaf, step: Decimal | None = None) -> Steps:
        """By the fact's kind, unless a step is given."""
        if leaf.kind == "date":
            return cls(day=True)
        return cls(False, step or (NUMBER_STEP if leaf.kind == "number" else Decimal(1)))

    def number(self, value: Any, *, up: bool) -> int:
        """A plain value in steps, rounded up or down to a whole one."""
        if self.day:
            return day_number(value)
        rounding = ROUND_CEILING if up else ROUND_FLOOR
        return int((Decimal(value) / self.step).to_integral_value(rounding))

    def plain(self, number: int) -> Any:
        """The plain value of so many steps."""
        return day_text(number) if self.day else number * self.step


def edge(
    steps: Steps,
    good: Any,
    bad: Any,
    failing: Callable[[Any], Any],
    *,
    upward: bool,
) -> Any:
    """The last good value next to the bad ones, found by halving.

    All values from `good` on, upward or downward, are good. `failing` gives a bad value from a
    value on in that direction, None where there is none.
    """
    fine, fails = steps.number(good, up=upward), steps.number(bad, up=not upward)
    while abs(fine - fails) > 1:
        middle = (fine + fails) // 2
        found = failing(steps.plain(middle))
        if found is None:
            fine = middle
        else:
            reached = steps.number(found, up=not upward)
            fails = max(reached, middle) if upward else min(reached, middle)
    return steps.plain(fine)
