"""Static types of FEEL expressions, with units and bilingual names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policydsl.text.diagnostic import Text


@dataclass(frozen=True, slots=True)
class AnyType:
    """Nothing is known: every use is allowed."""


@dataclass(frozen=True, slots=True)
class NullType:
    """The type of `null`: fits everywhere."""


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number; `unit` is None for a bare one (a literal, a ratio), which fits any unit.

    Units are ids of the facts schema's `x-units`: `m2`, `person`, `working_day`.
    """

    unit: str | None = None


@dataclass(frozen=True, slots=True)
class StringType:
    """A string. With `values`, one of an enumeration: id → its labels."""

    values: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class BooleanType:
    """true or false."""


@dataclass(frozen=True, slots=True)
class DateType:
    """A date."""


@dataclass(frozen=True, slots=True)
class TimeType:
    """A time of day."""


@dataclass(frozen=True, slots=True)
class DateTimeType:
    """A date and time."""


@dataclass(frozen=True, slots=True)
class MonthsDurationType:
    """A years and months duration."""


@dataclass(frozen=True, slots=True)
class DaysDurationType:
    """A days and time duration."""


@dataclass(frozen=True, slots=True)
class ListType:
    """A list of items of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class RangeType:
    """A range between two values of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Member:
    """A named part of a context or a name in scope.

    `id` is its name in the canonical tree, `zh` the Chinese name that means the same (None where
    there is none). `judgement` marks a fact that an assessor states.
    """

    id: str
    type: Type
    zh: str | None = None
    label: Text | None = None
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class ContextType:
    """A context. A `closed` one has exactly these members; another may have more."""

    members: Mapping[str, Member] = field(hash=False)
    closed: bool = True


@dataclass(frozen=True, slots=True)
class FunctionType:
    """A function; `parameters` are names and types."""

    parameters: tuple[tuple[str, Type], ...]
    result: Type


Type = (
    AnyType
    | NullType
    | NumberType
    | StringType
    | BooleanType
    | DateType
    | TimeType
    | DateTimeType
    | MonthsDurationType
    | DaysDurationType
    | ListType
    | RangeType
    | ContextType
    | FunctionType
)

ANY = AnyType()
NULL_TYPE = NullType()
NUMBER = NumberType()
STRING = StringType()
BOOLEAN = BooleanType()
DATE = DateType()
TIME = TimeType()
DATE_TIME = DateTimeType()
MONTHS_DURATION = MonthsDurationType()
DAYS_DURATION = DaysDurationType()
