"""What the interpreter says, in the form in which generated code says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from unittest import mock

from policydsl.engines.interpreter import checklist, decisions, evaluate_all
from policydsl.engines.interpreter.checklist import RuleResult
from policydsl.engines.interpreter.expressions import Names
from policydsl.engines.python import BARE, FAULT, NOT_ABOUT, STATUSES, VERDICTS, Compiled, Traced
from policydsl.feel.temporal import Date, to_string
from policydsl.feel.values import Null
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Program, Rule
from policydsl.trace import Status, Trace, Verdict

DAY = "2024-06-01"


def expected(program: Program, stated: Mapping[str, Any]) -> dict[tuple[str, str | None], Any]:
    """Each verdict, value, and code of a rule or group, by decision and id."""
    facts = facts_from_data(stated, program.facts)
    with _may_fail() as judged:
        traces = evaluate_all(program, facts, DAY)
    found: dict[tuple[str, str | None], Any] = {}
    for trace in traces:
        if trace.kind != "checklist":
            found[trace.decision, None] = _value_of(trace)
            continue
        found[trace.decision, None] = trace.verdict
        for rule in trace.rules:
            unknown = 3 if judged.get((trace.decision, rule.id)) else 2
            found[trace.decision, rule.id] = _code(rule.status, unknown)
        found |= {(trace.decision, each.id): _code(each.status, 3) for each in trace.groups}
    return found


def given(compiled: Compiled, stated: Mapping[str, Any]) -> dict[tuple[str, str | None], Any]:
    """The same, as generated code has it."""
    result = compiled.run(stated)
    return {
        (each.decision, each.id): VERDICTS[value] if each.kind == "verdict" else plain(value)
        for each, value in zip(compiled.fields, result, strict=True)
    }


def differences(compiled: Compiled, stated: Mapping[str, Any]) -> list[str]:
    """Where generated code and the interpreter differ on stated facts."""
    facts = facts_from_data(stated, compiled.program.facts)
    wanted, found = expected(compiled.program, stated), given(compiled, facts.stated)
    assert wanted.keys() == found.keys()
    return [
        f"{'.'.join(filter(None, name))}: {found[name]!r}, by the interpreter {wanted[name]!r}"
        for name in wanted
        if type(wanted[name]) is not type(found[name]) or wanted[name] != found[name]
    ]


def same_when_traced(compiled: Compiled, traced: Traced, stated: Mapping[str, Any]) -> bool:
    """Whether keeping every item leaves the result as it is, and each item's code fits in."""
    result, items = traced.run(stated)
    highest: dict[int, int] = {}
    for place, code, *_ in items:
        highest[place] = max(highest.get(place, 0), code)
    told = [plain(each) for each in result] == [plain(each) for each in compiled.run(stated)]
    readable = traced.readable(items)
    return (
        told
        and len(readable) == len(items)
        and all(result[place] == code for place, code in highest.items())
    )


def plain(value: Any) -> Any:
    """A value with dates as text, numbers as `Decimal`, and nulls as generated code has them."""
    match value:
        case Null(causes):
            return None if value.unknown else FAULT if causes else BARE
        case Date():
            return to_string(value)
        case bool():
            return value
        case int():
            return Decimal(value)
        case tuple() | list():
            return tuple(plain(each) for each in value)
        case dict():
            return {name: plain(each) for name, each in value.items() if each is not None}
        case _:
            return value


def _value_of(trace: Trace) -> Any:
    if trace.verdict is Verdict.NOT_APPLICABLE:
        return NOT_ABOUT
    return plain(trace.value)


def _code(status: Status, unknown: int) -> int | Any:
    return plain(unknown if status is Status.UNKNOWN else STATUSES.index(status))


@contextmanager
def _may_fail() -> Iterator[dict[tuple[str, str], bool]]:
    """Keeps what the interpreter's traces do not tell: whether a rule's unknown may fail."""
    kept: dict[tuple[str, str], bool] = {}

    def remembering(rule: Rule, names: Names, detail: bool) -> RuleResult:
        result = checklist.rule_result(rule, names, detail)
        decision = next(
            name
            for name, each in names.program.decisions.items()
            if any(rule is one for one in getattr(each.body, "rules", ()))
        )
        kept[decision, rule.id] = result.judged.may_fail
        return result

    with mock.patch.object(decisions, "rule_result", remembering):
        yield kept
