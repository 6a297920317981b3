"""Counting days, for known days and for terms.

Tables of working days as terms are beyond the solver. So a count of a term is an uninterpreted
function here, and `calendar_facts` tells the solver as much of it as a question needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import z3

from policydsl.engines.smt.calendar_counts import EVERY_DAY, Count, working_days
from policydsl.engines.smt.calendar_terms import Whole
from policydsl.engines.smt.terms import NumberTerm


@dataclass(frozen=True, slots=True, eq=False)
class CountFunctions:
    """What the solver calls a count and its inverse."""

    count: Count
    number_of: NumberTerm
    day_of: NumberTerm


@cache
def functions_of(name: str) -> CountFunctions:
    """The functions of a count, by its name. They are made when a term first needs them."""
    whole = z3.IntSort()
    count: Count = EVERY_DAY if name == EVERY_DAY.name else working_days()
    return CountFunctions(
        count,
        z3.Function(f"number of {name}", whole, whole),
        z3.Function(f"{name} of number", whole, whole),
    )


def are_used() -> bool:
    """Whether any term of this process may hold one of them."""
    return functions_of.cache_info().currsize > 0


def used() -> tuple[CountFunctions, ...]:
    """Those that terms may hold."""
    return tuple(functions_of(name) for name in ("day", "working day")) if are_used() else ()


def number_of(count: Count, day: Whole) -> Whole:
    """The number of the last counted day up to this one."""
    return count.count(day) if isinstance(day, int) else functions_of(count.name).number_of(day)


def day_of(count: Count, number: Whole) -> Whole:
    """The day of a number. Anything, where no day has that number."""
    if not isinstance(number, int):
        return functions_of(count.name).day_of(number)
    low, high = count.first_number, count.last_number
    return (
        0
        if low is not None and high is not None and not low <= number <= high
        else (count.day(number))
    )
