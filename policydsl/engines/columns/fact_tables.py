"""Facts of many institutions in a frame, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from policydsl.engines.columns.layouts import Layout, Look, Reads, SectionLayout
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactSection


@dataclass(frozen=True, slots=True)
class FactTables:
    """A frame in the schema's ids: sections as structs or as dotted names, lists of structs.

    Numbers are `Int64` or `Decimal`, dates `Date`, texts and enumerations `String`. Null is not
    stated; a column that is not there is stated by nobody. A null list is unknown, an empty one
    has no items.
    """

    frame: pl.DataFrame
    schema: FactsSchema

    @staticmethod
    def of(frame: pl.DataFrame, schema: FactsSchema) -> FactTables:
        """Facts of a frame. Columns that the schema does not know are left alone."""
        return FactTables(frame, schema)

    def flat(self, look: Look) -> tuple[pl.DataFrame, SectionLayout]:
        """The columns of the facts that are read, under dotted names, and their layout.

        Raises `TypeError` for a type that cannot hold the fact.
        """
        found: dict[str, pl.Expr] = {}
        for name, dtype in self.frame.schema.items():
            if name in look.reads:
                _spread(found, look.reads, name, pl.col(name), dtype, dotted="." in name)
        flat = self.frame.select(expr.alias(path) for path, expr in found.items())
        if not found:
            flat = self.frame.select(pl.repeat(0, pl.len(), dtype=pl.UInt8).alias(""))
        layout = _layout(self.schema.root, "", found, flat, look)
        return flat, layout


def _spread(
    found: dict[str, pl.Expr],
    reads: Reads,
    path: str,
    expr: pl.Expr,
    dtype: pl.DataType,
    *,
    dotted: bool,
) -> None:
    """Columns of single facts and lists by path; one of its own comes before a struct's field."""
    if not isinstance(dtype, pl.Struct):
        if dotted or path not in found:
            found[path] = expr
        return
    for each in dtype.fields:
        below = f"{path}.{each.name}"
        if below in reads:
            assert isinstance(each.dtype, pl.DataType)
            _spread(found, reads, below, expr.struct.field(each.name), each.dtype, dotted=False)


def _layout(
    section: FactSection, prefix: str, found: Mapping[str, object], flat: pl.DataFrame, look: Look
) -> SectionLayout:
    members: list[tuple[str, Layout]] = []
    for name, node in section.members.items():
        path = prefix + name
        if path not in look.reads:
            continue
        if isinstance(node, FactSection):
            members.append((name, _layout(node, f"{path}.", found, flat, look)))
        elif path in found:
            members.append((name, look.layout_of(node, flat[path], path)))
    return SectionLayout(tuple(members))
