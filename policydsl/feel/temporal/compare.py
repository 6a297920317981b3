"""Order, equality and identity of temporal values (DMN 1.5 §10.3.2.15, tables 53 and 54).

`=` and `<` see whole seconds only: the conformance kit (0068) counts 10:30:00.0001 and
10:30:00.0002 as equal, and an order that saw more would contradict it. `identical` sees them.
"""

from __future__ import annotations

from typing import Literal

from policydsl.feel.temporal.timeline import floor, local_seconds, seconds_of_day, utc_midnight
from policydsl.feel.temporal.values import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
)

Order = Literal[-1, 0, 1]


def compare(left: Temporal, right: Temporal) -> Order | None:
    """-1, 0 or 1 as `left` is before, at or after `right`; `None` for values of different kinds.

    A local value beside a zoned one takes the other's offset (table 54). It may so be neither
    before nor after it and still not `equal`. A date beside a date-time is midnight UTC.
    """
    match left, right:
        case MonthsDuration(one), MonthsDuration(other):
            return _order(one, other)
        case DaysDuration(one), DaysDuration(other):
            return 0 if one == other else -1 if one < other else 1
        case Date(), Date():
            return _order(left.ordinal, right.ordinal)
        case Time(), Time():
            return _on_one_line(_place(left), _place(right))
        case ((Date() | DateTime()), (Date() | DateTime())):
            return _on_one_line(_place(_moment(left)), _place(_moment(right)))
        case _:
            return None


def equal(left: Temporal, right: Temporal) -> bool | None:
    """FEEL's `=`: the same instant, day or length; `None` for values of different kinds.

    A local value never equals a zoned one. Two durations of no length are equal, of either kind.
    """
    match left, right:
        case (MonthsDuration(0), DaysDuration(seconds)) | (
            DaysDuration(seconds),
            MonthsDuration(0),
        ):
            return True if seconds == 0 else None
        case ((Date() | Time() | DateTime()), (Date() | Time() | DateTime())):
            if _is_local(left) != _is_local(right):
                return None if isinstance(left, Time) != isinstance(right, Time) else False
        case _:
            pass
    order = compare(left, right)
    return None if order is None else order == 0


def identical(left: Temporal, right: Temporal) -> bool:
    """FEEL's `is`: the same kind and the same parts, zone and fractions included."""
    return left == right


def _order(left: int, right: int) -> Order:
    return 0 if left == right else -1 if left < right else 1


def _on_one_line(left: tuple[int, int | None], right: tuple[int, int | None]) -> Order:
    """Compares (local seconds, offset) pairs."""
    left_offset, right_offset = left[1], right[1]
    if left_offset is None or right_offset is None:
        return _order(left[0], right[0])
    return _order(left[0] - left_offset, right[0] - right_offset)


def _place(value: Time | DateTime) -> tuple[int, int | None]:
    seconds = seconds_of_day(value) if isinstance(value, Time) else local_seconds(value)
    return floor(seconds), value.offset_seconds()


def _moment(value: Date | DateTime) -> DateTime:
    return utc_midnight(value) if isinstance(value, Date) else value


def _is_local(value: Date | Time | DateTime) -> bool:
    return not isinstance(value, Date) and value.zone is None
