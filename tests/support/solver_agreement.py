"""The solver's engine against the interpreter: every result of a program for one institution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policydsl.engines.interpreter import evaluate, evaluate_all
from policydsl.engines.interpreter.checklist import rule_result
from policydsl.engines.interpreter.decisions import result_of
from policydsl.engines.interpreter.expressions import Explained, Names, explained
from policydsl.engines.smt import Encoding, Unencodable, ValuesIn, values_in
from policydsl.feel.interpreter import Budget, Scope
from policydsl.feel.types import BooleanType
from policydsl.feel.values import Null, Range, Value, missing
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Program
from policydsl.trace import Status, Trace, Verdict

DAY = "2024-06-30"


def differences(program: Program, encoding: Encoding, facts: Facts) -> list[str]:
    """Every status, verdict, row and value by the encoding that is not the program's."""
    traces = {trace.decision: trace for trace in evaluate_all(program, facts, DAY)}
    found = values_in(encoding, facts)
    pairs = [
        *_verdicts(traces, found, encoding),
        *_rules(traces, found),
        *_may_fail(program, facts, traces, found),
        *_groups(traces, found),
        *_rows(traces, found),
        *_values(traces, found),
    ]
    return [
        f"{what}: {_shown(right)}, and by the solver {_shown(solved)}"
        for what, right, solved in pairs
        if not same_kind(right, solved)
    ]


_Pair = tuple[str, Any, Any]


def _verdicts(traces: Mapping[str, Trace], found: ValuesIn, encoding: Encoding) -> Iterator[_Pair]:
    for name, trace in traces.items():
        if trace.kind != "checklist":
            if _applies_is_encodable(encoding, name):
                yield f"{name}, not about it", trace.verdict, found.verdicts.get(name)
        elif name in found.verdicts:
            yield name, trace.verdict, found.verdicts[name]


def _applies_is_encodable(encoding: Encoding, decision: str) -> bool:
    try:
        encoding.applies(decision)
    except Unencodable:
        return False
    return True


def _rules(traces: Mapping[str, Trace], found: ValuesIn) -> Iterator[_Pair]:
    for name, trace in traces.items():
        for rule in trace.rules:
            if (name, rule.id) in found.rules:
                yield f"{name}.{rule.id}", rule.status, found.rules[name, rule.id][0]


def _groups(traces: Mapping[str, Trace], found: ValuesIn) -> Iterator[_Pair]:
    for name, trace in traces.items():
        for group in trace.groups:
            if (name, group.id) in found.groups:
                yield f"{name}.{group.id}", group.status, found.groups[name, group.id]


def _rows(traces: Mapping[str, Trace], found: ValuesIn) -> Iterator[_Pair]:
    """A table whose condition does not hold looks at no row; the solver tells them all the same."""
    for name, trace in traces.items():
        looked_at = {row.number: row.status for row in trace.rows}
        if looked_at:
            for (decision, number), status in found.rows.items():
                if decision == name:
                    right = looked_at.get(number, Status.NOT_APPLICABLE)
                    yield f"{name} row {number}", right, status


def _values(traces: Mapping[str, Trace], found: ValuesIn) -> Iterator[_Pair]:
    for name, trace in traces.items():
        if name in found.values:
            yield f"{name} as a value", result_of(trace), found.values[name]


def _may_fail(
    program: Program, facts: Facts, traces: Mapping[str, Trace], found: ValuesIn
) -> Iterator[_Pair]:
    """Whether an unknown rule may still fail, which no trace says."""
    open_ones = [
        (name, rule.id)
        for name, trace in traces.items()
        for rule in trace.rules
        if rule.status is Status.UNKNOWN and (name, rule.id) in found.rules
    ]
    for name, trace in traces.items():
        for each in trace.rules:
            if each.status is not Status.UNKNOWN and (name, each.id) in found.rules:
                right = each.status is Status.FAIL
                yield f"{name}.{each.id} may fail", right, found.rules[name, each.id][1]
    if open_ones:
        names = _names(program, facts, traces)
        for name, id_ in open_ones:
            body = program.decisions[name].body
            assert isinstance(body, Checklist)
            (rule,) = (each for each in body.rules if each.id == id_)
            right = rule_result(rule, names, detail=False).judged.may_fail
            yield f"{name}.{id_} may fail", right, found.rules[name, id_][1]


def _names(program: Program, facts: Facts, traces: Mapping[str, Trace]) -> Names:
    """What names stand for when all is evaluated."""
    values: dict[str, Value] = {
        name: missing(name, member.label) for name, member in program.facts.type.members.items()
    }
    values |= facts.record
    values |= {name: each.value for name, each in program.parameters.items()}
    for use in program.uses:
        values[use.name] = result_of(evaluate(use.program, facts, DAY, use.decision))
    conditions: dict[str, Explained] = {}
    for name in program.order:
        if name in traces:
            values[name] = result_of(traces[name])
            continue
        expression = program.definitions[name].expression
        names = Names(program, Scope.of(dict(values)), Budget(), dict(conditions))
        result = explained(expression, names)
        values[name] = result.value
        if isinstance(expression.type, BooleanType):
            conditions[name] = result
    return Names(program, Scope.of(values), Budget(), conditions)


def same_kind(right: Any, solved: Any) -> bool:
    """Equal, with nulls of one kind: unknown, faulty or bare."""
    match right, solved:
        case Null(), Null():
            return _kind(right) == _kind(solved)
        case tuple(), tuple():
            return len(right) == len(solved) and all(map(same_kind, right, solved))
        case dict(), dict():
            return right.keys() == solved.keys() and all(
                same_kind(right[name], solved[name]) for name in right
            )
        case Range(), Range():
            ends = same_kind(right.low, solved.low) and same_kind(right.high, solved.high)
            return ends and (right.low_included, right.high_included, right.operator) == (
                solved.low_included,
                solved.high_included,
                solved.operator,
            )
        case _:
            return type(right) is type(solved) and bool(right == solved)


def _kind(value: Null) -> str:
    return "unknown" if value.unknown else "faulty" if value.causes else "null"


def _shown(value: Any) -> str:
    match value:
        case Null():
            return f"a null ({_kind(value)})"
        case Status() | Verdict():
            return value.value
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case _:
            return str(value)
