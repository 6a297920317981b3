"""`+`, `-`, `*` and `/` of temporal values (DMN 1.5 §10.3.2.15, tables 56 to 62).

Each function answers `None` where FEEL answers null: operands that do not go together, division
by zero, a result beyond the years that FEEL knows.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from policydsl.feel.temporal.timeline import (
    EXACT,
    SECONDS_PER_DAY,
    days_duration,
    floor,
    from_local_seconds,
    from_utc_seconds,
    local_seconds,
    seconds_of_day,
    time_from_seconds,
    utc_midnight,
    utc_seconds,
)
from policydsl.feel.temporal.values import (
    Date,
    DateTime,
    DaysDuration,
    Duration,
    MonthsDuration,
    Temporal,
    Time,
)

# FEEL's numbers have 34 digits. What overflows becomes infinite, and then None.
_NUMBERS = Context(prec=34, rounding=ROUND_HALF_EVEN, traps=[])


def add(left: Temporal, right: Temporal) -> Temporal | None:
    """A duration added to a date, time, date-time or duration of its kind, in either order."""
    match left, right:
        case MonthsDuration(one), MonthsDuration(other):
            return _months(one + other)
        case DaysDuration(one), DaysDuration(other):
            return days_duration(EXACT.add(one, other))
        case ((Date() | Time() | DateTime()), (MonthsDuration() | DaysDuration())):
            return _shift(left, right)
        case ((MonthsDuration() | DaysDuration()), (Date() | Time() | DateTime())):
            return _shift(right, left)
        case _:
            return None


def subtract(left: Temporal, right: Temporal) -> Temporal | None:
    """A duration taken from a value, or the distance between two dates, times or date-times."""
    match left, right:
        case _, (MonthsDuration() | DaysDuration()):
            return add(left, negate(right))
        case Time(), Time():
            return _time_between(right, left)
        case ((Date() | DateTime()), (Date() | DateTime())):
            return _time_between_moments(right, left)
        case _:
            return None


def multiply(duration: Duration, number: Decimal) -> Duration | None:
    """The duration so many times; months are cut to whole ones, towards zero."""
    if not number.is_finite():
        return None
    match duration:
        case MonthsDuration(months):
            return _whole_months(_NUMBERS.multiply(Decimal(months), number))
        case DaysDuration(seconds):
            return days_duration(_NUMBERS.multiply(seconds, number))


def divide(dividend: Duration, divisor: Decimal | Duration) -> Duration | Decimal | None:
    """The duration's part, or how many times (34 digits) one duration holds another of its kind."""
    match dividend, divisor:
        case _, Decimal():
            return _divide_by_number(dividend, divisor)
        case MonthsDuration(one), MonthsDuration(other):
            return _NUMBERS.divide(Decimal(one), Decimal(other)) if other else None
        case DaysDuration(one), DaysDuration(other):
            return _NUMBERS.divide(one, other) if other else None
        case _:
            return None


def negate(duration: Duration) -> Duration:
    """The same duration the other way; dates and times have no negative."""
    match duration:
        case MonthsDuration(months):
            return MonthsDuration(-months)
        case DaysDuration(seconds):
            return DaysDuration(seconds.copy_negate())


def absolute(duration: Duration) -> Duration:
    """The duration without its sign (FEEL's `abs`)."""
    match duration:
        case MonthsDuration(months):
            return MonthsDuration(abs(months))
        case DaysDuration(seconds):
            return DaysDuration(seconds.copy_abs())


def _shift(value: Date | Time | DateTime, duration: Duration) -> Date | Time | DateTime | None:
    match value, duration:
        case Date(), MonthsDuration(months):
            return value.plus_months(months)
        case Date(), DaysDuration(seconds):
            # Midnight plus the duration, and of that the date: a begun day back is a whole one.
            return value.plus_days(floor(seconds) // SECONDS_PER_DAY)
        case DateTime(date, time), MonthsDuration(months):
            day = date.plus_months(months)
            return None if day is None else DateTime(day, time)
        case DateTime(), DaysDuration(seconds):
            return _shift_moment(value, seconds)
        case Time(zone=zone), DaysDuration(seconds):
            return time_from_seconds(EXACT.add(seconds_of_day(value), seconds), zone)
        case _:
            return None


def _shift_moment(moment: DateTime, seconds: Decimal) -> DateTime | None:
    """Counts time that passes: a day is 24 hours also where a zone's clocks change.

    Of an hour that the clocks repeat, the result does not say which pass it is in: neither does
    its text.
    """
    instant = utc_seconds(moment)
    if moment.zone is None or instant is None:
        return from_local_seconds(EXACT.add(local_seconds(moment), seconds), None)
    return from_utc_seconds(EXACT.add(instant, seconds), moment.zone)


def _time_between(start: Time, end: Time) -> DaysDuration | None:
    start_offset, end_offset = start.offset_seconds(), end.offset_seconds()
    seconds = EXACT.subtract(seconds_of_day(end), seconds_of_day(start))
    if start_offset is None and end_offset is None:
        return days_duration(seconds)
    if start_offset is None or end_offset is None:
        return None
    return days_duration(EXACT.subtract(seconds, Decimal(end_offset - start_offset)))


def _time_between_moments(start: Date | DateTime, end: Date | DateTime) -> DaysDuration | None:
    """A date is midnight UTC here, so it has no distance from a local date-time."""
    first = utc_midnight(start) if isinstance(start, Date) else start
    last = utc_midnight(end) if isinstance(end, Date) else end
    first_instant, last_instant = utc_seconds(first), utc_seconds(last)
    if first_instant is None and last_instant is None:
        return days_duration(EXACT.subtract(local_seconds(last), local_seconds(first)))
    if first_instant is None or last_instant is None:
        return None
    return days_duration(EXACT.subtract(last_instant, first_instant))


def _divide_by_number(duration: Duration, number: Decimal) -> Duration | None:
    if number == 0 or not number.is_finite():
        return None
    match duration:
        case MonthsDuration(months):
            return _whole_months(_NUMBERS.divide(Decimal(months), number))
        case DaysDuration(seconds):
            return days_duration(_NUMBERS.divide(seconds, number))


def _whole_months(months: Decimal) -> MonthsDuration | None:
    # Compared before it becomes an integer: 1E+6000 would be a very long one.
    return None if months.copy_abs() > MonthsDuration.MAX_MONTHS else MonthsDuration(int(months))


def _months(months: int) -> MonthsDuration | None:
    return None if abs(months) > MonthsDuration.MAX_MONTHS else MonthsDuration(months)
