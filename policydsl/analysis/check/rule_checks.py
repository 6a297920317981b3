"""Rules that decide nothing: they never apply, fail or pass, follow from others, or contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from policydsl.analysis.check import messages
from policydsl.analysis.check.findings import Finding
from policydsl.analysis.check.inquiry import Inquiry
from policydsl.analysis.fact_paths import facts_read
from policydsl.policy.model import Checklist, Decision, Force, Rule

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula, RuleTerms

Encoded = dict[str, "RuleTerms"]


def rule_findings(inquiry: Inquiry, decision: Decision, checklist: Checklist) -> Iterator[Finding]:
    """What is wrong with the rules of a checklist, each alone and all together."""
    encoded: Encoded = {}
    idle: set[str] = set()
    for rule in checklist.rules:
        terms = inquiry.rule(decision, rule.id, rule.place)
        if terms is None:
            continue
        encoded[rule.id] = terms
        found = _alone(inquiry, decision, rule, terms)
        if found is not None:
            idle.add(rule.id)
            if rule.origin is None:
                yield found
    contradiction = _contradiction(inquiry, decision, checklist, encoded)
    if contradiction is not None:
        yield contradiction
        return
    yield from _implied(inquiry, decision, checklist, encoded, idle)


def _alone(inquiry: Inquiry, decision: Decision, rule: Rule, terms: RuleTerms) -> Finding | None:
    subject = f"{decision.name}.{rule.id}"
    if inquiry.never(subject, rule.place, terms.passes | terms.fails):
        return Finding(messages.never_applies(rule), subject)
    if inquiry.never(subject, rule.place, terms.fails):
        return Finding(messages.never_fails(rule), subject)
    if inquiry.never(subject, rule.place, terms.passes):
        return Finding(messages.never_passes(rule), subject)
    return None


def _contradiction(
    inquiry: Inquiry, decision: Decision, checklist: Checklist, encoded: Encoded
) -> Finding | None:
    """Mandatory rules that no institution can meet together."""
    applies = inquiry.encoded(
        decision.name, decision.place, lambda: inquiry.encoding.applies(decision.name)["yes"]
    )
    if applies is None:
        return None
    met = {rule.id: encoded[rule.id].level_at_least(2) for rule in _mandatory(checklist, encoded)}
    answer = inquiry.possible(decision.name, decision.place, applies, core=met)
    if answer is None or answer.kind == "yes":
        return None
    against = [rule for rule in checklist.rules if rule.id in answer.core]
    place = against[0].place if against else decision.place
    proof = tuple(rule.id for rule in against)
    return Finding(messages.contradiction(place, decision, against), decision.name, proof)


def _implied(
    inquiry: Inquiry, decision: Decision, checklist: Checklist, encoded: Encoded, idle: set[str]
) -> Iterator[Finding]:
    """Rules that can only fail where another fails too.

    From the last to the first, each against all that are left: of two that say the same, the
    earlier stays.
    """
    left = [
        rule
        for rule in checklist.rules
        if rule.id in encoded and rule.id not in idle and rule.force is not Force.PREFERENTIAL
    ]
    read = {rule.id: facts_read(inquiry.program, rule) for rule in left}
    for rule in reversed(left.copy()):
        others = _met(rule, _connected(rule, left, read), encoded)
        subject = f"{decision.name}.{rule.id}"
        fails = encoded[rule.id].fails
        answer = inquiry.possible(subject, rule.place, fails, core=others)
        if answer is None or answer.kind == "yes":
            continue
        left.remove(rule)
        if rule.origin is None:
            by = [each for each in checklist.rules if each.id in answer.core]
            proof = tuple(each.id for each in by)
            yield Finding(messages.implied(rule, by), subject, proof)


def _connected(rule: Rule, rules: list[Rule], read: Mapping[str, frozenset[str]]) -> list[Rule]:
    """The rules that share a fact with it, or with one that does: no others can bear on it.

    The others can be met whatever these say, since all together can be.
    """
    facts = set(read[rule.id])
    near: list[Rule] = []
    more = True
    while more:
        found = [each for each in rules if each not in near and read[each.id] & facts]
        facts.update(*(read[each.id] for each in found))
        near += found
        more = bool(found)
    return [each for each in rules if each in near]


def _met(rule: Rule, left: list[Rule], encoded: Encoded) -> Mapping[str, Formula]:
    """That the others are met: for a mandatory rule, those that bind as strictly."""
    return {
        each.id: encoded[each.id].level_at_least(2)
        for each in left
        if each is not rule and (rule.force is Force.IN_PRINCIPLE or each.force is Force.MANDATORY)
    }


def _mandatory(checklist: Checklist, encoded: Encoded) -> list[Rule]:
    return [
        rule for rule in checklist.rules if rule.force is Force.MANDATORY and rule.id in encoded
    ]
