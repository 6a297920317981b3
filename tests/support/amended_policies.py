"""Shipped policies with edits of their text, as versions to compare."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policydsl.analysis.diff.changes import Change
from policydsl.analysis.diff.difference import Difference, difference
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Basis, Comparison
from policydsl.analysis.witnesses import Outcome, Witness
from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import facts_from_data
from policydsl.policy.library import Library
from policydsl.policy.model import Force, Program
from policydsl.policy.shipped import shipped_policies
from policydsl.trace import Status, Verdict
from policydsl.trace_json import value_to_json

VERDICTS = {
    Verdict.INELIGIBLE: 0,
    Verdict.UNDETERMINED: 1,
    Verdict.CONDITIONAL: 2,
    Verdict.ELIGIBLE: 4,
    Verdict.NOT_APPLICABLE: -1,
}
# How good a rule's status is for an institution: one in principle refuses nobody.
Ranks = Mapping[Status, int]
RULES: Mapping[str, Ranks] = {
    "mandatory": {Status.FAIL: 0, Status.UNKNOWN: 1},
    "in_principle": {Status.FAIL: 2, Status.UNKNOWN: 3},
    "preferential": {},
}
# Among preferences alone, which never count for a verdict.
PREFERENCES = {**RULES, "preferential": {Status.FAIL: 0, Status.UNKNOWN: 1}}


@dataclass(frozen=True)
class Amendment:
    """Edits of a policy's text (each replaces what stands there once), and what they do."""

    name: str
    policy: str
    edits: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    rules: Mapping[str, str]
    decisions: Mapping[str, str]

    def __str__(self) -> str:
        return self.name


def amendments(path: Path) -> tuple[Amendment, ...]:
    """The amendments of a file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Amendment(
            name=each["name"],
            policy=each.get("policy") or data["policy"],
            edits=tuple((old, new) for old, new in each["edits"]),
            changes=tuple(each["changes"]),
            rules=each["rules"],
            decisions=each["decisions"],
        )
        for each in data["amendments"]
    )


@cache
def shipped_version(policy: str) -> Version:
    """The newest version of a shipped policy."""
    return Version(_library().program(policy), policy)


def amended(policy: str, edits: Sequence[tuple[str, str]]) -> Version:
    """A shipped policy with edits of its text."""
    version = shipped_version(policy)
    text = version.program.source.text
    for old, new in edits:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    program = Library.open(shipped_policies()).built_text(text, version.program.source.name).program
    return Version(program, f"{policy}, amended")


def compared(amendment: Amendment) -> Difference:
    """What the comparison of the shipped version with the amended one finds."""
    return difference(shipped_version(amendment.policy), amended(amendment.policy, amendment.edits))


@cache
def _library() -> Library:
    return Library.open(shipped_policies())


def told_changes(found: Difference) -> tuple[str, ...]:
    """`parameter examiners_min changed`, `rule a→b changed`: each change of the text."""
    return tuple(f"{change.kind} {_names(change)} {change.how.value}" for change in found.changes)


def told_rules(found: Difference) -> dict[str, str]:
    """The relation of each rule that is not the same by its text."""
    return {
        f"{each.new.name}.{(rule.new or rule.old)[0].id}": _relation(rule.comparison)
        for each in found.decisions
        for rule in each.rules
        if rule.comparison.basis is not Basis.TEXT
    }


def told_decisions(found: Difference) -> dict[str, str]:
    """The relation of each decision that is not the same by its text, and where values move."""
    return {
        each.new.name: " ".join([_relation(each.comparison), *each.comparison.directions])
        for each in found.decisions
        if each.comparison.basis is not Basis.TEXT
    }


def differing(relations: Mapping[str, str]) -> dict[str, str]:
    """What is not equivalent."""
    return {name: relation for name, relation in relations.items() if relation != "equivalent"}


def false_witnesses(found: Difference) -> list[str]:
    """Witnesses that evaluation does not confirm: facts, results, or that they differ as said."""
    wrong = []
    for name, comparison in _comparisons(found):
        sides: list[tuple[Witness | None, Callable[[Any, Any], Any]]] = [
            (comparison.stricter, operator.gt),
            (comparison.looser, operator.lt),
            *((each, operator.ne) for each in comparison.others),
        ]
        for witness, differs in sides:
            if witness is None:
                continue
            forces = {each.force for each in (witness.old, witness.new) if each.status is not None}
            ranks = RULES if forces != {Force.PREFERENTIAL} else PREFERENCES
            was = _seen(found.old.program, witness.old, witness.facts, ranks)
            now = _seen(found.new.program, witness.new, witness.facts, ranks)
            if not differs(was, now):
                wrong.append(f"{name}: {was} {now} {witness.facts}")
    return wrong


def _comparisons(found: Difference) -> Iterator[tuple[str, Comparison]]:
    for each in found.decisions:
        yield each.new.name, each.comparison
        for rule in each.rules:
            yield (rule.new or rule.old)[0].id, rule.comparison


def _seen(
    program: Program, told: Outcome, stated: Mapping[str, Any], ranks: Mapping[str, Ranks]
) -> Any:
    """How good evaluation says it is for the institution; of a value, the value itself."""
    if told.subject is None:
        return 4
    facts = facts_from_data(stated, program.facts)
    trace = evaluate(program, facts, program.effective.start, told.subject.decision)
    if told.subject.rule is None:
        assert (trace.verdict, trace.value) == (told.verdict, told.value)
        if trace.verdict is not None:
            return VERDICTS[trace.verdict]
        assert trace.value is not None
        return json.dumps(value_to_json(trace.value), default=str)
    rule = next(each for each in trace.rules if each.id == told.subject.rule)
    assert rule.status is told.status
    if rule.status is Status.UNKNOWN and told.level > 1:
        return 4  # an unknown that can refuse nobody, which a trace does not tell apart
    return ranks[rule.force].get(rule.status, 4)


def _relation(comparison: Comparison) -> str:
    return "unsettled" if comparison.relation is None else comparison.relation.value


def _names(change: Change) -> str:
    old, new = ("+".join(each.name for each in side) for side in (change.old, change.new))
    return old or new if not (old and new) or old == new else f"{old}→{new}"
