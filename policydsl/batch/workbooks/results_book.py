"""Results as a workbook: verdicts with their reasons, rejects, counts, and the marked input."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from policydsl.batch.workbooks import errors_workbooks as errors
from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.column_reasons import ColumnReasons
from policydsl.batch.workbooks.marked_sheets import write_marked
from policydsl.batch.workbooks.marking import Marked
from policydsl.batch.workbooks.reasons import lines_of
from policydsl.batch.workbooks.results_columns import (
    REASON_OF,
    ResultColumn,
    Shown,
    result_columns,
)
from policydsl.batch.workbooks.results_counts import Counts, write_counts
from policydsl.batch.workbooks.styles import CREATED, Styles, height_of, merged_heading
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Language, Text, UsageError

LAST_ROW = 1_048_575
_GROUP_ROW, _HEAD_ROW, _FIRST = 0, 1, 2
_REJECT_BREADTHS = (8, 8, 16, 22, 60, 40, 60)
_WRAPPED = frozenset({"prose", "reason"})
_DIGITS = 15  # what Excel keeps of a number


@dataclass(frozen=True, slots=True)
class Results:
    """What a workbook of results is made of.

    `rows` are rows of results by column names, in order, `columns` their names; `rejects` are
    those of the rejects file. `marked` is the workbook that was evaluated, where it was one;
    `notes` are what whoever reads the counts has to know.
    """

    program: Program
    columns: tuple[str, ...]
    rows: Iterable[Mapping[str, Any]] = field(repr=False)
    rejects: Iterable[Mapping[str, Any]] = field(repr=False)
    marked: Marked | None = field(default=None, repr=False)
    notes: tuple[Text, ...] = ()


def write_results_workbook(path: Path, results: Results, language: Language) -> None:
    """Writes the file: the same bytes for the same results. Needs `xlsxwriter`.

    Raises `UsageError` where there are more rows than Excel takes, and OSError.
    """
    from xlsxwriter import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(path, options) as book:
        title = results.program.title.in_language(language)
        book.set_properties({"title": title, "created": CREATED})
        styles = Styles(book)
        counts = _write_results(book, results, styles, language)
        rejects = _write_rejects(book, results.rejects, styles, language)
        place = book.add_worksheet(words.SUMMARY.in_language(language))
        notes = [each.in_language(language) for each in results.notes]
        write_counts(place, counts, rejects, notes, results.program, styles, language)
        if results.marked is not None:
            write_marked(book, results.marked.book, results.marked.cells, styles, language)


def _write_results(book: Any, results: Results, styles: Styles, language: Language) -> Counts:
    place = book.add_worksheet(words.RESULTS.in_language(language))
    columns = result_columns(results.columns, results.program, language)
    for at, column in enumerate(columns):
        place.set_column(at, at, column.breadth)
    named = [column.name for column in columns]
    place.freeze_panes(_FIRST, 1 + ("institution.name" in named))
    _write_heads(place, columns, styles)
    counts = Counts(Counter(), 0)
    line = _HEAD_ROW
    for line, row in enumerate(_told(results, language), start=_FIRST):
        if line > LAST_ROW:
            raise UsageError(errors.too_many_results(LAST_ROW - _FIRST + 1))
        counts.add(row)
        cells = [column.show(row) for column in columns]
        _put_row(place, line, cells, [column.breadth for column in columns], styles)
    if columns:
        place.autofilter(_HEAD_ROW, 0, max(line, _FIRST), len(columns) - 1)
    return counts


def _write_heads(place: Any, columns: tuple[ResultColumn, ...], styles: Styles) -> None:
    place.set_row(_GROUP_ROW, 20)
    at = 0
    for group, run in groupby(column.group for column in columns):
        count = len(list(run))
        merged_heading(place, _GROUP_ROW, at, count, group, styles["group"])
        at += count
    place.set_row(_HEAD_ROW, 48)
    for at, column in enumerate(columns):
        place.write_string(_HEAD_ROW, at, column.heading, styles["head"])


def _told(results: Results, language: Language) -> Iterator[Mapping[str, Any]]:
    """The rows, each with its reasons in words."""
    in_columns = ColumnReasons(results.program, language)
    for row in results.rows:
        found = results.marked.reasons.get(row["row"]) if results.marked else None
        reasons = found or tuple(in_columns.of(row))
        of: dict[str, list[Any]] = defaultdict(list)
        for each in reasons:
            of[each.decision].append(each)
        told = {REASON_OF + name: lines_of(tuple(each), language) for name, each in of.items()}
        yield {**row, **told}


def _put_row(
    place: Any, line: int, cells: Sequence[Shown], breadths: Sequence[int], styles: Styles
) -> None:
    wrapped = (
        (str(cell.value), breadth)
        for cell, breadth in zip(cells, breadths, strict=True)
        if cell.style in _WRAPPED and cell.value is not None
    )
    place.set_row(line, height_of(*wrapped))
    for at, cell in enumerate(cells):
        _put(place, line, at, cell, styles)


def _put(place: Any, line: int, at: int, shown: Shown, styles: Styles) -> None:
    value, style = shown.value, styles[shown.style]
    match value:
        case None:
            pass
        case bool():
            place.write_boolean(line, at, value, style)
        case int() | Decimal() if len(Decimal(value).as_tuple().digits) <= _DIGITS:
            place.write_number(line, at, value, style)
        case datetime.date():
            place.write_datetime(line, at, value, styles["top date"])
        case _:
            place.write_string(line, at, str(value)[:32_767], style)


def _write_rejects(
    book: Any, rejects: Iterable[Mapping[str, Any]], styles: Styles, language: Language
) -> int:
    place = book.add_worksheet(words.REJECTS.in_language(language))
    for at, breadth in enumerate(_REJECT_BREADTHS):
        place.set_column(at, at, breadth)
    place.freeze_panes(1, 0)
    for at, (_, head) in enumerate(words.REJECT_HEADS):
        place.write_string(0, at, head.in_language(language), styles["head"])
    line = 0
    for line, reject in enumerate(rejects, start=1):
        if line > LAST_ROW:
            raise UsageError(errors.too_many_results(LAST_ROW))
        cells = [
            Shown(reject.get(name) or None, "reason" if name == "reason" else "prose")
            for name, _ in words.REJECT_HEADS
        ]
        _put_row(place, line, cells, _REJECT_BREADTHS, styles)
    if not line:
        place.write_string(1, 0, words.NO_REJECTS.in_language(language), styles["skip"])
    place.autofilter(0, 0, max(line, 1), len(words.REJECT_HEADS) - 1)
    return line
