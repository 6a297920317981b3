"""Traces as Markdown: a table for each section, steps as nested lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from policydsl.report import words
from policydsl.report.escaping import markdown_code, markdown_text
from policydsl.report.markdown_parts import markdown_table
from policydsl.report.reader import StepView
from policydsl.report.rule_rows import COLUMNS, RuleRow, rule_rows, used_columns
from policydsl.report.rule_view import RuleView
from policydsl.report.trace_sections import SectionView
from policydsl.report.trace_view import HeadView, TraceView, trace_view
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Trace


def trace_to_markdown(trace: Trace, language: Language, *, detail: bool = False) -> str:
    """One decision's trace."""
    return traces_to_markdown([trace], language, detail=detail)


def traces_to_markdown(traces: Sequence[Trace], language: Language, *, detail: bool = False) -> str:
    """Several decisions as one document, the head told once for those that share it."""
    views = [trace_view(trace, language, detail=detail) for trace in traces]
    blocks: list[str] = []
    for head, group in groupby(views, key=lambda view: view.head):
        blocks += _head(head, language)
        for view in group:
            blocks += _decision(view, language)
    if not blocks:
        blocks.append(words.NOTHING_TO_SHOW.in_language(language))
    return "\n\n".join(blocks) + "\n"


def _named(name: Text, value: str, language: Language) -> str:
    return f"{name.in_language(language)}{colon(language)}{value}"


def _head(head: HeadView, language: Language) -> list[str]:
    entries = [
        (words.INSTITUTION, markdown_text(head.institution)),
        (words.AS_OF, markdown_text(head.as_of)),
        (words.DOCUMENT, markdown_text(head.document)),
        (words.POLICY, markdown_text(head.policy)),
        (words.DIGEST, markdown_code(head.digest)),
        (words.FACTS_DIGEST, markdown_code(head.facts_digest)),
    ]
    listed = "\n".join(f"- {_named(name, value, language)}" for name, value in entries)
    return [f"# {markdown_text(head.policy_title)}", listed]


def _decision(view: TraceView, language: Language) -> Iterable[str]:
    yield f"## {markdown_text(view.title)}"
    first, *others = view.answers
    yield f"**{view.sign} {markdown_text(first)}**"
    yield from (f"**{markdown_text(other)}**" for other in others)
    if view.summary:
        yield markdown_text(view.summary)
    if view.basis:
        yield _named(words.BASIS, markdown_text(view.basis), language)
    for note in view.notes:
        yield f"> {_named(words.NOTE, markdown_text(note), language)}"
    if view.missing:
        yield _named(view.missing_title, "", language).rstrip()
        yield _bullets(view.missing)
    for section in view.sections:
        yield f"### {markdown_text(section.heading)}"
        yield _table(section, language)
        yield from _steps(section, language)
    if view.amendments:
        yield f"### {words.AMENDMENTS.in_language(language)}"
        yield _bullets(view.amendments)
    if view.step is not None:
        yield f"### {words.HOW.in_language(language)}"
        yield "\n".join(_step(view.step, language, 0))


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown_text(text)}" for text in texts)


def _table(section: SectionView, language: Language) -> str:
    columns = used_columns(section.rules)
    heads = [COLUMNS[column].in_language(language) for column in columns]
    rows = [
        [_cells(rule, row, number == 0, language)[column] for column in columns]
        for rule in section.rules
        for number, row in enumerate(rule_rows(rule))
    ]
    return markdown_table(heads, rows)


def _cells(rule: RuleView, row: RuleRow, first: bool, language: Language) -> list[str]:
    code = markdown_code(row.expression, in_table=True) if row.expression else ""
    remarks = [markdown_text(remark) for remark in row.remarks]
    return [
        _title(rule, language) if first else "",
        " ".join(part for part in (markdown_text(row.item), code) if part),
        row.result,
        markdown_text(row.actual),
        markdown_text(row.required),
        ("；" if language == "zh" else "; ").join(remarks),
        markdown_text(rule.clauses) if first else "",
    ]


def _title(rule: RuleView, language: Language) -> str:
    opened, closed = ("〔", "〕") if language == "zh" else (" (", ")")
    notes = [_named(words.NOTE, markdown_text(note), language) for note in rule.notes]
    return markdown_text(rule.title) + "".join(
        f"{opened}{part}{closed}" for part in (*rule.tags, *notes)
    )


def _steps(section: SectionView, language: Language) -> Iterable[str]:
    for rule in section.rules:
        for item in rule.items:
            if item.step is not None:
                label = markdown_text(item.label) if item.label else ""
                title = " – ".join(part for part in (markdown_text(rule.title), label) if part)
                lines = _step(item.step, language, 0)
                yield f"{_named(words.HOW, title, language)}\n\n" + "\n".join(lines)


def _step(step: StepView, language: Language, depth: int) -> Iterable[str]:
    value = markdown_text(step.value)
    yield f"{'  ' * depth}- {markdown_code(step.expression)} → {value}"
    for part in step.steps:
        yield from _step(part, language, depth + 1)
