"""Facts of institutions as frames, and what single records and the interpreter say of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from policydsl.batch.result_columns import as_text, in_places
from policydsl.engines.interpreter import evaluate_all
from policydsl.feel.values import Null
from policydsl.policy.facts import facts_from_data
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Diagnostic, FactsError
from policydsl.trace import Trace
from policydsl.trace_json import value_to_json

DAY = "2024-06-01"
NUMBERS = pl.Decimal(38, 4)


def frame_of(records: Sequence[Mapping[str, Any]], root: FactSection) -> pl.DataFrame:
    """Facts as JSON gives them, nested, in the types that frames of facts have.

    Only names that occur become columns, so that there are absent ones.
    """
    schema = {
        name: type_of(node, [record.get(name) for record in records])
        for name, node in root.members.items()
        if any(name in record for record in records)
    }
    rows = [
        {name: held(root.members[name], record.get(name)) for name in schema} for record in records
    ]
    if not schema:
        schema, rows = {next(iter(root.members)): pl.Null()}, [{} for _ in records]
    return pl.DataFrame(rows, schema=schema)


def type_of(node: FactNode, values: Sequence[Any]) -> pl.DataType:
    """The type of a column in which these values of a fact, section or list are held."""
    match node:
        case FactSection():
            parts = [value for value in values if value is not None]
            return pl.Struct(
                {
                    name: type_of(member, [part.get(name) for part in parts])
                    for name, member in node.members.items()
                    if any(name in part for part in parts)
                }
            )
        case FactItems():
            return pl.List(type_of(node.item, [each for value in values for each in value or ()]))
        case FactLeaf(kind="integer"):
            return pl.Int64()
        case FactLeaf(kind="number"):
            return NUMBERS
        case FactLeaf(kind="boolean"):
            return pl.Boolean()
        case FactLeaf(kind="date"):
            return pl.Date()
        case _:
            return pl.String()


def held(node: FactNode, value: Any) -> Any:
    """A value as Polars takes it."""
    match node:
        case _ if value is None:
            return None
        case FactSection():
            return {name: held(node.members[name], each) for name, each in value.items()}
        case FactItems():
            return [held(node.item, each) for each in value]
        case FactLeaf(kind="date"):
            return datetime.date.fromisoformat(value)
        case FactLeaf(kind="integer"):
            return int(value)
        case FactLeaf(kind="number"):
            return Decimal(value)
        case _:
            return value


def interpreted(
    program: Program, record: Mapping[str, Any]
) -> dict[str, Any] | tuple[Diagnostic, ...]:
    """Each column of results, as the interpreter's traces say it; or what is wrong."""
    try:
        facts = facts_from_data(record, program.facts)
    except FactsError as error:
        return error.diagnostics
    return words_of(evaluate_all(program, facts, DAY))


def words_of(traces: Iterable[Trace]) -> dict[str, Any]:
    """The words of traces by the names of columns; values as a frame gives them back."""
    found: dict[str, Any] = {}
    for trace in traces:
        if trace.kind != "checklist":
            found[trace.decision] = _value(trace)
            continue
        assert trace.verdict is not None
        found[trace.decision] = trace.verdict.value
        found |= {f"{trace.decision}.{each.id}": each.status.value for each in trace.rules}
        found |= {f"{trace.decision}.{each.id}": each.status.value for each in trace.groups}
    return found


def _value(trace: Trace) -> Any:
    value = trace.value
    if value is None or isinstance(value, Null):
        return None
    if isinstance(value, tuple | dict):
        return as_text(value)
    plain = value_to_json(value)
    return in_places(plain) if isinstance(plain, Decimal) else plain


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of results, dates as texts."""
    return {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in row.items()
        if name != "row"
    }
