"""The five kinds of temporal values (DMN 1.5 §10.3.2.3.4 to 10.3.2.3.8).

Python's own `datetime` ends at year 9999, FEEL's years at ±999,999,999, so these are our own.
`==` and `hash` mean *identical* (FEEL's `is`); what FEEL writes `=` is `compare.equal`.

Constructors raise `ValueError` for what does not exist. Every other function of the package
answers `None` instead, where FEEL answers null.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from policydsl.feel.temporal.civil import (
    add_months,
    civil_from_days,
    days_from_civil,
    days_in_month,
)
from policydsl.feel.temporal.zones import Offset, Zone

MAX_YEAR = 999_999_999
# Seconds hold at most this many digits after the point: more than any clock, few enough to print.
MAX_FRACTION_DIGITS = 34


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day of the proleptic Gregorian calendar; `year` from -999,999,999 to 999,999,999."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not (
            abs(self.year) <= MAX_YEAR
            and 1 <= self.month <= 12
            and 1 <= self.day <= days_in_month(self.year, self.month)
        ):
            raise ValueError("no such date")

    @classmethod
    def from_ordinal(cls, ordinal: int) -> Date | None:
        """The date that many days after 1970-01-01, `None` beyond the years that FEEL knows."""
        if not _FIRST_ORDINAL <= ordinal <= _LAST_ORDINAL:
            return None
        return cls(*civil_from_days(ordinal))

    @property
    def ordinal(self) -> int:
        """Days since 1970-01-01."""
        return days_from_civil(self.year, self.month, self.day)

    @property
    def weekday(self) -> int:
        """1 for Monday to 7 for Sunday, as in ISO 8601."""
        return (self.ordinal + 3) % 7 + 1

    def plus_days(self, days: int) -> Date | None:
        """The date that many days later."""
        return Date.from_ordinal(self.ordinal + days)

    def plus_months(self, months: int) -> Date | None:
        """The same day so many months later, or that month's last day where it is shorter."""
        year, month = add_months(self.year, self.month, months)
        if abs(year) > MAX_YEAR:
            return None
        return Date(year, month, min(self.day, days_in_month(year, month)))


_FIRST_ORDINAL = days_from_civil(-MAX_YEAR, 1, 1)
_LAST_ORDINAL = days_from_civil(MAX_YEAR, 12, 31)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; `second` from 0 to below 60 with its fraction; `zone` is `None` when local."""

    hour: int
    minute: int
    second: Decimal
    zone: Offset | Zone | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.hour <= 23 and 0 <= self.minute <= 59):
            raise ValueError("no such time of day")
        if not (_is_storable(self.second) and 0 <= self.second < 60):
            raise ValueError("no such second")

    def offset_seconds(self) -> int | None:
        """Seconds east of UTC, `None` for a local time.

        DMN leaves open what a zone's offset is without a date. 1970-01-01 stands in, so that the
        answer does not depend on the day it is asked.
        """
        return DateTime(_EPOCH_DATE, self).offset_seconds()


@dataclass(frozen=True, slots=True)
class DateTime:
    """A date and a time of day, whose zone is the zone of both."""

    date: Date
    time: Time

    @property
    def zone(self) -> Offset | Zone | None:
        """The zone of its time."""
        return self.time.zone

    def offset_seconds(self) -> int | None:
        """Seconds east of UTC, `None` for a local time."""
        match self.zone:
            case None:
                return None
            case Offset(seconds):
                return seconds
            case Zone() as zone:
                time = self.time
                second_of_day = time.hour * 3600 + time.minute * 60 + int(time.second)
                return zone.offset_at_local(self.date.ordinal * 86_400 + second_of_day)


_EPOCH_DATE = Date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class MonthsDuration:
    """FEEL's `years and months duration`: a whole number of months, negative ones too."""

    # The distance between any two dates is a duration.
    MAX_MONTHS: ClassVar[int] = 2 * MAX_YEAR * 12 + 11

    months: int

    def __post_init__(self) -> None:
        if abs(self.months) > self.MAX_MONTHS:
            raise ValueError("the duration is too long")


@dataclass(frozen=True, slots=True)
class DaysDuration:
    """FEEL's `days and time duration`: seconds with their fraction, negative ones too."""

    MAX_SECONDS: ClassVar[int] = (2 * MAX_YEAR + 2) * 366 * 86_400

    seconds: Decimal

    def __post_init__(self) -> None:
        if not _is_storable(self.seconds) or self.seconds.copy_abs() > self.MAX_SECONDS:
            raise ValueError("the duration is too long or too finely divided")


Duration = MonthsDuration | DaysDuration
Temporal = Date | Time | DateTime | Duration


def _is_storable(seconds: Decimal) -> bool:
    exponent = seconds.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MAX_FRACTION_DIGITS
