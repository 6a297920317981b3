"""Text to temporal values: the lexical forms of DMN 1.5 §10.3.4.1 and XML Schema 1.1 Part 2.

Every function answers `None` for a text that is not of its form, or names what does not exist.
"""

from __future__ import annotations

import re
from decimal import Decimal

from policydsl.feel.temporal.values import (
    MAX_FRACTION_DIGITS,
    Date,
    DateTime,
    DaysDuration,
    Duration,
    MonthsDuration,
    Temporal,
    Time,
)
from policydsl.feel.temporal.zones import Offset, Zone
from policydsl.text.lazy_pattern import pattern

MAX_TEXT_LENGTH = 160

_DATE = r"(?P<year>-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_FRACTION = rf"[0-9]{{1,{MAX_FRACTION_DIGITS}}}"
_TIME = rf"(?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}}):(?P<second>[0-9]{{2}}(?:\.{_FRACTION})?)"
# FEEL's own examples write a small z too. Seconds of an offset are not in XML Schema, but
# time(11, 59, 45, @"PT2H45M55S") has them, and its string must be readable again.
_ZONE = (
    r"(?P<utc>[Zz])"
    r"|(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-5][0-9])(?::(?P<seconds>[0-5][0-9]))?"
    r"|@(?P<name>.+)"
)
_DATE_PATTERN = pattern(_DATE)
_TIME_PATTERN = pattern(rf"{_TIME}(?:{_ZONE})?")
_DATE_TIME_PATTERN = pattern(rf"{_DATE}T{_TIME}(?:{_ZONE})?")
_ZONED_DATE_PATTERN = pattern(rf"{_DATE}(?:{_ZONE})?")
_MONTHS_PATTERN = pattern(r"(?P<sign>-?)P(?=[0-9])(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?")
_DAYS_PATTERN = pattern(
    r"(?P<sign>-?)P(?=[0-9T])(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?"
    rf"(?:(?P<seconds>[0-9]+(?:\.(?:{_FRACTION})?)?)S)?)?"
)


def parse_date(text: str) -> Date | None:
    """`2020-02-29`, `-0044-03-15`, `12345-01-01`. A date has no zone, so neither has its text."""
    match = _match(_DATE_PATTERN, text)
    return None if match is None else _date(match)


def parse_time(text: str) -> Time | None:
    """`10:30:00`, `10:30:00.5Z`, `10:30:00+08:00`, `10:30:00@Asia/Shanghai`; 24:00:00 is 0:00."""
    match = _match(_TIME_PATTERN, text)
    if match is None:
        return None
    read = _time(match)
    return None if read is None else read[0]


def parse_date_time(text: str, *, accept_date: bool = False) -> DateTime | None:
    """`2020-02-29T10:30:00`, with a zone as of a time; 24:00:00 is midnight of the next day.

    With `accept_date`, `2020-02-29` (or `2020-02-29Z`) too: midnight, local unless a zone is given.
    """
    match = _match(_DATE_TIME_PATTERN, text)
    if match is None:
        return _midnight(text) if accept_date else None
    date, read = _date(match), _time(match)
    if date is None or read is None:
        return None
    time, next_day = read
    day = date.plus_days(1) if next_day else date
    return None if day is None else DateTime(day, time)


def parse_duration(text: str) -> Duration | None:
    """`P1Y2M` or `P1DT2H3M4.5S`, `-` before it when negative; years never beside days."""
    if match := _match(_MONTHS_PATTERN, text):
        months = int(match["years"] or 0) * 12 + int(match["months"] or 0)
        if months > MonthsDuration.MAX_MONTHS:
            return None
        return MonthsDuration(-months if match["sign"] else months)
    if match := _match(_DAYS_PATTERN, text):
        return _days_duration(match)
    return None


def parse_at_literal(text: str) -> Temporal | None:
    """What stands between the quotes of `@"…"` (grammar rule 65): any temporal value."""
    for parse in (parse_date, parse_date_time, parse_time, parse_duration):
        value = parse(text)
        if value is not None:
            return value
    return None


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return pattern.fullmatch(text) if len(text) <= MAX_TEXT_LENGTH else None


def _date(match: re.Match[str]) -> Date | None:
    try:
        return Date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _time(match: re.Match[str]) -> tuple[Time, bool] | None:
    """The time, and whether it was written as 24:00:00 and belongs to the next day."""
    hour, minute, second = int(match["hour"]), int(match["minute"]), Decimal(match["second"])
    next_day = hour == 24 and minute == 0 and second == 0
    try:
        zone = _zone(match)
        return Time(0 if next_day else hour, minute, second, zone), next_day
    except ValueError:
        return None


def _zone(match: re.Match[str]) -> Offset | Zone | None:
    """`ValueError` for an unknown zone or an offset beyond 14 hours."""
    if match["utc"]:
        return Offset(0)
    if match["name"]:
        return Zone(match["name"])
    if match["sign"]:
        hours, minutes = int(match["hours"]), int(match["minutes"])
        seconds = hours * 3600 + minutes * 60 + int(match["seconds"] or 0)
        return Offset(-seconds if match["sign"] == "-" else seconds)
    return None


def _midnight(text: str) -> DateTime | None:
    match = _match(_ZONED_DATE_PATTERN, text)
    date = None if match is None else _date(match)
    if match is None or date is None:
        return None
    try:
        return DateTime(date, Time(0, 0, Decimal(0), _zone(match)))
    except ValueError:
        return None


def _days_duration(match: re.Match[str]) -> DaysDuration | None:
    whole = (
        int(match["days"] or 0) * 86_400
        + int(match["hours"] or 0) * 3600
        + int(match["minutes"] or 0) * 60
    )
    seconds, _, fraction = (match["seconds"] or "0").partition(".")
    whole += int(seconds)
    # Put together as text, since a sum of decimals would round.
    sign = "-" if match["sign"] else ""
    try:
        return DaysDuration(Decimal(f"{sign}{whole}" + (f".{fraction}" if fraction else "")))
    except ValueError:
        return None
