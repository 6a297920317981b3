"""Outcomes that a decision names and never has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

from policydsl.analysis.check import messages
from policydsl.analysis.check.findings import Finding
from policydsl.analysis.check.inquiry import Inquiry
from policydsl.feel import tree
from policydsl.feel.values import Value
from policydsl.policy.model import Checklist, Decision, Force, Table, ValueExpression
from policydsl.text.diagnostic import Text
from policydsl.trace import Verdict

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula

VERDICTS = {
    Verdict.ELIGIBLE: Text("符合", "met"),
    Verdict.INELIGIBLE: Text("不符合", "not met"),
    Verdict.CONDITIONAL: Text("附条件符合", "conditionally met"),
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
}


def outcome_findings(inquiry: Inquiry, decision: Decision) -> Iterator[Finding]:
    """Verdicts, results of tables and labelled values that are never reached."""
    match decision.body:
        case Checklist() as checklist:
            yield from _verdicts(inquiry, decision, checklist)
        case Table() as table:
            for output in table.outputs:
                alone = len(table.outputs) == 1
                for value, label in output.values:
                    if _written(table, output.name, value):
                        continue
                    if not alone or not _given(inquiry, decision, value):
                        yield _never(decision, value, label)
        case ValueExpression(labels=labels):
            for value, label in labels:
                if not _given(inquiry, decision, value):
                    yield _never(decision, value, label)
        case _:
            assert_never(decision.body)


def _verdicts(inquiry: Inquiry, decision: Decision, checklist: Checklist) -> Iterator[Finding]:
    name = decision.name
    forms = inquiry.encoded(name, decision.place, lambda: inquiry.encoding.verdict(name))
    if forms is None:
        return
    for verdict in _expected(decision, checklist):
        if inquiry.never(name, decision.place, forms[verdict]):
            yield _never(decision, verdict.value, VERDICTS[verdict])


def _expected(decision: Decision, checklist: Checklist) -> Iterator[Verdict]:
    """The verdicts that the shape of a checklist promises."""
    forces = {rule.force for rule in checklist.rules}
    if forces & {Force.MANDATORY, Force.IN_PRINCIPLE}:
        yield Verdict.ELIGIBLE
    if Force.MANDATORY in forces:
        yield Verdict.INELIGIBLE
    if Force.IN_PRINCIPLE in forces:
        yield Verdict.CONDITIONAL
    if decision.when is not None:
        yield Verdict.NOT_APPLICABLE


def _written(table: Table, output: str, value: str) -> bool:
    """Whether a row gives it in so many words; whether that row is ever used is asked elsewhere."""
    column = [each.name for each in table.outputs].index(output)
    results = [row.results[column].tree for row in table.rows]
    default = table.outputs[column].default
    if default is not None:
        results.append(default.tree)
    return any(isinstance(each, tree.StringLiteral) and each.value == value for each in results)


def _given(inquiry: Inquiry, decision: Decision, value: Value) -> bool:
    """Whether it is possible, or at least not proved impossible."""

    def equals() -> Formula:
        return inquiry.encoding.value(decision.name).equals(value)

    subject = f"{decision.name}={value}"
    found = inquiry.encoded(subject, decision.place, equals)
    return found is None or not inquiry.never(subject, decision.place, found)


def _never(decision: Decision, value: str, label: Text) -> Finding:
    finding = messages.outcome_never_reached(decision.place, decision, label)
    return Finding(finding, f"{decision.name}={value}")
