"""What generated code gives: small numbers in a published order, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from policydsl.policy.model import Checklist, Program
from policydsl.trace import Status, Trace, Verdict

FieldKind = Literal["verdict", "rule", "group", "value"]

STATUSES = (Status.NOT_APPLICABLE, Status.PASS, Status.UNKNOWN, Status.UNKNOWN, Status.FAIL)
"""A rule's or group's status by its code. An unknown of 3 may fail; one of 2 refuses nobody."""
VERDICTS = (
    Verdict.ELIGIBLE,
    Verdict.CONDITIONAL,
    Verdict.UNDETERMINED,
    Verdict.INELIGIBLE,
    Verdict.NOT_APPLICABLE,
)
"""A verdict by its code."""


@dataclass(frozen=True, slots=True)
class Field:
    """One place of a result: a decision's verdict or value, or one of its rules or groups."""

    kind: FieldKind
    decision: str
    id: str | None = None


def fields_of(program: Program) -> tuple[Field, ...]:
    """The order of results: decisions as in the policy, of a checklist its verdict first."""
    found: list[Field] = []
    for name, decision in program.decisions.items():
        match decision.body:
            case Checklist(rules, groups):
                found.append(Field("verdict", name))
                found.extend(Field("rule", name, rule.id) for rule in rules)
                found.extend(Field("group", name, group.id) for group in groups)
            case _:
                found.append(Field("value", name))
    return tuple(found)


def codes_of(traces: Iterable[Trace], value_of: Any) -> tuple[Any, ...]:
    """The same results, of an interpreter's traces of all decisions.

    Traces do not tell whether a rule's unknown may fail: all are told as if they might.
    """
    found: list[Any] = []
    for trace in traces:
        if trace.kind == "checklist":
            assert trace.verdict is not None
            found.append(VERDICTS.index(trace.verdict))
            found.extend(_code(each.status) for each in trace.rules)
            found.extend(_code(each.status) for each in trace.groups)
        else:
            found.append(value_of(trace))
    return tuple(found)


def _code(status: Status) -> int:
    return 3 if status is Status.UNKNOWN else STATUSES.index(status)


def name_of(field: Field) -> str:
    """`filing` for a decision, `filing.office-area` for one of its rules or groups."""
    return field.decision if field.id is None else f"{field.decision}.{field.id}"


def named(fields: Sequence[Field], result: Sequence[Any]) -> dict[str, Any]:
    """A result by name: `filing`, `filing.office-area`; verdicts and statuses as words."""
    found: dict[str, Any] = {}
    for each, code in zip(fields, result, strict=True):
        match each.kind:
            case "verdict":
                found[name_of(each)] = VERDICTS[code].value
            case "value":
                found[name_of(each)] = code
            case _:
                found[name_of(each)] = STATUSES[code].value
    return found
