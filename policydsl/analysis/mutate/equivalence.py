"""What no case noticed: proved to be no difference at all, or shown on an institution.

The solver is asked for an institution on which the mutant's results differ from the policy's. None
is a proof of equivalence, within the number of items that was looked at; one is replayed through
the interpreter before it is believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policydsl.analysis.list_bounds import needs_of, reach_of
from policydsl.analysis.mutate.differences import (
    definite_result,
    differ,
    may_differ,
    plainly_differ,
)
from policydsl.analysis.mutate.implied import implied_by
from policydsl.analysis.mutate.mutants import Mutant
from policydsl.analysis.mutate.observed import Observed, observed
from policydsl.analysis.mutate.results import Fate, State
from policydsl.analysis.witnesses import Outcome, ReplayError, Side, Subject, Witness
from policydsl.engines.interpreter import evaluate
from policydsl.feel.values import Null
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Checklist, Program
from policydsl.text.diagnostic import Text
from policydsl.trace import Trace

if TYPE_CHECKING:
    from policydsl.engines.smt import Encoding, Formula, Solver

TOO_LONG = Text("求解超出时限", "the solver took too long")


@dataclass(frozen=True, slots=True)
class Proving:
    """How hard to try: `items` in a list where no number suffices; seconds for each question."""

    items: int = 3
    timeout_seconds: float = 20.0


def survived(program: Program, mutant: Mutant, proving: Proving) -> Fate:
    """What becomes of a mutant that no case noticed.

    Raises ReplayError where the interpreter does not see what the solver saw: an error of ours.
    """
    from policydsl.engines.smt import Bounds, Encoding, Solver, Space, Unencodable, any_of

    changed = mutant.program_of(program)
    results = observed(program, mutant)
    sides = tuple(Side(each, _subjects(each, results)) for each in (program, changed))
    bounds = Bounds(proving.items, _items(program, results, sides, proving))
    decisions = tuple({each.decision for each in results})
    space = Space.of([program, changed], bounds, decisions=decisions)
    encodings = Encoding(program, space), Encoding(changed, space)
    solver = Solver(space, timeout_seconds=proving.timeout_seconds)
    try:
        others = implied_by(mutant, encodings[0], solver)
        if others is not None:
            sides = (Side(program, others),)
            return Fate(State.EQUIVALENT, reach=reach_of(sides, bounds).sentence(program.facts))
        kind, difference = _difference(results, encodings, solver)
        definite = any_of(
            plainly_differ(each, *encodings) & definite_result(each, *encodings) for each in results
        )
    except Unencodable as error:
        return Fate(State.SURVIVED, reason=error.reason)
    match kind:
        case "no":
            return Fate(State.EQUIVALENT, reach=reach_of(sides, bounds).sentence(program.facts))
        case "yes":
            facts = _smallest(solver, difference, definite)
            return Fate(State.SURVIVED, witness=_replayed(program, changed, results, facts))
        case _:
            return Fate(State.SURVIVED, reason=TOO_LONG)


def _difference(
    results: tuple[Observed, ...], encodings: tuple[Encoding, Encoding], solver: Solver
) -> tuple[str, Formula]:
    """Whether the results can differ as a case sees it, and how; asked cheaply first."""
    from policydsl.engines.smt import any_of

    kind, formula = "no", any_of(())
    for question in (may_differ, plainly_differ, differ):
        formula = any_of(question(each, *encodings) for each in results)
        kind = solver.ask(formula).kind
        if kind == "no" and question is may_differ:
            break
        if kind == "yes" and question is not may_differ:
            break
    return kind, formula


def _items(
    program: Program, results: tuple[Observed, ...], sides: tuple[Side, ...], proving: Proving
) -> dict[str, int]:
    """The items of each list to look at. Each rule of a group may need one of its own."""
    found = needs_of(sides).bounds(proving.items)
    groups = tuple(each for each in results if each.what == "group")
    more = max(0, len(_subjects(program, groups)) - 1)
    return {path: items + more for path, items in found.items()}


def _subjects(program: Program, results: tuple[Observed, ...]) -> tuple[Subject, ...]:
    """The rules and decisions behind the results, as far as the program has them."""
    found: dict[Subject, None] = {}
    for each in results:
        body = program.decisions[each.decision].body
        rules = body.rules if isinstance(body, Checklist) else ()
        match each.what:
            case "rule":
                ids = [rule.id for rule in rules if rule.id == each.id]
            case "group":
                ids = [rule.id for rule in rules if rule.group == each.id]
            case _:
                found[Subject(each.decision)] = None
                continue
        found.update(dict.fromkeys(Subject(each.decision, id_) for id_ in ids))
    return tuple(found)


def _smallest(solver: Solver, difference: Formula, definite: Formula) -> Mapping[str, Any]:
    from policydsl.engines.smt import witness

    answer = witness(solver, difference, prefer=[definite])
    model = answer.model or solver.ask(difference).model
    assert model is not None, "the solver has just found one"
    return model.facts()


def _replayed(
    program: Program, changed: Program, results: tuple[Observed, ...], facts: Mapping[str, Any]
) -> Witness:
    """The facts with what the mutant (`old`) and the policy (`new`) say of them."""
    stated = facts_from_data(facts, program.facts)
    day = program.effective.start
    seen = [
        Witness(
            facts,
            _outcome(each, evaluate(changed, stated, day, each.decision)),
            _outcome(each, evaluate(program, stated, day, each.decision)),
        )
        for each in results
    ]
    for each in seen:
        if _told(each.old) != _told(each.new):
            return each
    raise ReplayError(seen[0], "the mutant differs from the policy")


def _outcome(each: Observed, trace: Trace) -> Outcome:
    status = None
    if each.what in ("rule", "group"):
        among = trace.rules if each.what == "rule" else trace.groups
        status = next((part.status for part in among if part.id == each.id), None)
    subject = Subject(each.decision, each.id if status is not None else None)
    return Outcome(subject, trace.verdict, trace.value, status)


def _told(seen: Outcome) -> tuple[Any, ...]:
    """A null equals another that is as unknown."""
    value = seen.value
    return (seen.verdict, seen.status, value.unknown if isinstance(value, Null) else value)
