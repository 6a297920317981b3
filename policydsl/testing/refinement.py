"""What was decided on fewer facts and is otherwise on more: the law of unknowns, its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.engines.interpreter.expressions import names_in
from policydsl.feel.tree import Node
from policydsl.feel.values import Null, Value
from policydsl.policy.building.program_walk import decision_parts
from policydsl.policy.model import Checklist, Force, Program, Rule
from policydsl.trace import Status, Trace, Verdict


@dataclass(frozen=True, slots=True)
class Exempt:
    """What `is stated` bears on: names of definitions, uses and decisions, and (decision, rule)s.

    Such a result may turn when a fact comes in: that nothing was stated was itself the answer.
    So it is with a fact whose absence is a statement, but that one is never left out here.
    """

    names: frozenset[str]
    rules: frozenset[tuple[str, str]]
    conditions: frozenset[str]  # decisions whose `when` is touched


def exempt(program: Program) -> Exempt:
    """What of a program the law does not hold for."""
    names = {use.name for use in program.uses if use.decision in exempt(use.program).names}
    rules: set[tuple[str, str]] = set()
    conditions: set[str] = set()
    for name in program.order:
        if name in program.definitions:
            touched = _touched(program.definitions[name].expression.tree, names)
        else:
            decision = program.decisions[name]
            if decision.when is not None and _touched(decision.when.tree, names):
                conditions.add(name)
            if isinstance(decision.body, Checklist):
                found = [rule for rule in decision.body.rules if _rule_touched(rule, names)]
                rules |= {(name, rule.id) for rule in found}
                binding = any(rule.force is not Force.PREFERENTIAL for rule in found)
                touched = name in conditions or binding
            else:
                touched = any(_touched(part.tree, names) for part in decision_parts(decision))
        if touched:
            names.add(name)
    return Exempt(frozenset(names), frozenset(rules), frozenset(conditions))


def _touched(node: Node, names: set[str]) -> bool:
    return not names_in(node).isdisjoint({"is stated", *names})


def _rule_touched(rule: Rule, names: set[str]) -> bool:
    optional = (rule.when, rule.require, rule.waiver)
    trees = [part.domain.tree for part in rule.iterators] + [each.tree for each in optional if each]
    return any(_touched(each, names) for each in trees)


def what_turned(before: Trace, after: Trace, free: Exempt) -> Iterator[str]:
    """Everything decided of one decision on fewer facts that is otherwise on more.

    Results that rest on `is stated` are left out. Where it was not known whether a checklist is
    about the institution and then turns out not to be, its rules were decided for the case that
    it is, so there is nothing to compare.
    """
    name = before.decision
    if name not in free.names:
        if _settled(before) and after.verdict is not before.verdict:
            yield f"{name}: {_named(before.verdict)} → {_named(after.verdict)}"
        if before.value is not None and after.verdict is not Verdict.NOT_APPLICABLE:
            yield from _turned_value(name, before.value, after.value)
        yield from _turned_rows(name, before, after)
    if name not in free.conditions and (before.verdict is after.verdict or _about(after)):
        yield from _turned_rules(before, after, free)


def _named(verdict: Verdict | None) -> str:
    return verdict.value if verdict else "-"


def _settled(trace: Trace) -> bool:
    return trace.verdict not in (None, Verdict.UNDETERMINED)


def _about(trace: Trace) -> bool:
    return trace.verdict is not Verdict.NOT_APPLICABLE


def _turned_value(where: str, before: Value, after: Value | None) -> Iterator[str]:
    match before, after:
        case Null(), _:
            return
        case dict(), dict() if before.keys() == after.keys():
            for key, value in before.items():
                yield from _turned_value(f"{where}.{key}", value, after[key])
        case tuple(), tuple() if len(before) == len(after):
            for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
                yield from _turned_value(f"{where}[{number}]", one, other)
        case _:
            if before != after:
                yield f"{where}: {before} → {after}"


def _turned_rows(name: str, before: Trace, after: Trace) -> Iterator[str]:
    """A first-hit table looks no further than its first match, which may come in earlier."""
    for one, other in zip(before.rows, after.rows, strict=False):
        if one.status is Status.UNKNOWN or other.status is Status.NOT_APPLICABLE:
            continue
        if one.status is not other.status:
            yield f"{name} row {one.number}: {one.status.value} → {other.status.value}"


def _turned_rules(before: Trace, after: Trace, free: Exempt) -> Iterator[str]:
    name = before.decision
    later = {rule.id: rule for rule in after.rules}
    for rule in before.rules:
        if (name, rule.id) in free.rules:
            continue
        now = later[rule.id]
        if rule.status is not Status.UNKNOWN and rule.status is not now.status:
            yield f"{name}.{rule.id}: {rule.status.value} → {now.status.value}"
        for item in rule.items:
            found = {other.status for other in now.items if _is_or_is_in(other.path, item.path)}
            if item.status is not Status.UNKNOWN and found != {item.status}:
                words = ", ".join(sorted(status.value for status in found)) or "-"
                yield f"{name}.{rule.id} {item.path}: {item.status.value} → {words}"
    yield from _turned_groups(before, after, free)


def _is_or_is_in(path: str, earlier: str) -> bool:
    """An unknown list is one item, which stands for all that the list turns out to hold."""
    return path == earlier or path.startswith(f"{earlier}[")


def _turned_groups(before: Trace, after: Trace, free: Exempt) -> Iterator[str]:
    name = before.decision
    groups = {group.id: group for group in after.groups}
    for group in before.groups:
        if free.rules.isdisjoint((name, rule) for rule in group.rules):
            now = groups[group.id].status
            if group.status not in (Status.UNKNOWN, now):
                yield f"{name} group {group.id}: {group.status.value} → {now.value}"
