"""The smallest institution that shows a difference, as a person would write it down."""

from __future__ import annotations

import time
from collections.abc import Sequence

from policydsl.engines.smt.boundaries import FIRST_DAY, LAST_DAY, choose_values
from policydsl.engines.smt.fact_variables import LeafPlace, ListPlace, flags_of
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, all_hold, both, opposite
from policydsl.engines.smt.model import Model
from policydsl.engines.smt.solving import Answer, Solver
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.terms import BoolTerm
from policydsl.engines.smt.trial import trial_of

SECONDS = 8.0
"""Shrinking goes on no longer; what it has found by then is given."""

STEP_SECONDS = 1.0


def witness(
    where: Solver | Space, difference: Formula, *, prefer: Sequence[Formula] = ()
) -> Answer:
    """An institution for which a formula holds, shrunk: fewest facts stated, fewest items.

    Figures lie at the boundary, whole ones before decimals; days are recent. Each formula of
    `prefer` is held to if it can be, the first ones first. No more can be left out of it than what
    `where` and the preferences ask for.
    """
    solver = Solver(where) if isinstance(where, Space) else where
    with solver.level():
        solver.add(difference)
        found = solver.ask()
        if found.model is None:
            return found
        for each in prefer:
            better = solver.ask(each)
            if better.model is not None:
                solver.add(each)
                found = better
        target = all_hold(solver.asserted)
        solver.assert_guard(target)
        assert found.model is not None, "it was there without the preferences"
        with solver.hurried(STEP_SECONDS):
            return _shrunk(solver, found.model, target)


def _shrunk(solver: Solver, model: Model, target: Guard) -> Answer:
    until = time.monotonic() + SECONDS
    best = model
    for step in (_fewer_items, _fewer_facts, _recent):
        if time.monotonic() > until:
            break
        model = step(solver, model, target)
    found = solver.ask()
    trial = trial_of(found.model or best, target)
    choose_values(trial)
    return Answer("yes", trial.result())


def _fewer_items(solver: Solver, model: Model, target: Guard) -> Model:
    """Takes the last item of each list away as long as that can be, of outer lists first."""
    done: set[str] = set()
    while (place := _next_list(model, done)) is not None:
        done.add(place.variable.path)
        solver.forbid(filled for filled in place.filled if not model.is_true(filled))
        for filled in reversed(place.filled):
            if model.is_true(filled):
                less = _without(solver, filled)
                if less is None:
                    break
                model = less
    return model


def _next_list(model: Model, done: set[str]) -> ListPlace | None:
    lists = (place for place in model.places() if isinstance(place, ListPlace))
    return next((each for each in lists if each.variable.path not in done), None)


def _fewer_facts(solver: Solver, model: Model, target: Guard) -> Model:
    """Leaves facts unstated: first those without which the condition still holds, then any."""
    trial = trial_of(model, target)
    flags = [flag for place in trial.places() for flag in flags_of(place)]
    needed, idle = [], []
    for flag in reversed(flags):
        if trial.is_set(flag) and not trial.keep_if_holds(flag, False):
            needed.append(flag)
        else:
            idle.append(flag)
    solver.forbid(idle)
    model = trial.result()
    for flag in needed:
        if model.is_true(flag):
            model = _without(solver, flag) or model
        else:
            solver.forbid([flag])
    return model


def _recent(solver: Solver, model: Model, target: Guard) -> Model:
    """Holds the days that are stated to recent years: all of them, or as many as can be."""
    days = [
        place
        for place in model.stated()
        if isinstance(place, LeafPlace) and place.leaf.kind == "date"
    ]
    recent = [both(day.term >= FIRST_DAY, day.term <= LAST_DAY) for day in days]
    if not recent:
        return model
    if solver.can_hold(all_hold(recent)):
        solver.assert_guard(all_hold(recent))
        return model
    for each in recent:
        if solver.can_hold(each):
            solver.assert_guard(each)
    return model


def _without(solver: Solver, flag: BoolTerm) -> Model | None:
    """An institution without this fact or item, from now on; None where it has to be there."""
    without = opposite(flag)
    if solver.check([without]) != "yes":
        solver.assert_guard(flag)
        return None
    model = solver.model()
    solver.assert_guard(without)
    return model
