"""Where explanations look facts up: in the frame, or in the records, that were evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from policydsl.batch.layout import level_of
from policydsl.batch.nesting import nested
from policydsl.policy.facts import facts_from_data
from policydsl.policy.facts.facts_schema import FactsSchema


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """Facts in a frame whose rows surely meet the schema, one for each row of results."""

    frame: pl.DataFrame = field(repr=False)
    schema: FactsSchema = field(repr=False)

    def records(self, rows: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Rows of results as single records."""
        return nested(self.frame[list(rows)]).to_dicts() if rows else []

    def values(self, path: str) -> pl.Series:
        """A fact or a list of all rows; days as texts, as in single records."""
        level = level_of(self.schema.root, self.frame.schema)
        cells = next((each for each in level.cells if each.path == path), None)
        if cells is None:
            nothing = pl.Series([None], dtype=pl.Null)
            return nothing.new_from_index(0, self.frame.height)
        found = self.frame.select(cells.expression).to_series()
        return found.dt.to_string("iso") if found.dtype == pl.Date else found


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Facts in records, as JSON gives them: those at `rows`, one for each row of results."""

    given: Mapping[int, Mapping[str, Any]] = field(repr=False)
    rows: Sequence[int] = field(repr=False)
    schema: FactsSchema = field(repr=False)

    def records(self, rows: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Rows of results, by the ids and in the forms that facts have."""
        return [facts_from_data(self.given[self.rows[row]], self.schema).stated for row in rows]

    def values(self, path: str) -> pl.Series | None:
        """Records have no columns."""
        return None
