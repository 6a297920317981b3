"""What it would take, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.analysis.remedy.results import (
    ListBound,
    Measure,
    NotSearched,
    Obstacle,
    Remedies,
    Remedy,
    Standing,
)
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
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.values import number_words, value_words
from policydsl.report.words import VERDICT_NAMES, VERDICT_SIGNS, listed, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Trace, Verdict
from policydsl.trace_json import value_to_json


def remedies_to_text(
    answers: Sequence[Remedies], language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The answers as text for a terminal."""
    return blocks_to_text(remedies_page(answers, language), TextPage(language, colour, width))


def remedies_to_markdown(answers: Sequence[Remedies], language: Language) -> str:
    """The answers as Markdown."""
    return blocks_to_markdown(remedies_page(answers, language), language)


def remedies_to_html(answers: Sequence[Remedies], language: Language) -> str:
    """The answers as one page."""
    title = words.REMEDIES.in_language(language)
    return blocks_to_html(remedies_page(answers, language), language, title=title)


def remedies_page(answers: Sequence[Remedies], language: Language) -> tuple[Block, ...]:
    """The page as blocks: the institution and policy, then each decision."""
    title = Heading(1, words.REMEDIES.in_language(language))
    if not answers:
        return (title, Paragraph(words.NO_CHECKLIST_LEFT.in_language(language), "pass"))
    head = Terms(head_terms(answers[0].before, language), head=True)
    return (title, head, *(block for each in answers for block in _decision(each, language)))


def _decision(answer: Remedies, language: Language) -> Iterator[Block]:
    verdict = answer.before.verdict
    assert verdict is not None, "remedies are asked of checklists"
    yield Heading(2, answer.before.title.in_language(language))
    now = f"{VERDICT_SIGNS[verdict]} {VERDICT_NAMES[verdict].in_language(language)}"
    wanted = words.TARGETS[answer.target.value].in_language(language)
    yield Terms(
        ((words.NOW.in_language(language), now), (words.WANTED.in_language(language), wanted))
    )
    if answer.reached:
        yield Paragraph(words.REACHED.in_language(language), "pass")
        return
    if answer.remedies:
        yield Paragraph(say(_summary(answer), language, count=len(answer.remedies)))
        yield Numbered(tuple(_remedy(each, answer, language) for each in answer.remedies))
    if answer.obstacles:
        yield Paragraph(words.NONE.in_language(language), "fail")
        yield Heading(3, words.WHY_NONE.in_language(language))
        for obstacle in answer.obstacles:
            yield from _obstacle(obstacle, answer, language)
    if answer.not_searched:
        yield Heading(3, words.NOT_SEARCHED.in_language(language))
        yield Bullets(
            tuple(not_searched_words(each, answer.before, language) for each in answer.not_searched)
        )
    for bound in answer.bounds:
        yield Paragraph(bound_words(bound, language))
    if answer.why_open is not None:
        yield Heading(3, words.OPEN.in_language(language))
        yield Paragraph(answer.why_open.in_language(language), "unknown")


def _summary(answer: Remedies) -> Text:
    if not answer.settled:
        return words.FOUND_OPEN
    return words.FOUND_ALL if answer.complete else words.FOUND_SOME


def _remedy(remedy: Remedy, answer: Remedies, language: Language) -> Entry:
    count = len(remedy.measures)
    title = say(words.ONE_MEASURE if count == 1 else words.MEASURES, language, count=count)
    unit = answer.cost_unit
    cost = number_words(remedy.cost) + (f" {unit.in_language(language)}" if unit else "")
    tags = [say(words.COST, language, cost=cost)] if answer.priced else []
    if remedy.verdict is not Verdict.ELIGIBLE:
        verdict = VERDICT_NAMES[remedy.verdict].in_language(language)
        tags.append(say(words.THEN, language, verdict=verdict))
    lines = (_measure(each, answer, language) for each in remedy.measures)
    return Entry(title, tuple(tags), tuple(lines))


def _measure(measure: Measure, answer: Remedies, language: Language) -> Named:
    shown = measure_words(measure, language)
    if measure.serves:
        rules = listed((rule_words(r, answer.before, language) for r in measure.serves), language)
        shown = say(words.SERVES, language, measure=shown, rules=rules)
    return words.KINDS[measure.kind].in_language(language), shown


