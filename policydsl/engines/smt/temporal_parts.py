"""Parts of dates and durations, and dates of their parts.

See `policydsl.feel.temporal.properties`, `.convert` and `.calendar`, and the builtins of dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import z3

from policydsl.engines.smt import calendar_terms as calendar
from policydsl.engines.smt.calendar_counts import EVERY_DAY
from policydsl.engines.smt.calendar_functions import number_of
from policydsl.engines.smt.calendar_terms import MAX_YEAR, PER_MONTH, PER_YEAR, Whole, pick, within
from policydsl.engines.smt.guards import Guard, both
from policydsl.engines.smt.operators_numbers import Figure
from policydsl.engines.smt.symbolic import (
    FAULTY,
    Day,
    Months,
    Number,
    Seconds,
    Symbolic,
    known,
)
from policydsl.engines.smt.temporal_arithmetic import SECONDS_PER_DAY, whole_days
from policydsl.engines.smt.temporal_results import where
from policydsl.engines.smt.terms import NumberTerm
from policydsl.feel.temporal import DaysDuration, temporal_property

_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


def part(value: Day | Months | Seconds, name: str) -> Symbolic | None:
    """`value.name`; None where values of this kind have no such part."""
    match value, name:
        case Day(day), "year":
            return _number(calendar.year_of(day))
        case Day(day), "month":
            return _number(calendar.month_of(day))
        case Day(day), "day":
            return _number(calendar.day_of_month(day))
        case Day(day), "weekday":
            return _number(calendar.remainder(number_of(EVERY_DAY, day) + 3, 7) + 1)
        case Months(months), "years":
            return _number(_towards_zero(months, calendar.quotient))
        case Months(months), "months":
            return _number(_towards_zero(months, calendar.remainder))
        case Seconds(Decimal() as seconds), "days" | "hours" | "minutes" | "seconds":
            found = temporal_property(DaysDuration(seconds), name)
            assert isinstance(found, Decimal), "the parts of a duration are numbers"
            return known(Number(found))
        case Seconds(seconds), "days" | "hours" | "minutes" | "seconds":
            return _part_of_days(seconds, name)
        case _:
            return None


def day_of_year(value: Day) -> Symbolic:
    """1 to 366."""
    day = value.term
    first = day - calendar.remainder(day, PER_YEAR)
    return _number(number_of(EVERY_DAY, day) - number_of(EVERY_DAY, first) + 1)


def last_day_of_month(value: Day) -> Symbolic:
    """The last date of the same month."""
    day = value.term
    end = day - calendar.remainder(day, PER_MONTH) + PER_MONTH - 1
    return known(Day(calendar.last_day_at_most(end)))


def months_between(start: Day, end: Day) -> Symbolic:
    """Whole months from one date to another, negative when `end` is the earlier."""
    first, last = start.term, end.term
    months = calendar.quotient(last, PER_MONTH) - calendar.quotient(first, PER_MONTH)
    one, other = calendar.remainder(first, PER_MONTH), calendar.remainder(last, PER_MONTH)
    begun = pick(both(months > 0, other < one), 1, 0)
    begun_back = pick(both(months < 0, other > one), 1, 0)
    return known(Months(months - begun + begun_back))


def date_of_parts(year: Number, month: Number, day: Number) -> Symbolic:
    """`date(2020, 2, 29)`: faulty where a part is not whole, or there is no such day."""
    wholes = [_whole(each.term) for each in (year, month, day)]
    (whole_year, whole_month, whole_day) = (number for number, _ in wholes)
    place = whole_year * PER_YEAR + (whole_month - 1) * PER_MONTH + whole_day - 1
    exists = both(
        *(is_whole for _, is_whole in wholes),
        within(-MAX_YEAR, whole_year, MAX_YEAR),
        within(1, whole_month, 12),
        within(1, whole_day, 31),
        calendar.is_day(place),
    )
    return where(exists, Day(place))


def date_in_year(year: Number, month_day: str) -> Symbolic:
    """The date in a year that a month and day like `03-31` name."""
    found = _MONTH_DAY.fullmatch(month_day)
    if found is None:
        return known(FAULTY)
    return date_of_parts(year, Number(Decimal(found[1])), Number(Decimal(found[2])))


def _whole(number: Figure) -> tuple[Whole, Guard]:
    """The number as an integer, and whether it is one."""
    if isinstance(number, Decimal):
        is_whole = number == number.to_integral_value() and number.copy_abs() < 10**12
        return (int(number) if is_whole else 0), is_whole
    if number.is_int():
        return number, True
    return z3.ToInt(number), z3.IsInt(number)


def _towards_zero(months: Whole, part_of: Callable[[Whole, int], Whole]) -> Whole:
    return pick(months < 0, -part_of(-months, 12), part_of(months, 12))


def _part_of_days(seconds: NumberTerm, name: str) -> Symbolic:
    """Of a duration that is no known one; its parts have its sign."""
    days = whole_days(seconds)
    if days is not None:
        return _number(days if name == "days" else 0)
    size = z3.If(seconds < 0, -seconds, seconds)
    whole = size if size.is_int() else z3.ToInt(size)
    match name:
        case "days":
            found = calendar.quotient(whole, SECONDS_PER_DAY)
        case "hours":
            found = calendar.remainder(calendar.quotient(whole, 3600), 24)
        case "minutes":
            found = calendar.remainder(calendar.quotient(whole, 60), 60)
        case _:
            found = size - 60 * calendar.quotient(whole, 60)
    return _number(z3.If(seconds < 0, -found, found))


def _number(number: Whole) -> Symbolic:
    return known(Number(Decimal(number) if isinstance(number, int) else number))
