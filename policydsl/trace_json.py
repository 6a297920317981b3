"""A trace as JSON, described by `schemas/trace.schema.json`. Numbers keep every digit.

Dates, times and durations are FEEL strings (`2020-03-26`, `P3Y`), ranges too (`[1..5]`, `(>= 5)`);
a null is JSON's null, whatever made it so: `causes` say why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    to_string,
)
from policydsl.feel.values import Cause, Closure, Null, Range, Value
from policydsl.text.diagnostic import Text
from policydsl.trace import (
    TRACE_FORMAT,
    Amendment,
    Finding,
    GroupTrace,
    Item,
    OutputTrace,
    RowTrace,
    RuleTrace,
    Status,
    Step,
    Trace,
)

Json = dict[str, Any]

WAIVED = Text("原则性条件未达到，已说明理由：", "not met, waived for the stated reason: ")

# Beyond this many digits before or after the point a number is written with an exponent.
_MAX_PLAIN_DIGITS = 40
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def trace_to_json(trace: Trace) -> Json:
    """The trace as JSON-ready data. Numbers are `Decimal`; `dump_json` writes them exactly."""
    return {
        "format": TRACE_FORMAT,
        "policy": trace.policy,
        "version": trace.version,
        "digest": trace.digest,
        "policy_title": _text(trace.policy_title),
        "document": trace.document,
        "as_of": trace.as_of,
        "subject": trace.subject,
        "facts_digest": trace.facts_digest,
        "decision": trace.decision,
        "title": _text(trace.title),
        "kind": trace.kind,
        "clauses": list(trace.clauses),
        "decision_document": trace.decision_document,
        "note": _text_or_none(trace.note),
        "verdict": trace.verdict.value if trace.verdict else None,
        "value": None if trace.value is None else value_to_json(trace.value),
        "unit": trace.unit,
        "value_labels": _labels(trace.value_labels),
        "outputs": [_output(output) for output in trace.outputs],
        "causes": [_cause(cause) for cause in trace.causes],
        "condition": [_finding(finding) for finding in trace.condition],
        "rules": [_rule(rule) for rule in trace.rules],
        "groups": [_group(group) for group in trace.groups],
        "rows": [_row(row) for row in trace.rows],
        "amendments": [_amendment(amendment) for amendment in trace.amendments],
        "units": _labels(trace.units),
        "step": _step(trace.step),
    }


def value_to_json(value: Value) -> Any:
    """A FEEL value as JSON-ready data."""
    match value:
        case Null():
            return None
        case bool() | str() | Decimal():
            return value
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return to_string(value)
        case tuple():
            return [value_to_json(item) for item in value]
        case dict():
            return {key: value_to_json(member) for key, member in value.items()}
        case Range():
            return _range(value)
        case Closure():
            return "function"
        case _:
            return value.name


def dump_json(data: Any) -> str:
    """JSON text, indented by two, with numbers exactly as they are and no float in between.

    `data` holds dicts with string keys, lists, strings, booleans, None, int and Decimal; anything
    else raises TypeError.
    """
    out: list[str] = []
    _write(data, "\n", out)
    return "".join(out)


def _rule(rule: RuleTrace) -> Json:
    return {
        "id": rule.id,
        "title": _text(rule.title),
        "status": rule.status.value,
        "force": rule.force,
        "clauses": list(rule.clauses),
        "group": rule.group,
        "judgement": rule.judgement,
        "origin": rule.origin,
        "document": rule.document,
        "refined_by": [
            {"document": each.document, "clauses": list(each.clauses)} for each in rule.refined_by
        ],
        "note": _text_or_none(rule.note),
        "items": [_item(item) for item in rule.items],
    }


def _item(item: Item) -> Json:
    deciding = _finding(item.deciding) if item.deciding else {}
    return {
        "path": item.path,
        "label": item.label,
        "status": item.status.value,
        "actual": deciding.get("actual"),
        "required": deciding.get("required"),
        "shortfall": deciding.get("shortfall"),
        "unit": deciding.get("unit"),
        "reason": _text_or_none(reason(item)),
        "waiver": item.waiver,
        "note": _text_or_none(item.note),
        "causes": [_cause(cause) for cause in item.causes],
        "findings": [_finding(finding) for finding in item.findings],
        "step": _step(item.step),
    }


def reason(item: Item) -> Text | None:
    """Why an item is unknown, waived, or what an empty list meant; None where nothing is to say."""
    if item.waiver is not None:
        return Text(WAIVED.zh + item.waiver, WAIVED.en + item.waiver)
    if item.status is Status.UNKNOWN and item.causes:
        return Text(
            ";".join(cause.message.zh for cause in item.causes),
            "; ".join(cause.message.en for cause in item.causes),
        )
    return item.note


def _finding(finding: Finding) -> Json:
    return {
        "expression": finding.expression,
        "status": finding.status.value,
        "actual": value_to_json(finding.actual),
        "required": value_to_json(finding.required),
        "shortfall": None if finding.shortfall is None else value_to_json(finding.shortfall),
        "unit": finding.unit,
        "label": _text_or_none(finding.label),
        "operator": finding.operator,
    }


def _cause(cause: Cause) -> Json:
    return {"kind": cause.kind.value, "fact": cause.fact, "message": _text(cause.message)}


def _group(group: GroupTrace) -> Json:
    return {
        "id": group.id,
        "title": _text(group.title),
        "need": group.need,
        "status": group.status.value,
        "rules": list(group.rules),
    }


def _row(row: RowTrace) -> Json:
    return {
        "number": row.number,
        "status": row.status.value,
        "clauses": list(row.clauses),
        "note": _text_or_none(row.note),
    }


def _output(output: OutputTrace) -> Json:
    return {
        "name": output.name,
        "title": _text(output.title),
        "unit": output.unit,
        "labels": _labels(output.labels),
    }


def _amendment(amendment: Amendment) -> Json:
    return {
        "kind": amendment.kind,
        "id": amendment.id,
        "before": amendment.before,
        "after": amendment.after,
        "policy": amendment.policy,
    }


def _step(step: Step | None) -> Json | None:
    if step is None:
        return None
    return {
        "expression": step.expression,
        "value": value_to_json(step.value),
        "steps": [_step(inner) for inner in step.steps],
    }


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _text_or_none(text: Text | None) -> Json | None:
    return None if text is None else _text(text)


def _labels(labels: Iterable[tuple[str, Text]]) -> Json:
    return {name: _text(label) for name, label in labels}


def _range(value: Range) -> str:
    """FEEL's own forms: `[1..5]`, `(1..5]`, `(>= 5)`, `(!= "a")`."""
    if value.operator is not None:
        end = value.high if isinstance(value.low, Null) else value.low
        return f"({value.operator} {_end(end)})"
    opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
    return f"{opening}{_end(value.low)}..{_end(value.high)}{closing}"


