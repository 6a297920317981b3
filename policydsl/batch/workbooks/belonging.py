"""Whose each record of a workbook is, and which institutions cannot be read as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policydsl.batch.cells import says_no_items
from policydsl.batch.workbooks import errors_workbooks as errors
from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.cells import Fault
from policydsl.batch.workbooks.found_sheets import Column, FoundBook, FoundSheet
from policydsl.batch.workbooks.layout import CODE, NAME
from policydsl.text.diagnostic import Diagnostic

_ANY = frozenset({words.ANY.zh, words.ANY.en})


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an institution is not read: the cell at fault, perhaps on another sheet."""

    place: str
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Belongings:
    """All counted by positions of rows on their sheets, from 0.

    `owned` leads from an institution to the rows of each list, by the list's path; `orphans` are
    rows that belong to nobody. `problems` are those of institutions that are not read. `key` is
    the fact that tells institutions apart: the name or, where names do not, the code.
    """

    owned: Mapping[int, Mapping[str, Sequence[int]]] = field(repr=False)
    orphans: Mapping[str, Sequence[int]]
    problems: Mapping[int, Problem]
    key: str


def belongings(book: FoundBook) -> Belongings:
    """Every row of every list is owned, an orphan, or part of an institution with a problem."""
    return _Sorter(book).sorted()


class _Sorter:
    def __init__(self, book: FoundBook) -> None:
        self.book = book
        self.problems: dict[int, Problem] = {}
        self.owned: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.orphans: dict[str, list[int]] = defaultdict(list)

    def sorted(self) -> Belongings:
        institutions = self.book.institutions
        for row, fault in _faults(institutions):
            self.problem(row, fault)
        for sheet in self.book.lists:
            faults = dict(reversed([*_faults(sheet)]))
            for row, owners in enumerate(self._owners(sheet)):
                self._give(sheet, row, owners, faults.get(row))
        self._check_said(institutions, {row: row for row in range(len(institutions.rows))})
        for sheet in self.book.lists:
            of = {row: owner for owner, own in self.owned.items() for row in own[sheet.table]}
            self._check_said(sheet, of)
        return Belongings(self.owned, self.orphans, self.problems, self._key())

    def _key(self) -> str:
        institutions = self.book.institutions
        for path in (NAME, CODE):
            said = [_said(institutions, row, path) for row in range(len(institutions.rows))]
            often = Counter(said)
            unclear = [row for row in self.owned if not said[row] or often[said[row]] > 1]
            if not unclear:
                return path
        return self._by_name()

    def _by_name(self) -> str:
        """Neither names nor codes tell all: those that names do not tell are not read."""
        institutions = self.book.institutions
        lines: dict[str, list[int]] = defaultdict(list)
        for row, each in enumerate(institutions.rows):
            lines[_said(institutions, row, NAME)].append(each.line)
        for row in self.owned:
            name = _said(institutions, row, NAME)
            if len(lines[name]) > 1 or not name:
                column = institutions.column(NAME)
                place = institutions.place(column.at if column else 0, row)
                self.problem(row, Problem(place, errors.same_name(name, lines[name])))
        return NAME

    def problem(self, institution: int, problem: Problem) -> None:
        self.problems.setdefault(institution, problem)

    def _give(
        self, sheet: FoundSheet, row: int, owners: Sequence[int], fault: Problem | None
    ) -> None:
        if not owners:
            self.orphans[sheet.table].append(row)
        elif len(owners) > 1:
            at = sheet.keys[0].at
            lines = [self.book.institutions.rows[each].line for each in owners]
            why = errors.belongs_to_several(sheet.text(row, at), lines)
            for each in owners:
                self.problem(each, Problem(sheet.place(at, row), why))
        else:
            self.owned[owners[0]][sheet.table].append(row)
            if fault is not None:
                self.problem(owners[0], fault)

    def _owners(self, sheet: FoundSheet) -> Iterator[Sequence[int]]:
        """For each row, the institutions that it may belong to."""
        keys = sheet.keys
        known = _index(self.book.institutions, [each.path or "" for each in keys])
        for row in range(len(sheet.rows)):
            named = tuple(sheet.text(row, each.at) for each in keys)
            yield known.get(named, ()) if any(named) else ()

    def _check_said(self, sheet: FoundSheet, institution_of: Mapping[int, int]) -> None:
        """Whether the columns that say some or none agree with the lists."""
        for column in sheet.columns:
            inner = next((s for s in self.book.lists if s.table == column.path), None)
            if not column.said or inner is None:
                continue
            names = [each for each in inner.columns if sheet.table and each.list == sheet.table]
            held = self._held(inner, names)
            own = [sheet.column(each.path or "") for each in names]
            for row, institution in institution_of.items():
                written = sheet.text(row, column.at)
                if not written or isinstance(sheet.cell(row, column.at), Fault):
                    continue
                key = tuple(sheet.text(row, each.at) if each else "" for each in own)
                why = _disagreement(written, inner, held.get((institution, key)))
                if why is not None:
                    self.problem(institution, Problem(sheet.place(column.at, row), why))

    def _held(
        self, inner: FoundSheet, names: Sequence[Column]
    ) -> dict[tuple[int, tuple[str, ...]], int]:
        """A row of a list, for each institution or item of the list around it that has one."""
        held: dict[tuple[int, tuple[str, ...]], int] = {}
        for institution, own in self.owned.items():
            for row in own.get(inner.table, ()):
                named = tuple(inner.text(row, each.at) for each in names)
                held.setdefault((institution, named), row)
        return held


def _faults(sheet: FoundSheet) -> Iterator[tuple[int, Problem]]:
    for row, cells in enumerate(sheet.rows):
        for at, cell in enumerate(cells.cells):
            if isinstance(cell, Fault):
                yield row, Problem(sheet.place(at, row), cell.diagnostic)


def _index(
    institutions: FoundSheet, paths: Sequence[str]
) -> Mapping[tuple[str, ...], Sequence[int]]:
    """The institutions by what these columns say of them; by name or by code where one does."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    if paths == [NAME]:
        for row in range(len(institutions.rows)):
            for each in {_said(institutions, row, NAME), _said(institutions, row, CODE)} - {""}:
                found[(each,)].append(row)
        return found
    for row in range(len(institutions.rows)):
        found[tuple(_said(institutions, row, each) for each in paths)].append(row)
    return found


def _said(sheet: FoundSheet, row: int, path: str) -> str:
    column = sheet.column(path)
    return sheet.text(row, column.at) if column else ""


def _disagreement(written: str, inner: FoundSheet, row: int | None) -> Diagnostic | None:
    if says_no_items(written):
        return None if row is None else errors.said_none(inner.title, inner.rows[row].line)
    if written in _ANY:
        return errors.said_some(inner.title) if row is None else None
    return errors.said_neither(written)
