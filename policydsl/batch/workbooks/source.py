"""A workbook as an input that is read part by part: a form that was filled in, or any other.

It is read whole, since a list's rows may belong to any institution; parts are slices of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from policydsl.batch.reading.cells import Cell, column_of
from policydsl.batch.reading.source import Broken, Loaded, Mark, Table
from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.belonging import Belongings, belongings
from policydsl.batch.workbooks.cells import Fault, Read
from policydsl.batch.workbooks.found_sheets import Column, FoundBook, FoundSheet, read_book
from policydsl.batch.workbooks.layout import NAME, letter
from policydsl.batch.writing.results import json_line
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema

_ANY = frozenset({words.ANY.zh, words.ANY.en})


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """An `.xlsx` file; see `Source`.

    Sheets and columns are known by the facts schema, by default the shipped one.
    """

    path: Path
    schema: FactsSchema | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return str(self.path)

    def files(self) -> tuple[Path, ...]:
        return (self.path,)

    def options(self) -> Mapping[str, Any]:
        return {"kind": "xlsx"}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[WorkbookPart]:
        book = read_book(self.path, self.name, self.schema or load_facts_schema())
        whole = Whole(book, belongings(book))
        total = len(book.institutions.rows)
        begin = start[0] if start else 0
        while begin < total or number == 0:
            end = min(begin + size, total)
            yield WorkbookPart(number, begin, end, total, whole.loaded(begin, end))
            if end >= total:
                return
            begin, number = end, number + 1


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """Some institutions of a workbook, with their rows of its lists; see `Part`."""

    number: int
    begin: int
    stop: int
    total: int
    held: Loaded = field(repr=False)

    @property
    def first_row(self) -> int:
        return self.begin + 1

    @property
    def count(self) -> int:
        return self.stop - self.begin

    @property
    def end(self) -> Mark:
        return (self.stop,)

    @property
    def share(self) -> float:
        return self.stop / self.total if self.total else 1.0

    def load(self) -> Loaded:
        return self.held


@dataclass(frozen=True, slots=True)
class Whole:
    """A workbook of which it is known whose each record is."""

    book: FoundBook
    belongings: Belongings

    def loaded(self, begin: int, end: int) -> Loaded:
        """The institutions from one position to another; orphans stand with the last of them."""
        institutions, problems = self.book.institutions, self.belongings.problems
        right = [row for row in range(begin, end) if row not in problems]
        last = end == len(institutions.rows)
        related = {
            sheet.table: table
            for sheet in self.book.lists
            if (table := self._related(sheet, right, last)) is not None
        }
        broken = tuple(self._broken(row) for row in range(begin, end) if row in problems)
        return Loaded(_table(institutions, right), related, broken)

    def _broken(self, row: int) -> Broken:
        sheet, problem = self.book.institutions, self.belongings.problems[row]
        told = {each.heading: text for each in sheet.columns if (text := sheet.text(row, each.at))}
        line = sheet.rows[row].line
        return Broken(row + 1, line, problem.place, problem.diagnostic, json_line(told))

    def _related(self, sheet: FoundSheet, right: Sequence[int], last: bool) -> Table | None:
        owned = self.belongings.owned
        owners = {
            row: owner for owner in right for row in owned.get(owner, {}).get(sheet.table, ())
        }
        rows = [*owners, *(self.belongings.orphans.get(sheet.table, ()) if last else ())]
        rows.sort()
        return _table(sheet, rows, self._key(sheet, rows, owners)) if rows else None

    def _key(
        self, sheet: FoundSheet, rows: Sequence[int], owners: Mapping[int, int]
    ) -> _Instead | None:
        """What tells the institution, in the same way in all lists; orphans say what they said."""
        keys, institutions = sheet.keys, self.book.institutions
        column = institutions.column(self.belongings.key)
        if column is None or [each.path for each in keys] != [NAME]:
            return None
        cells = [
            institutions.text(owners[row], column.at)
            if row in owners
            else sheet.text(row, keys[0].at) or None
            for row in rows
        ]
        return _Instead(keys[0], column.heading, cells)


@dataclass(frozen=True, slots=True)
class _Instead:
    """Cells that are handed on in the place of a column's own."""

    column: Column
    heading: str
    cells: Sequence[Cell]


def _table(sheet: FoundSheet, rows: Sequence[int], instead: _Instead | None = None) -> Table:
    series, letters = [], {}
    for each in sheet.columns:
        heading = each.heading
        cells: Sequence[Cell] = [_plain(sheet.cell(row, each.at)) for row in rows]
        if each.said:
            cells = [None if str(cell).strip() in _ANY else cell for cell in cells]
        if instead is not None and each == instead.column:
            heading, cells = instead.heading, instead.cells
        series.append(column_of(heading, _alike(cells)))
        letters[heading] = letter(each.at)
    lines = [sheet.rows[row].line for row in rows]
    return Table(pl.DataFrame(series), [row + 1 for row in rows], lines, sheet.title, letters)


def _plain(cell: Read) -> Cell:
    return cell.written if isinstance(cell, Fault) else cell


def _alike(cells: Sequence[Cell]) -> Sequence[Cell]:
    """All numbers are doubles where one is: a workbook knows no others."""
    kinds = {type(cell) for cell in cells}
    if kinds <= {int, float, type(None)} and float in kinds:
        return [float(cell) if isinstance(cell, int) else cell for cell in cells]
    return cells
