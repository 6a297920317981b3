"""A frame's columns as parts of the facts: nested (structs, lists of them) or by dotted ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl
from polars.datatypes import DataTypeClass

from policydsl.batch import errors_tables as errors
from policydsl.policy.facts.facts_errors import KINDS
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic, FactsError, Text

_LEAF_TYPES = (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Date, pl.Null)


@dataclass(frozen=True, slots=True)
class Cells:
    """The values of one fact, or of one list: how an expression reaches them, and their type."""

    path: str
    expression: pl.Expr
    node: FactLeaf | FactItems
    dtype: pl.DataType


@dataclass(frozen=True, slots=True)
class Level:
    """What the rows of a frame hold of each institution, or of each item of a list."""

    cells: tuple[Cells, ...] = field(repr=False)

    @property
    def leaves(self) -> Iterator[tuple[Cells, FactLeaf]]:
        return ((each, each.node) for each in self.cells if isinstance(each.node, FactLeaf))

    @property
    def lists(self) -> Iterator[tuple[Cells, FactItems]]:
        return ((each, each.node) for each in self.cells if isinstance(each.node, FactItems))


ITEM = "item"
"""The only column of a frame of a list's items."""


def level_of(root: FactSection, dtypes: Mapping[str, pl.DataType]) -> Level:
    """The parts of a frame of institutions.

    Raises `FactsError` for columns that are no facts, or come twice, and for types that hold none.
    """
    reader = _Reader()
    for column, dtype in dtypes.items():
        reader.column(root, column, dtype)
    if reader.problems:
        raise FactsError(*reader.problems)
    return Level(tuple(reader.cells.values()))


def level_of_items(items: FactItems, dtype: pl.DataType, path: str) -> Level:
    """The parts of a frame of a list's items, whose only column is `item`."""
    reader = _Reader()
    reader.node(items.item, path, pl.col(ITEM), dtype)
    if reader.problems:
        raise FactsError(*reader.problems)
    return Level(tuple(reader.cells.values()))


class _Reader:
    def __init__(self) -> None:
        self.cells: dict[str, Cells] = {}
        self.columns: dict[str, str] = {}
        self.problems: list[Diagnostic] = []
        self.now = ""

    def column(self, root: FactSection, column: str, dtype: pl.DataType) -> None:
        self.now = column
        node: FactNode | None = root
        for step in column.split("."):
            node = node.members.get(step) if isinstance(node, FactSection) else None
        if node is None:
            self.problems.append(errors.unknown_column(column, known_paths(root)))
            return
        self.node(node, column, pl.col(column), dtype)

    def node(self, node: FactNode, path: str, expression: pl.Expr, dtype: pl.DataType) -> None:
        match node:
            case FactSection():
                self.section(node, path, expression, dtype)
            case FactItems():
                if isinstance(dtype, pl.List):
                    level_of_items(
                        node, instance(dtype.inner), path
                    )  # its names are checked once, here
                elif dtype != pl.Null:
                    self.shape(path, Text("列表", "lists"), dtype)
                self.keep(Cells(path, expression, node, dtype))
            case FactLeaf():
                if not (dtype.is_numeric() or dtype in _LEAF_TYPES):
                    self.shape(path, KINDS[node.kind], dtype)
                self.keep(Cells(path, expression, node, dtype))

    def section(
        self, node: FactSection, path: str, expression: pl.Expr, dtype: pl.DataType
    ) -> None:
        if isinstance(dtype, pl.Struct):
            for part in dtype.fields:
                below = f"{path}.{part.name}"
                member = node.members.get(part.name)
                if member is None:
                    known = [f"{path}.{each}" for each in node.members]
                    self.problems.append(errors.unknown_column(below, known))
                    continue
                inner = expression.struct.field(part.name)
                self.node(member, below, inner, instance(part.dtype))
        elif dtype != pl.Null:
            self.shape(path, Text("各项事实", "facts of its own"), dtype)

    def shape(self, path: str, wanted: Text, dtype: pl.DataType) -> None:
        self.problems.append(errors.wrong_shape(path, wanted, str(dtype)))

    def keep(self, cells: Cells) -> None:
        if cells.path in self.cells:
            self.problems.append(
                errors.column_twice(cells.path, self.columns[cells.path], self.now)
            )
        self.cells[cells.path] = cells
        self.columns[cells.path] = self.now


def instance(dtype: pl.DataType | DataTypeClass) -> pl.DataType:
    """A type that may be given as its class, as a type."""
    return dtype() if isinstance(dtype, type) else dtype


def known_paths(section: FactSection, path: str = "") -> Iterator[str]:
    """The ids that a column may have: all but those inside lists."""
    for name, node in section.members.items():
        here = f"{path}{name}"
        if isinstance(node, FactSection):
            yield from known_paths(node, f"{here}.")
        else:
            yield here
