"""Which facts the decisions of a policy ask for, and by which requirements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from policydsl.analysis.fact_paths import facts_read, reads
from policydsl.policy.building.mentioned_facts import mentioned_facts
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf
from policydsl.policy.model import Checklist, Decision, Program
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class Asking:
    """A requirement, or a decision that is no checklist, that reads a fact."""

    title: Text
    document: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedFacts:
    """The facts and lists that decisions read, by schema path; `[]` stands for any item.

    A list of plain values has its path without `[]`, as the facts schema has it.
    """

    decisions: tuple[str, ...]
    askings: Mapping[str, tuple[Asking, ...]]

    def __contains__(self, path: str) -> bool:
        return path in self.askings


def asked_facts(program: Program, decision: str | None = None) -> AskedFacts:
    """What all decisions ask, or one. Raises `UsageError` for a decision that is not there."""
    if decision is not None and decision not in program.decisions:
        raise UsageError(_no_decision(program, decision))
    asked = tuple(program.decisions) if decision is None else (decision,)
    mentioned = mentioned_facts((program,), asked)
    found: dict[str, list[Asking]] = {
        info.path: []
        for info in program.facts.facts()
        if isinstance(info.node, FactLeaf | FactItems)
        and (info.path in mentioned or f"{info.path}[]" in mentioned)
    }
    for asking, paths in _askings(program, asked):
        for path in paths:
            if path in found and asking not in found[path]:
                found[path].append(asking)
    return AskedFacts(asked, {path: tuple(each) for path, each in found.items()})


def _askings(
    program: Program, decisions: Collection[str]
) -> Iterator[tuple[Asking, frozenset[str]]]:
    for name in decisions:
        decision = program.decisions[name]
        if not isinstance(decision.body, Checklist):
            yield _of_decision(program, decision), mentioned_facts((program,), (name,))
            continue
        if decision.when is not None:
            read = reads(decision.when.tree, {}, program.facts)
            yield _of_decision(program, decision), frozenset(path for _, path in read)
        for rule in decision.body.rules:
            asking = Asking(rule.title, program.document_of(rule.origin), rule.clauses)
            yield asking, facts_read(program, rule)


def _of_decision(program: Program, decision: Decision) -> Asking:
    return Asking(decision.title, program.document_of(decision.origin), decision.clauses)


def _no_decision(program: Program, decision: str) -> Diagnostic:
    known, best = ", ".join(program.decisions), nearest(decision, program.decisions)
    return Diagnostic(
        "unknown-decision",
        Text(
            f"政策“{program.policy}”没有名为“{decision}”的决定",
            f"the policy “{program.policy}” has no decision “{decision}”",
        ),
        help=Text(
            (f"是不是“{best}”？" if best else "") + f"可用的决定：{known}",
            (f"did you mean “{best}”? " if best else "") + f"its decisions are: {known}",
        ),
    )
