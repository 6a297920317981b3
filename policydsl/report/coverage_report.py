"""Which clauses of a notice are stated by policies, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.policy.publishing.coverage import ClauseCoverage, Coverage, Quote
from policydsl.report import page_words
from policydsl.report.blocks import Block, Heading, Paragraph, used_table
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.places import place_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import colon, listed, say
from policydsl.text.diagnostic import Language


def coverage_to_text(
    coverages: Sequence[Coverage],
    language: Language,
    *,
    colour: bool,
    width: int = DEFAULT_WIDTH,
) -> str:
    """The coverage of each notice as text for a terminal."""
    return blocks_to_text(coverage_page(coverages, language), TextPage(language, colour, width))


def coverage_to_markdown(coverages: Sequence[Coverage], language: Language) -> str:
    """The coverage of each notice as Markdown."""
    return blocks_to_markdown(coverage_page(coverages, language), language)


def coverage_to_html(coverages: Sequence[Coverage], language: Language) -> str:
    """The coverage of each notice as one page."""
    title = page_words.COVERAGE.in_language(language)
    return blocks_to_html(coverage_page(coverages, language), language, title=title)


def coverage_to_json(coverages: Sequence[Coverage]) -> list[dict[str, Any]]:
    """JSON-ready data: each notice with its clauses and what cites them."""
    return [
        {
            "document": each.document,
            "policies": list(each.policies),
            "complete": each.complete,
            "clauses": [_clause_data(clause) for clause in each.clauses],
        }
        for each in coverages
    ]


def coverage_page(coverages: Sequence[Coverage], language: Language) -> tuple[Block, ...]:
    """The page as blocks: for each notice what is to be mended, then all its clauses."""
    return (
        Heading(1, page_words.COVERAGE.in_language(language)),
        *(block for each in coverages for block in _notice(each, language)),
    )


def _notice(coverage: Coverage, language: Language) -> Iterator[Block]:
    yield Heading(2, coverage.document)
    if not coverage.policies:
        yield Paragraph(page_words.NO_POLICY.in_language(language), "fail")
    else:
        yield Paragraph(listed(coverage.policies, language), "skip")
    yield Paragraph(_summary(coverage, language), "pass" if coverage.complete else "fail")
    wrong = coverage.of_state("missing", "unknown", "both")
    if wrong:
        heads = (page_words.CLAUSE, page_words.STATE, page_words.GIST)
        yield Heading(3, page_words.TO_MEND.in_language(language))
        yield used_table(
            tuple(head.in_language(language) for head in heads),
            tuple((each.clause, _state(each, language), _what(each)) for each in wrong),
        )
    rows = tuple(
        (each.clause, _state(each, language), _stated_by(each, coverage, language))
        for each in coverage.clauses
        if each not in wrong
    )
    if rows:
        heads = (page_words.CLAUSE, page_words.STATE, page_words.STATED_BY)
        yield Heading(3, page_words.ALL_CLAUSES.in_language(language))
        yield used_table(tuple(head.in_language(language) for head in heads), rows)


def _summary(coverage: Coverage, language: Language) -> str:
    parts = [
        say(
            page_words.STATE_COUNT,
            language,
            state=name.in_language(language),
            count=len(coverage.of_state(state)),
        )
        for state, name in page_words.CLAUSE_STATES.items()
        if coverage.of_state(state)
    ]
    return say(
        page_words.COVERED, language, count=len(coverage.clauses), parts=listed(parts, language)
    )


def _state(each: ClauseCoverage, language: Language) -> str:
    name = page_words.CLAUSE_STATES[each.state].in_language(language)
    return f"{page_words.CLAUSE_SIGNS[each.state]} {name}"


def _what(each: ClauseCoverage) -> str:
    """The register's gist of a clause; of one that it does not have, where it is cited."""
    if each.state == "missing" and each.register is not None:
        return each.register.gist
    return "" if each.place is None else place_words(each.place)


def _stated_by(each: ClauseCoverage, coverage: Coverage, language: Language) -> str:
    if not each.cited_by:
        return each.reason.in_language(language) if each.reason else ""
    by_policy: dict[str, list[str]] = {}
    for quote in each.cited_by:
        by_policy.setdefault(quote.policy, []).append(_quote(quote, language))
    several = len(coverage.policies) > 1
    return ("；" if language == "zh" else "; ").join(
        (f"{policy}{colon(language)}" if several else "") + listed(quoted, language)
        for policy, quoted in by_policy.items()
    )


def _quote(quote: Quote, language: Language) -> str:
    return f"{page_words.QUOTE_KINDS[quote.kind].in_language(language)} {quote.id}"


def _clause_data(each: ClauseCoverage) -> dict[str, Any]:
    return {
        "clause": each.clause,
        "state": each.state,
        "cited_by": [
            {"policy": quote.policy, "kind": quote.kind, "id": quote.id} for quote in each.cited_by
        ],
        "reason": {"zh": each.reason.zh, "en": each.reason.en} if each.reason else None,
        "gist": each.register.gist if each.register else None,
    }
