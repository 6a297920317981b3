"""Sheets of an `.xlsx` file as rows of cells, one after the other."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from policydsl.batch.reading.cells import Cell
from policydsl.batch.workbooks import errors_workbooks as errors
from policydsl.text.diagnostic import Diagnostic, UsageError

UNPACKED = 4 * 2**30
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # .xls, and any workbook with a password
_KEPT_DIGITS = 10**15
_LITERALS = re.compile(r'"[^"]*"|\\.')
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError, IndexError, ValueError,
    TypeError, AttributeError, NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be taken as it is, and what it looks like."""

    diagnostic: Diagnostic
    written: str


Read = Cell | Fault


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number in the sheet, from 1, and its cells from column A."""

    line: int
    cells: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A workbook that is open. `path` and `name` are the file, and what people call it."""

    path: Path
    name: str
    book: Any

    def sheets(self) -> tuple[tuple[str, bool], ...]:
        """The sheets' names in order, and whether people see them."""
        visible = ((each.title, each.sheet_state == "visible") for each in self.book.worksheets)
        return tuple(visible)

    def rows(self, sheet: str) -> Iterator[Row]:
        """All rows that hold anything. Raises `UsageError` where the file is damaged there."""
        with closing(_Results(self, sheet)) as results:
            for line, cells in enumerate(_rows(self.book, sheet, self.name), start=1):
                read = [_read(cell, line, at, results) for at, cell in enumerate(cells)]
                while read and read[-1] is None:
                    read.pop()
                if read:
                    yield Row(line, tuple(read))


def _rows(book: Any, sheet: str, name: str, first: int = 1) -> Iterator[tuple[Any, ...]]:
    with _told(name):
        place = book[sheet]
        place.reset_dimensions()
        rows = place.iter_rows(min_row=first)
    while True:
        with _told(name):
            cells = next(rows, None)
        if cells is None:
            return
        yield cells


@contextmanager
def opened(path: Path, name: str) -> Iterator[OpenBook]:
    """Opens a workbook to be read from its start to its end.

    Raises `UsageError` for what is no workbook, and OSError.
    """
    _look(path, name)
    with _told(name):
        book = _load(path, data_only=False)
    try:
        yield OpenBook(path, name, book)
    finally:
        book.close()


def _look(path: Path, name: str) -> None:
    """Refuses what is surely none, before a library for workbooks is asked."""
    with path.open("rb") as file:
        if file.read(len(_OLD)) == _OLD:
            raise UsageError(errors.old_or_locked(name))
    with _told(name), zipfile.ZipFile(path) as archive:
        if sum(each.file_size for each in archive.infolist()) > UNPACKED:
            raise UsageError(errors.too_large(name, UNPACKED))


def _load(path: Path, *, data_only: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(path, read_only=True, data_only=data_only, keep_links=False)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What a library raises over damaged files, as one diagnostic; its warnings do not matter."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except _DAMAGE as error:
        raise UsageError(errors.not_a_workbook(name)) from error


class _Results:
    """The results of a sheet's formulas as the file keeps them, read when there is a formula."""

    def __init__(self, book: OpenBook, sheet: str) -> None:
        self.book, self.sheet = book, sheet
        self.opened: Any = None
        self.rows: Iterator[tuple[Any, ...]] = iter(())
        self.line = 0
        self.cells: tuple[Any, ...] = ()

    def at(self, line: int, column: int) -> Any:
        """The cell that holds a formula's result; lines are asked for in their order."""
        if self.opened is None:
            with _told(self.book.name):
                self.opened = _load(self.book.path, data_only=True)
            self.rows = _rows(self.opened, self.sheet, self.book.name, line)
            self.line = line - 1
        while self.line < line:
            self.line, self.cells = self.line + 1, next(self.rows, ())
        return self.cells[column] if column < len(self.cells) else None

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()


def _read(cell: Any, line: int, column: int, results: _Results) -> Read:
    if cell.value is None:
        return None
    if cell.data_type != "f":
        return _value(cell)
    found = results.at(line, column)
    if found is None or found.value is None:
        return Fault(errors.uncalculated(_formula(cell.value)), _formula(cell.value))
    return _value(found)


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))[:60]


def _value(cell: Any) -> Read:
    value = cell.value
    if cell.data_type == "e":
        return Fault(errors.error_cell(str(value)), str(value))
    match value:
        case bool():
            return value
        case int() | float() if abs(value) >= _KEPT_DIGITS:
            return Fault(errors.digits_lost(f"{value:.15g}"), f"{value:.15g}")
        case int() | float():
            return _percentage(value) if _is_percentage(cell.number_format) else value
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date() if midnight else value.isoformat(" ")
        case datetime.date():
            return value
        case str():
            return value if value.strip() else None
        case _:
            return str(value)


def _is_percentage(number_format: str) -> bool:
    """Whether Excel shows a hundred times the number, and a sign behind it."""
    return "%" in number_format and "%" in _LITERALS.sub("", number_format)


def _percentage(value: int | float) -> str:
    """What was typed: the number behind 30% is 0.3, which would pass for less than one percent."""
    shown = (Decimal(repr(value)) * 100).normalize()
    return f"{shown:f}%"
