"""Traces as text for a terminal, aligned also where characters are full-width."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from policydsl.report import words
from policydsl.report.escaping import one_line
from policydsl.report.rule_text import compact_lines, rule_lines, step_lines
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.trace_sections import SectionView
from policydsl.report.trace_view import SHORT_DIGEST, HeadView, TraceView, trace_view
from policydsl.report.words import say
from policydsl.text.diagnostic import Language
from policydsl.text.width import text_width
from policydsl.trace import Trace


def trace_to_text(
    trace: Trace,
    language: Language,
    *,
    colour: bool,
    detail: bool = False,
    width: int = DEFAULT_WIDTH,
) -> str:
    """One decision's trace. `detail` adds all items, comparisons and steps; ends with a newline."""
    return traces_to_text([trace], language, colour=colour, detail=detail, width=width)


def traces_to_text(
    traces: Sequence[Trace],
    language: Language,
    *,
    colour: bool,
    detail: bool = False,
    width: int = DEFAULT_WIDTH,
) -> str:
    """Several decisions, the head told once for those that share it."""
    page = TextPage(language, colour, width)
    views = [trace_view(trace, language, detail=detail) for trace in traces]
    blocks = []
    for head, group in groupby(views, key=lambda view: view.head):
        blocks.append(_head(head, page))
        blocks.extend(_decision(view, page) for view in group)
    if not blocks:
        return page.word(words.NOTHING_TO_SHOW) + "\n"
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(head: HeadView, page: TextPage) -> list[str]:
    first = [
        one_line(head.policy_title),
        page.named(words.INSTITUTION, head.institution),
        say(words.AS_OF_LINE, page.language, date=one_line(head.as_of)),
    ]
    second = [
        page.named(words.DOCUMENT, head.document),
        page.named(words.POLICY, head.policy),
        page.named(words.DIGEST, head.digest[:SHORT_DIGEST]),
        page.named(words.FACTS_DIGEST, head.facts_digest[:SHORT_DIGEST]),
    ]
    return page.parts(first, "bold") + page.parts(second, "dim")


def _decision(view: TraceView, page: TextPage) -> list[str]:
    lines = _answer(view, page)
    if view.summary:
        lines += page.lines(view.summary)
    if view.basis:
        lines += page.lines(page.named(words.BASIS, view.basis), "dim")
    for note in view.notes:
        lines += page.lines(page.named(words.NOTE, note), "dim")
    if view.missing:
        lines.append(f"{page.word(view.missing_title)}{page.colon}".rstrip())
        for missing in view.missing:
            lines += page.lines(f"- {one_line(missing)}", indent=2, hanging=2)
    for section in view.sections:
        lines += ["", *_section(section, page)]
    if view.amendments:
        lines += ["", *page.lines(page.word(words.AMENDMENTS), "bold")]
        for amendment in view.amendments:
            lines += page.lines(f"- {one_line(amendment)}", indent=2, hanging=2)
    if view.step is not None:
        lines += ["", *page.lines(page.word(words.HOW), "bold"), *step_lines(view.step, page, 2)]
    return lines


def _answer(view: TraceView, page: TextPage) -> list[str]:
    head = f"{view.sign} {one_line(view.title)}{page.colon}"
    several = len(view.answers) > 1
    answers = [one_line(answer) for answer in view.answers]
    written = [head.rstrip(), *answers] if several else [head + answers[0]]
    told = page.lines(written[0], "bold", view.tone, indent=1, hanging=2)
    for answer in written[1:]:
        told += page.lines(answer, "bold", view.tone, indent=3, hanging=2)
    ruler = "─" * min(page.columns, max(map(text_width, written)) + 2 + 2 * several)
    return [page.paint(ruler, view.tone), *told, page.paint(ruler, view.tone)]


def _section(section: SectionView, page: TextPage) -> list[str]:
    lines = page.lines(one_line(section.heading), "bold", section.tone)
    if section.compact:
        return lines + compact_lines(section.rules, page)
    for rule in section.rules:
        lines += rule_lines(rule, page)
    return lines
