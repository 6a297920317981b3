"""CSV and TSV: every cell is text; a record that does not fit its headings is a broken row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from policydsl.batch.reading import errors_reading as errors
from policydsl.batch.reading.csv_records import Records
from policydsl.batch.reading.encodings import encoding_of, start_of_text
from policydsl.batch.reading.line_spans import Span, SpanPart, spans, units_of
from policydsl.batch.reading.ndjson import shown
from policydsl.batch.reading.source import Broken, Loaded, Mark, Table
from policydsl.text.diagnostic import Diagnostic, UsageError


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A file of comma-separated or, as `.tsv`, tab-separated values; see `Source`."""

    path: Path
    encoding: str | None = None

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def delimiter(self) -> str:
        return "\t" if self.path.suffix.lower() == ".tsv" else ","

    def files(self) -> tuple[Path, ...]:
        return (self.path,)

    def options(self) -> Mapping[str, Any]:
        return {"kind": "csv", "encoding": self.encoding, "delimiter": self.delimiter}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[CsvPart]:
        records = Records(encoding_of(self.path, self.encoding), self.delimiter)
        headings, begin = self._headings(records)
        records = Records(records.encoding, records.delimiter, len(headings))
        for span in spans(self.path, size, number, first_row, start or begin, records.take):
            yield CsvPart(self.path, records, headings, span)

    def headings(self) -> tuple[str, ...]:
        """The columns' names, as they stand."""
        return self._headings(Records(encoding_of(self.path, self.encoding), self.delimiter))[0]

    def _headings(self, records: Records) -> tuple[tuple[str, ...], Mark]:
        at, line = start_of_text(self.path), 1
        with self.path.open("rb") as file:
            file.seek(at)
            while True:
                unit = records.take(file)
                at, line = at + unit.length, line + unit.lines
                if not unit.length:
                    raise UsageError(errors.no_rows(self.name))
                if not unit.blank:
                    break
        cells = records.cells(unit.data)
        if isinstance(cells, Diagnostic):
            raise UsageError(errors.unreadable(self.name, cells.message.en))
        return _checked(self.name, [cell.strip() for cell in cells]), (at, line)


def _checked(name: str, headings: list[str]) -> tuple[str, ...]:
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise UsageError(errors.no_rows(name))
    for number, heading in enumerate(headings, 1):
        if not heading:
            raise UsageError(errors.heading_blank(name, number))
        if headings.count(heading) > 1:
            raise UsageError(errors.heading_twice(name, heading))
    return tuple(headings)


@dataclass(frozen=True, slots=True)
class CsvPart(SpanPart):
    """Some records of the file; see `Part`."""

    path: Path
    records: Records
    headings: tuple[str, ...]
    span: Span

    def load(self) -> Loaded:
        found, rows, lines = [], [], []
        broken: list[Broken] = []
        units = units_of(self.path, self.span, self.records.take)
        for row, (line, unit) in enumerate(units, self.first_row):
            cells = self.records.cells(unit.data)
            if isinstance(cells, Diagnostic):
                raw = shown(unit.data, self.records.encoding)
                broken.append(Broken(row, line, None, cells, raw))
                continue
            found.append(cells)
            rows.append(row)
            lines.append(line)
        columns = zip(*found, strict=True) if found else ([] for _ in self.headings)
        named = zip(self.headings, columns, strict=True)
        frame = pl.DataFrame([pl.Series(name, cells, pl.String) for name, cells in named])
        return Loaded(Table(frame, rows, lines), broken=tuple(broken))
