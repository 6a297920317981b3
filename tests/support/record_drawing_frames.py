"""Plain facts of many institutions as a Polars frame, in every form that a frame may have."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import polars as pl

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection

Form = Literal["nested", "dotted", "mixed"]
FORMS: Sequence[Form] = ("nested", "dotted", "mixed")
_TYPES = {"string": pl.String(), "boolean": pl.Boolean(), "date": pl.Date()}


def frame_of(
    root: FactSection, records: Sequence[Mapping[str, Any]], form: Form = "nested"
) -> pl.DataFrame:
    """One row for each record. Facts that nobody states have no column.

    Sections are structs, or dotted columns of what is in them; `mixed` has some of both. Numbers
    are `Int64` where all are whole, and else as exact as they need to be.
    """
    columns = dict(_columns(root, records, form, ""))
    if not columns:  # a frame has its rows by its columns
        path, leaf = next(_leaves(root, ""))
        columns = {path: pl.Series([None] * len(records), dtype=_dtype(leaf, ()))}
    return pl.DataFrame(columns)


def _leaves(section: FactSection, path: str) -> Iterator[tuple[str, FactLeaf]]:
    for name, node in section.members.items():
        if isinstance(node, FactLeaf):
            yield f"{path}{name}", node
        elif isinstance(node, FactSection):
            yield from _leaves(node, f"{path}{name}.")


def _columns(
    section: FactSection, records: Sequence[Mapping[str, Any] | None], form: Form, path: str
) -> Iterator[tuple[str, pl.Series]]:
    for place, (name, node) in enumerate(section.members.items()):
        values = [None if each is None else each.get(name) for each in records]
        if all(each is None for each in values):
            continue
        below = f"{path}.{name}" if path else name
        apart = form == "dotted" or (form == "mixed" and place % 2 == 0)
        if isinstance(node, FactSection) and apart:
            yield from _columns(node, values, form, below)
        else:
            dtype = _dtype(node, values)
            yield below, pl.Series([_cell(dtype, each) for each in values], dtype=dtype)


def _dtype(node: FactNode, values: Sequence[Any]) -> pl.DataType:
    """The type that holds these values, without what none of them has."""
    known = [each for each in values if each is not None]
    match node:
        case FactLeaf(kind="integer" | "number"):
            return _number(known)
        case FactLeaf():
            return _TYPES[node.kind]
        case FactItems(item=item):
            return pl.List(_dtype(item, [each for items in known for each in items]))
        case FactSection(members=members):
            found = {
                name: _dtype(below, inner)
                for name, below in members.items()
                if (inner := [each[name] for each in known if name in each])
            }
            # A list whose items say nothing still has items.
            return pl.Struct(
                found or {next(iter(members)): _dtype(next(iter(members.values())), ())}
            )


def _number(known: Sequence[Decimal]) -> pl.DataType:
    scale = max((-_exponent(each) for each in known), default=0)
    return pl.Decimal(38, scale) if scale > 0 else pl.Int64()


def _exponent(figure: Decimal) -> int:
    exponent = figure.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _cell(dtype: Any, value: Any) -> Any:
    """A value as a series of a type takes it."""
    match dtype:
        case _ if value is None:
            return None
        case pl.Date():
            return datetime.date.fromisoformat(value)
        case pl.Int64():
            return int(value)
        case pl.List(inner=inner):
            return [_cell(inner, each) for each in value]
        case pl.Struct(fields=fields):
            return {each.name: _cell(each.dtype, value.get(each.name)) for each in fields}
        case _:
            return value
