"""A rule of a trace as lines of text: its heading, its items in columns, its clause."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.report import words
from policydsl.report.ansi import Style
from policydsl.report.escaping import one_line
from policydsl.report.layout import grid
from policydsl.report.reader import StepView
from policydsl.report.rule_view import FindingView, ItemView, RuleView
from policydsl.report.text_page import TextPage

RULE_INDENT = 2
PART_INDENT = 6
STEP_INDENT = 2


def rule_lines(rule: RuleView, page: TextPage) -> list[str]:
    """The rule with all there is to say of it."""
    heading = f"{rule.sign} {_titled(rule, page)}"
    heading = "  ".join(part for part in (heading, *_brief(rule, page)) if part)
    lines = page.lines(heading, rule.tone, indent=RULE_INDENT, hanging=2)
    lines += _item_lines(rule.items, page)
    if rule.rest:
        lines += page.lines(rule.rest, "dim", indent=PART_INDENT)
    for name, text in [(words.BASIS, rule.basis), *((words.NOTE, note) for note in rule.notes)]:
        lines += page.lines(page.named(name, text), "dim", indent=PART_INDENT, hanging=2)
    return lines


def compact_lines(rules: Sequence[RuleView], page: TextPage) -> list[str]:
    """One line for each rule: title, result in a few words, clause."""
    rows = [
        [f"{rule.sign} {_titled(rule, page)}", *_brief(rule, page), one_line(rule.clauses)]
        for rule in rules
    ]
    return [line for lines in grid(rows, page.columns, RULE_INDENT) for line in lines]


def step_lines(step: StepView, page: TextPage, indent: int) -> list[str]:
    """An expression and its value, and under it the parts that led to it."""
    shown = f"{one_line(step.expression)}  →  {step.value}"
    tone: Style = "dim" if step.known else "unknown"
    lines = page.lines(shown, tone, indent=min(indent, page.columns // 2), hanging=4)
    for part in step.steps:
        lines += step_lines(part, page, indent + STEP_INDENT)
    return lines


def _brief(rule: RuleView, page: TextPage) -> tuple[str, str]:
    if rule.figures is None:
        return one_line(rule.brief), ""
    actual = f"{page.word(words.ACTUAL)} {rule.figures.actual}"
    return actual, f"{page.word(words.REQUIRED)} {rule.figures.required}"


def _titled(rule: RuleView, page: TextPage) -> str:
    opened, closed = ("〔", "〕") if page.language == "zh" else (" [", "]")
    return one_line(rule.title) + "".join(f"{opened}{tag}{closed}" for tag in rule.tags)


def _item_lines(items: Sequence[ItemView], page: TextPage) -> list[str]:
    rows = [_rows(item, page) for item in items]
    laid_out = iter(grid([row for each in rows for row in each], page.columns, PART_INDENT))
    lines: list[str] = []
    for item, its_rows in zip(items, rows, strict=True):
        inner = PART_INDENT + (2 if item.label else 0)
        if _is_headed(item):
            lines += page.lines(_labelled(item), indent=PART_INDENT, hanging=2)
        for number, _ in enumerate(its_rows):
            lines += next(laid_out)
            expression = item.findings[number].expression if item.findings else ""
            if expression:
                lines += page.lines(one_line(expression), "dim", indent=inner + 2, hanging=2)
        for reason in item.reasons:
            lines += page.lines(one_line(reason), item.tone, indent=inner, hanging=2)
        if item.step is not None:
            lines += step_lines(item.step, page, inner + STEP_INDENT)
    return lines


def _is_headed(item: ItemView) -> bool:
    """Whether the item's label takes a line of its own, above several comparisons."""
    return bool(item.label) and any(_is_named(finding) for finding in item.findings)


def _is_named(finding: FindingView) -> bool:
    return bool(finding.label or finding.expression)


def _labelled(item: ItemView) -> str:
    return f"{item.sign} {one_line(item.label)}"


def _rows(item: ItemView, page: TextPage) -> list[list[str]]:
    """One row for each finding, the item's label before it where there is only one."""
    if not item.findings:
        return [[_labelled(item)]] if item.label else []
    return [_row(item, finding, page) for finding in item.findings]


def _row(item: ItemView, finding: FindingView, page: TextPage) -> list[str]:
    figures = [
        f"{page.word(words.ACTUAL)} {finding.actual}",
        f"{page.word(words.REQUIRED)} {finding.required}",
        finding.difference,
    ]
    if _is_named(finding):
        indent = "  " if item.label else ""
        if finding.label:
            return [f"{indent}{finding.sign} {one_line(finding.label)}", *figures]
        return [f"{indent}{finding.sign} {figures[0]}", *figures[1:]]
    return [_labelled(item), *figures] if item.label else figures
