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

    def of(self, name: str, node: FactNode) -> Layout:
        """A member's layout; one that no rule reads is as if nobody stated it."""
        known = (layout for each, layout in self.members if each == name)
        return next(known, None) or absent_layout(node)


Layout = LeafLayout | ItemsLayout | SectionLayout
ABSENT = LeafLayout(None)

Reads = frozenset[str]
"""Paths of facts, and of the sections and lists that hold them; `[]` stands for any item."""

_SUITS: Mapping[str, Callable[[pl.DataType], bool]] = {
    "string": lambda dtype: dtype == pl.String,
    "boolean": lambda dtype: dtype == pl.Boolean,
    "date": lambda dtype: dtype == pl.Date,
    "integer": lambda dtype: dtype.is_integer() or dtype.is_decimal(),
    "number": lambda dtype: dtype.is_integer() or dtype.is_decimal(),
}


def layout_of(node: FactNode, found: pl.Series | None, path: str, reads: Reads) -> Layout:
    """The layout of a column, or of what is in a list's items, as far as it is read.

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
                return absent_layout(node)
            if not isinstance(found.dtype, pl.List):
                raise TypeError(f"{path}: a list cannot be held as {found.dtype}")
            items = found.explode(empty_as_null=False, keep_nulls=False)
            return ItemsLayout(layout_of(item, items, f"{path}[]", reads), found.null_count() > 0)
        case FactSection(members=members):
            known = _fields(found, path)
            below = ((name, f"{path}.{name}") for name in known if name in members)
            return SectionLayout(
                tuple(
                    (name, layout_of(members[name], known[name], path, reads))
                    for name, path in below
                    if path in reads
                )
            )


def absent_layout(node: FactNode) -> Layout:
    """The layout of facts that nobody states."""
    match node:
        case FactLeaf():
            return ABSENT
        case FactItems(item=item):
            return ItemsLayout(absent_layout(item), present=False)
        case FactSection():
            return SectionLayout(())


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
