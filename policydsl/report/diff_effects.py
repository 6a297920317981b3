"""What a change does to known institutions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.difference import Difference
from policydsl.analysis.diff.effects import Effect, RuleEffect
from policydsl.policy.model import Program
from policydsl.report import diff_words, words
from policydsl.report.blocks import Block, Entry, Heading, Named, Numbered, Paragraph
from policydsl.report.diff_outcomes import decided_words
from policydsl.report.words import STATUS_NAMES, VERDICT_NAMES, say
from policydsl.text.diagnostic import Language
from policydsl.trace import RuleTrace, Trace


def effect_blocks(found: Difference, language: Language) -> Iterator[Block]:
    """Who gets another verdict or result, and by which rules; nothing where none were given."""
    if not found.institutions:
        return
    changed = {id(effect.known) for effect in found.effects if effect.changed}
    count = len(found.institutions)
    yield Heading(2, diff_words.EFFECTS.in_language(language))
    if not changed:
        yield Paragraph(say(diff_words.NO_EFFECT, language, count=count), "pass")
    else:
        told = say(diff_words.EFFECT_COUNT, language, count=count, changed=len(changed))
        yield Paragraph(told, "unknown")
    entries = []
    for known in found.institutions:
        lines = tuple(
            line
            for effect in found.effects
            if effect.known is known
            for line in _lines(effect, found, language)
        )
        if lines:
            name = known.subject or words.NO_NAME.in_language(language)
            entries.append(Entry(name, (known.source,), lines))
    if entries:
        yield Numbered(tuple(entries))


def _lines(effect: Effect, found: Difference, language: Language) -> Iterator[Named]:
    old = _result(effect.old, found.old.program, language)
    new = _result(effect.new, found.new.program, language)
    title = effect.new.title.in_language(language)
    yield title, say(diff_words.BEFORE_NOW, language, old=old, new=new) if effect.changed else new
    for rule in effect.rules:
        yield diff_words.BY.in_language(language), _rule(rule, language)


def _result(trace: Trace, program: Program, language: Language) -> str:
    if trace.verdict is not None:
        return VERDICT_NAMES[trace.verdict].in_language(language)
    assert trace.value is not None
    return decided_words(trace.value, program.decisions[trace.decision], program, language)


def _rule(rule: RuleEffect, language: Language) -> str:
    known = rule.new or rule.old
    assert known is not None
    return say(
        diff_words.BY_RULE,
        language,
        title=known.title.in_language(language),
        old=_status(rule.old, language),
        new=_status(rule.new, language),
    )


def _status(rule: RuleTrace | None, language: Language) -> str:
    if rule is None:
        return diff_words.NOT_THERE.in_language(language)
    return STATUS_NAMES[rule.status].in_language(language)
