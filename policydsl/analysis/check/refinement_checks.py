"""A refinement must not let anybody pass whom its base refuses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from policydsl.analysis.check import messages
from policydsl.analysis.check.findings import Finding, Unsettled
from policydsl.analysis.relations import Comparison, compare_verdicts
from policydsl.analysis.witnesses import Witness
from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import facts_from_data
from policydsl.policy.library import Library
from policydsl.policy.model import Checklist, Decision, Program
from policydsl.text.source import Place
from policydsl.trace import Status


def refinement_findings(
    program: Program, folders: Sequence[Path], items: int, timeout_seconds: float
) -> Iterator[Finding | Unsettled]:
    """The checklists of a refinement that let pass, or come closer to it, whom its base refuses.

    The base is found in, or around, the folders.
    """
    if program.base is None or not program.changes:
        return
    from policydsl.engines.smt import Bounds, Encoding, Space

    base = base_of(program, Library.open(*folders))
    space = Space.of([base, program], Bounds(items))
    old, new = Encoding(base, space), Encoding(program, space)
    for decision in program.decisions.values():
        before = base.decisions.get(decision.name)
        if before is None or not isinstance(before.body, Checklist):
            continue
        if not isinstance(decision.body, Checklist):
            continue
        found = compare_verdicts(
            old, new, decision.name, may_tighten=False, timeout_seconds=timeout_seconds
        )
        yield from _told(base, program, decision, found)


def base_of(program: Program, library: Library) -> Program:
    """The version that a refinement extends, on its first day in force."""
    policy = (program.base or "").partition("@")[0]
    return library.program(policy, datetime.date.fromisoformat(program.effective.start))


def _told(
    base: Program, program: Program, decision: Decision, found: Comparison
) -> Iterator[Finding | Unsettled]:
    if found.looser is not None:
        rules = _let_pass(base, program, decision, found.looser)
        said = messages.refinement_loosens(_place(decision, rules), decision.title, base.policy)
        yield Finding(said, decision.name, rules, found.looser.facts)
    for obstacle in found.obstacles:
        yield Unsettled(str(obstacle.subject), obstacle.reason, decision.place)


def _let_pass(
    base: Program, program: Program, decision: Decision, witness: Witness
) -> tuple[str, ...]:
    """The rules that the base does not find met, and the refinement does, or no longer has."""
    known = facts_from_data(witness.facts, program.facts)
    day = program.effective.start
    after = evaluate(program, known, day, decision.name)
    met = {rule.id for rule in after.rules if rule.status in (Status.FAIL, Status.UNKNOWN)}
    before = evaluate(base, facts_from_data(witness.facts, base.facts), day, decision.name)
    return tuple(
        rule.id
        for rule in before.rules
        if rule.status in (Status.FAIL, Status.UNKNOWN) and rule.id not in met
    )


def _place(decision: Decision, rules: tuple[str, ...]) -> Place:
    """The first of these rules that stands in the refinement's own file, or the decision."""
    assert isinstance(decision.body, Checklist)
    own = (each for each in decision.body.rules if each.id in rules and each.origin is None)
    return next((each.place for each in own), decision.place)
