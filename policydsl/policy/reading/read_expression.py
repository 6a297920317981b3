"""A YAML value to the text of an expression, or what YAML did to it.

Only what can be seen without reading FEEL is refused here: lists and mappings, dates, ambiguous
words, and plain scalars that YAML ended inside a bracket or a string.
"""

from __future__ import annotations

import re

from policydsl.policy.reading import errors_reading, errors_yaml
from policydsl.policy.reading.document import ExpressionText, IteratorDocument, Word
from policydsl.policy.reading.fields import Problems, place_of
from policydsl.policy.source.yaml_tree import YamlNode, YamlScalar, YamlSequence, embedded
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Place, Source, Span

_STRING_OR_BRACKET = pattern(r'"(?:[^"\\]|\\.)*"|[()\[\]{}"]', re.DOTALL)
_CLOSES = {")": "(", "]": "[", "}": "{"}
_ITERATOR = pattern(r"\s*(\S+)\s+in\s+(?=\S)")


def expression(node: YamlNode | None, problems: Problems, beside: YamlNode) -> ExpressionText:
    """The expression that a node holds. After a problem an empty one at `beside`."""
    if node is None:
        return _nothing(beside)
    if not isinstance(node, YamlScalar):
        written = node.source.text[node.span.start : node.span.end]
        is_list = isinstance(node, YamlSequence)
        problems.append(errors_yaml.expression_as_collection(place_of(node), written, is_list))
        return _nothing(node)
    _refuse_traps(node, problems)
    return ExpressionText(embedded(node), node)


def iterators(
    node: YamlNode | None, problems: Problems, allow_several: bool = True
) -> tuple[IteratorDocument, ...]:
    """The parts of a `for`: one `name in list`, or a list of them."""
    if node is None:
        return ()
    if isinstance(node, YamlSequence) and allow_several:
        if not node.items:
            problems.append(errors_reading.iterator_shape(place_of(node)))
        return tuple(part for each in node.items for part in iterators(each, problems, False))
    whole = expression(node, problems, node)
    found = _ITERATOR.match(whole.source.text)
    if found is None:
        if whole.source.text:
            problems.append(errors_reading.iterator_shape(place_of(node)))
        return ()
    name = Word(found[1], Place(whole.source, Span(*found.span(1))))
    domain = ExpressionText(tail(whole.source, found.end()), whole.scalar)
    return (IteratorDocument(name, domain),)


def tail(source: Source, start: int) -> Source:
    """The rest of an embedded source, its places kept."""
    return Source(source.name, source.text[start:], source.outer, source.offsets[start:])


def unclosed(text: str) -> bool:
    """Whether a string or a bracket opens and does not close."""
    open_brackets: list[str] = []
    for found in _STRING_OR_BRACKET.finditer(text):
        mark = found.group()
        if mark == '"':
            return True
        if mark in _CLOSES:
            if _closes_range(open_brackets, mark):
                open_brackets.pop()
        elif len(mark) == 1:
            open_brackets.append(mark)
    return bool(open_brackets)


def _closes_range(open_brackets: list[str], mark: str) -> bool:
    """Any of `)` and `]` closes any of `(` and `[`: ranges mix them."""
    if not open_brackets:
        return False
    return (open_brackets[-1] == "{") == (mark == "}")


def _nothing(beside: YamlNode) -> ExpressionText:
    span = Span(beside.span.start, beside.span.start)
    scalar = YamlScalar("", "null", "plain", span, beside.source)
    return ExpressionText(Source(beside.source.name, "", beside.source, (span.start,)), scalar)


def _refuse_traps(scalar: YamlScalar, problems: Problems) -> None:
    place = place_of(scalar)
    written = scalar.source.text[scalar.span.start : scalar.span.end]
    if scalar.trap is not None:
        problems.append(errors_reading.yaml_trap(place, scalar.text))
    elif scalar.kind == "date":
        problems.append(errors_yaml.expression_as_date(place, scalar.text))
    elif scalar.kind == "null" and written != "null":
        problems.append(errors_yaml.no_expression(place, written))
    elif scalar.kind == "boolean" and written != scalar.text:
        problems.append(errors_yaml.boolean_spelling(place, written))
    elif scalar.style == "plain" and unclosed(scalar.text):
        _refuse_cut(scalar, problems)


def _refuse_cut(scalar: YamlScalar, problems: Problems) -> None:
    """A plain scalar that ends inside a bracket or string because of what YAML saw after it."""
    text, end = scalar.source.text, scalar.span.end
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)].rstrip("\r")
    mark = rest.lstrip()[:1]
    if mark not in {",", "]", "}", "#", ":"} or (mark == "#" and rest[:1] == "#"):
        return
    length = _rejoined(text[scalar.span.start : end], rest)
    place = Place(scalar.source, Span(scalar.span.start, end + length))
    written = text[place.span.start : place.span.end]
    problems.append(errors_yaml.expression_cut(place, written, mark))


def _rejoined(start: str, rest: str) -> int:
    """How much of the line belongs to the expression: up to where it closes, or all."""
    for length in range(1, len(rest) + 1):
        if not unclosed(start + rest[:length]) and rest[length - 1] in ')]}"':
            return length
    return len(rest.rstrip())
