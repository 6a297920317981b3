"""Temporal values from their parts and from one another (DMN 1.5 §10.3.4.1).

Parts are FEEL numbers; one that is not whole, or out of its range, makes the result `None`.
"""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel.temporal.timeline import utc_midnight
from policydsl.feel.temporal.values import Date, DateTime, DaysDuration, Time
from policydsl.feel.temporal.zones import Offset


def date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    """`date(2020, 2, 29)`."""
    parts = _small_whole(year), _small_whole(month), _small_whole(day)
    if parts[0] is None or parts[1] is None or parts[2] is None:
        return None
    try:
        return Date(parts[0], parts[1], parts[2])
    except ValueError:
        return None


def time_from_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None
) -> Time | None:
    """`time(10, 30, 0.5, @"PT8H")`; only `second` may have a fraction."""
    whole_hour, whole_minute = _small_whole(hour), _small_whole(minute)
    seconds_east = None if offset is None else _small_whole(offset.seconds)
    if whole_hour is None or whole_minute is None or (offset is not None and seconds_east is None):
        return None
    try:
        zone = None if seconds_east is None else Offset(seconds_east)
        return Time(whole_hour, whole_minute, second, zone)
    except ValueError:
        return None


def date_of(value: Date | DateTime) -> Date:
    """The date of a date-time, or the date itself."""
    return value.date if isinstance(value, DateTime) else value


def time_of(value: Time | Date | DateTime) -> Time:
    """The time of a date-time with its zone, or the time itself; of a date, midnight UTC."""
    match value:
        case Time():
            return value
        case Date():
            return utc_midnight(value).time
        case DateTime(_, time):
            return time


def date_and_time(date: Date | DateTime, time: Time) -> DateTime:
    """That date, or that date-time's, with another time and its zone."""
    return DateTime(date_of(date), time)


def _small_whole(number: Decimal) -> int | None:
    """The number as an integer, if it is one of at most 12 digits."""
    if not number.is_finite() or number.copy_abs() >= 10**12 or number != int(number):
        return None
    return int(number)
