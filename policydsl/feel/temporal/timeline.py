"""Date-times and times of day as seconds on a line, and back (`valuedt`, `valuet` of DMN 1.5).

Sums and differences of values of this package are exact: they need at most 51 digits.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from policydsl.feel.temporal.values import (
    MAX_FRACTION_DIGITS,
    Date,
    DateTime,
    DaysDuration,
    Time,
)
from policydsl.feel.temporal.zones import Offset, Zone

SECONDS_PER_DAY = 86_400
EXACT = Context(prec=80, rounding=ROUND_HALF_EVEN)
_FINEST = Decimal(1).scaleb(-MAX_FRACTION_DIGITS)


def seconds_of_day(time: Time) -> Decimal:
    """Seconds since its midnight, 0 to below 86,400."""
    return EXACT.add(Decimal(time.hour * 3600 + time.minute * 60), time.second)


def time_from_seconds(seconds: Decimal, zone: Offset | Zone | None) -> Time:
    """The time of day that many seconds after midnight, counted round the clock."""
    whole = floor(seconds)
    fraction = EXACT.subtract(seconds, Decimal(whole))
    minutes, second = divmod(whole % SECONDS_PER_DAY, 60)
    hour, minute = divmod(minutes, 60)
    return Time(hour, minute, EXACT.add(Decimal(second), fraction), zone)


def local_seconds(moment: DateTime) -> Decimal:
    """Seconds from 1970-01-01T00:00:00 on the clock and calendar of the place itself."""
    days = Decimal(moment.date.ordinal * SECONDS_PER_DAY)
    return EXACT.add(days, seconds_of_day(moment.time))


def utc_seconds(moment: DateTime) -> Decimal | None:
    """Seconds since 1970-01-01T00:00:00Z, `None` for a local date-time."""
    offset = moment.offset_seconds()
    return None if offset is None else EXACT.subtract(local_seconds(moment), Decimal(offset))


def from_local_seconds(seconds: Decimal, zone: Offset | Zone | None) -> DateTime | None:
    """The inverse of `local_seconds`; `None` beyond the years that FEEL knows."""
    date = Date.from_ordinal(floor(seconds) // SECONDS_PER_DAY)
    return None if date is None else DateTime(date, time_from_seconds(seconds, zone))


def from_utc_seconds(seconds: Decimal, zone: Offset | Zone) -> DateTime | None:
    """What clock and calendar of the zone show at an instant; `None` beyond FEEL's years."""
    offset = zone.seconds if isinstance(zone, Offset) else zone.offset_at_instant(floor(seconds))
    return from_local_seconds(EXACT.add(seconds, Decimal(offset)), zone)


def utc_midnight(date: Date) -> DateTime:
    """What a date stands for where a date-time is asked for (DMN 1.5 §10.3.2.3.5)."""
    return DateTime(date, Time(0, 0, Decimal(0), Offset(0)))


def days_duration(seconds: Decimal) -> DaysDuration | None:
    """A duration of so many seconds, rounded to 34 decimal places; `None` when it is too long."""
    if not seconds.is_finite() or seconds.copy_abs() > DaysDuration.MAX_SECONDS:
        return None
    exponent = seconds.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_FRACTION_DIGITS:
        seconds = seconds.quantize(_FINEST, context=EXACT)
    return DaysDuration(seconds)


def floor(seconds: Decimal) -> int:
    """The greatest whole number of seconds that is not greater."""
    whole = int(seconds)
    return whole - 1 if seconds < whole else whole
