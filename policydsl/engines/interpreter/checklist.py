"""The meaning of a checklist: its rules, one after the other and each on every item."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.engines.interpreter.dependencies import refinements
from policydsl.engines.interpreter.expressions import (
    Definitions,
    Explained,
    Names,
    explained,
    names_in,
    value_of,
)
from policydsl.engines.interpreter.findings import Found, findings_of
from policydsl.engines.interpreter.items import Visit, visits
from policydsl.engines.interpreter.operands import Reading
from policydsl.engines.interpreter.statuses import (
    Judged,
    Truth,
    judge,
    over_group,
    over_items,
    truth,
    waived,
)
from policydsl.engines.interpreter.steps import condition_step, step_of
from policydsl.feel.values import NULL, Null, merge
from policydsl.policy.model import Checklist, EmptyList, Force, Program, Rule
from policydsl.text.diagnostic import Text
from policydsl.trace import GroupTrace, Item, RuleTrace, Status, Step

NOTHING_TO_EVALUATE = Text("没有可评的项目", "nothing to evaluate")


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule's trace, and what only the engine needs of it."""

    trace: RuleTrace
    force: Force
    judged: Judged
    found: tuple[Found, ...] = ()


def rule_result(rule: Rule, names: Names, detail: bool) -> RuleResult:
    """Evaluates a rule on each of its items."""
    reading = Reading.of_requirement(names.program, rule)
    results = [_item_result(rule, visit, reading, detail) for visit in visits(rule, names)]
    judged = over_items([result.judged for result in results])
    trace = _trace(rule, names.program, judged.status, tuple(result.item for result in results))
    found = tuple(each for result in results for each in result.found)
    return RuleResult(trace, rule.force, judged, found)


def not_applicable(rule: Rule, program: Program) -> RuleResult:
    """A rule of a checklist that is not about this institution: no item was looked at."""
    judged = judge(False, NULL)
    return RuleResult(_trace(rule, program, judged.status, ()), rule.force, judged)


def group_traces(checklist: Checklist, rules: tuple[RuleTrace, ...]) -> tuple[GroupTrace, ...]:
    """The groups of preferential rules over the rules' results."""
    traces = []
    for group in checklist.groups:
        members = [rule for rule in rules if rule.group == group.id]
        status = over_group(group.need, (rule.status for rule in members))
        ids = tuple(rule.id for rule in members)
        traces.append(GroupTrace(group.id, group.title, group.need, status, ids))
    return tuple(traces)


@dataclass(frozen=True, slots=True)
class _ItemResult:
    item: Item
    judged: Judged
    found: tuple[Found, ...]


def _item_result(rule: Rule, visit: Visit, reading: Reading, detail: bool) -> _ItemResult:
    condition = _condition(rule, visit)
    applies = True if condition is None else truth(condition.value)
    nothing_to_evaluate = visit.end == () and applies is not False
    if nothing_to_evaluate and rule.empty is EmptyList.NOT_APPLICABLE:
        applies = False
    requirement = None
    if applies is not False and visit.end is None:
        requirement = explained(rule.require, visit.names)
    met, waiver = _with_waiver(rule, visit, _met(rule, visit, requirement))
    judged = judge(applies, met)
    definitions = visit.names.definitions
    found = findings_of(requirement, reading, definitions) if requirement else ()
    item = Item(
        path=visit.path,
        label=visit.label,
        status=judged.status,
        findings=tuple(each.finding for each in found),
        causes=merge((applies, met)).causes if judged.status is Status.UNKNOWN else (),
        waiver=waiver,
        note=(rule.empty_note or NOTHING_TO_EVALUATE) if nothing_to_evaluate else None,
        step=_step(condition, requirement, definitions) if detail else None,
    )
    return _ItemResult(item, judged, found)


def _condition(rule: Rule, visit: Visit) -> Explained | None:
    """The rule's `when`, unless it asks for an item where there is none."""
    readable = rule.when is not None and visit.unbound.isdisjoint(names_in(rule.when.tree))
    return explained(rule.when, visit.names) if rule.when is not None and readable else None


def _met(rule: Rule, visit: Visit, requirement: Explained | None) -> Truth:
    """Whether it is met; over an empty list the policy says so, over an unknown one nobody can."""
    if requirement is not None:
        return truth(requirement.value)
    return visit.end if isinstance(visit.end, Null) else rule.empty is EmptyList.PASS


def _with_waiver(rule: Rule, visit: Visit, met: Truth) -> tuple[Truth, str | None]:
    if rule.force is not Force.IN_PRINCIPLE or rule.waiver is None or met is True:
        return met, None
    if not visit.unbound.isdisjoint(names_in(rule.waiver.tree)):
        return met, None
    return waived(met, value_of(rule.waiver, visit.names))


def _step(
    condition: Explained | None, requirement: Explained | None, definitions: Definitions
) -> Step | None:
    steps = [step_of(each, definitions) for each in (condition, requirement) if each is not None]
    if len(steps) == 2:
        return condition_step(*steps)
    return steps[0] if steps else None


def _trace(rule: Rule, program: Program, status: Status, items: tuple[Item, ...]) -> RuleTrace:
    return RuleTrace(
        id=rule.id,
        title=rule.title,
        status=status,
        force=rule.force.value,
        clauses=rule.clauses,
        items=items,
        note=rule.note,
        group=rule.group,
        judgement=rule.judgement,
        origin=rule.origin,
        document=program.document_of(rule.origin),
        refined_by=refinements(program, rule),
    )
