"""The values of FEEL, and why a null is null.

| FEEL | Python |
| --- | --- |
| null | `Null`, with its causes |
| number | `Decimal`, 34 digits, never NaN or infinite |
| string, boolean | `str`, `bool` |
| date, time, … | the types of `policydsl.feel.temporal` |
| list | `tuple` |
| context | `dict` with `str` keys, never changed once made; `Record` where it came from facts |
| range | `Range` |
| function | `Closure`, `policydsl.feel.builtins.signature.Builtin` |
"""

from __future__ import annotations

import decimal
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Union

from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.text.diagnostic import Text
from policydsl.text.source import Span

if TYPE_CHECKING:
    from policydsl.feel.builtins.signature import Builtin
    from policydsl.feel.tree import ComparisonOperator, FunctionDefinition

# DMN 1.5 §10.3.2.2: decimal128 arithmetic. Overflow raises here, and becomes null with a cause.
NUMBER_CONTEXT = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)


class CauseKind(Enum):
    """Why a null came to be.

    The first four make an *unknown*: the answer is not known, and must not count as false. All
    others are FEEL's own nulls: the expression has no value for these inputs.
    """

    MISSING_FACT = "missing_fact"
    UNPUBLISHED_YEAR = "unpublished_year"
    LIMIT = "limit"
    NO_MATCH = "no_match"
    WRONG_TYPE = "wrong_type"
    WRONG_ARGUMENT = "wrong_argument"
    ARITHMETIC = "arithmetic"
    NO_SUCH_NAME = "no_such_name"
    NO_SUCH_ITEM = "no_such_item"


UNKNOWN_KINDS = frozenset(
    {CauseKind.MISSING_FACT, CauseKind.UNPUBLISHED_YEAR, CauseKind.LIMIT, CauseKind.NO_MATCH}
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a null: `fact` is the missing fact's path, `span` the text that gave it."""

    kind: CauseKind
    message: Text
    fact: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Null:
    """No value, and why. All nulls are equal: causes are told, not compared."""

    causes: tuple[Cause, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Null)

    def __hash__(self) -> int:
        return hash(Null)

    def __bool__(self) -> bool:
        raise TypeError("a FEEL null is neither true nor false")

    @property
    def unknown(self) -> bool:
        """Whether the value exists but is not known (see CauseKind)."""
        return any(cause.kind in UNKNOWN_KINDS for cause in self.causes)


NULL = Null()
MAX_CAUSES = 20


def null(kind: CauseKind, zh: str, en: str, span: Span | None = None) -> Null:
    """A null with one cause."""
    return Null((Cause(kind, Text(zh, en), span=span),))


def missing(path: str, label: Text | None = None) -> Null:
    """The unknown of a fact that was not stated; `path` as in `occupations[1].name`."""
    zh, en = (label.zh, label.en) if label else (path, path)
    message = Text(f"没有填报“{zh}”（{path}）", f"“{en}” ({path}) is not stated")
    return Null((Cause(CauseKind.MISSING_FACT, message, fact=path),))


def merge(values: Iterable[Value]) -> Null:
    """The null that the nulls among `values` make together, each cause once, in order.

    Of more than MAX_CAUSES the first are kept, and one that makes an unknown where there is any.
    """
    causes: dict[Cause, None] = {}
    for value in values:
        if isinstance(value, Null):
            causes.update(dict.fromkeys(value.causes))
    merged = Null(tuple(causes)[:MAX_CAUSES])
    if len(causes) <= MAX_CAUSES or merged.unknown:
        return merged
    unknown = next((cause for cause in causes if cause.kind in UNKNOWN_KINDS), None)
    return Null((*merged.causes[:-1], unknown)) if unknown else merged


class Record(dict[str, "Value"]):
    """A context that came from facts and knows its path there (`occupations[2]`) and its label."""

    __slots__ = ("label", "path")

    def __init__(self, entries: dict[str, Value], path: str, label: str | None = None) -> None:
        super().__init__(entries)
        self.path = path
        self.label = label


class FactList(tuple["Value", ...]):
    """A list that came from facts and knows its path there (`occupations`)."""

    path: str

    def __new__(cls, items: Iterable[Value], path: str) -> FactList:
        self = super().__new__(cls, items)
        self.path = path
        return self


@dataclass(frozen=True, slots=True)
class Range:
    """`[low..high]`; an end is NULL where unbounded.

    `operator` is set for the one-sided forms `(>= 5)`, `(= 5)`, `(!= 5)`, which differ from an
    equal range with an unbounded end only in what is printed and in equality.
    """

    low_included: bool
    low: Value
    high: Value
    high_included: bool
    operator: ComparisonOperator | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function defined in FEEL, with the names it was defined among."""

    definition: FunctionDefinition
    scope: Any


Value = Union[
    Null,
    Decimal,
    str,
    bool,
    Date,
    Time,
    DateTime,
    MonthsDuration,
    DaysDuration,
    tuple["Value", ...],
    dict[str, "Value"],
    Range,
    Closure,
    "Builtin",
]
