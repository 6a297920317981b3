"""One decision on one institution: whether it is about it, its body, its trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from policydsl.engines.interpreter import tables
from policydsl.engines.interpreter.checklist import (
    RuleResult,
    group_traces,
    not_applicable,
    rule_result,
)
from policydsl.engines.interpreter.dependencies import amendments
from policydsl.engines.interpreter.expressions import Explained, Names, explained
from policydsl.engines.interpreter.findings import findings_of
from policydsl.engines.interpreter.labels import (
    labels_of_findings,
    labels_of_result,
    outputs_of,
    unit_labels,
    unit_of,
)
from policydsl.engines.interpreter.operands import Reading
from policydsl.engines.interpreter.statuses import Truth, truth, verdict
from policydsl.engines.interpreter.steps import condition_step, step_of, table_step
from policydsl.feel.values import CauseKind, Null, Value, merge, null
from policydsl.policy.facts import Facts
from policydsl.policy.model import CheckedExpression, Checklist, Decision, Table, ValueExpression
from policydsl.trace import RowTrace, Status, Step, Trace, Verdict

_KINDS = {Checklist: "checklist", Table: "table", ValueExpression: "value"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What all decisions of one evaluation share: the facts, the day, how much to tell."""

    facts: Facts
    as_of: str
    detail: bool


def decide(decision: Decision, names: Names, asked: Asked) -> Trace:
    """Evaluates a decision; all that it depends on is among the names."""
    condition = None if decision.when is None else explained(decision.when, names)
    applies = True if condition is None else truth(condition.value)
    trace = head(decision, names, asked)
    match decision.body:
        case Checklist() as checklist:
            trace = _checklist(trace, checklist, applies, names, asked.detail)
        case Table() | ValueExpression() if applies is False:
            trace = replace(trace, verdict=Verdict.NOT_APPLICABLE)
        case Table() | ValueExpression() if isinstance(applies, Null):
            trace = _with_value(trace, applies)
        case Table() as table:
            decided = tables.decide(decision, table, names)
            step = table_step(table, decided, names.definitions) if asked.detail else None
            trace = _with_value(trace, decided.value, decided.rows, step)
        case ValueExpression(expression):
            result = explained(expression, names)
            step = step_of(result, names.definitions) if asked.detail else None
            trace = _with_value(trace, result.value, step=step)
        case _:
            assert_never(decision.body)
    if decision.when is not None and condition is not None and applies is False:
        trace = _with_reason(trace, decision.when, condition, names)
    return _with_condition(trace, condition, names) if asked.detail else trace


def result_of(trace: Trace) -> Value:
    """What the decision's name stands for in other expressions.

    A checklist's is its verdict's name; an undetermined one is unknown, for its own causes.
    """
    match trace.kind, trace.verdict:
        case "checklist", Verdict.UNDETERMINED:
            known_why = Null(trace.causes)
            return known_why if known_why.unknown else merge((known_why, _undetermined(trace)))
        case "checklist", Verdict() as found:
            return str(found.value)
        case _:
            return _not_about_it() if trace.value is None else trace.value


def head(decision: Decision, names: Names, asked: Asked) -> Trace:
    """A trace before anything was evaluated: which decision, of what, on whom."""
    program = names.program
    unit = unit_of(decision)
    outputs = outputs_of(decision)
    return Trace(
        policy=program.policy,
        version=program.version,
        digest=program.digest,
        as_of=asked.as_of,
        decision=decision.name,
        title=decision.title,
        document=program.citation.document,
        policy_title=program.title,
        facts_digest=asked.facts.digest,
        kind=_KINDS[type(decision.body)],
        unit=unit,
        clauses=decision.clauses,
        note=decision.note,
        value_labels=labels_of_result(decision),
        amendments=amendments(program, decision.name),
        subject=asked.facts.subject,
        outputs=outputs,
        decision_document=program.document_of(decision.origin),
        units=unit_labels([unit, *(each.unit for each in outputs)], program.facts.units),
    )


def _checklist(
    trace: Trace, checklist: Checklist, applies: Truth, names: Names, detail: bool
) -> Trace:
    if applies is False:
        results = tuple(not_applicable(rule, names.program) for rule in checklist.rules)
    else:
        results = tuple(rule_result(rule, names, detail) for rule in checklist.rules)
    rules = tuple(result.trace for result in results)
    found, why = verdict(applies, ((result.force, result.judged) for result in results))
    return replace(
        trace,
        verdict=found,
        causes=why.causes,
        rules=rules,
        groups=group_traces(checklist, rules),
        value_labels=labels_of_findings(each for result in results for each in result.found),
        units=unit_labels(_units(results), names.program.facts.units),
    )


def _with_value(
    trace: Trace, value: Value, rows: tuple[RowTrace, ...] = (), step: Step | None = None
) -> Trace:
    return replace(trace, value=value, causes=merge(_nulls(value)).causes, rows=rows, step=step)


def _with_condition(trace: Trace, condition: Explained | None, names: Names) -> Trace:
    if condition is None:
        return trace
    step = step_of(condition, names.definitions)
    return replace(trace, step=step if trace.step is None else condition_step(step, trace.step))


def _with_reason(
    trace: Trace, when: CheckedExpression, condition: Explained, names: Names
) -> Trace:
    """Why a decision is not about this institution: what of its condition does not hold."""
    reading = Reading(names.program, when, names.program.scope)
    found = [
        each
        for each in findings_of(condition, reading, names.definitions)
        if each.finding.status is Status.FAIL
    ]
    units = unit_labels((each.finding.unit for each in found), names.program.facts.units)
    labels = {**dict(trace.value_labels), **dict(labels_of_findings(found))}
    return replace(
        trace,
        condition=tuple(each.finding for each in found),
        value_labels=tuple(labels.items()),
        units=tuple({**dict(trace.units), **dict(units)}.items()),
    )


def _not_about_it() -> Null:
    return null(
        CauseKind.NO_MATCH,
        "此项决定不适用于该机构",
        "this decision is not about this institution",
    )


def _undetermined(trace: Trace) -> Null:
    """For a verdict that only errors keep open: they are no unknowns, but it is one."""
    zh = f"“{trace.title.zh}”的结论尚不能确定"
    return null(CauseKind.MISSING_FACT, zh, f"the verdict of “{trace.title.en}” is undetermined")


def _units(results: tuple[RuleResult, ...]) -> Iterator[str | None]:
    return (found.finding.unit for result in results for found in result.found)


def _nulls(value: Value) -> Iterator[Null]:
    """The nulls in a value: a table may know one output and not the other."""
    match value:
        case Null():
            yield value
        case dict():
            for member in value.values():
                yield from _nulls(member)
        case tuple():
            for item in value:
                yield from _nulls(item)
        case _:
            return
