"""Whether a result is the expected one, as the suite's own runners compare."""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel import temporal
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import Null, Value

TOLERANCE = Decimal("1e-8")


def matches(actual: Value, expected: Value) -> bool:
    """Equal in type and value; numbers may differ by 1e-8 of their size, at least of 1."""
    match actual, expected:
        case Null(), Null():
            return True
        case bool(), bool():
            return actual is expected
        case Decimal(), Decimal():
            return abs(actual - expected) <= TOLERANCE * max(Decimal(1), abs(expected))
        case str(), str():
            return actual == expected
        case tuple(), tuple():
            return len(actual) == len(expected) and all(map(matches, actual, expected))
        case dict(), dict():
            return actual.keys() == expected.keys() and all(
                matches(value, expected[name]) for name, value in actual.items()
            )
        case (
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
        ):
            return type(actual) is type(expected) and temporal.equal(actual, expected) is True
        case _:
            return False
