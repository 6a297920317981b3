"""True statements about counted days, as few as a question needs.

`number` is a term that counts days up to its argument, `day` one that is the day of its argument
(see `calendar_functions`). Days that are arguments lie on the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import z3

from policydsl.engines.smt.calendar_counts import Count, Run, WorkingDays
from policydsl.engines.smt.calendar_terms import Whole, within
from policydsl.engines.smt.guards import Guard, all_hold, both, implies, term
from policydsl.engines.smt.terms import BoolTerm, NumberTerm


def argument(use: NumberTerm) -> NumberTerm:
    """What a count, or its inverse, is taken of."""
    return use.arg(0)


def limits_of_number(count: Count, number: NumberTerm) -> Iterator[BoolTerm]:
    """Between which numbers a count lies."""
    if isinstance(count, WorkingDays):
        yield number >= 0
        yield number <= count.last_number


def limits_of_day(count: Count, day: NumberTerm) -> Iterator[BoolTerm]:
    """Between which days the day of a number lies."""
    if isinstance(count, WorkingDays):
        in_range = [day >= count.runs[0].first, day <= count.runs[-1].last]
        yield _where_counted(count, [day], all_hold(in_range))


def of_numbers(count: Count, one: NumberTerm, other: NumberTerm) -> Iterator[BoolTerm]:
    """Two counts are ordered as their days are, and are no further apart than those."""
    for early, late in ((one, other), (other, one)):
        start, end = argument(early), argument(late)
        between = late - early
        yield term(implies(start <= end, both(between >= 0, between <= end - start)))
        if not isinstance(count, WorkingDays):
            yield term(implies(start < end, between > 0))


def of_days(count: Count, one: NumberTerm, other: NumberTerm) -> Iterator[BoolTerm]:
    """Days are ordered as their numbers are, and no nearer to one another than those."""
    for early, late in ((one, other), (other, one)):
        first, last = argument(early), argument(late)
        apart = implies(first < last, late - early >= last - first)
        yield _where_counted(count, [one, other], apart)


def of_day_and_number(count: Count, day: NumberTerm, number: NumberTerm) -> Iterator[BoolTerm]:
    """A day is up to another exactly if its number is up to the count there."""
    its_number, other_day = argument(day), argument(number)
    same_order = (its_number <= number) == (day <= other_day)
    before = implies(
        other_day <= day,
        both(number <= its_number, its_number - number <= day - other_day),
    )
    after = implies(
        other_day >= day,
        both(number >= its_number, number - its_number <= other_day - day),
    )
    yield _where_counted(count, [day], all_hold([same_order, before, after]))


def corrections(
    count: Count,
    numbers: Iterable[NumberTerm],
    days: Iterable[NumberTerm],
    model: z3.ModelRef,
) -> Iterator[tuple[NumberTerm, BoolTerm]]:
    """What the model contradicts, of each number and day that is wrong in it."""

    def value(of: NumberTerm) -> int:
        return int(model.eval(of, model_completion=True).as_long())

    for number in numbers:
        found = value(argument(number))
        if value(number) != count.count(found):
            yield number, _number_near(count, number, found)
    for day in days:
        found = value(argument(day))
        if is_counted(count, found) is True and value(day) != count.day(found):
            run = count.run_before(count.day(found))
            assert run is not None, "a day that is counted is in a run"
            yield day, _where_counted(count, [day], all_hold(day_in_run(day, run)))


def _number_near(count: Count, number: NumberTerm, day: int) -> BoolTerm:
    """The count in the run that a day is in or after, up to the next, and that it only grows."""
    run, following = count.run_before(day), count.run_after(day)
    place = argument(number)
    facts = [] if run is None else number_in_run(number, run)
    if following is not None:
        facts.append((place >= following.first) == (number >= following.number))
    return term(all_hold(facts))


def number_in_run(number: NumberTerm, run: Run) -> list[Guard]:
    """The count of the days of a run, and on which side of it others are."""
    place = argument(number)
    return [
        (place >= run.first) == (number >= run.number),
        (place >= run.last) == (number >= run.last_number),
        implies(within(run.first, place, run.last), number - place == run.number - run.first),
    ]


def day_in_run(day: NumberTerm, run: Run) -> list[Guard]:
    """The days of the numbers of a run, and on which side of it others are."""
    number = argument(day)
    return [
        (number >= run.number) == (day >= run.first),
        (number <= run.last_number) == (day <= run.last),
        implies(
            within(run.number, number, run.last_number), day - number == run.first - run.number
        ),
    ]


def is_counted(count: Count, number: Whole) -> Guard:
    """Whether there is a day of that number."""
    if isinstance(count, WorkingDays):
        return within(1, number, count.last_number)
    return True


def _where_counted(count: Count, days: Iterable[NumberTerm], then: Guard) -> BoolTerm:
    return term(implies(all_hold(is_counted(count, argument(day)) for day in days), then))
