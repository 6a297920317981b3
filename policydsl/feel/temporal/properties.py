"""`value.name` of temporal values (DMN 1.5 §10.3.2.15, tables 65 and 66).

The parts of a negative duration are negative, as in XPath: `@"-P1Y2M".months` is -2.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import assert_never

from policydsl.feel.temporal.timeline import EXACT, days_duration
from policydsl.feel.temporal.values import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
)
from policydsl.feel.temporal.zones import Zone

Property = Decimal | str | DaysDuration

_OF_DATE = ("year", "month", "day", "weekday")
_OF_TIME = ("hour", "minute", "second", "time offset", "timezone")

PROPERTY_NAMES: Mapping[type[Temporal], tuple[str, ...]] = MappingProxyType(
    {
        Date: _OF_DATE,
        Time: _OF_TIME,
        DateTime: _OF_DATE + _OF_TIME,
        MonthsDuration: ("years", "months"),
        DaysDuration: ("days", "hours", "minutes", "seconds"),
    }
)


def has_property(value: Temporal, name: str) -> bool:
    """Whether values of this kind have a property of that name."""
    return name in PROPERTY_NAMES[type(value)]


def temporal_property(value: Temporal, name: str) -> Property | None:
    """Numbers; `time offset` as a days and time duration; `timezone` as the IANA name.

    `None` for a name that is no property of this kind, and for the offset or zone of a value
    that has none: `has_property` tells which.
    """
    if not has_property(value, name):
        return None
    match value:
        case Date():
            return _date_property(value, name)
        case Time():
            return _time_property(value, value.offset_seconds(), name)
        case DateTime(date, time):
            if name in _OF_DATE:
                return _date_property(date, name)
            return _time_property(time, value.offset_seconds(), name)
        case MonthsDuration(months):
            return _part_of_months(months, name)
        case DaysDuration(seconds):
            return _part_of_days(seconds, name)
        case _:
            assert_never(value)


def _date_property(date: Date, name: str) -> Decimal:
    match name:
        case "year":
            return Decimal(date.year)
        case "month":
            return Decimal(date.month)
        case "day":
            return Decimal(date.day)
        case _:
            return Decimal(date.weekday)


def _time_property(time: Time, offset: int | None, name: str) -> Property | None:
    match name:
        case "hour":
            return Decimal(time.hour)
        case "minute":
            return Decimal(time.minute)
        case "second":
            return time.second.copy_abs()
        case "time offset":
            return None if offset is None else days_duration(Decimal(offset))
        case _:
            return time.zone.name if isinstance(time.zone, Zone) else None


def _part_of_months(months: int, name: str) -> Decimal:
    years, rest = divmod(abs(months), 12)
    size = years if name == "years" else rest
    return Decimal(-size if months < 0 else size)


def _part_of_days(seconds: Decimal, name: str) -> Decimal:
    whole = int(seconds.copy_abs())
    match name:
        case "days":
            size = Decimal(whole // 86_400)
        case "hours":
            size = Decimal(whole // 3600 % 24)
        case "minutes":
            size = Decimal(whole // 60 % 60)
        case _:
            size = EXACT.remainder(seconds.copy_abs(), Decimal(60))
    return size.copy_negate() if seconds < 0 and size else size
