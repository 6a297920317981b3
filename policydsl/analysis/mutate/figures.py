"""A value one unit off, and lists short of an item."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import NUMBER_CONTEXT, Value

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_SECONDS = (Decimal(86400), Decimal(3600), Decimal(60), Decimal(1))
_LEAP_YEAR = 2000


def off_by_one(value: Value) -> Iterator[Value]:
    """One unit less and one more: of a number its last place, of a duration its smallest whole
    unit, of a date a day; a day of every year such as `03-10` is a date. Nothing for the rest.
    """
    for sign in (-1, 1):
        shifted = _shifted(value, sign)
        if shifted is not None:
            yield shifted


def without_one(value: Value) -> Iterator[tuple[Value, Value]]:
    """Each item of a list, and the list without it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield item, (*value[:index], *value[index + 1 :])


def _shifted(value: Value, sign: int) -> Value | None:
    match value:
        case bool():
            return None
        case Decimal():
            return NUMBER_CONTEXT.add(value, sign * last_place(value))
        case Date():
            return value.plus_days(sign)
        case DateTime(date, time):
            day = date.plus_days(sign)
            return None if day is None else DateTime(day, time)
        case Time():
            return Time((value.hour + sign) % 24, value.minute, value.second, value.zone)
        case MonthsDuration(months):
            return MonthsDuration(months + sign * (12 if months and months % 12 == 0 else 1))
        case DaysDuration(seconds):
            unit = next((each for each in _SECONDS if seconds % each == 0), _SECONDS[-1])
            return DaysDuration(seconds + sign * unit)
        case str() if _MONTH_DAY.fullmatch(value):
            return _other_day(value, sign)
        case _:
            return None


def last_place(value: Decimal) -> Decimal:
    """The unit of a number: 1 of a whole one, 0.1 of `0.3`."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def _other_day(value: str, sign: int) -> str:
    month, day = (int(part) for part in value.split("-"))
    shifted = datetime.date(_LEAP_YEAR, month, day) + datetime.timedelta(days=sign)
    return f"{shifted.month:02}-{shifted.day:02}"
