"""Institutions on which two versions differ, as the interpreter sees them.

A solver proposes facts; what counts is what the interpreter says of them. A proposal on which it
does not see the difference is an error of ours, and is raised as one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from policydsl.engines.interpreter import evaluate
from policydsl.feel.values import Value
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection
from policydsl.policy.model import Checklist, Decision, Force, Program, Rule
from policydsl.trace import Status, Trace, Verdict

# How far a rule is from refusing anybody, by the verdict of a checklist of this rule alone.
_LEVELS = {
    Verdict.INELIGIBLE: 0,
    Verdict.CONDITIONAL: 0,
    Verdict.UNDETERMINED: 1,
    Verdict.ELIGIBLE: 2,
}
SAFE = 2
BEST = 4
# Where a rule of each level leaves a checklist (see `standings`).
STANDINGS: Mapping[Force, tuple[int, int, int]] = MappingProxyType(
    {
        Force.MANDATORY: (0, 1, BEST),
        Force.IN_PRINCIPLE: (2, 3, BEST),
        Force.PREFERENTIAL: (BEST, BEST, BEST),
    }
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: a decision, or one rule of a checklist."""

    decision: str
    rule: str | None = None

    def __str__(self) -> str:
        return f"{self.decision}.{self.rule}" if self.rule else self.decision


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one version says of an institution about one subject.

    Of a decision either `verdict` or `value` is set; about a rule also its `status`, its `force`
    and its `level`: 0 a fail, 1 an unknown that may still fail, 2 all else. `subject` is None where
    the version has no such rule, whose level is then 2.
    """

    subject: Subject | None
    verdict: Verdict | None = None
    value: Value | None = None
    status: Status | None = None
    level: int = SAFE
    force: Force = Force.PREFERENTIAL

    @property
    def standing(self) -> int:
        """Where a rule by itself leaves its checklist."""
        return STANDINGS[self.force][self.level]


@dataclass(frozen=True, slots=True)
class Witness:
    """An institution on which two versions differ, and what each says of it.

    `facts` are stated facts as plain data with canonical ids, as `facts_from_data` takes them.
    """

    facts: Mapping[str, Any] = field(hash=False)
    old: Outcome
    new: Outcome


@dataclass(frozen=True, slots=True)
class Side:
    """A program and what is asked of it.

    Of several rules that together say what one says elsewhere, the worst counts; none stand for a
    rule that the version does not have.
    """

    program: Program
    subjects: tuple[Subject, ...]


class ReplayError(Exception):
    """The solver and the interpreter disagree about an institution: an error of ours.

    `witness` holds the facts and what the interpreter says of them.
    """

    def __init__(self, witness: Witness, claim: str) -> None:
        self.witness = witness
        super().__init__(
            f"{claim}: the interpreter sees {_told(witness.old)} and {_told(witness.new)} "
            f"for {dict(witness.facts)!r}"
        )


def replay(
    facts: Mapping[str, Any],
    old: Side,
    new: Side,
    differs: Callable[[Outcome, Outcome], bool],
    claim: str = "the versions differ",
) -> Witness:
    """Evaluates the facts under both. Raises ReplayError where they do not differ as claimed."""
    witness = Witness(facts, outcome(old, facts), outcome(new, facts))
    if not differs(witness.old, witness.new):
        raise ReplayError(witness, claim)
    return witness


def outcome(side: Side, facts: Mapping[str, Any] | Facts) -> Outcome:
    """What the interpreter says. Facts that the version's schema does not know are left out."""
    program = side.program
    if not isinstance(facts, Facts):
        facts = facts_from_data(known_facts(facts, program.facts.root), program.facts)
    seen = [_outcome(program, subject, facts) for subject in side.subjects]
    return min(seen, key=_severity, default=Outcome(None))


def _severity(seen: Outcome) -> tuple[int, int, bool]:
    return seen.standing, seen.level, seen.status is not Status.PASS


def _outcome(program: Program, subject: Subject, facts: Facts) -> Outcome:
    trace = _asked(program, facts, subject.decision)
    decision = program.decisions[subject.decision]
    if subject.rule is None:
        return Outcome(subject, trace.verdict, trace.value)
    rule = _rule(decision, subject.rule)
    status = next(each.status for each in trace.rules if each.id == subject.rule)
    level = _level(_asked(alone(program, decision, rule), facts, decision.name))
    return Outcome(subject, trace.verdict, None, status, level, rule.force)


def alone(program: Program, decision: Decision, rule: Rule) -> Program:
    """The program whose checklist holds this rule alone, for everybody.

    A preference counts there as a requirement.
    """
    if rule.force is Force.PREFERENTIAL:
        rule = replace(rule, force=Force.MANDATORY)
    changed = replace(decision, when=None, body=Checklist((rule,)))
    return replace(program, decisions={**program.decisions, decision.name: changed})


def known_facts(facts: Mapping[str, Any], section: FactSection) -> dict[str, Any]:
    """The stated facts that a schema has a place for."""
    return {
        name: _known(value, section.members[name])
        for name, value in facts.items()
        if name in section.members
    }


def _known(value: Any, node: FactNode) -> Any:
    match node, value:
        case FactSection(), Mapping():
            return known_facts(value, node)
        case FactItems(item=FactSection() as item), list() | tuple():
            return [known_facts(each, item) for each in value]
        case _:
            return value


def _asked(program: Program, facts: Facts, decision: str) -> Trace:
    return evaluate(program, facts, program.effective.start, decision)


def _level(trace: Trace) -> int:
    assert trace.verdict is not None
    return _LEVELS[trace.verdict]


def _rule(decision: Decision, rule_id: str) -> Rule:
    assert isinstance(decision.body, Checklist)
    return next(rule for rule in decision.body.rules if rule.id == rule_id)


def _told(seen: Outcome) -> str:
    found = seen.status or seen.verdict or seen.value
    return f"{found} of {seen.subject}" if seen.subject else "no such rule"
