"""What the interpreter knows, as the solver's values."""

from __future__ import annotations

from decimal import Decimal

from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.symbolic import (
    FAULTY,
    NOTHING,
    UNKNOWN,
    Case,
    Content,
    Day,
    Entries,
    Interval,
    Items,
    Months,
    Number,
    Other,
    Seconds,
    Slot,
    Symbolic,
    Text,
    Truth,
)
from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration
from policydsl.feel.values import Null, Range, Record, Value


def constant(value: Value, atoms: Atoms) -> Symbolic:
    """A value of the interpreter, known whatever the facts are."""
    return Symbolic((Case(True, _content(value, atoms)),), value)


def packed_day(date: Date) -> int:
    """A date's number: `year * 372 + (month - 1) * 31 + (day - 1)`."""
    return date.year * 372 + (date.month - 1) * 31 + date.day - 1


def null_content(value: Null) -> Content:
    """Which of the three nulls it is."""
    if value.unknown:
        return UNKNOWN
    return FAULTY if value.causes else NOTHING


def _content(value: Value, atoms: Atoms) -> Content:
    match value:
        case Null():
            return null_content(value)
        case bool():
            return Truth(value)
        case Decimal():
            return Number(value)
        case str():
            return Text(atoms.number(value), value)
        case Date():
            return Day(packed_day(value))
        case MonthsDuration(months):
            return Months(months)
        case DaysDuration(seconds):
            return Seconds(seconds)
        case tuple():
            return Items(tuple(Slot(True, constant(each, atoms)) for each in value), packed=True)
        case dict():
            members = {name: constant(each, atoms) for name, each in value.items()}
            return Entries(members, value.path if isinstance(value, Record) else None)
        case Range(low_included, low, high, high_included, operator):
            ends = constant(low, atoms), constant(high, atoms)
            return Interval(low_included, *ends, high_included, operator)
        case _:
            return Other(value)
