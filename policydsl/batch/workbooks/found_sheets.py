"""Which sheets of a workbook hold what, and which column stands for which fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policydsl.batch.headings import Headings, Meant
from policydsl.batch.reading import errors_reading
from policydsl.batch.reading.cells import text_of
from policydsl.batch.workbooks import errors_workbooks as errors
from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.cells import Fault, OpenBook, Read, Row, opened
from policydsl.batch.workbooks.identity import (
    FIRST_ROW,
    FORMAT,
    HEAD_ROW,
    ID_ROW,
    KEY_MARK,
    LIST_MARK,
    SHEET,
    Identity,
    read_identity,
)
from policydsl.batch.workbooks.layout import INSTITUTIONS, letter, list_names
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.text.diagnostic import UsageError

_ID = re.compile(r"[@?]?[a-z_][a-z0-9_]*(\[\])?(\.[a-z_][a-z0-9_]*(\[\])?)*")
_NO_FACTS = frozenset(words.HOW_TO.in_language(each) for each in ("zh", "en"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `at` counts from 0; `heading` is what it is called for further reading.

    `path` is the fact's, without `[]`, and `list` the list in whose items it lies, "" for
    institutions; both are None where it is no fact. `said` marks a column that says whether a list
    of records has any.
    """

    at: int
    heading: str
    path: str | None
    list: str | None
    said: bool = False


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet that holds institutions (`table` is "") or the records of a list, by its path.

    `heads` are the rows above `rows`; of a form, the first holds ids and is hidden.
    """

    title: str
    table: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(repr=False)
    heads: tuple[Row, ...] = field(repr=False)
    form: bool = False

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that name the institution which a record belongs to."""
        return tuple(each for each in self.columns if self.table and each.list == "")

    def place(self, at: int, row: int) -> str:
        """A cell as people name it: `机构!C5`."""
        return f"{self.title}!{letter(at)}{self.rows[row].line}"

    def cell(self, row: int, at: int) -> Read:
        cells = self.rows[row].cells
        return cells[at] if at < len(cells) else None

    def text(self, row: int, at: int) -> str:
        """What a cell says, without what surrounds it; "" where it is blank."""
        cell = self.cell(row, at)
        written = cell.written if isinstance(cell, Fault) else text_of(cell)
        return (written or "").strip()

    def column(self, path: str) -> Column | None:
        return next((each for each in self.columns if each.path == path), None)


@dataclass(frozen=True, slots=True)
class FoundBook:
    """A workbook as it was read: institutions, the lists beside them, and what form it is."""

    institutions: FoundSheet
    lists: tuple[FoundSheet, ...]
    identity: Identity | None


def read_book(path: Path, name: str, schema: FactsSchema) -> FoundBook:
    """All that a workbook holds. Raises `UsageError` and OSError."""
    with opened(path, name) as book:
        identity = _identity(book)
        found: dict[str, FoundSheet] = {}
        for title, visible in book.sheets():
            if not visible or title in _NO_FACTS:
                continue
            rows = tuple(book.rows(title))
            sheet = _sheet(book, title, rows, schema, identity, not found) if rows else None
            if sheet is None:
                continue
            if sheet.table in found:
                raise UsageError(errors.two_sheets(name, found[sheet.table].title, title))
            found[sheet.table] = sheet
    if "" not in found:
        raise UsageError(errors.no_institutions(name))
    return FoundBook(found.pop(""), tuple(found.values()), identity)


def _identity(book: OpenBook) -> Identity | None:
    if SHEET not in dict(book.sheets()):
        return None
    identity = read_identity(row.cells for row in book.rows(SHEET))
    if identity is not None and identity.format != FORMAT:
        raise UsageError(errors.newer_form(book.name, identity.format))
    return identity


