"""A FEEL value that depends on unknown facts: what it may be, and when it is that.

A value is a choice of cases, whose guards exclude one another and together always hold. So
`office.area` is a number where it is stated and an unknown where it is not, and every operator is a
table over kinds, as it is in the interpreter. There is at most one case for each kind of content;
only contexts of different members, ranges of different forms and other values stand apart.

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
from policydsl.feel.values import Value


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
    """A boolean. `fails` is given where it and `holds` both imply the guard of their case."""

    holds: Guard
    fails: Guard | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number: exact, or a term of sort Int or Real."""

    term: Decimal | NumberTerm


@dataclass(frozen=True, slots=True)
class Text:
    """A string, as the number of its atom (see `Atoms`); only equality is asked of it.

    `text` is the string itself, where it is known.
    """

    term: int | NumberTerm
    text: str | None = field(default=None, compare=False)


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
    """A list: its slots that are present, in order.

    `packed` says that no slot is present where one before it is not.
    """

    slots: tuple[Slot, ...]
    packed: bool = False


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


@dataclass(frozen=True, slots=True)
class Other:
    """A known value that the solver has no terms for: a time, a function."""

    value: Value


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
    | Other
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a value is where the guard holds."""

    guard: Guard
    content: Content


@dataclass(frozen=True, slots=True)
class Symbolic:
    """A value: exactly one of its cases at a time.

    `value` is what the interpreter has for it, where it depends on no fact.
    """

    cases: tuple[Case, ...]
    value: Value | None = field(default=None, compare=False)

    def when(self, *kinds: type[Content]) -> Iterable[Case]:
        """The cases of these kinds."""
        return (case for case in self.cases if isinstance(case.content, kinds))


UNKNOWN = Unknown()
FAULTY = Faulty()
NOTHING = Nothing()


def known(content: Content) -> Symbolic:
    """A value of one kind, always."""
    return Symbolic((Case(True, content),))
