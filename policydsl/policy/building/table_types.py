"""The types of a decision table's results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policydsl.feel import types
from policydsl.feel.errors import type_words, wrong_type
from policydsl.feel.type_relations import is_open, join
from policydsl.feel.types import ContextType, Member, Type
from policydsl.policy.model import CheckedExpression, HitPolicy, Table
from policydsl.policy.reading.document import OutputDocument, OutputType, TableDocument
from policydsl.policy.reading.fields import Problems
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place

_TYPES: dict[OutputType, Type] = {
    "string": types.STRING,
    "boolean": types.BOOLEAN,
    "date": types.DATE,
    "duration": types.ANY,  # months or days: the results say which
    "list": types.ListType(types.ANY),
}
DURATION = Text("时长", "a duration")


def stated_type(document: OutputDocument) -> Type:
    """The type that a column states for its results."""
    if document.type is None:
        return types.StringType(tuple((word.text, label) for word, label in document.values))
    if document.type == "number":
        return types.NumberType(document.unit.text if document.unit else None)
    return _TYPES[document.type]


def found_type(
    document: OutputDocument, results: Iterable[CheckedExpression], problems: Problems
) -> Type:
    """The stated type, made exact by the results: which durations, lists of what."""
    if document.type not in {"duration", "list"}:
        return stated_type(document)
    kind: Type = types.NULL_TYPE
    for result in results:
        durations = types.MonthsDurationType | types.DaysDurationType
        if (
            document.type == "duration"
            and not is_open(result.type)
            and not isinstance(result.type, durations)
        ):
            place = Place(result.source, result.tree.span)
            problems.append(wrong_type(place, DURATION, type_words(result.type)))
        kind = join(kind, result.type)
    return stated_type(document) if isinstance(kind, types.NullType) else kind


def stated_table_type(document: TableDocument) -> Type:
    """The type of a table's answer as far as its columns state it."""
    outputs = {each.name.text: (stated_type(each), each.title) for each in document.outputs}
    return _answer(outputs, document.hit, document.aggregation)


def table_type(table: Table) -> Type:
    """The type of a table's answer."""
    outputs = {each.name: (each.type, each.title) for each in table.outputs}
    return _answer(outputs, table.hit, table.aggregation)


def _answer(
    outputs: Mapping[str, tuple[Type, Text | None]], hit: HitPolicy, aggregation: str
) -> Type:
    if len(outputs) == 1:
        single = next(iter(outputs.values()))[0]
    else:
        single = ContextType(
            {name: Member(name, kind, label=title) for name, (kind, title) in outputs.items()}
        )
    if hit is HitPolicy.RULE_ORDER or (hit is HitPolicy.COLLECT and aggregation == "list"):
        return types.ListType(single)
    if hit is HitPolicy.COLLECT and aggregation == "count":
        return types.NUMBER
    return single
