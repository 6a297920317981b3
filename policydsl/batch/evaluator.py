"""Tables of institutions evaluated: by rows or by columns, and no row lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from policydsl.batch.conversion import Conversion, Converted
from policydsl.batch.fitting import Fitting
from policydsl.batch.results import ROW, Evaluated, Reject, at_their_rows, one_each
from policydsl.batch.rows import RowEngine
from policydsl.policy.model import Program

__all__ = ["Evaluated", "Reject", "TableEvaluator"]


@dataclass(frozen=True, slots=True)
class TableEvaluator:
    """One program, ready for one table after the other; see `Evaluated` for what comes out."""

    program: Program = field(repr=False)
    rows: RowEngine = field(repr=False)
    fittings: dict[tuple[Any, ...], Fitting] = field(repr=False, compare=False)

    @staticmethod
    def of(program: Program) -> TableEvaluator:
        return TableEvaluator(program, RowEngine.of(program), {})

    def evaluate(self, frame: pl.DataFrame) -> Evaluated:
        """Facts in a frame: columns by ids, nested or dotted; null is not stated.

        Raises `FactsError` for columns that are no facts or whose type can hold none.
        """
        fitting = self._fitting(frame)
        doubtful = fitting.doubtful(frame)
        if not len(doubtful):
            positions = range(frame.height)
            return Evaluated(self.rows.fitting(frame, positions), ()).checked(frame.height)
        numbered = pl.int_range(frame.height, dtype=pl.Int64, eager=True)
        sure = numbered.filter(~numbered.is_in(doubtful.implode()))
        right = self.rows.fitting(frame[sure], sure.to_list())
        checked = self.rows.doubtful(frame[doubtful], doubtful.to_list())
        results = pl.concat([right, checked.results]).sort(ROW)
        return Evaluated(results, checked.rejects).checked(frame.height)

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
