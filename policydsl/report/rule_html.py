"""The rules of a decision as one HTML table, and the steps of an expression."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.report import words
from policydsl.report.escaping import html_text
from policydsl.report.html_page import element
from policydsl.report.reader import StepView
from policydsl.report.rule_rows import COLUMNS, ITEM_COLUMN, RuleRow, rule_rows, used_columns
from policydsl.report.rule_view import RuleView
from policydsl.report.trace_sections import SectionView
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language


def rules_table(sections: Sequence[SectionView], language: Language) -> str:
    """One table with a group of rows for each section; columns without any content left out."""
    columns = used_columns([rule for section in sections for rule in section.rules])
    heads = "".join(
        f'<th scope="col">{COLUMNS[column].in_language(language)}</th>' for column in columns
    )
    groups = "\n".join(_section(section, columns, language) for section in sections)
    return (
        f'<div class="wide">\n<table>\n<thead><tr>{heads}</tr></thead>\n{groups}\n</table>\n</div>'
    )


def step_html(step: StepView, language: Language) -> str:
    """An expression and its value; its parts unfold."""
    shown = f"<code>{html_text(step.expression)}</code> → {html_text(step.value)}"
    if not step.steps:
        return f'<div class="step">{shown}</div>'
    parts = "\n".join(step_html(part, language) for part in step.steps)
    return f"<details open>\n<summary>{shown}</summary>\n{parts}\n</details>"


def _section(section: SectionView, columns: tuple[int, ...], language: Language) -> str:
    heading = (
        f'<tr class="section {section.tone}"><th scope="rowgroup" colspan="{len(columns)}">'
        f"{html_text(section.heading)}</th></tr>"
    )
    rows = "\n".join(_rule(rule, columns, language) for rule in section.rules)
    return f"<tbody>\n{heading}\n{rows}\n</tbody>"


def _rule(rule: RuleView, columns: tuple[int, ...], language: Language) -> str:
    rows = rule_rows(rule)
    about_items = any(row.item or row.expression for row in rows)
    # A rule that is not about items lends the column of items to its title.
    wide = ITEM_COLUMN in columns and not about_items
    shown = [column for column in columns if not (wide and column == ITEM_COLUMN)]
    span = len(rows) + sum(row.step is not None for row in rows)
    lines = []
    for number, row in enumerate(rows):
        cells = _counted(row, len(columns) - 2) if row.counts else _cells(row, shown[1:-1])
        if number == 0:
            title = (
                f'<td class="title"{_spans(span, 2 if wide else 1)}>{_title(rule, language)}</td>'
            )
            clauses = f'<td class="clauses"{_spans(span)}>{html_text(rule.clauses)}</td>'
            cells = f"{title}{cells}{clauses}"
        lines.append(f"<tr>{cells}</tr>")
        if row.step is not None:
            step = step_html(row.step, language)
            lines.append(f'<tr><td colspan="{len(columns) - (3 if wide else 2)}">{step}</td></tr>')
    return "\n".join(lines)


def _spans(rows: int, columns: int = 1) -> str:
    spans = [("rowspan", rows), ("colspan", columns)]
    return "".join(f' {name}="{count}"' for name, count in spans if count > 1)


def _counted(row: RuleRow, columns: int) -> str:
    """The items that are not listed, counted across the row."""
    return f'<td class="quiet" colspan="{columns}">{html_text(row.item)}</td>'


def _cells(row: RuleRow, columns: Sequence[int]) -> str:
    """The cells between the rule's own, which are its title and its clauses."""
    expression = element("code", row.expression)
    item = "<br>".join(part for part in (html_text(row.item), expression) if part)
    remarks = "<br>".join(html_text(remark) for remark in row.remarks)
    cells = [
        "",
        f'<td class="item">{item}</td>',
        f'<td class="result {row.tone}">{_unbroken(row.result)}</td>',
        f'<td class="figure">{html_text(row.actual)}</td>',
        f'<td class="figure">{html_text(row.required)}</td>',
        f'<td class="remarks">{remarks}</td>',
    ]
    return "".join(cells[column] for column in columns)


def _unbroken(result: str) -> str:
    """The result, its sign never parted from its word."""
    return html_text(result).replace(" ", "&nbsp;", 1)


def _title(rule: RuleView, language: Language) -> str:
    tags = "".join(element("span", tag, "tag") for tag in rule.tags)
    notes = "".join(
        element("div", f"{words.NOTE.in_language(language)}{colon(language)}{note}", "note")
        for note in rule.notes
    )
    return html_text(rule.title) + tags + notes
