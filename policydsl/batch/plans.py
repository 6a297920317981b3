"""What a failed requirement says, told from the values of the facts that it compares.

Values are as single records state them; a plan says at which paths (those of `ItemShape`) they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from policydsl.engines.interpreter import comparisons
from policydsl.feel.operators import compare, disjunction, matches_test
from policydsl.feel.temporal import parse_date
from policydsl.feel.tree import ComparisonOperator
from policydsl.feel.values import Value

Kind = Literal["number", "string", "boolean", "date"]
Said = tuple[Value, Value, Value | None]
"""What is, what is asked, and by how much it falls short."""


def feel_value(kind: Kind, stated: Any) -> Value:
    """A stated value as FEEL has it."""
    if kind == "number":
        return Decimal(stated)
    if kind == "date":
        found = parse_date(stated)
        assert found is not None, "stated dates are days of the calendar"
        return found
    value: Value = stated
    return value


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition that is to be true, or false inside `not(…)`.

    Where it is a fact, or asks whether one is `stated`, that is the one at `path`.
    """

    wanted: bool
    path: str | None = None
    stated: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        return () if self.path is None else (self.path,)

    def fails(self, values: Sequence[Any]) -> bool:
        (value,) = values
        found = value is not None if self.stated else value
        return found is (not self.wanted)

    def said(self, _: Sequence[Any]) -> Said:
        return not self.wanted, self.wanted, None


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact compared with what the policy asks.

    `operator` is how the fact is to stand to `bound`; without one it is to pass one of `tests`,
    or none where `negated`.
    """

    path: str
    kind: Kind
    asked: Value
    operator: ComparisonOperator | None = None
    bound: Value | None = None
    tests: tuple[Value, ...] = ()
    negated: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path,)

    def fails(self, values: Sequence[Any]) -> bool:
        (value,) = values
        if value is None:
            return False
        actual = feel_value(self.kind, value)
        if self.operator is not None:
            assert self.bound is not None
            return compare(self.operator, actual, self.bound) is False
        passes = disjunction([matches_test(actual, test) for test in self.tests])
        return passes is self.negated

    def said(self, values: Sequence[Any]) -> Said:
        actual = feel_value(self.kind, values[0])
        if self.operator is None:
            short = None if self.negated else comparisons.outside(actual, self.asked)
            return actual, self.asked, short
        assert self.bound is not None
        return actual, self.asked, comparisons.shortfall(self.operator, actual, self.bound)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact compared with another of the same kind."""

    paths: tuple[str, str]
    kind: Kind
    operator: ComparisonOperator

    def fails(self, values: Sequence[Any]) -> bool:
        if None in values:
            return False
        actual, bound = (feel_value(self.kind, each) for each in values)
        return compare(self.operator, actual, bound) is False

    def said(self, values: Sequence[Any]) -> Said:
        actual, bound = (feel_value(self.kind, each) for each in values)
        asked = comparisons.asked(self.operator, bound)
        return actual, asked, comparisons.shortfall(self.operator, actual, bound)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions that are to hold together: the first that fails tells."""

    parts: tuple[Truth | Compared | Pair, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for part in self.parts for path in part.paths)

    def _with_values(
        self, values: Sequence[Any]
    ) -> Iterator[tuple[Truth | Compared | Pair, Sequence[Any]]]:
        start = 0
        for part in self.parts:
            end = start + len(part.paths)
            yield part, values[start:end]
            start = end

    def fails(self, values: Sequence[Any]) -> bool:
        return any(part.fails(each) for part, each in self._with_values(values))

    def said(self, values: Sequence[Any]) -> Said:
        failing = (each for each in self._with_values(values) if each[0].fails(each[1]))
        part, its_values = next(failing)
        return part.said(its_values)


Plan = Truth | Compared | Pair | AllOf
