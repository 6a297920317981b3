"""Facts as frames, and what Polars expressions say beside generated Python and the interpreter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl

import generated_agreement
from policydsl.engines.columns import Columns, FactTables, TooLargeError
from policydsl.engines.python import NOT_ABOUT, Compiled
from policydsl.engines.results import Field
from policydsl.feel.values import Null
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection

Stated = Mapping[str, Any]
WIDE = pl.Decimal(38, 6)


def name_of(field: Field) -> str:
    return field.decision if field.id is None else f"{field.decision}.{field.id}"


def dtype_of(node: FactNode, stated: Sequence[Any]) -> pl.DataType:
    """A type for what is stated of a fact: numbers are whole where all of them are."""
    match node:
        case FactSection(members=members):
            known = [each for each in stated if each]
            return pl.Struct(
                {
                    name: dtype_of(below, [each.get(name) for each in known])
                    for name, below in members.items()
                    if any(each.get(name) is not None for each in known)
                }
            )
        case FactItems(item=item):
            return pl.List(dtype_of(item, [one for each in stated if each for one in each]))
        case FactLeaf(kind="integer" | "number"):
            whole = all(
                each is None or (each == int(each) and abs(each) < 2**63) for each in stated
            )
            return pl.Int64() if whole else WIDE
        case FactLeaf():
            return {"string": pl.String(), "boolean": pl.Boolean(), "date": pl.Date()}[node.kind]


def held(node: FactNode, value: Any, dtype: Any) -> Any:
    """A value as a frame of the type takes it."""
    match node:
        case _ if value is None:
            return None
        case FactSection(members=members):
            types = {each.name: each.dtype for each in dtype.fields}
            return {
                name: held(members[name], below, types[name])
                for name, below in value.items()
                if name in types
            }
        case FactItems(item=item):
            return [held(item, each, dtype.inner) for each in value]
        case FactLeaf(kind="integer" | "number"):
            return int(value) if dtype == pl.Int64 else Decimal(value)
        case FactLeaf(kind="date"):
            return datetime.date.fromisoformat(value)
        case _:
            return value


def frame_of(schema: FactsSchema, stated: Sequence[Stated]) -> pl.DataFrame:
    """Stated facts as a nested frame; what nobody states has no column."""
    root = dtype_of(schema.root, stated)
    assert isinstance(root, pl.Struct)
    rows = [held(schema.root, each, root) for each in stated]
    columns = [
        pl.Series(each.name, [row.get(each.name) for row in rows], dtype=each.dtype)
        for each in root.fields
        if each.dtype != pl.Struct([])
    ]
    if columns:
        return pl.DataFrame(columns)
    return pl.DataFrame({"nobody": [None] * len(stated)}, schema={"nobody": pl.Boolean})


def flattened(frame: pl.DataFrame, rng: Random | None = None) -> pl.DataFrame:
    """The same with dotted names instead of sections; of some alone, where it is drawn."""
    while True:
        wide = [
            each.name
            for each in frame.iter_columns()
            if isinstance(each.dtype, pl.Struct) and (rng is None or rng.random() < 0.5)
        ]
        if not wide:
            return frame
        for name in wide:
            parts = frame[name].struct.unnest()
            named = [each.alias(f"{name}.{each.name}") for each in parts.iter_columns()]
            frame = frame.drop(name).with_columns(named)


def given_for(columns: Columns, results: Sequence[Mapping[str, Any]]) -> pl.DataFrame | None:
    """What the other engine says of the fields that are to be given."""
    if not columns.given:
        return None
    kinds = {name_of(each): each.kind for each in columns.fields}
    return pl.DataFrame(
        [
            pl.Series(
                name,
                [None if kinds[name] == "value" else each[name] for each in results],
                dtype=pl.Null if kinds[name] == "value" else pl.UInt8,
            )
            for name in columns.given
        ]
    )


def results_of(compiled: Compiled, stated: Sequence[Stated]) -> list[dict[str, Any]]:
    """Results of generated Python by field."""
    names = [name_of(each) for each in compiled.fields]
    return [dict(zip(names, compiled.run(each), strict=True)) for each in stated]


def ran(
    columns: Columns, frame: pl.DataFrame, given: pl.DataFrame | None
) -> tuple[pl.DataFrame, pl.Series]:
    """The result without the rows that others have to answer, and the positions that remain."""
    kept = pl.int_range(frame.height, eager=True)
    while True:
        try:
            facts = FactTables.of(frame[kept], columns.program.facts)
            return columns.run(facts, None if given is None else given[kept]), kept
        except TooLargeError as reason:
            kept = kept.filter(~pl.int_range(len(kept), eager=True).is_in(reason.rows.implode()))


def differences(
    columns: Columns,
    compiled: Compiled,
    stated: Sequence[Stated],
    frame: pl.DataFrame | None = None,
) -> Iterator[str]:
    """Where expressions and generated Python differ on institutions, each told with its facts."""
    wanted = results_of(compiled, stated)
    frame = frame_of(compiled.program.facts, stated) if frame is None else frame
    result, kept = ran(columns, frame, given_for(columns, wanted))
    assert result.columns == [name_of(each) for each in columns.fields]
    for field in columns.fields:
        name = name_of(field)
        if name in columns.given and field.kind == "value":
            continue
        if field.kind != "value":
            assert result[name].dtype == pl.UInt8
        for row, found in zip(kept, result[name].to_list(), strict=True):
            expected = wanted[row][name]
            if field.kind == "value":
                found, expected = value_of(found), value_of(expected)
            if found != expected:
                yield f"{name}: {found!r}, not {expected!r}\n  {stated[row]}"


def value_of(value: Any) -> Any:
    """A value as both can be compared: nulls are all the same, dates texts."""
    match value:
        case Null():
            return None
        case datetime.date():
            return value.isoformat()
        case dict():
            known = ((name, value_of(each)) for name, each in value.items())
            return {name: each for name, each in known if each not in (None, {})}
        case tuple() | list():
            return [value_of(each) for each in value]
        case _ if value is NOT_ABOUT:
            return None
    plain = generated_agreement.plain(value)
    return None if repr(plain) in ("FAULT", "BARE") else plain
