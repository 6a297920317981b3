"""Which outcomes of a policy its cases reach: each rule's statuses, each table's rows, verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.policy.model import Checklist, Decision, EmptyList, Program, Rule, Table
from policydsl.trace import Status, Trace, Verdict


@dataclass(frozen=True, slots=True)
class RuleOutcomes:
    """The statuses in which a rule was seen, and those that it could still be seen in."""

    decision: str
    rule: str
    force: str
    seen: tuple[Status, ...]
    not_seen: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class TableOutcomes:
    """The rows of a table (from 1) that no case matched."""

    decision: str
    rows: int
    not_hit: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCoverage:
    """What the cases of a version saw."""

    rules: tuple[RuleOutcomes, ...]
    tables: tuple[TableOutcomes, ...]
    decisions_not_asked: tuple[str, ...]
    verdicts: tuple[tuple[str, tuple[Verdict, ...]], ...]


def outcome_coverage(program: Program, traces: Iterable[Trace]) -> OutcomeCoverage:
    """What these traces of a program show of it."""
    seen: defaultdict[tuple[str, str], set[Status]] = defaultdict(set)
    hit: defaultdict[str, set[int]] = defaultdict(set)
    verdicts: defaultdict[str, dict[Verdict, None]] = defaultdict(dict)
    asked: set[str] = set()
    for trace in traces:
        asked.add(trace.decision)
        for rule in trace.rules:
            seen[trace.decision, rule.id].add(rule.status)
        hit[trace.decision] |= {row.number for row in trace.rows if row.status is Status.PASS}
        if trace.verdict is not None:
            verdicts[trace.decision][trace.verdict] = None
    rules = [
        _rule(decision, rule, seen[name, rule.id])
        for name, decision in program.decisions.items()
        if isinstance(decision.body, Checklist)
        for rule in decision.body.rules
        if rule.origin is None  # an inherited rule is for the cases of its own policy
    ]
    tables = [
        TableOutcomes(name, len(decision.body.rows), _missed(decision.body, hit[name]))
        for name, decision in program.decisions.items()
        if isinstance(decision.body, Table)
    ]
    return OutcomeCoverage(
        rules=tuple(rules),
        tables=tuple(tables),
        decisions_not_asked=tuple(name for name in program.decisions if name not in asked),
        verdicts=tuple((name, tuple(found)) for name, found in verdicts.items()),
    )


def _rule(decision: Decision, rule: Rule, seen: set[Status]) -> RuleOutcomes:
    possible: list[Status] = [each for each in Status if each is not Status.NOT_APPLICABLE]
    if rule.when or decision.when or rule.empty is EmptyList.NOT_APPLICABLE:
        possible.append(Status.NOT_APPLICABLE)
    return RuleOutcomes(
        decision=decision.name,
        rule=rule.id,
        force=rule.force.value,
        seen=tuple(status for status in Status if status in seen),
        not_seen=tuple(status for status in possible if status not in seen),
    )


def _missed(table: Table, hit: set[int]) -> tuple[int, ...]:
    return tuple(number for number in range(1, len(table.rows) + 1) if number not in hit)
