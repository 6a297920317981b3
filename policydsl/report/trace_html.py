"""Traces as one HTML page: a head, a section with a table for each decision, a foot."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from policydsl.report import words
from policydsl.report.escaping import html_text
from policydsl.report.html_page import bullets, element, html_page
from policydsl.report.rule_html import rules_table, step_html
from policydsl.report.trace_view import SHORT_DIGEST, HeadView, TraceView, trace_view
from policydsl.report.words import colon, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Trace


def trace_to_html(trace: Trace, language: Language, *, detail: bool = False) -> str:
    """One decision's trace as a page."""
    return traces_to_html([trace], language, detail=detail)


def traces_to_html(traces: Sequence[Trace], language: Language, *, detail: bool = False) -> str:
    """Several decisions as one page, the head told once for those that share it."""
    views = [trace_view(trace, language, detail=detail) for trace in traces]
    parts = []
    for head, group in groupby(views, key=lambda view: view.head):
        parts.append(_header(head, language))
        parts.extend(_decision(view, language) for view in group)
        parts.append(_footer(head, language))
    if not parts:
        parts.append(element("p", words.NOTHING_TO_SHOW.in_language(language)))
    return html_page(_page_title(views, language), "\n".join(parts), language)


def _page_title(views: list[TraceView], language: Language) -> str:
    title = words.EVALUATION.in_language(language)
    if not views:
        return title
    head = views[0].head
    return f"{head.policy_title} – {head.institution} – {title}"


def _header(head: HeadView, language: Language) -> str:
    def entry(name: Text, value: str) -> str:
        return f"<dt>{html_text(name.in_language(language))}</dt><dd>{html_text(value)}</dd>"

    entries = [
        entry(words.INSTITUTION, head.institution),
        entry(words.AS_OF, head.as_of),
        entry(words.DOCUMENT, head.document),
        entry(words.POLICY, head.policy),
        entry(words.FACTS_DIGEST, head.facts_digest[:SHORT_DIGEST]),
        entry(words.DIGEST, head.digest[:SHORT_DIGEST]),
    ]
    listed = "\n".join(entries)
    title = element("h1", head.policy_title)
    return f'<header>\n{title}\n<dl class="head">\n{listed}\n</dl>\n</header>'


def _decision(view: TraceView, language: Language) -> str:
    def named(name: Text, value: str) -> str:
        return f"{name.in_language(language)}{colon(language)}{value}"

    answers = "<br>".join(html_text(answer) for answer in view.answers)
    parts = [
        element("h2", view.title),
        f'<p class="verdict {view.tone}">{view.sign} {answers}</p>',
        element("p", view.summary),
        element("p", named(words.BASIS, view.basis) if view.basis else "", "quiet"),
        *(element("p", named(words.NOTE, note), "note") for note in view.notes),
    ]
    if view.missing:
        parts.append(element("p", named(view.missing_title, "").rstrip()))
        parts.append(bullets(view.missing))
    if view.sections:
        parts.append(rules_table(view.sections, language))
    if view.amendments:
        parts.append(element("h3", words.AMENDMENTS.in_language(language)))
        parts.append(bullets(view.amendments))
    if view.step is not None:
        parts.append(element("h3", words.HOW.in_language(language)))
        parts.append(step_html(view.step, language))
    return "<section>\n" + "\n".join(part for part in parts if part) + "\n</section>"


def _footer(head: HeadView, language: Language) -> str:
    lines = [
        f"{head.document} · {head.policy}",
        say(words.DIGEST_FOOT, language, digest=head.digest),
        say(words.FACTS_FOOT, language, digest=head.facts_digest),
    ]
    return "<footer>\n" + "\n".join(element("p", line) for line in lines) + "\n</footer>"
