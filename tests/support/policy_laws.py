"""What holds of every policy over all facts. Each law gives what contradicts it, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema

from policydsl.api import Policy
from policydsl.feel.values import Null, Value
from policydsl.policy.facts import Facts
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Checklist, EmptyList
from policydsl.policy.shipped import shipped_schemas
from policydsl.testing.moved_facts import moved, steps_of
from policydsl.testing.refinement import what_turned
from policydsl.trace import Item, RuleTrace, Status, Trace, Verdict
from policydsl.trace_json import dump_json, trace_to_json
from shipped_programs import Bound, exempt_of


def traces(policy: Policy, facts: Facts, *, detail: bool = False) -> dict[str, Trace]:
    found = policy.evaluate_all(facts, detail=detail)
    return {trace.decision: trace for trace in found}


def as_json(policy: Policy, facts: Facts) -> dict[str, str]:
    return {name: written(trace) for name, trace in traces(policy, facts).items()}


def written(trace: Trace) -> str:
    return dump_json(trace_to_json(trace))


# --- facts that come in -------------------------------------------------------------------------


def turned(policy: Policy, fewer: Facts, more: Facts) -> Iterator[str]:
    """Everything decided on fewer facts that is otherwise on more (see `refinement`)."""
    free = exempt_of(policy)
    later = traces(policy, more)
    for name, before in traces(policy, fewer).items():
        yield from what_turned(before, later[name], free)


# --- ways of stating ----------------------------------------------------------------------------


def reversed_keys(stated: Any) -> Any:
    """The same facts with every section's names in the opposite order."""
    if isinstance(stated, dict):
        return {key: reversed_keys(stated[key]) for key in reversed(stated)}
    return [reversed_keys(item) for item in stated] if isinstance(stated, list) else stated


def in_chinese(node: FactNode, stated: Any) -> Any:
    """The same facts with Chinese names, and Chinese labels for values of enumerations."""
    match node:
        case FactSection(members=members):
            return {members[k].zh: in_chinese(members[k], below) for k, below in stated.items()}
        case FactItems(item=item):
            return [in_chinese(item, each) for each in stated]
        case FactLeaf(values=values):
            labels = {name: label.zh for name, label in values}
            return labels.get(stated, stated) if isinstance(stated, str) else stated


def differently_stated(policy: Policy, facts: Facts) -> Iterator[str]:
    """Decisions that depend on the order or the language in which facts are stated."""
    usual = as_json(policy, facts)
    chinese = in_chinese(policy.program.facts.root, facts.stated)
    for way, stated in (("order", reversed_keys(facts.stated)), ("Chinese", chinese)):
        found = as_json(policy, policy.facts(stated))
        yield from (f"{way}: {name}" for name in usual if found[name] != usual[name])


# --- one meaning --------------------------------------------------------------------------------


def disagreements(policy: Policy, facts: Facts) -> Iterator[str]:
    """Decisions that come out otherwise alone, or the second time."""
    first = {trace.decision: written(trace) for trace in policy.evaluate_all(facts)}
    again = {trace.decision: written(trace) for trace in policy.evaluate_all(facts)}
    for name, text in first.items():
        if again[name] != text:
            yield f"{name}: the second time"
        if written(policy.evaluate(facts, name)) != text:
            yield f"{name}: alone"


def differing_when_renamed(policy: Policy, renamed: Policy, facts: Facts) -> Iterator[str]:
    """Decisions whose trace changes, texts aside, when the policy is written in Chinese names."""
    usual, other = traces(policy, facts), traces(renamed, facts)
    for name in usual:
        if _without_texts(trace_to_json(usual[name])) != _without_texts(trace_to_json(other[name])):
            yield name


def _without_texts(data: Any) -> Any:
    """Without what quotes the policy's text; digests differ because that text does."""
    if isinstance(data, dict):
        quoted = ("digest", "expression")
        return {key: _without_texts(value) for key, value in data.items() if key not in quoted}
    return [_without_texts(item) for item in data] if isinstance(data, list) else data


# --- traces -------------------------------------------------------------------------------------


