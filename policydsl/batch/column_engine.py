"""Tables evaluated by whole columns; a part that has no expression is evaluated by rows."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from policydsl.batch.partial_programs import only
from policydsl.batch.result_columns import ResultColumns
from policydsl.batch.rows import RowEngine
from policydsl.batch.suiting import suited
from policydsl.engines.columns import Columns, FactTables, TooLargeError, compile_columns
from policydsl.engines.results import name_of
from policydsl.policy.model import Program


@dataclass(frozen=True, slots=True)
class ColumnEngine:
    """A program for frames whose rows surely meet the facts schema."""

    columns: Columns = field(repr=False)
    results: ResultColumns = field(repr=False)
    others: RowEngine | None = field(repr=False)
    """The program cut down to what the expressions have to be given."""

    @staticmethod
    def of(program: Program) -> ColumnEngine:
        columns = compile_columns(program)
        wanted = [each for each in columns.fields if name_of(each) in columns.given]
        others = RowEngine.of(only(program, wanted)) if wanted else None
        return ColumnEngine(columns, ResultColumns.of(program), others)

    def evaluate(self, frame: pl.DataFrame, rows: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
        """The results of rows, whose positions are `rows`; and the positions of those whose
        figures have too many digits for columns.
        """
        facts = suited(frame, self.columns.program.facts.root)
        too_large = pl.Series([], dtype=pl.Int64)
        while True:
            try:
                return self._evaluate(facts, rows), too_large
            except TooLargeError as error:
                large = pl.int_range(len(rows), eager=True).is_in(error.rows)
                too_large = too_large.append(rows.filter(large))
                facts, rows = facts.filter(~large), rows.filter(~large)

    def _evaluate(self, facts: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
        given = None
        if self.others is not None:
            given = self.others.codes(facts).select(self.columns.given)
        found = self.columns.run(FactTables.of(facts, self.columns.program.facts), given)
        return self.results.of_columns(rows, found, given)
