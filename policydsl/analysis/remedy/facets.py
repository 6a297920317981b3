"""The ways in which one fact can change, each by how much.

A facet has levels: at 0 the fact stays as it is, at `n` it may go `n` steps, at None as far as it
may at all. A figure has two facets, up and down, a fact that is not stated one, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any, Literal

from policydsl.analysis.remedy.costs import Terms
from policydsl.analysis.remedy.price import NOTHING, Price
from policydsl.feel.temporal import Date, parse_date, to_string
from policydsl.feel.temporal.civil import civil_from_days, days_from_civil

Way = Literal["up", "down", "other", "state", "declare", "list", "item"]
Level = int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to change one fact. `old` is its plain value as stated, None where it is not.

    Ways: `up` and `down` for figures and dates; `other`: to another value; `state`: from unknown
    to stated; `declare`: the same for what may be left unsaid; `list`: an unknown list stated,
    with a level for each item and one for the list; `item`: items more.
    """

    path: str
    way: Way
    old: Any = None
    terms: Terms | None = None
    add: Decimal = Decimal(0)
    free: bool = False  # a fact of an item that does not exist yet: part of adding it

    @property
    def key(self) -> str:
        """A label of its own."""
        return f"{self.path}:{self.way}"

    @property
    def figure(self) -> bool:
        """Whether its levels are steps of a figure."""
        return self.way in ("up", "down")

    def value_at(self, level: int) -> Any:
        """The plain value that a figure or date reaches after so many steps."""
        assert self.figure
        assert self.terms is not None
        sign = 1 if self.way == "up" else -1
        if isinstance(self.old, str):
            return day_text(day_number(self.old) + sign * level)
        if level == 0:
            return self.old
        step = self.terms.step
        rounding = ROUND_FLOOR if self.way == "up" else ROUND_CEILING
        whole = (self.old / step).to_integral_value(rounding=rounding)
        return (whole + sign * level) * step

    def level_of(self, value: Any) -> int:
        """How many steps reach a value."""
        assert self.figure
        assert self.terms is not None
        if isinstance(self.old, str):
            return max(0, self._signed(day_number(value) - day_number(self.old)))
        if value == self.old:
            return 0
        step = self.terms.step
        rounding = ROUND_CEILING if self.way == "up" else ROUND_FLOOR
        start = ROUND_FLOOR if self.way == "up" else ROUND_CEILING
        reached = (value / step).to_integral_value(rounding=rounding)
        return max(0, self._signed(int(reached - (self.old / step).to_integral_value(start))))

    def price(self, level: int) -> Price:
        """What it costs to go so far."""
        if level == 0:
            return NOTHING
        match self.way:
            case "up" | "down":
                return self._figure_price(level)
            case "other" | "declare":
                return Price(statements=1) if self.free else Price(self._fixed, 1)
            case "state":
                return Price(statements=1) if self.free else Price(self._document, 0, 1)
            case "list":
                return Price(self._document, 0, level)
            case "item":
                return Price(self.add * level, level)

    def _figure_price(self, level: int) -> Price:
        assert self.terms is not None
        value = self.value_at(level)
        if isinstance(self.old, str):
            moved, size = Decimal(level), Fraction(365)
        else:
            moved, size = abs(value - self.old), max(Fraction(1), abs(Fraction(self.old)))
        cost = self._fixed + self.terms.per_unit * moved
        return Price(cost, 1, 0, Fraction(moved) / size)

    @property
    def _fixed(self) -> Decimal:
        assert self.terms is not None
        return self.terms.fixed

    @property
    def _document(self) -> Decimal:
        return self.terms.document or Decimal(0) if self.terms is not None else Decimal(0)

    def _signed(self, distance: int) -> int:
        return distance if self.way == "up" else -distance


Levels = Mapping[Facet, Level]


def day_number(written: str) -> int:
    """An ISO date as a number of days."""
    date = parse_date(written)
    assert date is not None, "facts hold days of the calendar"
    return days_from_civil(date.year, date.month, date.day)


def day_text(number: int) -> str:
    """The ISO date of a number of days."""
    return to_string(Date(*civil_from_days(number)))
