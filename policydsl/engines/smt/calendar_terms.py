"""The calendar in whole numbers, which may be known or terms of sort Int.

A day is a packed number: `year * 372 + (month - 1) * 31 + (day - 1)`. Order is kept, years and
months are quotients, and a whole month is 31. An ordinal counts days since 1970-01-01, as
`policydsl.feel.temporal.civil` does, whose formulas stand here again for terms.
"""

from __future__ import annotations

from typing import TypeAlias

import z3

from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.terms import NumberTerm

Whole: TypeAlias = int | NumberTerm

PER_YEAR, PER_MONTH = 372, 31
MAX_YEAR = 999_999_999

_LEAP_DAY = 59
_NOT_IN_FEBRUARY = (60, 61)
_FIRST_OF_MARCH = 62
_NO_31ST = (123, 185, 278, 340)
# Of the packed places that are no days, how many lie before a day: (from, so many).
_GAPS = ((341, 7), (279, 6), (186, 5), (124, 4), (62, 3))
_DAYS_PER_CYCLE = 146_097
_DAYS_FROM_0000_03_01_TO_1970_01_01 = 719_468
_YEAR_ZERO = -719_528


def packed(year: int, month: int, day: int) -> int:
    """The number of a date that is known."""
    return year * PER_YEAR + (month - 1) * PER_MONTH + day - 1


def quotient(number: Whole, divisor: int) -> Whole:
    """Rounded down, as Python and Z3 both have it for a positive divisor."""
    return number // divisor if isinstance(number, int) else number / divisor


def remainder(number: Whole, divisor: int) -> Whole:
    """0 to below the divisor."""
    return number % divisor


def pick(condition: Guard, then: Whole, otherwise: Whole) -> Whole:
    """One number or the other."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return z3.If(condition, then, otherwise)


def within(low: Whole, number: Whole, high: Whole) -> Guard:
    """low <= number <= high"""
    return both(low <= number, number <= high)


def is_one_of(number: Whole, values: tuple[int, ...]) -> Guard:
    """The number is one of these."""
    return either(*(number == value for value in values))


def year_of(day: Whole) -> Whole:
    """The year of a packed day."""
    return quotient(day, PER_YEAR)


def month_of(day: Whole) -> Whole:
    """The month, from 1."""
    return remainder(quotient(day, PER_MONTH), 12) + 1


def day_of_month(day: Whole) -> Whole:
    """The day of its month, from 1."""
    return remainder(day, PER_MONTH) + 1


def is_leap(year: Whole) -> Guard:
    """February of that year has 29 days."""
    return both(
        remainder(year, 4) == 0, either(remainder(year, 100) != 0, remainder(year, 400) == 0)
    )


def is_day(place: Whole) -> Guard:
    """A packed place is a day: it has no 30 February, and a leap day only in a leap year."""
    rest = remainder(place, PER_YEAR)
    return both(
        opposite(is_one_of(rest, (*_NOT_IN_FEBRUARY, *_NO_31ST))),
        either(rest != _LEAP_DAY, is_leap(year_of(place))),
    )


def last_day_at_most(place: Whole) -> Whole:
    """The packed place, or the last day of its month where that month is shorter."""
    rest = remainder(place, PER_YEAR)
    in_february = within(_LEAP_DAY, rest, _FIRST_OF_MARCH - 1)
    last_of_february = pick(is_leap(year_of(place)), _LEAP_DAY, _LEAP_DAY - 1)
    cut = pick(is_one_of(rest, _NO_31ST), place - 1, place)
    too_late = both(in_february, rest > last_of_february)
    return pick(too_late, place - rest + last_of_february, cut)


def ordinal_of(day: Whole) -> Whole:
    """Days since 1970-01-01. A place that is no day counts as the last day of its month."""
    day = last_day_at_most(day)
    year, rest = year_of(day), remainder(day, PER_YEAR)
    before = year - 1
    leap_days = quotient(before, 4) - quotient(before, 100) + quotient(before, 400) + 1
    gaps: Whole = 0
    for start, places in reversed(_GAPS):
        gaps = pick(rest >= start, places, gaps)
    past_leap_day = pick(both(rest >= _FIRST_OF_MARCH, is_leap(year)), 1, 0)
    return 365 * year + leap_days + rest - gaps + past_leap_day + _YEAR_ZERO


def day_at(ordinal: Whole) -> Whole:
    """The packed day of an ordinal (see `civil_from_days`)."""
    days = ordinal + _DAYS_FROM_0000_03_01_TO_1970_01_01
    cycle, rest = quotient(days, _DAYS_PER_CYCLE), remainder(days, _DAYS_PER_CYCLE)
    leap_days = quotient(rest, 1460) - quotient(rest, 36_524) + quotient(rest, 146_096)
    year = quotient(rest - leap_days, 365)
    of_year = rest - (365 * year + quotient(year, 4) - quotient(year, 100))
    month = quotient(5 * of_year + 2, 153)
    of_month = of_year - quotient(153 * month + 2, 5)
    # Years begin in March here: March is month 0, and January and February are of the next year.
    return (400 * cycle + year) * PER_YEAR + (month + 2) * PER_MONTH + of_month
