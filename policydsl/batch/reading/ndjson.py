"""JSON, an institution a line (NDJSON): a broken line is a broken row, and harms no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydsl.batch.reading import errors_reading as errors
from policydsl.batch.reading.encodings import encoding_of, start_of_text
from policydsl.batch.reading.line_spans import MAX_LINE, Span, SpanPart, spans, units_of
from policydsl.batch.reading.source import Broken, JsonLines, Loaded, Mark
from policydsl.text.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class NdjsonSource:
    """A file of JSON lines; see `Source`."""

    path: Path
    encoding: str | None = None

    @property
    def name(self) -> str:
        return str(self.path)

    def files(self) -> tuple[Path, ...]:
        return (self.path,)

    def options(self) -> Mapping[str, Any]:
        return {"kind": "ndjson", "encoding": self.encoding}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[NdjsonPart]:
        encoding = encoding_of(self.path, self.encoding)
        start = start or (start_of_text(self.path), 1)
        for span in spans(self.path, size, number, first_row, start):
            yield NdjsonPart(self.path, encoding, span)


@dataclass(frozen=True, slots=True)
class NdjsonPart(SpanPart):
    """Some lines of the file; see `Part`."""

    path: Path
    encoding: str
    span: Span

    def load(self) -> Loaded:
        texts, rows, lines = [], [], []
        broken: list[Broken] = []
        for row, (line, unit) in enumerate(units_of(self.path, self.span), self.first_row):
            text = in_utf8(unit.data, self.encoding)
            if isinstance(text, Diagnostic):
                raw = shown(unit.data, self.encoding)
                broken.append(Broken(row, line, None, text, raw))
                continue
            texts.append(text)
            rows.append(row)
            lines.append(line)
        return Loaded(JsonLines(texts, rows, lines), broken=tuple(broken))


def in_utf8(data: bytes, encoding: str) -> bytes | Diagnostic:
    """A line in UTF-8; one that is said to be so is taken at its word."""
    if len(data) > MAX_LINE:
        return errors.too_long(MAX_LINE)
    if encoding == "utf-8":
        return data
    try:
        return data.decode(encoding).encode("utf-8")
    except UnicodeDecodeError as problem:
        return errors.undecodable(encoding.upper(), problem.start + 1)


def shown(data: bytes, encoding: str) -> str:
    """A line that cannot be decoded, as far as it can be; the rest as \\xNN. Long ones are cut."""
    return data[:10_000].decode(encoding, errors="backslashreplace")
