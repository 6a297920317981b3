"""The records of a CSV file (RFC 4180): a wrong quotation mark spoils one record, not the rest."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import BinaryIO

from policydsl.batch.reading import errors_reading as errors
from policydsl.batch.reading.line_spans import Unit, next_line
from policydsl.text.diagnostic import Diagnostic

MAX_LINES = 200
"""Lines of a record, at most: a quotation mark that is never closed must not take all there is."""
_UNCLOSED = "unexpected end of data"


def _whole(delimiter: bytes) -> re.Pattern[bytes]:
    cell = rb'(?:"(?:[^"]|"")*+"|[^"%b]*+)' % delimiter
    return re.compile(rb"%b(?:%b%b)*+" % (cell, delimiter, cell))


_WHOLE = {",": _whole(b","), "\t": _whole(b"\t")}


@dataclass(frozen=True, slots=True)
class Records:
    """How a file's records are told apart. `width` is the number of headings, once known."""

    encoding: str
    delimiter: str
    width: int | None = None

    def take(self, file: BinaryIO) -> Unit:
        """The next line; with those after it, where a quoted cell goes on in them."""
        first = next_line(file)
        if not first.data.strip(self._blank):
            return Unit(b"", first.length)
        if b'"' not in first.data or self._whole.fullmatch(first.data) or self._closed(first.data):
            return first
        back = file.tell()
        data, length = first.data, first.length
        alone = False
        for lines in range(2, MAX_LINES + 1):
            more = next_line(file)
            if not more.length:
                break
            data, length = data + b"\n" + more.data, length + more.length
            alone = alone or self._is_record(more.data)
            if b'"' in more.data and self._closed(data):
                if self._is_one(data, alone):
                    return Unit(data, length, lines)
                break
        file.seek(back)
        return first

    @property
    def _whole(self) -> re.Pattern[bytes]:
        """What most lines with quotation marks are: whole records, told at a glance."""
        return _WHOLE[self.delimiter]

    @property
    def _blank(self) -> bytes:
        return b" \t\r\n" + self.delimiter.encode()

    def cells(self, data: bytes) -> list[str] | Diagnostic:
        """The cells of a record. Blank ones beyond the headings are dropped."""
        try:
            text = data.decode(self.encoding)
        except UnicodeDecodeError as problem:
            return errors.undecodable(self.encoding.upper(), problem.start + 1)
        try:
            cells = self._parsed(text) if '"' in text else text.split(self.delimiter)
        except csv.Error as problem:
            if "field limit" in str(problem):
                return errors.too_long(csv.field_size_limit())
            return errors.bad_quotes()
        if self.width is None or len(cells) == self.width:
            return cells
        if len(cells) > self.width and not any(cell.strip() for cell in cells[self.width :]):
            return cells[: self.width]
        return errors.ragged(len(cells), self.width)

    def _parsed(self, text: str) -> list[str]:
        return next(csv.reader([text], delimiter=self.delimiter, strict=True), [])

    def _closed(self, data: bytes) -> bool:
        """Whether no quoted cell goes on after the data."""
        try:
            self._parsed(data.decode(self.encoding, errors="replace"))
        except csv.Error as problem:
            return str(problem) != _UNCLOSED
        return True

    def _is_record(self, data: bytes) -> bool:
        return isinstance(self.cells(data), list)

    def _is_one(self, data: bytes, alone: bool) -> bool:
        """Whether lines are one record: a right one, or a wrong one of lines none of which is
        right `alone`. Else the first forgot to close its quotes, and the others must not suffer.
        """
        found = self.cells(data)
        if isinstance(found, list):
            return True
        return not alone and found.code in ("row-ragged", "row-encoding")