def _end(value: Value) -> str:
    match value:
        case str():
            return _string(value)
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return f'@"{to_string(value)}"'
        case _:
            return dump_json(value_to_json(value))


def _write(data: Any, line: str, out: list[str]) -> None:
    match data:
        case None:
            out.append("null")
        case bool():
            out.append("true" if data else "false")
        case str():
            out.append(_string(data))
        case int():
            out.append(str(data))
        case Decimal():
            out.append(_number(data))
        case dict() if data:
            inner = f"{line}  "
            for number, (key, member) in enumerate(data.items()):
                out.append(f"{',' if number else '{'}{inner}{_string(key)}: ")
                _write(member, inner, out)
            out.append(f"{line}}}")
        case list() | tuple() if data:
            inner = f"{line}  "
            for number, member in enumerate(data):
                out.append(f"{',' if number else '['}{inner}")
                _write(member, inner, out)
            out.append(f"{line}]")
        case dict() | list() | tuple():
            out.append("{}" if isinstance(data, dict) else "[]")
        case _:
            raise TypeError(f"{type(data).__name__} has no exact JSON form")


def _number(number: Decimal) -> str:
    """Every digit that counts: `49.99`, `50`, `1E+50`. Equal numbers are written the same."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError("JSON has no infinite number")
    if number == 0:
        return "0"
    if number.adjusted() <= _MAX_PLAIN_DIGITS and exponent >= -_MAX_PLAIN_DIGITS:
        return _without_zeros(format(number, "f"))
    digits, power = format(number, "E").split("E")
    return f"{_without_zeros(digits)}E{power}"


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _string(text: str) -> str:
    """A JSON string; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    written = json.dumps(text, ensure_ascii=False)
    if written.isascii():
        return written
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
