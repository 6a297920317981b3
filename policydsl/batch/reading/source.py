"""What every reader gives: numbered parts of bounded size, in the order of the input.

A reader finds where parts begin and end, which is cheap and done in one process. What a part holds
is read by `Part.load`, which may be called in another: parts are plain data that can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from policydsl.text.diagnostic import Diagnostic

Mark = tuple[int, ...]
"""Where a part begins, as its reader counts: bytes, rows. Kept in a job to go on from there."""

NO_BROKEN: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read at all: broken JSON, too few cells, an error in a cell.

    `row` counts data rows from 1, `line` lines of the file or rows of the sheet. `column` is its
    heading, or the cell's place (`机构!C5`), where there is one. `raw` is the row as JSON text or,
    where it cannot be read even so far, as it stands. `table` is the related table that it is a
    row of, "" where it is an institution.
    """

    row: int
    line: int | None
    column: str | None
    diagnostic: Diagnostic
    raw: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was given: headings as they stand, cells in their own type or as text.

    A column of mixed cells (workbooks) is text throughout: numbers as their shortest decimal,
    dates as ISO, booleans as `true` and `false`, blank as null. `rows` are the data rows' numbers
    in the input, from 1 and ascending; `lines` their lines or sheet rows, where they differ from
    `rows`. In a workbook, `sheet` and `letters` (heading → C) name cells. `typed` says that the
    file itself gives the columns their types, so that they are the same in all parts.
    """

    frame: pl.DataFrame
    rows: Sequence[int]
    lines: Sequence[int] | None = None
    sheet: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)
    typed: bool = False

    def place(self, at: int, heading: str) -> str:
        """The cell under a heading in the frame's row: `机构!C5`, or the heading alone."""
        letter = self.letters.get(heading)
        if self.sheet is None or letter is None:
            return heading
        return f"{self.sheet}!{letter}{(self.lines or self.rows)[at]}"


@dataclass(frozen=True, slots=True)
class Records:
    """Institutions as JSON gives them: mappings, lists, `str`, `bool`, `int`, `Decimal`, None.

    `texts` are the records as they stand in the file, for rejects.
    """

    records: Sequence[Mapping[str, Any]]
    rows: Sequence[int]
    lines: Sequence[int] | None = None
    texts: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Institutions as JSON text in UTF-8, yet unread: a text may turn out to be broken."""

    texts: Sequence[bytes]
    rows: Sequence[int]
    lines: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a part holds: institutions, with the related tables' rows that belong to them.

    `related` are tables by the path of their list (`occupations`, `occupations.levels`).
    `broken` are rows that are neither in `content` nor in `related`.
    """

    content: Table | Records | JsonLines
    related: Mapping[str, Table] = field(default_factory=dict)
    broken: tuple[Broken, ...] = NO_BROKEN


class Part(Protocol):
    """A run of rows of the input. `count` includes those that cannot be read.

    `first_row` counts data rows from 1. `end` is where the next part begins. `share` is how much
    of the input lies before `end`, from 0 to 1; None where it is not known.
    """

    @property
    def number(self) -> int: ...

    @property
    def first_row(self) -> int: ...

    @property
    def count(self) -> int: ...

    @property
    def end(self) -> Mark: ...

    @property
    def share(self) -> float | None: ...

    def load(self) -> Loaded:
        """Reads the rows. Raises DiagnosticError or OSError where the whole part is unreadable."""
        ...


class Source(Protocol):
    """An input that is read part by part, each of at most `size` rows, numbered from 0."""

    @property
    def name(self) -> str:
        """What people call it: the file as it was named."""
        ...

    def files(self) -> tuple[Path, ...]:
        """The files that are read; empty where no file tells that the input is still the same."""
        ...

    def options(self) -> Mapping[str, Any]:
        """JSON data that, with the files' content and the size of parts, settles what is read."""
        ...

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[Part]:
        """The parts from one on: the first, or the one after a part that was `end`ed at `start`.

        The same input and size give the same parts. Raises DiagnosticError or OSError.
        """
        ...
