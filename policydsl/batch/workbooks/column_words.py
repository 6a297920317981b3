"""What is said of a column: under its heading, in its note, and when a cell is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.asked_facts import Asking
from policydsl.batch.workbooks.layout import Column
from policydsl.report.reader import clauses_words
from policydsl.report.values import number_words
from policydsl.report.words import listed, say
from policydsl.text.diagnostic import Language, Text

MAX_ASKINGS = 8
MAX_CHOICES = 30
_CODES = ("unified-social-credit-code", "resident-id")


def takes(column: Column, language: Language) -> str:
    """What is filled in, as it stands under the heading: `平方米`, `是 / 否`."""
    leaf = column.leaf
    if column.many:
        return words.CHOOSE_SEVERAL.in_language(language)
    if leaf.values:
        return words.CHOOSE.in_language(language)
    if column.unit is not None:
        return column.unit.in_language(language)
    if leaf.format in _CODES:
        return words.CODE_18.in_language(language)
    return _KINDS[leaf.kind].in_language(language)


_KINDS = {
    "boolean": words.YES_OR_NO,
    "date": words.DAY,
    "integer": words.WHOLE,
    "number": words.NUMBER,
    "string": words.WORDS,
}


def note(column: Column, language: Language, document: str) -> str:
    """The note on a heading; `document` is the policy's own, which clauses need not name."""
    leaf = column.leaf
    lines = [f"{column.group.in_language(language)}·{column.label.in_language(language)}"]
    if column.unit is not None:
        lines.append(say(words.UNIT, language, unit=column.unit.in_language(language)))
    else:
        lines.append(say(words.TAKES, language, what=takes(column, language)))
    if leaf.values:
        labels = [label.in_language(language) for _, label in leaf.values]
        lines.append(say(words.CHOICES, language, choices=_some(labels, language)))
    if leaf.description is not None:
        lines.append(leaf.description.in_language(language))
    if leaf.judgement:
        lines.append(words.JUDGED.in_language(language))
    if leaf.statement:
        lines.append(words.SILENCE.in_language(language))
    return "\n".join((*lines, *_asked(column.asked, language, document)))


def _some(labels: list[str], language: Language) -> str:
    shown = labels[:MAX_CHOICES]
    if len(labels) > MAX_CHOICES:
        shown.append(say(words.AND_MORE, language, count=len(labels)))
    return listed(shown, language)


def _asked(askings: tuple[Asking, ...], language: Language, document: str) -> list[str]:
    if not askings:
        return [words.ONLY_NAMES.in_language(language)]
    lines = [words.ASKED_BY.in_language(language)]
    lines += [_asking(each, language, document) for each in askings[:MAX_ASKINGS]]
    if len(askings) > MAX_ASKINGS:
        lines.append(say(words.AND_MORE, language, count=len(askings)))
    return lines


def _asking(asking: Asking, language: Language, document: str) -> str:
    clauses = clauses_words(asking.clauses, language)
    basis = clauses if asking.document == document else f"{asking.document} {clauses}".strip()
    title = asking.title.in_language(language)
    if not basis:
        return f"· {title}"
    return say(words.ASKED_LINE, language, title=title, basis=basis)


def wanted(column: Column, language: Language) -> str:
    """`数字，不小于 0，单位：平方米`."""
    leaf = column.leaf
    if leaf.values:
        return words.FROM_LIST.in_language(language)
    if leaf.format in _CODES:
        return words.CODE_18.in_language(language)
    parts = [_KINDS[leaf.kind].in_language(language)]
    if (span := bounds_words(leaf.rule)) is not None:
        parts.append(span.in_language(language))
    if column.unit is not None:
        parts.append(say(words.UNIT, language, unit=column.unit.in_language(language)))
    return ("，" if language == "zh" else ", ").join(parts)


def bounds_words(rule: Any) -> Text | None:
    """What a number has to be, by the facts schema."""
    low, high = rule.get("minimum"), rule.get("maximum")
    if low is not None and high is not None:
        return _filled(words.FROM_TO, low=low, high=high)
    for keyword, said in _BOUNDS.items():
        if keyword in rule:
            return _filled(said, low=rule[keyword], high=rule[keyword])
    return None


_BOUNDS = {
    "minimum": words.AT_LEAST,
    "maximum": words.AT_MOST,
    "exclusiveMinimum": words.ABOVE,
    "exclusiveMaximum": words.BELOW,
}


def _filled(said: Text, **figures: Any) -> Text:
    shown = {name: number_words(Decimal(str(each))) for name, each in figures.items()}
    return Text(said.zh.format(**shown), said.en.format(**shown))
