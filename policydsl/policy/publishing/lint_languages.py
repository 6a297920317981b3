"""Titles and labels that have only one of the two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.policy.publishing import errors_lint as errors
from policydsl.policy.reading.document import (
    ChecklistDocument,
    DecisionDocument,
    PolicyDocument,
    TableDocument,
    ValueDocument,
    Word,
)
from policydsl.policy.source.names import is_han
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place

CHINESE = Text("中文", "Chinese")
ENGLISH = Text("英文", "English")
_ENGLISH_WORD = re.compile(r"[a-z]{3,}")

Shown = tuple[Text | None, Place]


def one_language(document: PolicyDocument) -> Iterator[Diagnostic]:
    """A text is Chinese where it has a Chinese character, English where it differs from that."""
    for text, place in _own_texts(document):
        if text is None or not text.zh.strip():
            continue
        if text.en == text.zh and is_han(text.zh):
            yield errors.one_language(place, text.zh, ENGLISH)
        elif not is_han(text.zh) and _ENGLISH_WORD.search(text.zh):
            yield errors.one_language(place, text.zh, CHINESE)


def _own_texts(document: PolicyDocument) -> Iterator[Shown]:
    head = document.head
    yield head.title, head.policy.place
    yield head.note, head.policy.place
    for parameter in document.parameters:
        if parameter.origin is None:
            yield parameter.title, parameter.name.place
            yield parameter.note, parameter.name.place
    for definition in document.definitions:
        if definition.origin is None:
            yield definition.title, definition.name.place
            yield definition.note, definition.name.place
    for decision in document.decisions:
        yield from _decision(decision)
    for each in document.not_encoded:
        yield each.reason, each.place
    for remark in document.remarks:
        yield remark.note, remark.place


def _decision(decision: DecisionDocument) -> Iterator[Shown]:
    own = decision.origin is None
    if own:
        yield decision.title, decision.name.place
        yield decision.note, decision.name.place
    match decision.body:
        case ChecklistDocument(rules, groups):
            for rule in rules:
                if rule.origin is None:
                    for text in (rule.title, rule.note, rule.empty_note):
                        yield text, rule.id.place
            if own:
                yield from ((group.title, group.id.place) for group in groups)
        case TableDocument() as table if own:
            yield from _table(table)
        case ValueDocument(labels=labels) if own:
            yield from _labels(labels)
        case _:
            pass


def _table(table: TableDocument) -> Iterator[Shown]:
    for column in table.inputs:
        yield column.title, column.name.place
    for output in table.outputs:
        yield output.title, output.name.place
        yield from _labels(output.values)
    for row in table.rows:
        yield row.note, row.place


def _labels(labels: tuple[tuple[Word, Text], ...]) -> Iterator[Shown]:
    yield from ((label, word.place) for word, label in labels)
