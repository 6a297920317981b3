"""Institutions that the solver finds, judged by the interpreter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.smt import Encoding, Formula, Solver, Unencodable, witness
from policydsl.feel.values import Null
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.model import Checklist, Program, Table
from policydsl.text.diagnostic import PolicyError
from policydsl.trace import Status, Trace, Verdict
from solver_agreement import DAY, differences

QUESTIONS = 5
SHRUNK = 0.5
SECONDS = 5

_Wanted = tuple[str, Formula, Callable[[Trace], object], object]


def is_impossible(encoding: Encoding, facts: Facts) -> bool:
    """Whether the solver takes an institution for one that the facts schema does not allow."""
    solver = Solver(encoding.space, timeout_seconds=SECONDS)
    return solver.ask(encoding.space.same_as(facts)).kind == "no"


def misjudged(rng: Random, encoding: Encoding) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Institutions found for random outcomes, each with what differs, or None."""
    wanted = list(_outcomes(encoding))
    for what, formula, outcome, right in rng.sample(wanted, min(QUESTIONS, len(wanted))):
        solver = Solver(encoding.space, timeout_seconds=SECONDS)
        answer = witness(solver, formula) if rng.random() < SHRUNK else solver.ask(formula)
        if answer.model is not None:
            stated = answer.model.facts(encoding.program.facts)
            yield stated, _judged(encoding, what, stated, outcome, right)


def _judged(
    encoding: Encoding,
    what: str,
    stated: dict[str, Any],
    outcome: Callable[[Trace], object],
    right: object,
) -> str | None:
    try:
        facts = facts_from_data(stated, encoding.program.facts)
    except PolicyError as refused:
        return f"{what}: the solver's facts are refused: {refused}"
    traces = {trace.decision: trace for trace in evaluate_all(encoding.program, facts, DAY)}
    found = outcome(traces[what.split(" ")[0]])
    if found != right:
        return f"{what} {right}, found by the solver, is {found}"
    return next(iter(differences(encoding.program, encoding, facts)), None)


def _outcomes(encoding: Encoding) -> Iterator[_Wanted]:
    """Every outcome that a decision, rule or row of the program may have."""
    program: Program = encoding.program
    for name, decision in program.decisions.items():
        try:
            if isinstance(decision.body, Checklist):
                for verdict, formula in encoding.verdict(name).items():
                    yield name, formula, _verdict, verdict
                for rule in decision.body.rules:
                    for status in Status:
                        formula = encoding.rule(name, rule.id).status(status)
                        yield f"{name} {rule.id}", formula, _rule(rule.id), status
            else:
                known = ~encoding.value(name).null
                yield f"{name} known", known & encoding.applies(name)["yes"], _has_value, True
            if isinstance(decision.body, Table):
                for row in encoding.rows(name):
                    there = row.true & encoding.applies(name)["yes"]
                    yield f"{name} row {row.number}", there, _row(row.number), Status.PASS
        except Unencodable:
            continue


def _verdict(trace: Trace) -> Verdict | None:
    return trace.verdict


def _has_value(trace: Trace) -> bool:
    return trace.value is not None and not isinstance(trace.value, Null)


def _rule(id_: str) -> Callable[[Trace], object]:
    return lambda trace: next(rule.status for rule in trace.rules if rule.id == id_)


def _row(number: int) -> Callable[[Trace], object]:
    return lambda trace: next((row.status for row in trace.rows if row.number == number), None)
