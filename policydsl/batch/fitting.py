"""Which rows of a frame surely meet the facts schema, told for whole columns at once.

It mirrors `policy.facts.facts_fit`: what is not surely right here is read as single records are,
and either evaluated so or refused with what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from policydsl.batch.fitting_rules import doubt_of_item, doubts_of, doubts_of_list
from policydsl.batch.layout import ITEM, instance, level_of, level_of_items
from policydsl.batch.results import ROW
from policydsl.policy.facts import MAX_FACTS
from policydsl.policy.facts.facts_reader import MAX_ITEMS
from policydsl.policy.facts.facts_record import size_of
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf

Rows = Callable[[], pl.Series]
"""The institution's row of each row of a frame, made only where it is needed."""


@dataclass(frozen=True, slots=True)
class Below:
    """A list, the check of its items, and how many facts an item stands for."""

    items: pl.Expr = field(repr=False)
    check: Check
    weight: int


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be looked at in the rows of one frame: an expression is true of doubtful rows."""

    doubts: tuple[pl.Expr, ...] = field(repr=False)
    lists: tuple[Below, ...]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The check of frames with certain columns against a facts schema."""

    check: Check
    size: int

    @staticmethod
    def of(schema: FactsSchema, dtypes: Mapping[str, pl.DataType]) -> Fitting:
        """Raises `FactsError` for columns that no facts can be in, whatever their rows hold."""
        level = level_of(schema.root, dtypes)
        doubts = [each for cells, leaf in level.leaves for each in doubts_of(cells, leaf)]
        lists = []
        for cells, items in level.lists:
            doubts += doubts_of_list(cells.expression, items, cells.dtype)
            lists += _below(cells.expression, items, cells.dtype, cells.path)
        return Fitting(Check(tuple(doubts), tuple(lists)), size_of(schema.root, {}))

    def doubtful(self, frame: pl.DataFrame) -> pl.Series:
        """Positions of the rows that are not known to be right, ascending."""
        count = frame.height
        run = _Run(self.size)
        run.check(self.check, frame, lambda: pl.int_range(count, dtype=pl.Int64, eager=True), 1)
        run.doubt_the_largest()
        return pl.concat([pl.Series([], dtype=pl.Int64), *run.found]).unique().sort()


def _below(expression: pl.Expr, items: FactItems, dtype: pl.DataType, path: str) -> list[Below]:
    if not isinstance(dtype, pl.List):
        return []
    level = level_of_items(items, instance(dtype.inner), path)
    doubts = [doubt_of_item(pl.col(ITEM))]
    lists: list[Below] = []
    for cells, leaf in level.leaves:
        doubts += doubts_of(cells, leaf)
    for cells, inner in level.lists:
        doubts += doubts_of_list(cells.expression, inner, cells.dtype)
        lists += _below(cells.expression, inner, cells.dtype, cells.path)
    weight = 1 if isinstance(items.item, FactLeaf) else size_of(items.item, {})
    return [Below(expression, Check(tuple(doubts), tuple(lists)), weight)]


@dataclass(slots=True)
class _Run:
    """One frame being looked at. `items` and `facts` bound what any row of it may hold."""

    facts: int
    items: int = 0
    found: list[pl.Series] = field(default_factory=list)
    lists: list[tuple[int, Rows]] = field(default_factory=list)

    def check(self, check: Check, frame: pl.DataFrame, rows: Rows, most: int) -> None:
        """`most` is how many rows of the frame may belong to one institution."""
        self._doubts(check.doubts, frame, rows)
        for below in check.lists:
            self._list(below, frame, rows, most)

    def _doubts(self, doubts: tuple[pl.Expr, ...], frame: pl.DataFrame, rows: Rows) -> None:
        if not doubts or not frame.height:
            return
        named = [each.alias(str(number)) for number, each in enumerate(doubts)]
        any_ = frame.select(each.any() for each in named).row(0)
        held = [each for each, found in zip(named, any_, strict=True) if found]
        if held:
            doubtful = frame.select(pl.any_horizontal(held).fill_null(False)).to_series()
            self.found.append(rows().filter(doubtful))

    def _list(self, below: Below, frame: pl.DataFrame, rows: Rows, most: int) -> None:
        lists = frame.select(below.items.alias(ITEM)).to_series()
        lengths = lists.list.len()
        longest = lengths.max()
        if not isinstance(longest, int) or not longest:
            return

        @cache
        def rows_of_items() -> pl.Series:
            times = lengths.fill_null(0)
            repeated = pl.select(rows().repeat_by(times)).to_series()
            return repeated.explode(empty_as_null=False, keep_nulls=False)

        items = lists.explode(empty_as_null=False, keep_nulls=False).to_frame(ITEM)
        self.items += most * longest
        self.facts += most * longest * below.weight
        self.lists.append((below.weight, rows_of_items))
        self.check(below.check, items, rows_of_items, most * longest)

    def doubt_the_largest(self) -> None:
        """Rows with more items than single records may have, or nearly so."""
        if self.items <= MAX_ITEMS and self.facts <= MAX_FACTS:
            return
        counted = (
            pl.concat(
                rows().to_frame(ROW).with_columns(weight=weight) for weight, rows in self.lists
            )
            .group_by(ROW)
            .agg(items=pl.len(), facts=pl.col("weight").cast(pl.Int64).sum())
        )
        large = (pl.col("items") > MAX_ITEMS) | (pl.col("facts") > MAX_FACTS // 2)
        self.found.append(counted.filter(large)[ROW])