def measure_words(measure: Measure, language: Language) -> str:
    """`场所·办公用房·面积：49.5 平方米 → 50 平方米以上`."""
    fact = fact_words(measure.fact, language)
    if measure.after is None:
        return say(words.ITEMS, language, fact=fact, count=measure.count)
    if measure.sense == "any":
        after = words.ANY_VALUE.in_language(language)
    else:
        after = sensed(measure.fact, measure.sense, measure.after, language)
    if measure.also:
        others = listed((_value(measure, each, language) for each in measure.also), language)
        after = say(words.OR_ALSO, language, value=after, others=others)
    if measure.before is None:
        return say(words.TO_BE, language, fact=fact, after=after)
    before = _value(measure, measure.before, language)
    return say(words.FROM_TO, language, fact=fact, before=before, after=after)


def _value(measure: Measure, value: Any, language: Language) -> str:
    return value_words(value, language, unit=measure.fact.unit, labels=dict(measure.fact.labels))


def _obstacle(obstacle: Obstacle, answer: Remedies, language: Language) -> Iterator[Block]:
    rules = [rule_words(each, answer.before, language) for each in obstacle.rules]
    if obstacle.scope:
        rules.insert(0, words.SCOPE.in_language(language))
    together = words.ALONE if len(rules) == 1 else words.TOGETHER
    yield Paragraph(together.in_language(language))
    yield Bullets(tuple(rules))
    if obstacle.standing:
        yield Terms(tuple(_standing(each, language) for each in obstacle.standing))


def _standing(standing: Standing, language: Language) -> Named:
    fact, how = standing.fact, words.MOVEMENTS[standing.change]
    name = fact_words(fact, language)
    if standing.items is not None:
        value = say(words.ITEM_COUNT, language, count=standing.items)
        return name, say(words.STANDS, language, value=value, how=how.in_language(language))
    if standing.value is None:
        return name, words.NOT_TO_BE_STATED.in_language(language)
    labels = dict(fact.labels)
    value = value_words(standing.value, language, unit=fact.unit, labels=labels)
    told = say(words.STANDS, language, value=value, how=how.in_language(language))
    return name, told


def bound_words(bound: ListBound, language: Language) -> str:
    """How many items a list was taken to have at most."""
    label = bound.label.in_language(language)
    return say(words.BOUND, language, label=label, items=bound.items)


def not_searched_words(each: NotSearched, trace: Trace, language: Language) -> str:
    """The rule, and why."""
    reason = each.reason.in_language(language)
    if each.rule is None:
        return reason
    mark = "：" if language == "zh" else ": "
    return f"{rule_words(each.rule, trace, language)}{mark}{reason}"


def remedies_to_json(answer: Remedies) -> dict[str, Any]:
    """JSON-ready data for `trace_json.dump_json`."""
    before = answer.before
    return {
        "policy": before.policy,
        "version": before.version,
        "decision": before.decision,
        "as_of": before.as_of,
        "facts_digest": before.facts_digest,
        "verdict": before.verdict.value if before.verdict else None,
        "target": answer.target.value,
        "reached": answer.reached,
        "complete": answer.complete,
        "settled": answer.settled,
        "cost_unit": both(answer.cost_unit),
        "remedies": [_remedy_data(each) for each in answer.remedies],
        "obstacles": [_obstacle_data(each) for each in answer.obstacles],
        "bounds": bounds_data(answer.bounds),
        "not_searched": not_searched_data(answer.not_searched),
        "open": both(answer.why_open),
    }


def _remedy_data(remedy: Remedy) -> dict[str, Any]:
    return {
        "cost": value_to_json(remedy.cost),
        "verdict": remedy.verdict.value,
        "measures": [
            {
                "kind": each.kind.value,
                "path": each.fact.path,
                "label": both(each.fact.label),
                "before": None if each.before is None else value_to_json(each.before),
                "after": None if each.after is None else value_to_json(each.after),
                "sense": each.sense,
                "also": [value_to_json(value) for value in each.also],
                "unit": both(each.fact.unit),
                "judgement": each.fact.judgement,
                "count": each.count,
                "cost": value_to_json(each.cost),
                "serves": [rule_data(rule) for rule in each.serves],
            }
            for each in remedy.measures
        ],
    }


def _obstacle_data(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "scope": obstacle.scope,
        "rules": [rule_data(each) for each in obstacle.rules],
        "facts": [
            {
                "path": each.fact.path,
                "label": both(each.fact.label),
                "value": None if each.value is None else value_to_json(each.value),
                "items": each.items,
                "change": each.change,
            }
            for each in obstacle.standing
        ],
    }


def bounds_data(bounds: Sequence[ListBound]) -> list[dict[str, Any]]:
    """How many items lists were taken to have at most."""
    return [{"label": both(each.label), "items": each.items} for each in bounds]


def not_searched_data(found: Sequence[NotSearched]) -> list[dict[str, Any]]:
    """What could not be searched, and why."""
    return [
        {
            "rule": None if each.rule is None else rule_data(each.rule),
            "reason": both(each.reason),
        }
        for each in found
    ]
