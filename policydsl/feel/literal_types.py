"""The types of literals whose text decides."""

from __future__ import annotations

from typing import assert_never

from policydsl.feel import types
from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    parse_at_literal,
)
from policydsl.feel.types import Type


def at_literal_type(text: str) -> Type | None:
    """The type of `@"text"`, or None where it is no literal."""
    value = parse_at_literal(text)
    match value:
        case None:
            return None
        case Date():
            return types.DATE
        case Time():
            return types.TIME
        case DateTime():
            return types.DATE_TIME
        case MonthsDuration():
            return types.MONTHS_DURATION
        case DaysDuration():
            return types.DAYS_DURATION
        case _:
            assert_never(value)
