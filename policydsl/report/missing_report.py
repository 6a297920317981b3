"""Which unknown facts would settle a verdict, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.analysis.missing.results import AtOnce, Missing, UnknownFact
from policydsl.report import remedy_words as words
from policydsl.report.blocks import (
    Block,
    Bullets,
    Entry,
    Heading,
    Named,
    Numbered,
    Paragraph,
    Terms,
    used_table,
)
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.remedy_facts import (
    both,
    fact_words,
    head_terms,
    rule_data,
    rule_words,
    sensed,
)
from policydsl.report.remedy_report import (
    bound_words,
    bounds_data,
    not_searched_data,
    not_searched_words,
)
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import VERDICT_NAMES, VERDICT_SIGNS, listed, say
from policydsl.text.diagnostic import Language
from policydsl.trace import Trace
from policydsl.trace_json import value_to_json


def missing_to_text(
    answers: Sequence[Missing], language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The answers as text for a terminal."""
    return blocks_to_text(missing_page(answers, language), TextPage(language, colour, width))


def missing_to_markdown(answers: Sequence[Missing], language: Language) -> str:
    """The answers as Markdown."""
    return blocks_to_markdown(missing_page(answers, language), language)


def missing_to_html(answers: Sequence[Missing], language: Language) -> str:
    """The answers as one page."""
    title = words.MISSING.in_language(language)
    return blocks_to_html(missing_page(answers, language), language, title=title)


def missing_page(answers: Sequence[Missing], language: Language) -> tuple[Block, ...]:
    """The page as blocks: the institution and policy, then each decision."""
    title = Heading(1, words.MISSING.in_language(language))
    if not answers:
        return (title, Paragraph(words.KNOWN.in_language(language), "pass"))
    head = Terms(head_terms(answers[0].before, language), head=True)
    return (title, head, *(block for each in answers for block in _decision(each, language)))


def _decision(answer: Missing, language: Language) -> Iterator[Block]:
    trace = answer.before
    assert trace.verdict is not None, "what is missing is asked of checklists"
    yield Heading(2, trace.title.in_language(language))
    sign, name = VERDICT_SIGNS[trace.verdict], VERDICT_NAMES[trace.verdict]
    yield Terms(((words.NOW.in_language(language), f"{sign} {name.in_language(language)}"),))
    if answer.known:
        yield Paragraph(words.KNOWN.in_language(language), "pass")
    if answer.sets:
        said = words.SETS_ALL if answer.complete else words.SETS_SOME
        yield Paragraph(said.in_language(language))
        yield Numbered(tuple(_set(each, trace, language) for each in answer.sets))
    if answer.at_once:
        yield Heading(3, words.AT_ONCE.in_language(language))
        heads = (words.FACT, words.VALUE, words.VERDICT, words.WHO)
        rows = tuple(_at_once(each, language) for each in answer.at_once)
        yield used_table(tuple(head.in_language(language) for head in heads), rows)
    if answer.stuck:
        yield Heading(3, words.STUCK.in_language(language))
        yield Paragraph(words.STUCK_WHY.in_language(language))
        yield Bullets(tuple(rule_words(each, trace, language) for each in answer.stuck))
    if answer.idle:
        yield Heading(3, words.IDLE.in_language(language))
        yield Paragraph(words.IDLE_WHY.in_language(language))
        yield Bullets(tuple(fact_words(each.fact, language) for each in answer.idle))
    if answer.not_searched:
        yield Heading(3, words.NOT_SEARCHED.in_language(language))
        yield Bullets(
            tuple(not_searched_words(each, trace, language) for each in answer.not_searched)
        )
    for bound in answer.bounds:
        yield Paragraph(bound_words(bound, language))
    if answer.why_open is not None:
        yield Heading(3, words.OPEN.in_language(language))
        yield Paragraph(answer.why_open.in_language(language), "unknown")


def _set(facts: Sequence[UnknownFact], trace: Trace, language: Language) -> Entry:
    count = len(facts)
    title = say(words.ONE_FACT if count == 1 else words.SET, language, count=count)
    return Entry(title, (), tuple(_unknown(each, trace, language) for each in facts))


def _unknown(unknown: UnknownFact, trace: Trace, language: Language) -> Named:
    who = words.STATED_BY[unknown.stated_by].in_language(language)
    parts = [who, *(rule_words(each, trace, language) for each in unknown.rules)]
    mark = "；" if language == "zh" else "; "
    return unknown.fact.label.in_language(language), mark.join(parts)


def _at_once(found: AtOnce, language: Language) -> tuple[str, str, str, str]:
    fact = found.unknown.fact
    if found.sense == "any":
        values = words.ANY_FACT_VALUE.in_language(language)
    else:
        values = listed(
            (sensed(fact, found.sense, each, language) for each in found.values), language
        )
    return (
        fact.label.in_language(language),
        values,
        VERDICT_NAMES[found.verdict].in_language(language),
        words.STATED_BY[found.unknown.stated_by].in_language(language),
    )


def missing_to_json(answer: Missing) -> dict[str, Any]:
    """JSON-ready data for `trace_json.dump_json`."""
    before = answer.before
    return {
        "policy": before.policy,
        "version": before.version,
        "decision": before.decision,
        "as_of": before.as_of,
        "facts_digest": before.facts_digest,
        "verdict": before.verdict.value if before.verdict else None,
        "known": answer.known,
        "complete": answer.complete,
        "settled": answer.settled,
        "sets": [[_unknown_data(each) for each in found] for found in answer.sets],
        "at_once": [
            {
                **_unknown_data(each.unknown),
                "verdict": each.verdict.value,
                "sense": each.sense,
                "values": [value_to_json(value) for value in each.values],
            }
            for each in answer.at_once
        ],
        "stuck": [rule_data(each) for each in answer.stuck],
        "idle": [_unknown_data(each) for each in answer.idle],
        "bounds": bounds_data(answer.bounds),
        "not_searched": not_searched_data(answer.not_searched),
        "open": both(answer.why_open),
    }


def _unknown_data(unknown: UnknownFact) -> dict[str, Any]:
    return {
        "path": unknown.fact.path,
        "label": both(unknown.fact.label),
        "stated_by": unknown.stated_by,
        "rules": [rule_data(each) for each in unknown.rules],
    }
