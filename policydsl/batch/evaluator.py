"""Tables of institutions evaluated: by rows or by columns, and no row lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from policydsl.batch.column_engine import ColumnEngine
from policydsl.batch.conversion import Conversion, Converted
from policydsl.batch.explaining import Explainer
from policydsl.batch.fact_sources import FrameFacts, RecordFacts
from policydsl.batch.fitting import Fitting
from policydsl.batch.nesting import nested
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

    @cached_property
    def explainer(self) -> Explainer:
        """Made when the first table is to be explained."""
        return Explainer.of(self.program)

    def result_types(self, *, explain: bool = False) -> Mapping[str, pl.DataType]:
        """The columns of results but `row`; they depend on nothing but the program."""
        types = self.rows.columns.types
        return self.explainer.types(types) if explain else types

    def evaluate(self, frame: pl.DataFrame, *, explain: bool = False) -> Evaluated:
        """Facts in a frame: columns by ids, nested or dotted; null is not stated.

        `explain` adds why rows fail: `filing.failing`, and of each rule the first item that fails
        and what decides there, `filing.examiners.item`, `.actual`, `.required`, `.shortfall`.
        Raises `FactsError` for columns that are no facts or whose type can hold none.
        """
        doubtful = self._fitting(frame).doubtful(frame)
        rows = pl.int_range(frame.height, dtype=pl.Int64, eager=True)
        if not len(doubtful):
            return Evaluated(self._of_fitting(frame, rows, explain), ()).checked(frame.height)
        sure = rows.filter(~rows.is_in(doubtful.implode()))
        right = self._of_fitting(frame[sure], sure, explain)
        records = nested(frame[doubtful]).to_dicts()
        checked = self._of_records(records, doubtful.to_list(), explain)
        results = pl.concat([right, checked.results]).sort(ROW)
        return Evaluated(results, checked.rejects).checked(frame.height)

    def evaluate_table(
        self, raw: pl.DataFrame, *, keep: Collection[str] = (), explain: bool = False
    ) -> Evaluated:
        """A table as it was given: headings as people write them, cells of any type or as text.

        Raises `FactsError` for columns that are no facts, unless they are among those to `keep`.
        """
        read = Conversion.of(self.program.facts, raw.columns, keep=keep).run(raw)
        return self.evaluate_converted(read, explain=explain).checked(raw.height)

    def evaluate_converted(self, read: Converted, *, explain: bool = False) -> Evaluated:
        """The rows of a table that was read, by their positions there, and all rejects."""
        found = self.evaluate(read.frame, explain=explain)
        results = found.results.with_columns(read.rows.gather(found.results[ROW]).alias(ROW))
        later = at_their_rows(found.rejects, read.rows.to_list())
        return Evaluated(results, one_each([*read.rejects, *later]))

    def evaluate_records(
        self, records: Sequence[Mapping[str, Any]], *, explain: bool = False
    ) -> Evaluated:
        """Facts as JSON gives them; row by row, since making columns of them takes longer."""
        return self._of_records(records, range(len(records)), explain).checked(len(records))

    def _of_fitting(self, frame: pl.DataFrame, rows: pl.Series, explain: bool) -> pl.DataFrame:
        """The results of rows that surely meet the schema: by columns, unless they are few."""
        if frame.height < self.few:
            found = self.rows.fitting(frame, rows.to_list())
        else:
            found, too_large = self.columns.evaluate(frame, rows)
            if len(too_large):
                large = frame.filter(rows.is_in(too_large.implode()))
                more = self.rows.fitting(large, too_large.to_list())
                found = pl.concat([found, more]).sort(ROW)
        if not explain:
            return found
        return self.explainer.explain(found, FrameFacts(frame, self.program.facts))

    def _of_records(
        self, records: Sequence[Mapping[str, Any]], rows: Sequence[int], explain: bool
    ) -> Evaluated:
        found = self.rows.checked(records, rows)
        if not explain:
            return found
        given = dict(zip(rows, records, strict=True))
        facts = RecordFacts(given, found.results[ROW].to_list(), self.program.facts)
        return Evaluated(self.explainer.explain(found.results, facts), found.rejects)

    def _fitting(self, frame: pl.DataFrame) -> Fitting:
        """Made once for each kind of frame, and remembered."""
        schema = tuple(frame.schema.items())
        if schema not in self.fittings:
            self.fittings[schema] = Fitting.of(self.program.facts, frame.schema)
        return self.fittings[schema]
