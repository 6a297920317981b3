"""`+`, `-`, `*` and `/` of dates and durations (see `policydsl.feel.temporal.arithmetic`).

Each function answers `None` for operands that do not go together. A result beyond FEEL's years is
faulty.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

import z3

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.calendar_counts import EVERY_DAY
from policydsl.engines.smt.calendar_functions import day_of, number_of
from policydsl.engines.smt.calendar_terms import (
    MAX_YEAR,
    PER_MONTH,
    Whole,
    last_day_at_most,
    packed,
    quotient,
    within,
)
from policydsl.engines.smt.guards import Guard, both, opposite
from policydsl.engines.smt.symbolic import (
    FAULTY,
    Content,
    Day,
    Months,
    Number,
    Seconds,
    Symbolic,
    known,
)
from policydsl.engines.smt.temporal_results import where
from policydsl.engines.smt.terms import NumberTerm
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.text.diagnostic import Text

SECONDS_PER_DAY = 86_400
_SHORT = 12
_FIRST, _LAST = packed(-MAX_YEAR, 1, 1), packed(MAX_YEAR, 12, 31)
_FIRST_ORDINAL, _LAST_ORDINAL = EVERY_DAY.count(_FIRST), EVERY_DAY.count(_LAST)
_PRODUCT = Text(
    "求解器只把年月时长乘以或除以已知的数",
    "the solver multiplies and divides a years and months duration only by a known number",
)
_QUOTIENT = Text(
    "求解器只除以已知、且除得尽的数或时长",
    "the solver divides only by known numbers and durations, of which every quotient is a finite"
    " decimal",
)


def add(left: Content, right: Content) -> Symbolic | None:
    """A duration added to a date, or to a duration of its kind, in either order."""
    match left, right:
        case Months(one), Months(other):
            return _months(one + other)
        case Seconds(one), Seconds(other):
            return _seconds(numbers.add(one, other))
        case (Day(day), (Months() | Seconds()) as duration) | (
            (Months() | Seconds()) as duration,
            Day(day),
        ):
            return _shifted(day, duration)
        case _:
            return None


def subtract(left: Content, right: Content) -> Symbolic | None:
    """A duration taken from a date or a duration, or the distance between two dates."""
    match left, right:
        case Day(end), Day(start):
            days = number_of(EVERY_DAY, end) - number_of(EVERY_DAY, start)
            return known(Seconds(_figure(days * SECONDS_PER_DAY)))
        case _, Months() | Seconds():
            return add(left, negated(right))
        case _:
            return None


def negated(duration: Months | Seconds) -> Months | Seconds:
    """The same duration the other way."""
    match duration:
        case Months(months):
            return Months(-months)
        case Seconds(seconds):
            return Seconds(numbers.negative(seconds))


def absolute(duration: Months | Seconds) -> Months | Seconds:
    """The duration without its sign."""
    match duration:
        case Months(int() as months):
            return Months(abs(months))
        case Months(months):
            return Months(z3.If(months < 0, -months, months))
        case Seconds(Decimal() as seconds):
            return Seconds(seconds.copy_abs())
        case Seconds(seconds):
            return Seconds(z3.If(seconds < 0, -seconds, seconds))


def multiply(left: Content, right: Content) -> Symbolic | None:
    """A duration so many times, in either order; months are cut to whole ones, towards zero."""
    match left, right:
        case (Months(months), Number(number)) | (Number(number), Months(months)):
            return _months(_cut(numbers.multiply(_figure(months), number)))
        case (Seconds(seconds), Number(number)) | (Number(number), Seconds(seconds)):
            return _seconds(numbers.multiply(seconds, number))
        case _:
            return None


def divide(left: Content, right: Content) -> Symbolic | None:
    """A duration's part, or how many times one duration holds another of its kind."""
    match left, right:
        case ((Months() | Seconds()), Number(divisor)):
            return _part(left, divisor)
        case (Months(one), Months(other)):
            return _times(_figure(one), _figure(other))
        case (Seconds(one), Seconds(other)):
            return _times(one, other)
        case _:
            return None


