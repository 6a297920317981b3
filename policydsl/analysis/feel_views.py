"""Texts about expressions: their trees, the steps of their evaluation, the names they may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from policydsl.analysis.feel_names import Known, Offer, offers
from policydsl.feel import tree
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.builtins.value_text import MAX_DEPTH, literal_of
from policydsl.feel.errors import type_words
from policydsl.feel.lexical import KEYWORDS, WORD
from policydsl.feel.limits import MAX_STRING_LENGTH
from policydsl.feel.literals import quote
from policydsl.feel.run import Evaluated
from policydsl.feel.tree import Node
from policydsl.feel.types import Member
from policydsl.feel.values import Null, Value
from policydsl.feel.walk import children
from policydsl.text.diagnostic import Language
from policydsl.text.width import pad, text_width

_LITERALS = (tree.NumberLiteral, tree.StringLiteral, tree.BooleanLiteral, tree.NullLiteral)
_PLACES = frozenset({"span", "name_span"})
_LONGEST = 120


def tree_text(node: Node) -> str:
    """A line for each node, indented by its depth: its kind, and what it holds itself."""
    return "\n".join(_tree_lines(node, 0))


def _tree_lines(node: Node, level: int) -> Iterator[str]:
    held = [
        f"{field.name}={_plain(value)}"
        for field in fields(node)
        if field.name not in _PLACES
        and not isinstance(value := getattr(node, field.name), Node | tuple | None)
    ]
    yield " ".join(["  " * level + type(node).__name__, *held])
    for child in children(node):
        yield from _tree_lines(child, level + 1)


def _plain(value: object) -> str:
    return literal_of(value) if isinstance(value, bool) else f"{value}"


def steps_text(whole: Evaluated, text: str) -> str:
    """A line for each step under the one that it is a part of: the text, and its value."""
    return "\n".join(_step_lines(whole, text, 0))


def _step_lines(step: Evaluated, text: str, level: int) -> Iterator[str]:
    if isinstance(step.node, _LITERALS) and level > 0:
        return
    span = step.node.span
    written = " ".join(text[span.start : span.end].split())
    bound = ", ".join(f"{name} = {_short(value)}" for name, value in step.bindings)
    yield f"{'  ' * level}{written} = {_short(step.value)}{f'  [{bound}]' if bound else ''}"
    for part in step.parts:
        yield from _step_lines(part, text, level + 1)


def shown(value: Value) -> str:
    """A value as FEEL text, `null` wherever something in it is unknown; cut where it is endless."""
    whole = literal_of(value)
    if whole != "null" or isinstance(value, Null):
        return whole
    pieces: list[str] = []
    length = 0
    for piece in _pieces(value, 0):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_STRING_LENGTH:
            return "".join(pieces) + "…"
    return "".join(pieces)


def _pieces(value: Value, depth: int) -> Iterator[str]:
    match value:
        case tuple() | dict() if depth == MAX_DEPTH:
            yield "…"
        case tuple():
            yield "["
            for place, item in enumerate(value):
                yield ", " if place else ""
                yield from _pieces(item, depth + 1)
            yield "]"
        case dict():
            yield "{"
            for place, (key, item) in enumerate(value.items()):
                yield f"{', ' if place else ''}{_key(key)}: "
                yield from _pieces(item, depth + 1)
            yield "}"
        case _:
            yield literal_of(value)


def _key(key: str) -> str:
    return key if WORD.fullmatch(key) and key not in KEYWORDS else quote(key)


def _short(value: Value) -> str:
    text = shown(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def names_text(known: Known, begun: str, language: Language) -> str:
    """A line for each name that may follow: its spellings, and its type or what it does."""
    start, found = offers(known, begun)
    lines: dict[str, tuple[str, str]] = {}
    for each in found:
        name, about = _described(each, language)
        lines.setdefault(name, (begun[:start] + name, about))
    width = max((text_width(name) for name, _ in lines.values()), default=0)
    return "\n".join(f"{pad(name, width)}  {about}".rstrip() for name, about in lines.values())


def _described(offer: Offer, language: Language) -> tuple[str, str]:
    match offer.named:
        case Member(id_, kind, zh):
            name = f"{zh} ({id_})" if zh is not None and zh != id_ else id_
            return name, type_words(kind).in_language(language)
        case Builtin() as builtin:
            return _signature(builtin), builtin.doc.in_language(language)


def _signature(builtin: Builtin) -> str:
    parameters = builtin.overloads[0].parameters
    return f"{builtin.name}({', '.join(each.name for each in parameters)})"
