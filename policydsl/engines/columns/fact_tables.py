"""Facts of many institutions in a frame, one row each."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from policydsl.engines.columns.layouts import ItemsLayout, Layout, SectionLayout, layout_of
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection


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

    def flat(self, wanted: frozenset[str]) -> tuple[pl.DataFrame, SectionLayout]:
        """The columns of the wanted facts under dotted names, and their layout.

        A section is wanted with all its facts. Raises `TypeError` for a type that cannot hold
        the fact.
        """
        found: dict[str, pl.Expr] = {}
        for name, dtype in self.frame.schema.items():
            _spread(found, self.schema.root, name, pl.col(name), dtype, dotted="." in name)
        known = {
            path: expr for path, expr in found.items() if path in wanted or f"{path}[]" in wanted
        }
        flat = self.frame.select(expr.alias(path) for path, expr in known.items())
        if not known:
            flat = self.frame.select(pl.repeat(0, pl.len(), dtype=pl.UInt8).alias(""))
        layout = _layout(self.schema.root, "", flat)
        assert isinstance(layout, SectionLayout)
        return flat, layout


def _spread(
    found: dict[str, pl.Expr],
    root: FactSection,
    path: str,
    expr: pl.Expr,
    dtype: pl.DataType,
    *,
    dotted: bool,
) -> None:
    """Columns of single facts and lists by path; one of its own comes before a struct's field."""
    node = _node(root, path)
    match node:
        case FactSection(members=members):
            if isinstance(dtype, pl.Struct):
                for each in dtype.fields:
                    if each.name in members:
                        below = expr.struct.field(each.name)
                        assert isinstance(each.dtype, pl.DataType)
                        _spread(found, root, f"{path}.{each.name}", below, each.dtype, dotted=False)
        case FactLeaf() | FactItems():
            if dotted or path not in found:
                found[path] = expr
        case None:
            pass


def _node(root: FactSection, path: str) -> FactNode | None:
    here: FactNode | None = root
    for name in path.split("."):
        here = here.members.get(name) if isinstance(here, FactSection) else None
    return here


def _layout(node: FactNode, path: str, flat: pl.DataFrame) -> Layout:
    if isinstance(node, FactSection):
        members = node.members.items()
        return SectionLayout(
            tuple(
                (name, _layout(below, f"{path}.{name}" if path else name, flat))
                for name, below in members
            )
        )
    return layout_of(node, flat[path] if path in flat.columns else None, path)


__all__ = ["FactTables", "ItemsLayout"]
