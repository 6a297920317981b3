"""Tables evaluated one row after the other, by generated code; the fastest way from dicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from policydsl.analysis.single_records import SingleRecords
from policydsl.batch.nesting import nested
from policydsl.batch.partial_programs import sections_read
from policydsl.batch.result_columns import ResultColumns
from policydsl.batch.results import Evaluated, Reject
from policydsl.policy.model import Program
from policydsl.text.diagnostic import FactsError


@dataclass(frozen=True, slots=True)
class RowEngine:
    """A program for rows: those that surely fit are run as they are, others are checked first."""

    records: SingleRecords = field(repr=False)
    columns: ResultColumns = field(repr=False)
    reads: frozenset[str] = field(repr=False)

    @staticmethod
    def of(program: Program) -> RowEngine:
        records, columns = SingleRecords.of(program), ResultColumns.of(program)
        return RowEngine(records, columns, sections_read(program))

    def fitting(self, frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
        """The results of rows that surely meet the schema; `rows` are their positions."""
        return self.columns.of_results(rows, self._run(frame))

    def codes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same with codes for words, and without positions."""
        return self.columns.codes_of(self._run(frame))

    def _run(self, frame: pl.DataFrame) -> list[tuple[Any, ...]]:
        run = self.records.compiled.run
        read = [name for name in frame.columns if name.partition(".")[0] in self.reads]
        if not read:
            return [run({})] * frame.height
        return [run(each) for each in nested(frame.select(read)).to_dicts()]

    def checked(self, records: Iterable[Mapping[str, Any]], rows: Sequence[int]) -> Evaluated:
        """The results of plain data, after it was checked; what is wrong with the others."""
        found: list[tuple[Any, ...]] = []
        right: list[int] = []
        rejects: list[Reject] = []
        for row, record in zip(rows, records, strict=True):
            try:
                found.append(self.records.of_data(record))
                right.append(row)
            except FactsError as error:
                rejects.append(Reject.of_error(row, error))
        return Evaluated(self.columns.of_results(right, found), tuple(rejects))
