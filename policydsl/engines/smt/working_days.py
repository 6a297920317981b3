"""Working days of China (see `policydsl.feel.builtins.working_days` and `.working_calendar`).

Unknown where a day that decides the answer is in no published year.
"""

from __future__ import annotations

from decimal import Decimal

import z3

from policydsl.engines.smt.calendar_counts import WorkingDays, working_days
from policydsl.engines.smt.calendar_functions import day_of, number_of
from policydsl.engines.smt.calendar_terms import Whole, within
from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.operators_numbers import Figure
from policydsl.engines.smt.symbolic import (
    FAULTY,
    UNKNOWN,
    Case,
    Content,
    Day,
    Number,
    Symbolic,
    Truth,
)
from policydsl.engines.smt.temporal_results import where


def is_working_day(value: Day) -> Symbolic:
    """Whether work is done on that day."""
    calendar, day = working_days(), value.term
    published = within(calendar.first_day, day, calendar.last_day)
    holds = number_of(calendar, day) != number_of(calendar, day - 1)
    return where(published, Truth(holds), UNKNOWN)


def after(value: Day, count: Number) -> Symbolic:
    """The `count`th working day after a date; with 0, the date itself."""
    calendar, day = working_days(), value.term
    wanted = number_of(calendar, day) + _integer(count.term)
    # The day after it is published, and so is the day that is found.
    published = both(
        within(calendar.first_day - 1, day, calendar.last_day - 1), wanted <= calendar.last_number
    )
    return _found(value, count.term, published, wanted, calendar)


def before(value: Day, count: Number) -> Symbolic:
    """The `count`th working day before a date; with 0, the date itself."""
    calendar, day = working_days(), value.term
    wanted = number_of(calendar, day - 1) + 1 - _integer(count.term)
    published = both(within(calendar.first_day + 1, day, calendar.last_day + 1), wanted >= 1)
    return _found(value, count.term, published, wanted, calendar)


def between(start: Day, end: Day) -> Symbolic:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    calendar, one, other = working_days(), start.term, end.term
    published = within(calendar.first_day - 1, one, calendar.last_day)
    too = within(calendar.first_day - 1, other, calendar.last_day)
    known_there = either(one == other, both(published, too))
    days = number_of(calendar, other) - number_of(calendar, one)
    return where(known_there, Number(Decimal(days) if isinstance(days, int) else days), UNKNOWN)


def _found(
    value: Day, count: Figure, published: Guard, wanted: Whole, calendar: WorkingDays
) -> Symbolic:
    """The day of that number, for a count above 0."""
    is_count = both(_is_whole(count), count >= 0)
    zero = both(is_count, count == 0)
    above = both(is_count, count > 0)
    cases: list[tuple[Guard, Content]] = [
        (opposite(is_count), FAULTY),
        (both(above, opposite(published)), UNKNOWN),
    ]
    if isinstance(count, Decimal):
        day = value.term if count == 0 else day_of(calendar, wanted)
    else:
        day = z3.If(count == 0, value.term, day_of(calendar, wanted))
    cases.append((either(zero, both(above, published)), Day(day)))
    return Symbolic(tuple(Case(guard, content) for guard, content in cases if guard is not False))


def _integer(count: Figure) -> Whole:
    if isinstance(count, Decimal):
        return int(count)
    return count if count.is_int() else z3.ToInt(count)


def _is_whole(count: Figure) -> Guard:
    if isinstance(count, Decimal):
        return count == count.to_integral_value()
    return True if count.is_int() else z3.IsInt(count)
