"""Parquet and Arrow (IPC, Feather): columns with types, lists of records nested or not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from policydsl.batch.reading import errors_reading as errors
from policydsl.batch.reading.source import Loaded, Mark, Table
from policydsl.text.diagnostic import UsageError


@dataclass(frozen=True, slots=True)
class ColumnarSource:
    """A file of columns; see `Source`."""

    path: Path
    kind: Literal["parquet", "ipc"]

    @property
    def name(self) -> str:
        return str(self.path)

    def files(self) -> tuple[Path, ...]:
        return (self.path,)

    def options(self) -> Mapping[str, Any]:
        return {"kind": self.kind}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[ColumnarPart]:
        total = int(_collected(self.path, scan(self.path, self.kind).select(pl.len())).item())
        for at in range(start[0] if start else 0, total, size):
            count = min(size, total - at)
            yield ColumnarPart(self.path, self.kind, number, at, count, total)
            number += 1


@dataclass(frozen=True, slots=True)
class ColumnarPart:
    """Some rows of the file; see `Part`."""

    path: Path
    kind: Literal["parquet", "ipc"]
    number: int
    offset: int
    count: int
    total: int

    @property
    def first_row(self) -> int:
        return self.offset + 1

    @property
    def end(self) -> Mark:
        return (self.offset + self.count,)

    @property
    def share(self) -> float:
        return (self.offset + self.count) / self.total

    def load(self) -> Loaded:
        rows = scan(self.path, self.kind).slice(self.offset, self.count)
        frame = _collected(self.path, rows)
        numbers = range(self.first_row, self.first_row + self.count)
        return Loaded(Table(frame, numbers, typed=True))


def scan(path: Path, kind: Literal["parquet", "ipc"]) -> pl.LazyFrame:
    """The file, yet unread."""
    with path.open("rb"):  # a missing file is told as any other is
        return pl.scan_parquet(path) if kind == "parquet" else pl.scan_ipc(path)


def _collected(path: Path, rows: pl.LazyFrame) -> pl.DataFrame:
    try:
        return rows.collect()
    except (pl.exceptions.PolarsError, OSError) as problem:
        reason = str(problem).splitlines()[0][:200]
        raise UsageError(errors.unreadable(str(path), reason)) from None
