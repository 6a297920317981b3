"""A FEEL value that depends on unknown facts: what it may be, and when it is that.

A value is a choice of cases, at most one for each kind of content, whose guards exclude one
another and together always hold. So `office.area` is a number where it is stated and an unknown
where it is not, and every operator is a table over kinds, as it is in the interpreter.

Contents hold plain Python values where those are known, and Z3 terms else. The three nulls of the
interpreter stay apart: an unknown, a null with causes that is no unknown, and the bare null.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.terms import NumberTerm
from policydsl.feel.tree import ComparisonOperator


@dataclass(frozen=True, slots=True)
class Unknown:
    """A null that counts as unknown (`Null.unknown`)."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A null with causes, none of them an unknown's: the expression has no value here."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """The bare null: the literal, or a statement that was left out."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A boolean."""

    holds: Guard


@dataclass(frozen=True, slots=True)
class Number:
    """A number: exact, or a term of sort Int or Real."""

    term: Decimal | NumberTerm


@dataclass(frozen=True, slots=True)
class Text:
    """A string: itself, or the number of an atom (see `Atoms`); only equality is asked of it."""

    term: str | NumberTerm


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as its packed number (see `calendar_terms`): order is kept, months are parts."""

    term: int | NumberTerm


@dataclass(frozen=True, slots=True)
class Months:
    """A duration of years and months, in months."""

    term: int | NumberTerm


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration of days and time, in seconds."""

    term: Decimal | NumberTerm


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a list that may be empty."""

    present: Guard
    value: Symbolic


@dataclass(frozen=True, slots=True)
class Items:
    """A list: its slots that are present, in order."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A context. `path` is its place among the facts (`occupations[1]`), if it is one of them."""

    members: Mapping[str, Symbolic] = field(hash=False)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A range (see `policydsl.feel.values.Range`)."""

    low_included: bool
    low: Symbolic
    high: Symbolic
    high_included: bool
    operator: ComparisonOperator | None = None


Content = (
    Unknown
    | Faulty
    | Nothing
    | Truth
    | Number
    | Text
    | Day
    | Months
    | Seconds
    | Items
    | Entries
    | Interval
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a value is where the guard holds."""

    guard: Guard
    content: Content


@dataclass(frozen=True, slots=True)
class Symbolic:
    """A value: exactly one of its cases at a time."""

    cases: tuple[Case, ...]

    def when(self, *kinds: type[Content]) -> Iterable[Case]:
        """The cases of these kinds."""
        return (case for case in self.cases if isinstance(case.content, kinds))


UNKNOWN = Unknown()
FAULTY = Faulty()
NOTHING = Nothing()


def known(content: Content) -> Symbolic:
    """A value of one kind, always."""
    return Symbolic((Case(True, content),))
