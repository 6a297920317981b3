"""Which cells of a workbook that was evaluated are to blame for what is not met."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policydsl.batch.joining import Tables
from policydsl.batch.nesting import nested
from policydsl.batch.reading.source import Loaded, Table
from policydsl.batch.workbooks.belonging import Belongings, belongings
from policydsl.batch.workbooks.found_sheets import FoundBook, FoundSheet, read_book
from policydsl.batch.workbooks.reasons import Reason, reasons_of
from policydsl.batch.workbooks.source import Whole, WorkbookSource
from policydsl.engines.interpreter import evaluate_all
from policydsl.policy.facts import facts_from_data
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Language

ProgramOn = Callable[[datetime.date], Program]
Cell = tuple[str, int, int]
"""A sheet's title, a line from 1, a column from 0."""

_STEP = re.compile(r"([a-z_][a-z0-9_.]*?)\[([0-9]+)\]\.?")


@dataclass(frozen=True, slots=True)
class Marked:
    """The workbook, its institutions' reasons by their data rows, from 1, and the cells to mark."""

    book: FoundBook
    reasons: Mapping[int, tuple[Reason, ...]] = field(repr=False)
    cells: Mapping[Cell, tuple[Reason, ...]] = field(repr=False)


def marked(
    source: WorkbookSource,
    rows: Mapping[int, datetime.date],
    decisions: Collection[str],
    program_on: ProgramOn,
    language: Language,
    keep: Collection[str] = (),
) -> Marked:
    """Asks the interpreter why; `rows` are the institutions to ask about, each with its day.

    Columns in `keep` are no facts. Raises as reading the workbook does.
    """
    book = read_book(source.path, source.name, source.schema or load_facts_schema())
    found = belongings(book)
    loaded = Whole(book, found).loaded(0, len(book.institutions.rows))
    reasons: dict[int, tuple[Reason, ...]] = {}
    cells: dict[Cell, list[Reason]] = defaultdict(list)
    for row, stated in _facts(loaded, program_on, rows, keep):
        program = program_on(rows[row])
        facts = facts_from_data(stated, program.facts)
        traces = evaluate_all(program, facts, rows[row].isoformat())
        told = [
            reason
            for trace in traces
            if trace.decision in decisions
            for reason in reasons_of(trace, program, language)
        ]
        reasons[row] = tuple(told)
        for reason in told:
            for cell in _cells(book, found, row - 1, reason):
                cells[cell].append(reason)
    return Marked(book, reasons, {cell: tuple(each) for cell, each in cells.items()})


def _facts(
    loaded: Loaded,
    program_on: ProgramOn,
    rows: Mapping[int, datetime.date],
    keep: Collection[str],
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What the institutions asked about stated."""
    content = loaded.content
    assert isinstance(content, Table)
    if not rows:
        return
    schema = program_on(next(iter(rows.values()))).facts
    raw = {"": content.frame} | {path: each.frame for path, each in loaded.related.items()}
    headings = {path: frame.columns for path, frame in raw.items()}
    read = Tables.of(schema, headings, keep=keep).run(raw)
    records = nested(read.frame).to_dicts()
    for at, record in zip(read.rows.to_list(), records, strict=True):
        if content.rows[at] in rows:
            yield content.rows[at], record


def _cells(book: FoundBook, found: Belongings, institution: int, reason: Reason) -> Iterator[Cell]:
    """The cells of the facts that the reason names, in the rows that it is about."""
    own = _rows(book, found, institution, reason.item)
    sheets = {"": book.institutions} | {each.table: each for each in book.lists}
    for fact in sorted(reason.facts):
        path = fact.replace("[]", "")
        table = fact.rpartition("[].")[0].replace("[]", "")
        while True:
            sheet, row = sheets.get(table), own.get(table)
            column = sheet.column(path) if sheet is not None else None
            if sheet is not None and row is not None and column is not None:
                yield sheet.title, sheet.rows[row].line, column.at
                break
            if not table:
                break
            # What is asked of a list as a whole stands in the row that the list belongs to.
            path, table = table, _around(table, sheets)


def _around(table: str, sheets: Collection[str]) -> str:
    steps = table.split(".")
    inside = (".".join(steps[:end]) for end in range(len(steps) - 1, 0, -1))
    return next((each for each in inside if each in sheets), "")


def _rows(book: FoundBook, found: Belongings, institution: int, item: str) -> Mapping[str, int]:
    """The rows of an item and of those around it: by each list's path, "" for the institution."""
    rows = {"": institution}
    sheets: dict[str, FoundSheet] = {each.table: each for each in book.lists}
    table, outer = "", book.institutions
    for name, number in _STEP.findall(item):
        table = f"{table}.{name}" if table else name
        sheet = sheets.get(table)
        if sheet is None:
            break
        own = list(found.owned.get(institution, {}).get(table, ()))
        for key in sheet.columns:
            column = outer.column(key.path or "") if outer.table else None
            if column is not None and key.list == outer.table:
                of = outer.text(rows[outer.table], column.at)
                own = [row for row in own if sheet.text(row, key.at) == of]
        if int(number) > len(own):
            break
        rows[table] = own[int(number) - 1]
        outer = sheet
    return rows
