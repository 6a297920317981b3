"""Strings that stand beside an enumeration: its ids, or their labels in either language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policydsl.feel import errors, tree
from policydsl.feel.tree import Expression
from policydsl.feel.types import ListType, StringType, Type
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Place, Source, Span
from policydsl.text.spelling import nearest

Report = Callable[[Diagnostic], None]


def enumeration_of(kind: Type) -> StringType | None:
    """The enumeration that a type is, or is a list of."""
    match kind:
        case StringType(values) if values:
            return kind
        case ListType(item):
            return enumeration_of(item)
        case _:
            return None


def value_id(enumeration: StringType, written: str) -> str | None:
    """The id that a written id or label means."""
    for value, label in enumeration.values:
        if written in {value, label.zh, label.en}:
            return value
    return None


def canonical(node: Expression, kind: Type, source: Source, report: Report) -> Expression:
    """The node with its string literals as ids of the enumeration; others are reported."""
    enumeration = enumeration_of(kind)
    if enumeration is None:
        return node
    match node:
        case tree.StringLiteral(value):
            found = value_id(enumeration, value)
            if found is None:
                report(_not_one_of(enumeration, value, source, node.span))
                return node
            return replace(node, value=found)
        case tree.ListLiteral(items):
            each = tuple(canonical(item, enumeration, source, report) for item in items)
            return replace(node, items=each)
        case tree.If(_, then, otherwise):
            return replace(
                node,
                then=canonical(then, enumeration, source, report),
                otherwise=canonical(otherwise, enumeration, source, report),
            )
        case _:
            return node


def _not_one_of(enumeration: StringType, value: str, source: Source, span: Span) -> Diagnostic:
    names = [name for id_, label in enumeration.values for name in (id_, label.zh)]
    best = nearest(value, names)
    shown = [f"{id_}({label.zh})" for id_, label in enumeration.values][:12]
    return errors.not_one_of(Place(source, span), value, best, shown)
