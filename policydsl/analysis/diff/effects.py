"""What the change does to institutions that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydsl.analysis.diff.rule_changes import rule_pairs
from policydsl.analysis.same_text import Meanings
from policydsl.analysis.value_equality import same_result
from policydsl.analysis.witnesses import known_facts
from policydsl.engines.interpreter import evaluate_all
from policydsl.policy.facts import facts_from_data
from policydsl.policy.facts.facts import read_facts_file
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import Checklist, Decision, Program
from policydsl.text.diagnostic import Diagnostic, FactsError, Text
from policydsl.trace import RuleTrace, Status, Trace

_FACTS_FILES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class Known:
    """An institution: where its facts come from, and what is stated."""

    source: str
    subject: str | None
    stated: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """A rule whose status is another; None where a version has no such rule."""

    old: RuleTrace | None
    new: RuleTrace | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A decision that says something else of an institution, or another rule of it does."""

    known: Known
    old: Trace
    new: Trace
    rules: tuple[RuleEffect, ...]

    @property
    def changed(self) -> bool:
        """Whether the verdict or the value is another."""
        return self.old.verdict is not self.new.verdict or not same_result(
            self.old.value, self.new.value
        )


def effects(
    decisions: Sequence[tuple[Decision, Decision]],
    old: Meanings,
    new: Meanings,
    institutions: Sequence[Known],
) -> tuple[Effect, ...]:
    """All that is said otherwise of these institutions, of one after another."""
    return tuple(
        effect
        for known in institutions
        for effect in _of_one(decisions, old, new, known)
        if effect.changed or effect.rules
    )


def _of_one(
    decisions: Sequence[tuple[Decision, Decision]], old: Meanings, new: Meanings, known: Known
) -> list[Effect]:
    before, after = _traces(old.program, known), _traces(new.program, known)
    return [
        Effect(
            known,
            before[one.name],
            after[other.name],
            _rules((one, before[one.name]), (other, after[other.name]), old, new),
        )
        for one, other in decisions
    ]


def _traces(program: Program, known: Known) -> dict[str, Trace]:
    facts = facts_from_data(known_facts(known.stated, program.facts.root), program.facts)
    traces = evaluate_all(program, facts, program.effective.start)
    return {trace.decision: trace for trace in traces}


def _rules(
    before: tuple[Decision, Trace], after: tuple[Decision, Trace], old: Meanings, new: Meanings
) -> tuple[RuleEffect, ...]:
    """The rules whose status is another; one that is new or gone counts where it refuses."""
    one, other = before[0].body, after[0].body
    if not isinstance(one, Checklist) or not isinstance(other, Checklist):
        return ()
    was = {rule.id: rule for rule in before[1].rules}
    now = {rule.id: rule for rule in after[1].rules}
    pairs = rule_pairs(one, other, old, new)
    both = [(was[pair.old.id], now[pair.new.id]) for pair in pairs.matched.pairs]
    gone = [*pairs.matched.removed, *(rule for rules, _ in pairs.regrouped for rule in rules)]
    come = [*pairs.matched.added, *(rule for _, rules in pairs.regrouped for rule in rules)]
    return (
        *(RuleEffect(a, b) for a, b in both if (a.status, a.force) != (b.status, b.force)),
        *(RuleEffect(was[rule.id], None) for rule in gone if _hinders(was[rule.id])),
        *(RuleEffect(None, now[rule.id]) for rule in come if _hinders(now[rule.id])),
    )


def _hinders(rule: RuleTrace) -> bool:
    return rule.status in (Status.FAIL, Status.UNKNOWN)


def known_institutions(path: Path, schema: FactsSchema) -> tuple[Known, ...]:
    """The institutions of a facts file, or of all that lie in a folder and below, by name.

    Raises FactsError for a file that holds no such facts, or a folder without any.
    """
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.suffix in _FACTS_FILES)
        if not files:
            raise FactsError(_no_facts(path))
    else:
        files = [path]
    found = ((file, read_facts_file(file, schema)) for file in files)
    return tuple(Known(str(file), facts.subject, facts.stated) for file, facts in found)


def _no_facts(folder: Path) -> Diagnostic:
    return Diagnostic(
        "no-facts",
        Text(f"文件夹“{folder}”里没有事实文件", f"the folder “{folder}” holds no facts"),
        help=Text("事实文件是 .yaml 或 .json", "facts are .yaml or .json files"),
    )
