"""How a frame holds facts: which are there, of what type, and which of them have nulls.

Expressions are written for a layout. Two frames of the same layout share them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection


@dataclass(frozen=True, slots=True)
class LeafLayout:
    """A fact's type, and whether somebody has not stated it. No type: it is stated by nobody."""

    dtype: pl.DataType | None
    nulls: bool = True


@dataclass(frozen=True, slots=True)
class ItemsLayout:
    """A list's items. Not `present`: it is unknown of everybody."""

    item: Layout
    nulls: bool = True
    present: bool = True


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """The members of a section."""

    members: tuple[tuple[str, Layout], ...]

    def __getitem__(self, name: str) -> Layout:
        return next(layout for each, layout in self.members if each == name)


Layout = LeafLayout | ItemsLayout | SectionLayout
ABSENT = LeafLayout(None)

_SUITS: Mapping[str, Callable[[pl.DataType], bool]] = {
    "string": lambda dtype: dtype == pl.String,
    "boolean": lambda dtype: dtype == pl.Boolean,
    "date": lambda dtype: dtype == pl.Date,
    "integer": lambda dtype: dtype.is_integer() or dtype.is_decimal(),
    "number": lambda dtype: dtype.is_integer() or dtype.is_decimal(),
}


def layout_of(node: FactNode, found: pl.Series | None, path: str) -> Layout:
    """The layout of a column, or of what is in a list's items.

    Raises `TypeError` for a type that cannot hold the fact.
    """
    if found is not None and found.dtype == pl.Null:
        found = None
    match node:
        case FactLeaf():
            if found is None:
                return ABSENT
            if not _SUITS[node.kind](found.dtype):
                raise TypeError(f"{path}: a {node.kind} cannot be held as {found.dtype}")
            return LeafLayout(found.dtype, found.null_count() > 0)
        case FactItems(item=item):
            if found is None:
                return ItemsLayout(layout_of(item, None, f"{path}[]"), present=False)
            if not isinstance(found.dtype, pl.List):
                raise TypeError(f"{path}: a list cannot be held as {found.dtype}")
            items = found.explode(empty_as_null=False, keep_nulls=False)
            return ItemsLayout(layout_of(item, items, f"{path}[]"), found.null_count() > 0)
        case FactSection(members=members):
            known = _fields(found, path)
            return SectionLayout(
                tuple(
                    (name, layout_of(below, known.get(name), f"{path}.{name}"))
                    for name, below in members.items()
                )
            )


def _fields(found: pl.Series | None, path: str) -> dict[str, pl.Series]:
    if found is None:
        return {}
    if not isinstance(found.dtype, pl.Struct):
        raise TypeError(f"{path}: a section cannot be held as {found.dtype}")
    return {each.name: found.struct.field(each.name) for each in found.dtype.fields}


def complete_layout(node: FactNode) -> Layout:
    """The layout of facts of which any may be stated or not."""
    types = {"string": pl.String(), "boolean": pl.Boolean(), "date": pl.Date()}
    match node:
        case FactLeaf():
            return LeafLayout(types.get(node.kind, pl.Decimal(38, 6)))
        case FactItems(item=item):
            return ItemsLayout(complete_layout(item))
        case FactSection(members=members):
            return SectionLayout(
                tuple((name, complete_layout(each)) for name, each in members.items())
            )
