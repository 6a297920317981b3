"""Counts of days in full: as conditions, for a solver that needs them all, and as functions, for
a model in which any formula is then worth what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import z3

from policydsl.engines.smt.calendar_counts import Count, WorkingDays
from policydsl.engines.smt.calendar_functions import used
from policydsl.engines.smt.calendar_lemmas import argument, day_in_run, number_in_run
from policydsl.engines.smt.calendar_terms import day_at, ordinal_of
from policydsl.engines.smt.guards import implies, term
from policydsl.engines.smt.terms import BoolTerm, NumberTerm

_USE = z3.Function("use", z3.IntSort(), z3.IntSort())
_ARGUMENT = z3.Int("argument")
_CONTEXT = z3.main_ctx()
_REF = _CONTEXT.ref()


def of_number(count: Count, number: NumberTerm) -> BoolTerm:
    """All that is to be known of a count."""
    if not isinstance(count, WorkingDays):
        return number == ordinal_of(argument(number))
    return _put(_table(count)[0], number)


def of_day(count: Count, day: NumberTerm) -> BoolTerm:
    """All that is to be known of the day of a number."""
    if not isinstance(count, WorkingDays):
        return day == day_at(argument(day))
    return _put(_table(count)[1], day)


def interpreted(model: z3.ModelRef) -> z3.ModelRef:
    """The model itself, in which the counts now are what they are wherever they are taken."""
    for functions in used():
        number, day = _bodies(functions.count)
        for function, body in ((functions.number_of, number), (functions.day_of, day)):
            z3.Z3_add_func_interp(model.ctx.ref(), model.model, function.ast, body.as_ast())
    return model


def _put(pattern: BoolTerm, use: NumberTerm) -> BoolTerm:
    """The pattern, of this use."""
    return z3.substitute(pattern, (_USE(_ARGUMENT), use), (_ARGUMENT, argument(use)))


@lru_cache(maxsize=1)
def _table(count: WorkingDays) -> tuple[BoolTerm, BoolTerm]:
    """Every run, as conditions on the pattern's use: on a count, and on the day of a number."""
    use = _USE(_ARGUMENT)
    first = count.runs[0]
    numbers = [each for run in count.runs for each in number_in_run(use, run)]
    before = implies(argument(use) < first.first, use == 0)
    days = [each for run in count.runs for each in day_in_run(use, run)]
    return z3.And([*map(term, numbers), term(before)]), z3.And([*map(term, days)])


@cache
def _bodies(count: Count) -> tuple[NumberTerm, NumberTerm]:
    """Both functions, of the variable that Z3 calls their argument."""
    place = z3.Var(0, z3.IntSort())
    if not isinstance(count, WorkingDays):
        return ordinal_of(place), day_at(place)
    runs = count.runs
    steps = [_Step(runs[0].first, 0, moves=False)]
    for run, following in pairwise(runs):
        steps.append(_Step(run.last, run.number - run.first))
        steps.append(_Step(following.first, run.last_number, moves=False))
    steps.append(_Step(runs[-1].last, runs[-1].number - runs[-1].first))
    number = _search(place, steps, z3.IntVal(runs[-1].last_number))
    ends = [_Step(run.last_number + 1, run.first - run.number) for run in runs]
    return number, _search(place, ends, z3.IntVal(0))


@dataclass(frozen=True, slots=True)
class _Step:
    """Below `end` the value is the place moved `by` so many, or just that."""

    end: int
    by: int
    moves: bool = True

    def value(self, place: NumberTerm) -> NumberTerm:
        if not self.moves:
            return z3.IntVal(self.by)
        return _arithmetic(z3.Z3_mk_add(_REF, 2, (z3.Ast * 2)(place.ast, z3.IntVal(self.by).ast)))


def _search(place: NumberTerm, steps: Sequence[_Step], beyond: NumberTerm) -> NumberTerm:
    """The first step's value below whose end the place is, found by halves."""
    if not steps:
        return beyond
    middle = len(steps) // 2
    here = _search(place, steps[:middle], steps[middle].value(place))
    there = _search(place, steps[middle + 1 :], beyond)
    below = z3.BoolRef(z3.Z3_mk_lt(_REF, place.ast, z3.IntVal(steps[middle].end).ast), _CONTEXT)
    return _arithmetic(z3.Z3_mk_ite(_REF, below.ast, here.ast, there.ast))


def _arithmetic(made: object) -> NumberTerm:
    return z3.ArithRef(made, _CONTEXT)