def _sheet(
    book: OpenBook,
    title: str,
    rows: tuple[Row, ...],
    schema: FactsSchema,
    identity: Identity | None,
    first: bool,
) -> FoundSheet | None:
    if identity is not None and _has_ids(rows[0]):
        return _of_form(title, rows, schema, identity.language == "zh")
    known = list_names(schema)
    table = _table(title, known)
    if table is None:
        if not first:
            raise UsageError(errors.unknown_sheet(book.name, title, sorted(known)))
        table = ""
    head = _head(rows)
    if head is None:
        return None
    texts = [_heading(cell) for cell in rows[head].cells]
    columns = _columns(title, texts, rows[head + 1 :], Headings.of(schema, table))
    return FoundSheet(title, table, columns, rows[head + 1 :], rows[: head + 1])


def _has_ids(row: Row) -> bool:
    ids = [each for each in row.cells if each is not None]
    return row.line == ID_ROW + 1 and all(
        isinstance(each, str) and _ID.fullmatch(each) for each in ids
    )


def _of_form(title: str, rows: tuple[Row, ...], schema: FactsSchema, chinese: bool) -> FoundSheet:
    """A sheet of a form: its hidden row tells, wherever a column was moved."""
    ids = [_heading(cell) for cell in rows[0].cells]
    told = [_told(each, schema, chinese) for each in ids]
    tables = [each.rpartition("[].")[0].replace("[]", "") for each in _own(ids)]
    table = max(set(tables), key=tables.count, default="")
    headings = next((row.cells for row in rows if row.line == HEAD_ROW + 1), ())
    data = tuple(row for row in rows if row.line > FIRST_ROW)
    shown = [_heading(cell) for cell in headings]
    names = [
        told[at] if at < len(told) and told[at] else (shown[at] if at < len(shown) else "")
        for at in range(max(len(told), len(shown)))
    ]
    known = Headings.of(schema, table)
    columns = _columns(title, names, data, known)
    heads = tuple(row for row in rows if row.line <= FIRST_ROW)
    return FoundSheet(title, table, columns, data, heads, form=True)


def _told(id_: str, schema: FactsSchema, chinese: bool) -> str:
    """What a column is called in messages: its fact's whole name in the form's language."""
    path = id_.lstrip(KEY_MARK + LIST_MARK)
    info = schema.info(path) if chinese and path else None
    return (path if info is None else info.zh_path).replace("[]", "")


def _own(ids: Sequence[str]) -> Iterator[str]:
    return (each.removeprefix(LIST_MARK) for each in ids if each and each[0] != KEY_MARK)


def _table(title: str, known: Mapping[str, str]) -> str | None:
    name = title.strip().casefold()
    if name in (INSTITUTIONS.zh, INSTITUTIONS.en.casefold()):
        return ""
    return known.get(name)


def _head(rows: tuple[Row, ...]) -> int | None:
    """The row of headings: the first with more than one cell, since a title stands alone."""
    filled = [sum(cell is not None for cell in row.cells) for row in rows]
    return next((at for at, count in enumerate(filled) if count > 1), 0 if filled else None)


def _heading(cell: Read) -> str:
    written = cell.written if isinstance(cell, Fault) else text_of(cell)
    return (written or "").strip()


def _columns(
    title: str, names: Sequence[str], rows: Sequence[Row], known: Headings
) -> tuple[Column, ...]:
    """Raises `UsageError` for cells without a heading, and for two headings that are the same."""
    broadest = max((len(row.cells) for row in rows), default=0)
    found: dict[str, Column] = {}
    for at in range(max(len(names), broadest)):
        name = names[at] if at < len(names) else ""
        if not name:
            if any(at < len(row.cells) and row.cells[at] is not None for row in rows):
                raise UsageError(errors_reading.heading_blank(title, at + 1))
            continue
        if name in found:
            raise UsageError(errors_reading.heading_twice(title, name))
        found[name] = _column(at, name, known)
    return tuple(found.values())


def _column(at: int, name: str, known: Headings) -> Column:
    meant = known.meaning(name)
    if not isinstance(meant, Meant):
        return Column(at, name, None, None)
    node = meant.node
    said = isinstance(node, FactItems) and isinstance(node.item, FactSection)
    return Column(at, name, meant.path, meant.list, said)
