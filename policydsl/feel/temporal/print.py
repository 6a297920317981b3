"""Temporal values as text, in the canonical form of FEEL's `string()`.

`parse_at_literal(to_string(value))` is `value` again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from policydsl.feel.temporal.timeline import floor
from policydsl.feel.temporal.values import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Temporal,
    Time,
)
from policydsl.feel.temporal.zones import Offset, Zone


def to_string(value: Temporal) -> str:
    """`2020-01-01T10:00:00.5+01:00`, `10:00:00@Europe/Paris`, `-P1DT2H`, `P1Y2M`, `PT0S`, `P0M`."""
    match value:
        case Date():
            return _date(value)
        case Time():
            return _time(value)
        case DateTime(date, time):
            return f"{_date(date)}T{_time(time)}"
        case MonthsDuration(months):
            return _months(months)
        case DaysDuration(seconds):
            return _days(seconds)
        case _:
            assert_never(value)


def _date(date: Date) -> str:
    sign = "-" if date.year < 0 else ""
    return f"{sign}{abs(date.year):04}-{date.month:02}-{date.day:02}"


def _time(time: Time) -> str:
    second = _plain(time.second.copy_abs())  # -0 is a second too
    if time.second < 10:
        second = f"0{second}"
    return f"{time.hour:02}:{time.minute:02}:{second}{_zone(time.zone)}"


def _zone(zone: Offset | Zone | None) -> str:
    match zone:
        case None:
            return ""
        case Zone(name):
            return f"@{name}"
        case Offset(0):
            return "Z"
        case Offset(seconds):
            minutes, second = divmod(abs(seconds), 60)
            hour, minute = divmod(minutes, 60)
            sign = "-" if seconds < 0 else "+"
            return f"{sign}{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


def _months(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    sign = "-" if months < 0 else ""
    if months == 0:
        return "P0M"
    return f"{sign}P" + (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")


def _days(seconds: Decimal) -> str:
    if seconds == 0:
        return "PT0S"
    size = seconds.copy_abs()
    whole = floor(size)
    fraction = _plain(size).partition(".")[2]
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    clock = (f"{hour}H" if hour else "") + (f"{minute}M" if minute else "")
    if second or fraction:
        clock += f"{second}.{fraction}S" if fraction else f"{second}S"
    sign = "-" if seconds < 0 else ""
    return f"{sign}P" + (f"{days}D" if days else "") + (f"T{clock}" if clock else "")


def _plain(number: Decimal) -> str:
    """Digits without an exponent and without zeros at the end of the fraction."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
