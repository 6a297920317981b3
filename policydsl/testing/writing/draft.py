"""A policy being written: what it has named so far, and where choices come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policydsl.testing.drawing import Draw, chance, pick, weighted
from policydsl.testing.writing.vocabulary import Listed

# What an expression may be made by, with its weight; the simplest first.
Options = list[tuple[int, Callable[[], str]]]

FIGURES = ("1", "2", "0", "3", "5", "10", "50", "100", "4", "30")
DECIMALS = ("0.5", "2.5", "49.5", "0.01", "99.99", "-1")
DATES = (
    "2024-01-01", "2023-12-31", "2024-02-29", "2024-10-01", "2020-03-26", "2025-01-31",
)  # fmt: skip
MONTHS = ("P1Y", "P1M", "P3Y", "P6M", "P18M")
DAYS = ("P30D", "P1D", "P180D", "P10D")
MONTH_DAYS = ("03-01", "12-31", "02-29", "01-01")
_WHOLE = re.compile(r"[\w.]+|(?!(?:some|every|if|for) )\w[\w ]*\([^()]*\)|@?\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Stated:
    """A parameter: `value` as YAML writes it."""

    name: str
    type: str
    value: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """An expression that gives a number, and its unit."""

    text: str
    unit: str | None = None


@dataclass(slots=True)
class Draft:
    """What later expressions may name: parameters, and what was defined or decided before.

    `enumerations` are names of strings, each with the values that it may take.
    """

    draw: Draw
    parameters: list[Stated] = field(default_factory=list)
    booleans: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    enumerations: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    iterations: int = 0

    def pick(self, options: Sequence[str]) -> str:
        return pick(self.draw, options)

    def chance(self, percent: int) -> bool:
        return chance(self.draw, percent)

    def one_of(self, options: Options) -> str:
        """What one of the options makes."""
        return weighted(self.draw, options)()

    def iteration(self, each: Listed) -> str:
        """A name for an item that no other iteration has."""
        self.iterations += 1
        return each.singular if self.iterations == 1 else f"{each.singular}_{self.iterations}"

    def figure(self, unit: str | None = None) -> str:
        """A number to compare with: mostly a parameter of that unit."""
        value = self.pick(DECIMALS if self.chance(20) else FIGURES)
        if self.chance(15):
            return f"({value})" if value.startswith("-") else value
        return self._parameter("figure", "number", value, unit)

    def day(self) -> str:
        """A date to compare with."""
        value = self.pick(DATES)
        return f'@"{value}"' if self.chance(15) else self._parameter("day", "date", value)

    def months(self) -> str:
        """A duration of whole months."""
        return self._parameter("term", "duration", self.pick(MONTHS))

    def days(self) -> str:
        """A duration of whole days."""
        return self._parameter("period", "duration", self.pick(DAYS))

    def month_day(self) -> str:
        """A day of any year."""
        return self._parameter("month_day", "month_day", f'"{self.pick(MONTH_DAYS)}"')

    def values(self, values: Sequence[str]) -> str:
        """Some of the values of an enumeration, as a list."""
        some = [self.pick(values)]
        if self.chance(50):
            some = list(dict.fromkeys((*some, self.pick(values))))
        if self.chance(30):
            return "[" + ", ".join(f'"{value}"' for value in some) + "]"
        return self._parameter("values", "list", "[" + ", ".join(some) + "]")

    def _parameter(self, stem: str, type_: str, value: str, unit: str | None = None) -> str:
        known = [each for each in self.parameters if (each.type, each.unit) == (type_, unit)]
        same = [each for each in known if each.value == value]
        if same:
            return same[0].name
        of_stem = [each for each in self.parameters if each.name.startswith(f"{stem}_")]
        made = Stated(f"{stem}_{len(of_stem) + 1}", type_, value, unit)
        self.parameters.append(made)
        return made.name


def inside(text: str) -> str:
    """An expression as an operand of another."""
    return text if _WHOLE.fullmatch(text) else f"({text})"
