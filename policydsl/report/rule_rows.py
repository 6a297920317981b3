"""The rules of a trace as rows of a table: one for each comparison of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policydsl.report import words
from policydsl.report.reader import StepView
from policydsl.report.rule_view import ItemView, RuleView, Tone
from policydsl.text.diagnostic import Text


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row; the cells of the rule itself (title, tags, notes, clauses) span all its rows."""

    tone: Tone
    result: str  # `✗ 不符合`
    item: str
    expression: str
    actual: str
    required: str
    remarks: tuple[str, ...]  # the difference, and why
    step: StepView | None = None
    counts: bool = False  # `item` counts the items that are not listed


def rule_rows(rule: RuleView) -> tuple[RuleRow, ...]:
    """The rows of one rule, at least one."""
    rows = [row for item in rule.items for row in _item_rows(item)]
    result = f"{rule.sign} {rule.status}"
    if not rows:
        told = (rule.brief,) if rule.brief and rule.brief != rule.status else ()
        actual, required = (
            (rule.figures.actual, rule.figures.required) if rule.figures else ("", "")
        )
        rows.append(RuleRow(rule.tone, result, "", "", actual, required, told))
    if rule.rest:
        rows.append(RuleRow("skip", "", rule.rest, "", "", "", (), counts=True))
    return tuple(rows)


def _item_rows(item: ItemView) -> list[RuleRow]:
    result = f"{item.sign} {item.status}"
    if len(item.findings) > 1:
        return _many_rows(item, result)
    if not item.findings:
        return [RuleRow(item.tone, result, item.label, "", "", "", item.reasons, item.step)]
    finding = item.findings[0]
    return [
        RuleRow(
            tone=item.tone,
            result=result,
            item=item.label or finding.label,
            expression=finding.expression,
            actual=finding.actual,
            required=finding.required,
            remarks=_told(finding.difference, *item.reasons),
            step=item.step,
        )
    ]


def _many_rows(item: ItemView, result: str) -> list[RuleRow]:
    """A row for the item as a whole where it has a label or a reason, and one for each finding."""
    rows = []
    if item.label or item.reasons:
        rows.append(RuleRow(item.tone, result, item.label, "", "", "", item.reasons))
    for finding in item.findings:
        own = f"{finding.sign} {finding.status}"
        remarks = _told(finding.difference)
        rows.append(
            RuleRow(
                finding.tone,
                own,
                finding.label,
                finding.expression,
                finding.actual,
                finding.required,
                remarks,
            )
        )
    rows[-1] = replace(rows[-1], step=item.step)
    return rows


def _told(*remarks: str) -> tuple[str, ...]:
    return tuple(remark for remark in remarks if remark)


ITEM_COLUMN = 1
COLUMNS: tuple[Text, ...] = (
    words.REQUIREMENT,
    words.ITEM,
    words.STATUS,
    words.ACTUAL_COLUMN,
    words.REQUIRED_COLUMN,
    words.DIFFERENCE_OR_REASON,
    words.BASIS,
)


def used_columns(rules: Sequence[RuleView]) -> tuple[int, ...]:
    """The columns that hold something for at least one of the rules."""
    rows = [row for rule in rules for row in rule_rows(rule)]
    holds = (
        True,
        any(row.item or row.expression for row in rows),
        True,
        any(row.actual for row in rows),
        any(row.required for row in rows),
        any(row.remarks for row in rows),
        True,
    )
    return tuple(column for column, used in enumerate(holds) if used)