@cache
def _trace_schema() -> Any:
    text = (shipped_schemas() / "trace.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def ill_told(policy: Policy, facts: Facts) -> Iterator[str]:
    """Traces that break their JSON Schema, and unknowns without a cause."""
    for name, trace in traces(policy, facts, detail=True).items():
        data = json.loads(written(trace), parse_float=Decimal)
        yield from (f"{name}: {error.message[:200]}" for error in _trace_schema().iter_errors(data))
        if (trace.verdict is None) == (trace.value is None):
            yield f"{name}: not exactly one of verdict and value"
        open_ = trace.verdict is Verdict.UNDETERMINED or _holds_null(trace.value)
        if open_ and not trace.causes:
            yield f"{name}: unknown without a cause"
        if trace.causes and not open_:
            yield f"{name}: causes of nothing unknown"
        for rule in trace.rules:
            for item in rule.items:
                if (item.status is Status.UNKNOWN) != bool(item.causes):
                    yield f"{name}.{rule.id} {item.path}: {item.status}, causes {item.causes}"


def _holds_null(value: Value | None) -> bool:
    match value:
        case Null():
            return True
        case dict():
            return any(_holds_null(member) for member in value.values())
        case tuple():
            return any(_holds_null(item) for item in value)
        case _:
            return False


# --- verdicts -----------------------------------------------------------------------------------


def misjudged(policy: Policy, facts: Facts) -> Iterator[str]:
    """Rules, groups and verdicts that do not follow from the statuses below them."""
    for name, trace in traces(policy, facts, detail=True).items():
        if trace.kind != "checklist":
            continue
        for rule in trace.rules:
            expected = _first((Status.FAIL, Status.UNKNOWN, Status.PASS), rule.items)
            if rule.status is not expected:
                yield f"{name}.{rule.id}: {rule.status}, its items say {expected}"
        for group in trace.groups:
            members = [rule for rule in trace.rules if rule.id in group.rules]
            best_first = (Status.PASS, Status.UNKNOWN, Status.FAIL)
            order = best_first if group.need == "any" else tuple(reversed(best_first))
            if group.status is not _first(order, members):
                yield f"{name} group {group.id}: {group.status}"
        wanted = _verdict(policy, trace)
        if trace.verdict is not wanted:
            yield f"{name}: {trace.verdict}, its rules say {wanted}"


def _first(order: tuple[Status, ...], of: Any) -> Status:
    statuses = {each.status for each in of}
    return next((status for status in order if status in statuses), Status.NOT_APPLICABLE)


def _verdict(policy: Policy, trace: Trace) -> Verdict:
    """As §3 of the design words it: over what each rule is now, and all it could still become."""
    decision = policy.program.decisions[trace.decision]
    applies = None
    if decision.when is not None:
        assert trace.step is not None  # the detailed level tells the condition
        applies = trace.step.value
    if applies is False:
        return Verdict.NOT_APPLICABLE
    now = _verdict_if(trace, {Status.FAIL})
    worst = _verdict_if(trace, {Status.FAIL}, _may_fail(policy, trace))
    known = applies is None or applies is True
    return now if known and now is worst else Verdict.UNDETERMINED


def _verdict_if(trace: Trace, fails: set[Status], failing: frozenset[str] = frozenset()) -> Verdict:
    forces = {rule.force for rule in trace.rules if rule.status in fails or rule.id in failing}
    if "mandatory" in forces:
        return Verdict.INELIGIBLE
    return Verdict.CONDITIONAL if "in_principle" in forces else Verdict.ELIGIBLE


def _may_fail(policy: Policy, trace: Trace) -> frozenset[str]:
    body = policy.program.decisions[trace.decision].body
    assert isinstance(body, Checklist)
    empty = {rule.id: rule.empty for rule in body.rules}
    return frozenset(
        rule.id
        for rule in trace.rules
        if any(_item_may_fail(rule, item, empty[rule.id]) for item in rule.items)
    )


def _item_may_fail(rule: RuleTrace, item: Item, empty: EmptyList) -> bool:
    """An unknown item is harmless where its requirement is met, and only its `when` is open."""
    if item.status is not Status.UNKNOWN:
        return False
    if item.waiver is not None:
        return False
    if item.deciding is not None:
        return item.deciding.status is not Status.PASS
    nothing_to_evaluate = item.note is not None
    return not (nothing_to_evaluate and empty is EmptyList.PASS)


# --- figures ------------------------------------------------------------------------------------


def eased(bound: Bound, facts: Facts, by: Decimal) -> Facts:
    """The facts with a figure moved the way that its rule asks for, at every item."""
    change = by if bound.direction == "at_least" else -by
    root = bound.policy.program.facts.root
    return bound.policy.facts(moved(root, facts.stated, steps_of(bound.fact), change))


def worsened(bound: Bound, facts: Facts, by: Decimal) -> Iterator[str]:
    """Items of a rule that pass, and fail when its figure is eased."""
    before = _items(bound, facts)
    after = _items(bound, eased(bound, facts, by))
    for path, status in before.items():
        if status is Status.PASS and after.get(path) is Status.FAIL:
            yield f"{bound.decision}.{bound.rule} {path}"


def _items(bound: Bound, facts: Facts) -> dict[str, Status]:
    trace = bound.policy.evaluate(facts, bound.decision)
    (rule,) = (rule for rule in trace.rules if rule.id == bound.rule)
    return {item.path: item.status for item in rule.items}
