"""`value.name`: entries of contexts, properties of temporal values and ranges."""

from __future__ import annotations

from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    has_property,
    temporal_property,
)
from policydsl.feel.values import NULL, CauseKind, Null, Range, Value, null

RANGE_PROPERTIES = ("start", "end", "start included", "end included")


def member(value: Value, name: str) -> Value:
    """What `name` is of a value; of a list, that of each item. Null, and why, where nothing is."""
    match value:
        case Null():
            return value
        case dict():
            found = value.get(name)
            return _none(name) if found is None else found
        case tuple():
            return tuple(member(item, name) for item in value)
        case Range():
            return _of_range(value, name)
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            if not has_property(value, name):
                return _none(name)
            part = temporal_property(value, name)
            return NULL if part is None else part
        case _:
            return _none(name)


def _of_range(value: Range, name: str) -> Value:
    match name:
        case "start":
            return value.low
        case "end":
            return value.high
        case "start included":
            return value.low_included
        case "end included":
            return value.high_included
        case _:
            return _none(name)


def _none(name: str) -> Null:
    return null(CauseKind.NO_SUCH_NAME, f"没有成员“{name}”", f"there is no member “{name}”")
