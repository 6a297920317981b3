"""A copy of the sheets that were evaluated: each cell in its place, what fails marked, and why."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.cells import Fault, Read, Row
from policydsl.batch.workbooks.found_sheets import FoundBook, FoundSheet
from policydsl.batch.workbooks.identity import GROUP_ROW, HEAD_ROW, ID_ROW
from policydsl.batch.workbooks.marking import Cell
from policydsl.batch.workbooks.reasons import Reason, lines_of
from policydsl.batch.workbooks.styles import (
    Styles,
    comment_size,
    height_of,
    merged_heading,
    width_of,
)
from policydsl.report.words import say
from policydsl.text.diagnostic import Language

_NAME_LENGTH = 31  # what Excel takes
_BROADEST, _REASON_BREADTH = 24, 60


def write_marked(
    workbook: Any,
    book: FoundBook,
    cells: Mapping[Cell, tuple[Reason, ...]],
    styles: Styles,
    language: Language,
) -> None:
    """A sheet for each that was evaluated, with the same lines and columns, and one for reasons."""
    for sheet in (book.institutions, *book.lists):
        name = _name(sheet.title, language)
        own = {
            (line, at): each for (title, line, at), each in cells.items() if title == sheet.title
        }
        _write(workbook.add_worksheet(name), sheet, own, styles, language)


def _name(title: str, language: Language) -> str:
    frame = say(words.MARKED, language, sheet="")
    return say(words.MARKED, language, sheet=title[: _NAME_LENGTH - len(frame)])


def _write(
    place: Any,
    sheet: FoundSheet,
    cells: Mapping[tuple[int, int], tuple[Reason, ...]],
    styles: Styles,
    language: Language,
) -> None:
    breadth = max((each.at + 1 for each in sheet.columns), default=0)
    for each in sheet.columns:
        longest = max(
            (width_of(sheet.text(row, each.at)) for row in range(len(sheet.rows))), default=0
        )
        place.set_column(each.at, each.at, min(max(longest + 2, 11), _BROADEST))
    place.set_column(breadth, breadth, _REASON_BREADTH)
    head = _write_heads(place, sheet, breadth, styles, language)
    place.freeze_panes(head + 1, max(1, len(sheet.keys)))
    reasons: dict[int, dict[Reason, None]] = defaultdict(dict)
    for (line, _), found in cells.items():
        reasons[line] |= dict.fromkeys(found)
    for row in sheet.rows:
        told = lines_of(tuple(reasons[row.line]), language) if row.line in reasons else ""
        if told:
            place.set_row(row.line - 1, height_of((told, _REASON_BREADTH)))
        for at, cell in enumerate(row.cells):
            _write_cell(place, row.line, at, cell, styles, marked=(row.line, at) in cells)
        for at in range(len(row.cells), breadth):
            if (row.line, at) in cells:
                _write_cell(place, row.line, at, None, styles, marked=True)
        for at in range(breadth):
            if (row.line, at) in cells:
                why = lines_of(cells[row.line, at], language)
                place.write_comment(row.line - 1, at, why, comment_size(why))
        if told:
            place.write_string(row.line - 1, breadth, told, styles["reason"])


def _write_heads(
    place: Any, sheet: FoundSheet, breadth: int, styles: Styles, language: Language
) -> int:
    """The rows above; which of them, from 0, is the last."""
    last = max((row.line - 1 for row in sheet.heads), default=0)
    headings = HEAD_ROW if sheet.form else last
    for row in sheet.heads:
        line = row.line - 1
        if sheet.form and line == ID_ROW:
            place.set_row(line, None, None, {"hidden": True})
        elif line == headings:
            place.set_row(line, 48)
        if sheet.form and line == GROUP_ROW:
            _write_groups(place, row, breadth, styles)
        else:
            style = styles["head" if line == headings or not sheet.form else "hint"]
            for at, text in _texts(row):
                place.write_string(line, at, text, style)
        if line == headings:
            place.write_string(line, breadth, words.REASON.in_language(language), styles["head"])
    return last


def _write_groups(place: Any, row: Row, breadth: int, styles: Styles) -> None:
    """As on a form: a group's name over all its columns."""
    texts = _texts(row)
    ends = [at for at, _ in texts[1:]] + [breadth]
    for (at, text), end in zip(texts, ends, strict=True):
        merged_heading(place, row.line - 1, at, end - at, text, styles["group"])


def _texts(row: Row) -> list[tuple[int, str]]:
    return [(at, str(cell)) for at, cell in enumerate(row.cells) if cell is not None]


def _write_cell(
    place: Any, line: int, at: int, cell: Read, styles: Styles, *, marked: bool
) -> None:
    row = line - 1
    match cell:
        case None:
            if marked:
                place.write_blank(row, at, None, styles["fail"])
        case Fault(written=written):
            place.write_string(row, at, written, styles["fail"])
        case bool():
            place.write_boolean(row, at, cell, styles["fail" if marked else "plain"])
        case int() | float() | Decimal():
            place.write_number(row, at, cell, styles["fail" if marked else "plain"])
        case datetime.date():
            place.write_datetime(row, at, cell, styles["fail date" if marked else "date"])
        case _:
            place.write_string(row, at, cell, styles["fail" if marked else "text"])
