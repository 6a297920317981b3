"""Lines and columns of a terminal, where full-width characters take two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from policydsl.text.lazy_pattern import pattern
from policydsl.text.width import char_width, pad, text_width

MIN_WIDTH = 40
GAP = 2
EASY_COLUMN = 8
MIN_COLUMN = 4
MAX_WORD = 24
# A run of narrow characters is a word; wide ones may part anywhere, but an opening mark stays with
# what follows it and a closing mark with what it follows.
_OPENING = "（〔【《“‘"
_CLOSING = "，。；：、！？）〕】》”’"
_NARROW = "!-~\u00a1-\u10ff\u2010-\u2017\u2020-\u2026"
_WORDS = pattern(
    rf"[ ]+|[{_OPENING}]*(?:[{_NARROW}]+|[^ {_OPENING}])[{_CLOSING}]*|[{_OPENING}]+", re.DOTALL
)


def wrap(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, all indented, those after the first more."""
    lines: list[str] = []
    line, taken = "", 0
    for word in _pieces(text, max(2, width - indent - hanging)):
        room = width - indent - (hanging if lines else 0)
        if taken + text_width(word.rstrip()) > room and line.strip():
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or word.strip():
            line, taken = line + word, taken + text_width(word)
    lines.append(line.rstrip())
    return [" " * (indent + (hanging if number else 0)) + each for number, each in enumerate(lines)]


def _pieces(text: str, width: int) -> list[str]:
    """Words and wide characters; a word wider than a line is cut."""
    pieces = []
    for word in _WORDS.findall(text):
        if text_width(word) <= width:
            pieces.append(word)
            continue
        piece, taken = "", 0
        for char in word:
            if taken + char_width(char) > width:
                pieces.append(piece)
                piece, taken = "", 0
            piece, taken = piece + char, taken + text_width(char)
        pieces.append(piece)
    return pieces


def grid(rows: Sequence[Sequence[str]], width: int, indent: int = 0) -> list[list[str]]:
    """The lines of each row, its cells in aligned columns.

    Rows too wide for that are stacked, and do not widen the columns of the others: the first
    cell, and the rest under it.
    """
    columns = max((len(row) for row in rows), default=0)
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    measured = [[text_width(cell) for cell in row] for row in full]
    aligned = _alignable(measured, width - indent)
    widths = [
        max((measured[row][column] for row in aligned), default=0) for column in range(columns)
    ]
    lines = []
    for number, row in enumerate(full):
        if number in aligned:
            cells = [pad(cell, wide) for cell, wide in zip(row, widths, strict=True) if wide]
            lines.append([(" " * indent + (" " * GAP).join(cells)).rstrip()])
        else:
            lines.append(_stacked([cell for cell in row if cell], width, indent))
    return lines


def _alignable(measured: Sequence[Sequence[int]], room: int) -> set[int]:
    """The rows that fit side by side in common columns, the widest ones left out first."""
    rows = set(range(len(measured)))
    while rows:
        widths = _widths([measured[row] for row in rows], len(measured[0]))
        used = [wide for wide in widths if wide]
        if sum(used) + GAP * (len(used) - 1) <= room:
            break
        widest = widths.index(max(widths))
        rows = {row for row in rows if measured[row][widest] < widths[widest]}
    return rows


def _widths(rows: Sequence[Sequence[int]], columns: int) -> list[int]:
    return [max((row[column] for row in rows), default=0) for column in range(columns)]


def table_lines(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """The lines of each row of a table, long cells wrapped within their columns."""
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    widths = _fitting(columns, width - GAP * (len(columns) - 1))
    return [_table_row(row, widths) for row in rows]


def _fitting(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fit: the widest columns give way first, their longest words only if need be."""
    widths = [max(1, *map(text_width, cells)) for cells in columns]
    words = [min(MAX_WORD, max(map(_longest_word, cells))) for cells in columns]
    for least in (words, [EASY_COLUMN] * len(columns), [MIN_COLUMN] * len(columns)):
        while sum(widths) > room:
            spare = [
                width if width > floor else 0 for width, floor in zip(widths, least, strict=True)
            ]
            if not any(spare):
                break
            widths[spare.index(max(spare))] -= 1
    return widths


def _longest_word(text: str) -> int:
    return max(map(text_width, _WORDS.findall(text)), default=0)


def _table_row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for cells in zip_longest(*wrapped, fillvalue=""):
        padded = [pad(cell, width) for cell, width in zip(cells, widths, strict=True)]
        lines.append((" " * GAP).join(padded).rstrip())
    return lines


def _stacked(cells: list[str], width: int, indent: int) -> list[str]:
    if not cells:
        return [""]
    together = (" " * GAP).join(cells)
    if indent + text_width(together) <= width:
        return [" " * indent + together]
    lead = len(cells[0]) - len(cells[0].lstrip(" "))
    first = wrap(cells[0].lstrip(" "), width, indent + lead, hanging=2)
    rest = (" " * GAP).join(cells[1:])
    return first + (wrap(rest, width, indent + 4) if rest else [])
