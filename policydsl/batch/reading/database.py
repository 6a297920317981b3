"""A query's rows: SQLite through Python's own module; other databases through SQLAlchemy."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from policydsl.batch.reading import errors_database as errors
from policydsl.batch.reading.cells import column_of
from policydsl.batch.reading.errors_reading import heading_twice
from policydsl.batch.reading.source import Broken, Loaded, Mark, Table
from policydsl.text.diagnostic import UsageError

SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """What a query of a database gives, in the order in which it gives it; see `Source`.

    The query should say an order: a job that was interrupted goes on after the rows it has done.
    """

    uri: str
    query: str

    @property
    def name(self) -> str:
        """Without a password."""
        parts = urlsplit(self.uri)
        shown = parts.netloc.rpartition("@")[2]
        return f"{parts.scheme}://{shown}{parts.path}"

    @property
    def _file(self) -> Path | None:
        return Path(unquote(self.uri.removeprefix(SQLITE))) if self._is_sqlite else None

    @property
    def _is_sqlite(self) -> bool:
        return self.uri.startswith(SQLITE)

    def files(self) -> tuple[Path, ...]:
        return (self._file,) if self._file else ()

    def options(self) -> Mapping[str, Any]:
        return {"kind": "database", "uri": self.name, "query": self.query}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[DatabasePart]:
        rows = self._sqlite(self._file) if self._file else self._sqlalchemy()
        names = next(rows)
        for name in names:
            if names.count(name) > 1:
                raise UsageError(heading_twice(self.name, name))
        done = start[0] if start else 0
        found = islice(rows, done, None)
        while part := tuple(islice(found, size)):
            yield DatabasePart(number, first_row, tuple(names), part)
            number, first_row = number + 1, first_row + len(part)

    def _sqlite(self, file: Path) -> Iterator[Sequence[Any]]:
        """The columns' names, and then the rows. The file is opened for reading only."""
        with file.open("rb"):  # a missing file is told as any other is
            pass
        try:
            uri = f"{file.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True, check_same_thread=False)) as connection:
                cursor = connection.execute(self.query)
                yield _names(cursor.description)
                yield from cursor
        except sqlite3.Error as problem:
            raise UsageError(errors.query_failed(self.name, str(problem))) from None

    def _sqlalchemy(self) -> Iterator[Sequence[Any]]:
        try:
            library = import_module("sqlalchemy")
        except ModuleNotFoundError:
            raise UsageError(errors.library_needed(self.name)) from None
        try:
            engine = library.create_engine(self.uri)
            with engine.connect().execution_options(stream_results=True) as connection:
                result = connection.execute(library.text(self.query))
                yield list(result.keys())
                yield from result
        except ModuleNotFoundError as problem:
            raise UsageError(errors.driver_needed(self.name, str(problem.name))) from None
        except library.exc.SQLAlchemyError as problem:
            reason = str(problem).splitlines()[0]
            raise UsageError(errors.query_failed(self.name, reason)) from None


def _names(description: Any) -> list[str]:
    return [each[0] for each in description or ()]


@dataclass(frozen=True, slots=True)
class DatabasePart:
    """Some rows, already fetched; see `Part`."""

    number: int
    first_row: int
    names: tuple[str, ...]
    fetched: tuple[Sequence[Any], ...]

    @property
    def count(self) -> int:
        return len(self.fetched)

    @property
    def end(self) -> Mark:
        return (self.first_row - 1 + self.count,)

    @property
    def share(self) -> None:
        return None

    def load(self) -> Loaded:
        good: list[Sequence[Any]] = []
        rows: list[int] = []
        broken: list[Broken] = []
        for row, cells in enumerate(self.fetched, self.first_row):
            odd = next((at for at, cell in enumerate(cells) if not _is_cell(cell)), None)
            if odd is None:
                good.append([_plain(cell) for cell in cells])
                rows.append(row)
            else:
                problem = errors.no_cell(self.names[odd], type(cells[odd]).__name__)
                raw = repr(tuple(cells))
                broken.append(Broken(row, None, self.names[odd], problem, raw))
        columns = zip(*good, strict=True) if good else ([] for _ in self.names)
        named = zip(self.names, columns, strict=True)
        frame = pl.DataFrame([column_of(name, list(cells)) for name, cells in named])
        return Loaded(Table(frame, rows), broken=tuple(broken))


def _plain(cell: Any) -> Any:
    """A moment at midnight is the date that a database has no other type for."""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date()
    return cell


def _is_cell(cell: object) -> bool:
    plain = _plain(cell)
    return not isinstance(plain, bytes | memoryview | datetime.datetime | datetime.time)