def _shifted(day: Whole, duration: Months | Seconds) -> Symbolic:
    match duration:
        case Months(months):
            place = day + months * PER_MONTH
            return where(_on_the_calendar(place, months), Day(last_day_at_most(place)))
        case Seconds(seconds):
            # Midnight plus the duration, and of that the date: a begun day back is a whole one.
            number = number_of(EVERY_DAY, day) + _days_moved(seconds)
            exists = within(_FIRST_ORDINAL, number, _LAST_ORDINAL)
            return where(exists, Day(day_of(EVERY_DAY, number)))


def _on_the_calendar(place: Whole, months: Whole) -> Guard:
    """Of a place so many months from a day: it can leave the calendar on one side only."""
    if isinstance(months, int):
        return place <= _LAST if months > 0 else place >= _FIRST
    return within(_FIRST, place, _LAST)


def _days_moved(seconds: numbers.Figure) -> Whole:
    if isinstance(seconds, Decimal):
        return int(seconds.to_integral_value(ROUND_FLOOR)) // SECONDS_PER_DAY
    whole = seconds if seconds.is_int() else z3.ToInt(seconds)
    return z3.simplify(quotient(whole, SECONDS_PER_DAY))


def _part(duration: Months | Seconds, divisor: numbers.Figure) -> Symbolic:
    if not isinstance(divisor, Decimal):
        raise Unencodable(_PRODUCT)
    if not divisor:
        return known(FAULTY)
    top, bottom = divisor.as_integer_ratio()
    match duration:
        case Months(months):
            # Exact: what 34 digits cut off never makes a whole month of a part of one.
            return _months(_cut(z3.Q(bottom, top) * numbers.real(_figure(months))))
        case Seconds(seconds):
            return _seconds(numbers.multiply(seconds, _reciprocal(divisor)))


def _times(dividend: numbers.Figure, divisor: numbers.Figure) -> Symbolic:
    if not isinstance(divisor, Decimal):
        raise Unencodable(_QUOTIENT)
    if not divisor:
        return known(FAULTY)
    days = whole_days(dividend)
    if days is not None:
        dividend, divisor = days, divisor / SECONDS_PER_DAY
    return known(Number(numbers.multiply(dividend, _reciprocal(divisor))))


def whole_days(seconds: numbers.Figure) -> NumberTerm | None:
    """How many days the seconds are, if they are whole days whatever the facts are."""
    if isinstance(seconds, Decimal) or not seconds.is_int():
        return None
    left_over = z3.simplify(seconds % SECONDS_PER_DAY)
    whole = z3.is_int_value(left_over) and left_over.as_long() == 0
    return z3.simplify(seconds / SECONDS_PER_DAY) if whole else None


def _reciprocal(divisor: Decimal) -> Decimal:
    """One divided by the number, if that is a short decimal."""
    if len(divisor.as_tuple().digits) > _SHORT:
        raise Unencodable(_QUOTIENT)
    top, bottom = divisor.as_integer_ratio()
    rest = abs(top)
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        raise Unencodable(_QUOTIENT)
    return Decimal(bottom) / Decimal(top)


def _cut(months: numbers.Figure) -> Whole:
    """The whole months of a number of months, towards zero."""
    if isinstance(months, Decimal):
        return int(months)
    if months.is_int():
        return months
    return z3.If(months >= 0, z3.ToInt(months), -z3.ToInt(-months))


def _months(months: Whole) -> Symbolic:
    longest = MonthsDuration.MAX_MONTHS
    return where(within(-longest, months, longest), Months(months))


def _seconds(seconds: numbers.Figure) -> Symbolic:
    longest = Decimal(DaysDuration.MAX_SECONDS)
    too_long = (numbers.less(seconds, -longest), numbers.less(longest, seconds))
    return where(both(*(opposite(each) for each in too_long)), Seconds(seconds))


def _figure(number: Whole) -> numbers.Figure:
    return Decimal(number) if isinstance(number, int) else number
