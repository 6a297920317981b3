"""What a check found, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policydsl.analysis.check import CheckRun, Finding, PolicyCheck
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.report import check_words as words
from policydsl.report.blocks import Block, Bullets, Entry, Heading, Named, Numbered, Paragraph
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.facts_words import facts_lines
from policydsl.report.places import place_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import colon, listed, say
from policydsl.text.diagnostic import Language
from policydsl.text.render import to_json


def check_to_text(
    run: CheckRun, language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The findings as text for a terminal."""
    return blocks_to_text(check_page(run, language), TextPage(language, colour, width))


def check_to_markdown(run: CheckRun, language: Language) -> str:
    """The findings as Markdown."""
    return blocks_to_markdown(check_page(run, language), language)


def check_to_html(run: CheckRun, language: Language) -> str:
    """The findings as one page."""
    title = words.CHECK.in_language(language)
    return blocks_to_html(check_page(run, language), language, title=title)


def check_to_json(run: CheckRun) -> list[dict[str, Any]]:
    """JSON-ready data for `trace_json.dump_json`: each version with all that was found."""
    return [
        {
            "policy": each.policy,
            "version": each.version,
            "file": str(each.path),
            "items": each.items,
            "findings": [_finding_data(finding) for finding in each.findings],
            "remarks": [
                {
                    **_finding_data(kept.finding),
                    "note": {"zh": kept.remark.note.zh, "en": kept.remark.note.en},
                }
                for kept in each.kept
            ],
            "unsettled": [
                {"subject": open_.subject, "reason": {"zh": open_.reason.zh, "en": open_.reason.en}}
                for open_ in each.unsettled
            ],
        }
        for each in run.policies
    ]


def check_page(run: CheckRun, language: Language) -> tuple[Block, ...]:
    """The page as blocks: for each version what was found, kept, and left open."""
    return (
        Heading(1, words.CHECK.in_language(language)),
        *(block for each in run.policies for block in _policy(each, language)),
    )


def _policy(check: PolicyCheck, language: Language) -> Iterator[Block]:
    yield Heading(2, f"{check.policy} {check.version}")
    count = len(check.findings)
    yield Paragraph(
        say(words.SUMMARY if count else words.CLEAN, language, count=count, items=check.items),
        "fail" if count else "pass",
    )
    if check.findings:
        entries = tuple(_entry(each, check.schema, language) for each in check.findings)
        yield Numbered(entries)
    if check.kept:
        yield Heading(3, words.KEPT.in_language(language))
        yield Bullets(
            tuple(
                f"{each.finding.diagnostic.message.in_language(language)}{colon(language)}"
                f"{each.remark.note.in_language(language)}"
                for each in check.kept
            )
        )
    if check.unsettled:
        yield Heading(3, words.UNSETTLED.in_language(language))
        yield Bullets(
            tuple(
                f"{each.subject}{colon(language)}{each.reason.in_language(language)}"
                for each in check.unsettled
            )
        )


def _entry(finding: Finding, schema: FactsSchema, language: Language) -> Entry:
    said = finding.diagnostic
    lines: list[Named] = []
    if said.place is not None:
        lines.append((words.PLACE.in_language(language), place_words(said.place)))
    lines.append((words.SUBJECT.in_language(language), finding.subject))
    if finding.proof:
        lines.append((words.PROOF.in_language(language), listed(finding.proof, language)))
    if finding.witness is not None:
        lines.append((words.WITNESS.in_language(language), _institution(finding, schema, language)))
    if said.help is not None:
        lines.append((words.WAY_OUT.in_language(language), said.help.in_language(language)))
    return Entry(said.message.in_language(language), (said.code,), tuple(lines))


def _institution(finding: Finding, schema: FactsSchema, language: Language) -> str:
    stated: Mapping[str, Any] = finding.witness or {}
    lines = facts_lines(stated, schema, language)
    if not lines:
        return words.NOTHING_STATED.in_language(language)
    between = "；" if language == "zh" else "; "
    return between.join(f"{name} {value}" for name, value in lines)


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        **to_json(finding.diagnostic),
        "subject": finding.subject,
        "proof": list(finding.proof),
        "witness": None if finding.witness is None else dict(finding.witness),
    }
