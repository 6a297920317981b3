"""Where the parts of a file of lines begin and end, and the lines of a part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from policydsl.batch.reading.source import Mark

MAX_LINE = 64 << 20
MAX_PART = 64 << 20
"""Bytes of a part, at which it ends before it has all its rows: lines may be long."""


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes of one part of a file. `line` is the number of its first line, from 1."""

    number: int
    first_row: int
    count: int
    start: int
    stop: int
    line: int
    lines: int
    size: int

    @property
    def end(self) -> Mark:
        return (self.stop, self.line + self.lines)

    @property
    def share(self) -> float:
        return self.stop / self.size if self.size else 1.0


class SpanPart:
    """What a `Part` tells of itself, where its `span` says it all."""

    __slots__ = ()

    span: Span

    @property
    def number(self) -> int:
        return self.span.number

    @property
    def first_row(self) -> int:
        return self.span.first_row

    @property
    def count(self) -> int:
        return self.span.count

    @property
    def end(self) -> Mark:
        return self.span.end

    @property
    def share(self) -> float:
        return self.span.share


@dataclass(frozen=True, slots=True)
class Unit:
    """What lies between two places of a file where a part may end: a line, or a few.

    `data` is without line ends, and only the beginning of what is too long. `length` is in bytes,
    0 at the file's end.
    """

    data: bytes
    length: int
    lines: int = 1

    @property
    def blank(self) -> bool:
        return not self.data or self.data.isspace()


Taking = Callable[[BinaryIO], Unit]


def next_line(file: BinaryIO) -> Unit:
    """One line."""
    line = file.readline(MAX_LINE + 1)
    length = len(line)
    if length > MAX_LINE and not line.endswith(b"\n"):
        while more := file.readline(MAX_LINE):
            length += len(more)
            if more.endswith(b"\n"):
                break
    return Unit(line.rstrip(b"\r\n"), length)


def spans(
    path: Path, size: int, number: int, first_row: int, start: Mark, take: Taking = next_line
) -> Iterator[Span]:
    """Spans of at most `size` units that are not blank, from a mark (byte, line) on.

    What is added to the file meanwhile is not read: it might go on for ever.
    """
    total = path.stat().st_size
    with path.open("rb") as file:
        at, line = start
        file.seek(at)
        while True:
            begin, first_line, rows = at, line, 0
            while rows < size and at < total and at - begin < MAX_PART:
                unit = take(file)
                if not unit.length:
                    break
                at += unit.length
                line += unit.lines
                rows += not unit.blank
            if at == begin:
                return
            if rows:
                lines = line - first_line
                yield Span(number, first_row, rows, begin, at, first_line, lines, total)
                number, first_row = number + 1, first_row + rows


def units_of(path: Path, span: Span, take: Taking = next_line) -> Iterator[tuple[int, Unit]]:
    """The units of a span that are not blank, with the numbers of their first lines."""
    with path.open("rb") as file:
        file.seek(span.start)
        line = span.line
        while line < span.line + span.lines:
            unit = take(file)
            if not unit.blank:
                yield line, unit
            line += unit.lines
