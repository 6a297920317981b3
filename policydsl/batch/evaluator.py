"""Tables of institutions evaluated: by rows or by columns, and no row lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from policydsl.batch.column_engine import ColumnEngine
from policydsl.batch.conversion import Conversion, Converted
from policydsl.batch.fitting import Fitting
from policydsl.batch.results import ROW, Evaluated, Reject, at_their_rows, one_each
from policydsl.batch.rows import RowEngine
from policydsl.policy.model import Program

__all__ = ["Evaluated", "Reject", "TableEvaluator"]


FEW = 200
"""Of fewer rows columns cost more than rows: an expression has a price of its own."""


@dataclass(frozen=True)
class TableEvaluator:
    """One program, ready for one table after the other; see `Evaluated` for what comes out.

    May be used from several threads, and takes tables of any columns.
    """

    program: Program = field(repr=False)
    rows: RowEngine = field(repr=False)
    few: int
    fittings: dict[tuple[Any, ...], Fitting] = field(repr=False, compare=False)

    @staticmethod
    def of(program: Program, *, few: int = FEW) -> TableEvaluator:
        """Frames of fewer rows than `few` are evaluated by rows."""
        return TableEvaluator(program, RowEngine.of(program), few, {})

    @cached_property
    def columns(self) -> ColumnEngine:
        """Made when the first table of many rows comes."""
        return ColumnEngine.of(self.program)

    def evaluate(self, frame: pl.DataFrame) -> Evaluated:
        """Facts in a frame: columns by ids, nested or dotted; null is not stated.

        Raises `FactsError` for columns that are no facts or whose type can hold none.
        """
        doubtful = self._fitting(frame).doubtful(frame)
        rows = pl.int_range(frame.height, dtype=pl.Int64, eager=True)
        if not len(doubtful):
            return Evaluated(self._of_fitting(frame, rows), ()).checked(frame.height)
        sure = rows.filter(~rows.is_in(doubtful.implode()))
        checked = self.rows.doubtful(frame[doubtful], doubtful.to_list())
        results = pl.concat([self._of_fitting(frame[sure], sure), checked.results]).sort(ROW)
        return Evaluated(results, checked.rejects).checked(frame.height)

    def _of_fitting(self, frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        """The results of rows that surely meet the schema: by columns, unless they are few."""
        if frame.height < self.few:
            return self.rows.fitting(frame, rows.to_list())
        found, too_large = self.columns.evaluate(frame, rows)
        if not len(too_large):
            return found
        large = frame.filter(rows.is_in(too_large.implode()))
        return pl.concat([found, self.rows.fitting(large, too_large.to_list())]).sort(ROW)

    def evaluate_table(self, raw: pl.DataFrame, *, keep: Collection[str] = ()) -> Evaluated:
        """A table as it was given: headings as people write them, cells of any type or as text.

        Raises `FactsError` for columns that are no facts, unless they are among those to `keep`.
        """
        read = Conversion.of(self.program.facts, raw.columns, keep=keep).run(raw)
        return self.evaluate_converted(read).checked(raw.height)

    def evaluate_converted(self, read: Converted) -> Evaluated:
        """The rows of a table that was read, by their positions there, and all rejects."""
        found = self.evaluate(read.frame)
        results = found.results.with_columns(read.rows.gather(found.results[ROW]).alias(ROW))
        later = at_their_rows(found.rejects, read.rows.to_list())
        return Evaluated(results, one_each([*read.rejects, *later]))

    def evaluate_records(self, records: Sequence[Mapping[str, Any]]) -> Evaluated:
        """Facts as JSON gives them; row by row, since making columns of them takes longer."""
        return self.rows.checked(records, range(len(records))).checked(len(records))

    def _fitting(self, frame: pl.DataFrame) -> Fitting:
        """Made once for each kind of frame, and remembered."""
        schema = tuple(frame.schema.items())
        if schema not in self.fittings:
            self.fittings[schema] = Fitting.of(self.program.facts, frame.schema)
        return self.fittings[schema]
