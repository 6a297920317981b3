"""Columns as they were given, of any type, made values of the facts that they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from policydsl.batch import errors_tables as errors
from policydsl.batch.cells import says_no_items
from policydsl.batch.column_cells import blank_as_null, converted, split
from policydsl.batch.results import Reject
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic, Text

_LONGEST = 200


@dataclass(slots=True)
class Reader:
    """Reads the columns of one table: what is wrong with its cells, and with its columns."""

    schema: FactsSchema
    heading: str = ""
    rejects: list[Reject] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def node(self, cells: pl.Series, node: FactNode, rows: pl.Series) -> pl.Series:
        """The values; `rows` says which row of the table each cell is of."""
        match node:
            case FactLeaf():
                return self._leaf(cells, node, rows)
            case FactItems():
                return self._list(cells, node, rows)
            case FactSection():
                return self._section(cells, node, rows)

    def _leaf(self, cells: pl.Series, leaf: FactLeaf, rows: pl.Series) -> pl.Series:
        if cells.dtype.is_nested():
            return self._shape(cells, Text("单个的值", "single values"))
        values = converted(cells, leaf, self.schema.units)
        unread = values.is_null() & cells.is_not_null()
        if unread.any():
            texts = _as_texts(cells.filter(unread))
            for row, text in zip(rows.filter(unread).to_list(), texts, strict=True):
                if text.strip():
                    self._reject(row, self._unreadable(leaf, cells.dtype, text))
        return values

    def _unreadable(self, leaf: FactLeaf, dtype: pl.DataType, text: str) -> Diagnostic:
        if dtype.is_float() and text in ("NaN", "inf", "-inf"):
            return errors.not_finite(self.heading)
        if leaf.kind == "date" and isinstance(dtype, pl.Datetime):
            return errors.zoned_time(self.heading)
        return errors.unreadable_cell(self.heading, leaf, text[:_LONGEST])

    def _list(self, cells: pl.Series, node: FactItems, rows: pl.Series) -> pl.Series:
        if cells.dtype == pl.Null:
            return cells
        if not isinstance(cells.dtype, pl.List):
            if cells.dtype != pl.String:
                return self._shape(cells, Text("列表", "lists"))
            if isinstance(node.item, FactSection):
                return self._no_items(blank_as_null(cells), node, rows)
            cells = split(cells)
        lengths = cells.list.len()
        items = cells.explode(empty_as_null=False, keep_nulls=False)
        of = _repeated(rows, lengths)
        values = self.node(items, node.item, of)
        return cells if values is items else _in_lists(values, lengths)

    def _no_items(self, texts: pl.Series, node: FactItems, rows: pl.Series) -> pl.Series:
        """The column of a list whose items are rows of another table: it can say there are none."""
        for row, text in zip(rows.to_list(), texts.to_list(), strict=True):
            if text is not None and not says_no_items(text):
                self._reject(row, errors.items_in_cell(self.heading, text[:_LONGEST], node.zh))
        none = pl.Series([[]], dtype=pl.List(pl.Struct([]))).new_from_index(0, len(texts))
        return none.set(texts.is_null(), None)

    def _section(self, cells: pl.Series, node: FactSection, rows: pl.Series) -> pl.Series:
        if cells.dtype == pl.Null:
            return cells
        if not isinstance(cells.dtype, pl.Struct):
            return self._shape(cells, Text("各项事实", "facts of its own"))
        parts: list[pl.Series] = []
        same = True
        for each in cells.dtype.fields:
            name = node.aliases.get(each.name.strip(), each.name.strip())
            member = node.members.get(name)
            if member is None:
                known = [*node.members, *node.aliases]
                self.problems.append(errors.unknown_column(each.name, known))
                continue
            if name in (part.name for part in parts):
                self.problems.append(errors.column_twice(name, self.heading, each.name))
                continue
            before = cells.struct.field(each.name)
            values = self.node(before, member, rows)
            same = same and name == each.name and values is before
            parts.append(values.alias(name))
        if same or not parts:
            return cells
        structs = pl.DataFrame(parts).to_struct()
        missing = cells.is_null()
        return structs.set(missing, None) if missing.any() else structs

    def _shape(self, cells: pl.Series, wanted: Text) -> pl.Series:
        self.problems.append(errors.wrong_shape(self.heading, wanted, str(cells.dtype)))
        return cells

    def _reject(self, row: int, diagnostic: Diagnostic) -> None:
        self.rejects.append(Reject(row, diagnostic, column=self.heading))


def _as_texts(cells: pl.Series) -> list[str]:
    return [each if isinstance(each, str) else str(each) for each in cells.cast(pl.String)]


def _repeated(rows: pl.Series, lengths: pl.Series) -> pl.Series:
    """Each row as often as its list is long."""
    repeated = pl.select(rows.repeat_by(lengths.fill_null(0))).to_series()
    return repeated.explode(empty_as_null=False, keep_nulls=False)


def _in_lists(items: pl.Series, lengths: pl.Series) -> pl.Series:
    """Items put into lists of these lengths again; a null one was no list."""
    number = pl.int_range(len(lengths), dtype=pl.Int64, eager=True)
    grouped = (
        pl.DataFrame({"number": _repeated(number, lengths), "items": items})
        .group_by("number", maintain_order=True)
        .agg("items")
    )
    lists = number.to_frame("number").join(grouped, on="number", how="left", maintain_order="left")
    empty = pl.Series([[]], dtype=lists.schema["items"])
    filled = lists["items"].zip_with(lengths != 0, empty.new_from_index(0, len(lengths)))
    return filled.set(lengths.is_null(), None)
