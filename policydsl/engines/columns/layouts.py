"""How a frame holds facts: which are there, of what type, and which of them have nulls.

Expressions are written for a layout. Two frames of the same layout share them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection


@dataclass(frozen=True, slots=True)
class LeafLayout:
    """A fact's type, and whether somebody has not stated it. No type: it is stated by nobody."""

    dtype: pl.DataType | None
    nulls: bool = True


@dataclass(frozen=True, slots=True)
class ItemsLayout:
    """A list's items, and whether it is unknown or empty of somebody.

    Not `present`: it is unknown of everybody.
    """

    item: Layout
    nulls: bool = True
    empties: bool = True
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


@dataclass(frozen=True, slots=True)
class Look:
    """How closely to look at the columns that are read: `exact` finds out which have no nulls.

    `longest` gets the length of the longest list of each path.
    """

    reads: Reads
    exact: bool
    longest: dict[str, int] = field(default_factory=dict)

    def layout_of(self, node: FactNode, found: pl.Series, path: str) -> Layout:
        """The layout of a column, or of what is in a list's items, as far as it is read.

        Raises `TypeError` for a type that cannot hold the fact.
        """
        if found.dtype == pl.Null:
            return absent_layout(node)
        match node:
            case FactLeaf():
                return self._leaf(node, found, path)
            case FactItems(item=item):
                return self._items(item, found, path)
            case FactSection(members=members):
                if not isinstance(found.dtype, pl.Struct):
                    raise TypeError(f"{path}: a section cannot be held as {found.dtype}")
                below = ((each.name, f"{path}.{each.name}") for each in found.dtype.fields)
                return SectionLayout(
                    tuple(
                        (name, self.layout_of(members[name], found.struct.field(name), under))
                        for name, under in below
                        if under in self.reads
                    )
                )

    def _leaf(self, node: FactLeaf, found: pl.Series, path: str) -> LeafLayout:
        if not _SUITS[node.kind](found.dtype):
            raise TypeError(f"{path}: a {node.kind} cannot be held as {found.dtype}")
        if not self.exact:
            return LeafLayout(found.dtype)
        nulls = found.null_count()
        return LeafLayout(found.dtype, nulls > 0) if nulls < len(found) else ABSENT

    def _items(self, item: FactNode, found: pl.Series, path: str) -> ItemsLayout:
        if not isinstance(found.dtype, pl.List):
            raise TypeError(f"{path}: a list cannot be held as {found.dtype}")
        lengths = found.list.len()
        longest = lengths.max()
        self.longest[path] = longest if isinstance(longest, int) else 0
        items = found.explode(empty_as_null=False, keep_nulls=False)
        below = self.layout_of(item, items, f"{path}[]")
        if not self.exact:
            return ItemsLayout(below)
        return ItemsLayout(below, found.null_count() > 0, lengths.min() == 0)


def absent_layout(node: FactNode) -> Layout:
    """The layout of facts that nobody states."""
    match node:
        case FactLeaf():
            return ABSENT
        case FactItems(item=item):
            return ItemsLayout(absent_layout(item), present=False)
        case FactSection():
            return SectionLayout(())


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
