"""A policy file in its normal form, changing nothing of what it says.

White space at the ends of lines goes, the file ends with one line break, and full-width marks in
expressions, as an input method leaves them, become the half-width ones that FEEL knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policydsl.policy.publishing.edits import Edit, edited
from policydsl.policy.reading.document import ExpressionText, PolicyDocument
from policydsl.policy.reading.document_walk import document_texts, scalars
from policydsl.policy.reading.read_policy import read_policy
from policydsl.policy.source.yaml_tree import YamlScalar, read_yaml
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Place, Source, Span

# Only marks that can mean one thing outside a string.
HALF_WIDTH = {
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "，": ",",
    "＜": "<", "＞": ">", "＝": "=", "＋": "+", "－": "-", "＊": "*", "／": "/",
    "≥": ">=", "≤": "<=", "≠": "!=",
}  # fmt: skip
_MARK_OR_TEXT = re.compile(
    '"(?:[^"\\\\]|\\\\.)*"|“[^”]*”|//[^\\n]*|[' + "".join(HALF_WIDTH) + "]", re.DOTALL
)
_TRAILING = re.compile(r"[ \t]+(?=\r?$)", re.MULTILINE)
# What a plain scalar may not hold everywhere.
_CUTTING = frozenset(",[]")


def normalise(source: Source) -> str:
    """The file's text in normal form. Raises PolicyError where the file cannot be read."""
    document = read_policy(source)
    text = _with_half_width_marks(source, document)
    return _without_trailing_space(Source(source.name, text))


def _with_half_width_marks(source: Source, document: PolicyDocument) -> str:
    texts = [each for each in document_texts(document) if each.scalar.source is source]
    every = [edit for each in texts for edit in _marks(each)]
    changed = edited(source.text, every)
    if not every or _reads_as(changed, source, texts):
        return changed
    safe = [edit for each in texts for edit in _marks(each) if _cannot_cut(each, edit)]
    return edited(source.text, safe)


def _marks(text: ExpressionText) -> Iterator[Edit]:
    """The full-width marks of an expression outside its strings."""
    for found in _MARK_OR_TEXT.finditer(text.source.text):
        half = HALF_WIDTH.get(found.group())
        if half is not None:
            yield Edit(Place(text.source, Span(*found.span())).outermost().span, half)


def _cannot_cut(text: ExpressionText, edit: Edit) -> bool:
    return text.scalar.style != "plain" or edit.text not in _CUTTING


def _reads_as(changed: str, source: Source, texts: list[ExpressionText]) -> bool:
    """Whether the changed file still holds the same expressions, marks aside."""
    try:
        document = read_policy(Source(source.name, changed))
    except PolicyError:
        return False
    after = [each.source.text for each in document_texts(document)]
    return after == [_half_width(each.source.text) for each in texts]


def _half_width(text: str) -> str:
    return _MARK_OR_TEXT.sub(lambda found: HALF_WIDTH.get(found.group(), found.group()), text)


def _without_trailing_space(source: Source) -> str:
    kept = [scalar.span for scalar in scalars(read_yaml(source)) if _is_block_text(scalar)]
    edits = [
        Edit(Span(*found.span()), "")
        for found in _TRAILING.finditer(source.text)
        if not any(span.start <= found.start() < span.end for span in kept)
    ]
    text = edited(source.text, edits)
    line_break = "\r\n" if text.endswith("\r\n") else "\n"
    return text.rstrip() + line_break


def _is_block_text(scalar: YamlScalar) -> bool:
    """In a block scalar, spaces at the end of a line are part of the text."""
    return scalar.style in ("literal", "folded")
