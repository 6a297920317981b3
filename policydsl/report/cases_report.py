"""How test cases ran, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.analysis.case_runs import CaseRun, VersionRun
from policydsl.analysis.ready_cases import Mismatch
from policydsl.feel.values import Value
from policydsl.report import page_words
from policydsl.report.blocks import (
    Block,
    Entry,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.mismatch_words import actual_words, expected_words, why_words
from policydsl.report.places import place_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import STATUS_NAMES, STATUS_SIGNS, listed, say
from policydsl.text.diagnostic import Language
from policydsl.trace import Status
from policydsl.trace_json import value_to_json


def cases_to_text(
    runs: Sequence[VersionRun],
    language: Language,
    *,
    colour: bool,
    outcomes: bool = False,
    width: int = DEFAULT_WIDTH,
) -> str:
    """The results as text for a terminal; `outcomes` adds what no case reached."""
    blocks = cases_page(runs, language, outcomes=outcomes)
    return blocks_to_text(blocks, TextPage(language, colour, width))


def case_to_text(run: CaseRun, language: Language, *, width: int = DEFAULT_WIDTH) -> str:
    """What did not match in one case, as text."""
    return blocks_to_text((Numbered((_entry(run, language),)),), TextPage(language, False, width))


def cases_to_markdown(
    runs: Sequence[VersionRun], language: Language, *, outcomes: bool = False
) -> str:
    """The results as Markdown."""
    return blocks_to_markdown(cases_page(runs, language, outcomes=outcomes), language)


def cases_to_html(runs: Sequence[VersionRun], language: Language, *, outcomes: bool = False) -> str:
    """The results as one page."""
    title = page_words.CASES.in_language(language)
    return blocks_to_html(cases_page(runs, language, outcomes=outcomes), language, title=title)


def cases_to_json(runs: Sequence[VersionRun]) -> list[dict[str, Any]]:
    """JSON-ready data for `trace_json.dump_json`, with what no case reached."""
    return [
        {
            "policy": run.policy,
            "version": run.version,
            "file": str(run.path),
            "passed": run.passed,
            "cases": [_case_data(case) for case in run.cases],
            "not_reached": {
                "decisions": list(run.outcomes.decisions_not_asked),
                "rules": [
                    {
                        "decision": each.decision,
                        "rule": each.rule,
                        "statuses": [status.value for status in each.not_seen],
                    }
                    for each in run.outcomes.rules
                    if each.not_seen
                ],
                "rows": [
                    {"decision": each.decision, "rows": list(each.not_hit)}
                    for each in run.outcomes.tables
                    if each.not_hit
                ],
            },
        }
        for run in runs
    ]


def cases_page(
    runs: Sequence[VersionRun], language: Language, *, outcomes: bool = False
) -> tuple[Block, ...]:
    """The page as blocks: for each version its count and what did not match, then the total."""
    failed = sum(bool(case.mismatches) for run in runs for case in run.cases)
    total = say(
        page_words.CASES_TOTAL,
        language,
        versions=len(runs),
        count=sum(len(run.cases) for run in runs),
        failed=failed,
    )
    all_passed = all(run.passed for run in runs)
    return (
        Heading(1, page_words.CASES.in_language(language)),
        *(block for run in runs for block in _version(run, language, outcomes)),
        Paragraph(total, "pass" if all_passed else "fail"),
    )


def _version(run: VersionRun, language: Language, outcomes: bool) -> Iterator[Block]:
    failed = [case for case in run.cases if case.mismatches]
    status = Status.PASS if run.passed else Status.FAIL
    if not run.cases:
        told = page_words.NO_CASES.in_language(language)
    elif failed:
        words = page_words.CASES_FAILED
        told = say(words, language, count=len(run.cases), failed=len(failed))
    else:
        told = say(page_words.CASES_PASSED, language, count=len(run.cases))
    mark = "：" if language == "zh" else ": "
    line = f"{STATUS_SIGNS[status]} {run.policy} {run.version}{mark}{told}"
    yield Paragraph(line, "pass" if run.passed else "fail")
    if failed:
        yield Numbered(tuple(_entry(case, language) for case in failed))
    if outcomes:
        rows = tuple(_not_reached(run, language))
        if rows:
            heads = (page_words.DECISION, page_words.OUTCOME)
            yield Heading(3, page_words.NOT_SEEN.in_language(language))
            yield Table(tuple(head.in_language(language) for head in heads), rows)


def _entry(case: CaseRun, language: Language) -> Entry:
    lines = [(page_words.PLACE.in_language(language), place_words(case.place))]
    for each in case.mismatches:
        told = say(
            page_words.EXPECTED,
            language,
            expected=expected_words(each, language),
            actual=actual_words(each, language),
        )
        lines.append((each.subject, told))
        reasons = why_words(each, language)
        if reasons:
            because = page_words.BECAUSE.in_language(language)
            lines.append((because, ("；" if language == "zh" else "; ").join(reasons)))
    return Entry(case.name.in_language(language), (), tuple(lines))


def _not_reached(run: VersionRun, language: Language) -> Iterator[tuple[str, str]]:
    for decision in run.outcomes.decisions_not_asked:
        yield decision, page_words.NEVER_ASKED.in_language(language)
    asked = set(run.outcomes.decisions_not_asked)
    for rule in run.outcomes.rules:
        if rule.not_seen and rule.decision not in asked:
            names = [STATUS_NAMES[status].in_language(language) for status in rule.not_seen]
            yield f"{rule.decision}.{rule.rule}", listed(names, language)
    for table in run.outcomes.tables:
        if table.not_hit and table.decision not in asked:
            rows = listed(map(str, table.not_hit), language)
            yield table.decision, say(page_words.ROWS_NOT_HIT, language, rows=rows)


def _case_data(case: CaseRun) -> dict[str, Any]:
    return {
        "case": {"zh": case.name.zh, "en": case.name.en},
        "place": place_words(case.place),
        "passed": not case.mismatches,
        "mismatches": [_mismatch_data(each) for each in case.mismatches],
    }


def _mismatch_data(each: Mismatch) -> dict[str, Any]:
    def data(value: str | Value | None) -> Any:
        return None if value is None else value_to_json(value)

    return {
        "subject": each.subject,
        "expected": data(each.expected),
        "actual": data(each.actual),
        "place": place_words(each.place),
    }
