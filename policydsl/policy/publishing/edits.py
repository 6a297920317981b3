"""Replacing parts of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.text.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `text` where `span` is."""

    span: Span
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; their spans are of the text before, and do not overlap."""
    pieces = []
    end = 0
    for edit in sorted(set(edits), key=lambda edit: edit.span.start):
        pieces += [text[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, text[end:]])
