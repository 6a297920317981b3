"""Facts and rules by what readers call them, in answers about what to do and what to state."""

from __future__ import annotations

from typing import Any

from policydsl.analysis.remedy.results import Fact, RuleName, Sense
from policydsl.feel.temporal import Date
from policydsl.feel.values import Value
from policydsl.report import remedy_words
from policydsl.report import words as trace_words
from policydsl.report.blocks import Named
from policydsl.report.reader import clauses_words
from policydsl.report.values import value_words
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Trace


def fact_words(fact: Fact, language: Language) -> str:
    """`场所·办公用房·面积`; where an assessor judges it, that is said."""
    name = fact.label.in_language(language)
    if not fact.judgement:
        return name
    judged = trace_words.JUDGEMENT.in_language(language)
    return f"{name}（{judged}）" if language == "zh" else f"{name} ({judged})"


def rule_words(rule: RuleName, trace: Trace, language: Language) -> str:
    """`办公用房面积（第4/2条）`; with the notice where it is another than the policy's."""
    basis = clauses_words(rule.clauses, language) or trace_words.NO_CLAUSE.in_language(language)
    if rule.document not in ("", trace.document):
        basis = f"{rule.document} {basis}"
    return say(remedy_words.RULE, language, title=rule.title.in_language(language), basis=basis)


def sensed(fact: Fact, sense: Sense, value: Value, language: Language) -> str:
    """`50 平方米以上`, `2024年3月1日或更早`."""
    shown = value_words(value, language, unit=fact.unit, labels=dict(fact.labels))
    senses = remedy_words.DAY_SENSES if isinstance(value, Date) else remedy_words.SENSES
    return say(senses[sense], language, value=shown)


def head_terms(trace: Trace, language: Language) -> tuple[Named, ...]:
    """The institution, the day and the policy."""
    institution = trace.subject or trace_words.NO_NAME.in_language(language)
    policy = f"{trace.policy_title.in_language(language)}（{trace.policy} {trace.version}）"
    if language == "en":
        policy = f"{trace.policy_title.en} ({trace.policy} {trace.version})"
    return (
        (trace_words.INSTITUTION.in_language(language), institution),
        (trace_words.AS_OF.in_language(language), trace.as_of),
        (trace_words.DOCUMENT.in_language(language), trace.document),
        (trace_words.POLICY.in_language(language), policy),
    )


def both(text: Text | None) -> dict[str, str] | None:
    """A text in both languages, as JSON-ready data."""
    return None if text is None else {"zh": text.zh, "en": text.en}


def rule_data(rule: RuleName) -> dict[str, Any]:
    """A rule as JSON-ready data."""
    return {
        "id": rule.id,
        "title": both(rule.title),
        "document": rule.document,
        "clauses": list(rule.clauses),
    }
