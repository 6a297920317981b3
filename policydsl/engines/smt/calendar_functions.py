"""Counting days, for known days and for terms.

Tables of working days as terms are beyond the solver. So a count of a term is an uninterpreted
function here, and `calendar_facts` tells the solver as much of it as a question needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import z3

from policydsl.engines.smt.calendar_counts import EVERY_DAY, Count, WorkingDays, working_days
from policydsl.engines.smt.calendar_terms import Whole
from policydsl.engines.smt.terms import NumberTerm


@dataclass(frozen=True, slots=True, eq=False)
class CountFunctions:
    """What the solver calls a count and its inverse."""

    count: Count
    number_of: NumberTerm
    day_of: NumberTerm


@cache
def _every_day() -> CountFunctions:
    return _made(EVERY_DAY)


@cache
def _working_days() -> CountFunctions:
    return _made(working_days())


def _made(count: Count) -> CountFunctions:
    whole = z3.IntSort()
    number_of = z3.Function(f"number of {count.name}", whole, whole)
    return CountFunctions(count, number_of, z3.Function(f"{count.name} of number", whole, whole))


def functions_of(count: Count) -> CountFunctions:
    """The functions of a count. They are made when a term first needs them."""
    return _working_days() if isinstance(count, WorkingDays) else _every_day()


def used() -> tuple[CountFunctions, ...]:
    """Those that any term of this process may hold."""
    makers = (_every_day, _working_days)
    return tuple(make() for make in makers if make.cache_info().currsize)


def number_of(count: Count, day: Whole) -> Whole:
    """The number of the last counted day up to this one."""
    return count.count(day) if isinstance(day, int) else functions_of(count).number_of(day)


def day_of(count: Count, number: Whole) -> Whole:
    """The day of a number. Anything, where no day has that number."""
    if not isinstance(number, int):
        return functions_of(count).day_of(number)
    low, high = count.first_number, count.last_number
    return (
        0
        if low is not None and high is not None and not low <= number <= high
        else (count.day(number))
    )
