"""The first item of a list that fails, found for whole columns at once.

For rules over lists of facts whose items are judged by one fact of theirs, and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from policydsl.batch.finding_plans import Planner
from policydsl.batch.layout import instance
from policydsl.batch.plans import Compared, Plan, Truth
from policydsl.policy.model import EmptyList, Program, Rule

_ROW, _ITEM, _LISTS = "row", "item", "lists"


@dataclass(frozen=True, slots=True)
class Way:
    """How to get to the items of a rule, and to the fact that decides.

    `lists` are the steps to each list: from the institution, then each from an item of the one
    before. `fact` are those from an item of the last.
    """

    lists: tuple[tuple[str, ...], ...]
    fact: tuple[str, ...]
    plan: Truth | Compared
    empty_fails: bool

    @property
    def root(self) -> str:
        """The path of the outermost list."""
        return ".".join(self.lists[0])


@dataclass(frozen=True, slots=True)
class Failing:
    """Of each row the positions of the first failing item, at each level from 1, and the fact.

    A position of 0 is that of a list without items, and ends the way there.
    """

    positions: Sequence[Sequence[int]]
    values: Sequence[object]


def way_of(program: Program, rule: Rule, plan: Plan | None) -> Way | None:
    """None for rules of which more than one fact decides, or that go through other lists."""
    if not isinstance(plan, Truth | Compared) or plan.path is None or not rule.iterators:
        return None
    if rule.when is not None or rule.waiver is not None:
        return None
    planner = Planner.of(program, rule)
    lists: list[tuple[str, ...]] = []
    around = ""
    for level, each in enumerate(rule.iterators):
        found = planner.reached(each.domain.tree)
        if found is None or not found[0].startswith(around):
            return None
        steps = found[0].removeprefix(around)
        if "[" in steps:
            return None
        lists.append(tuple(steps.split(".")))
        around = f"{found[0]}[{{{level}}}]."
    if not plan.path.startswith(around):
        return None
    fact = tuple(plan.path.removeprefix(around).split("."))
    return Way(tuple(lists), fact, plan, rule.empty is EmptyList.FAIL)


def failing_items(way: Way, lists: pl.Series) -> Failing | None:
    """The first failing item of each of these lists; None where one has none after all."""
    levels = [f"p{number}" for number in range(len(way.lists))]
    frame = pl.DataFrame({_ROW: pl.int_range(len(lists), eager=True), _LISTS: lists})
    ended: list[pl.DataFrame] = []
    for number, level in enumerate(levels):
        if number:
            frame = frame.with_columns(_stepped(frame, way.lists[number]).alias(_LISTS))
        if not isinstance(frame.schema[_LISTS], pl.List):
            return None
        frame = _with_items(frame, level)
        ended.append(frame.filter(pl.col(level) == 0).select(_ROW, *levels[: number + 1]))
        frame = frame.filter(pl.col(level) > 0)
    items = frame.select(_ROW, *levels, _stepped(frame, way.fact).alias(_ITEM))
    failing = items.filter(_fails(way.plan, items[_ITEM]))
    if way.empty_fails:
        failing = pl.concat([failing, *ended], how="diagonal_relaxed")
    zeros = [pl.col(level).fill_null(0) for level in levels]
    first = failing.with_columns(zeros).sort(_ROW, *levels).unique(_ROW, keep="first")
    first = first.sort(_ROW)
    if first.height < len(lists):
        return None
    return Failing(first.select(levels).rows(), _plain(first[_ITEM]).to_list())


def _stepped(frame: pl.DataFrame, steps: Sequence[str]) -> pl.Expr:
    """What items have in their sections; nothing where it is stated by nobody."""
    expression, dtype = pl.col(_ITEM), frame.schema[_ITEM]
    for step in steps:
        parts = dict(dtype) if isinstance(dtype, pl.Struct) else {}
        if step not in parts:
            return pl.lit(None)
        expression, dtype = expression.struct.field(step), instance(parts[step])
    return expression


def _with_items(frame: pl.DataFrame, level: str) -> pl.DataFrame:
    """A row for each item, and one for a list without items; unknown lists have none."""
    counted = frame.with_columns(
        pl.int_ranges(1, pl.col(_LISTS).list.len().cast(pl.Int64) + 1).alias(level),
        pl.col(_LISTS).alias(_ITEM),
    )
    items = counted.filter(pl.col(_LISTS).is_not_null()).drop(_LISTS)
    exploded = items.explode(_ITEM, level, empty_as_null=True)
    return exploded.with_columns(pl.col(level).fill_null(0))


def _fails(plan: Truth | Compared, values: pl.Series) -> pl.Series:
    if isinstance(plan, Truth):
        if plan.stated:
            return values.is_null() if plan.wanted else values.is_not_null()
        return (values == (not plan.wanted)).fill_null(False)
    stated = _plain(values)
    different = stated.drop_nulls().unique()
    short = different.filter(
        pl.Series([plan.fails([each]) for each in different], dtype=pl.Boolean)
    )
    return stated.is_in(short.implode()).fill_null(False)


def _plain(values: pl.Series) -> pl.Series:
    """Days as texts, as single records have them."""
    return values.dt.to_string("iso") if values.dtype == pl.Date else values
