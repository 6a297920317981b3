"""Programs ready for tables: written once for each layout of facts, run slice by slice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from policydsl.engines.columns.fact_tables import FactTables
from policydsl.engines.columns.kinds import expression_of
from policydsl.engines.columns.layouts import Layout, Look, Reads, SectionLayout, complete_layout
from policydsl.engines.columns.lengths import bounds_with_uses, too_long
from policydsl.engines.columns.plans import GIVEN, Plan, plan
from policydsl.engines.cost import Bounds
from policydsl.engines.results import Field, fields_of
from policydsl.policy.model import Program

SLICE = 1 << 20
"""Rows at a time: few enough for what is made of them to stay in the processor's cache."""
EXACT = 50_000
"""From so many rows on it pays to write a program for exactly the nulls that there are."""

MAX_PLANS = 32


class TooLargeError(Exception):
    """Others have to answer `rows`: of too many digits to be exact here, or too many items."""

    def __init__(self, rows: pl.Series) -> None:
        super().__init__(f"{len(rows)} rows have figures or lists that are too large")
        self.rows = rows


@dataclass(frozen=True, slots=True)
class Columns:
    """A program as Polars expressions. `fields` says what the columns of a result are.

    For `given` no expression is known, for the reasons in `not_handled`: the caller hands them in,
    and verdicts that need them are still made here.
    """

    program: Program = field(repr=False)
    fields: tuple[Field, ...] = field(repr=False)
    given: tuple[str, ...]
    not_handled: tuple[tuple[str, str], ...]
    reads: Reads = field(repr=False)
    bounds: Bounds = field(repr=False)
    plans: dict[Layout, Plan] = field(repr=False, compare=False)

    def run(self, facts: FactTables, given: pl.DataFrame | None = None) -> pl.DataFrame:
        """The result: one row for each institution, in order.

        Codes (`UInt8`) of verdicts, rules and groups, and the values of value decisions; columns
        are called `filing`, `filing.office-area`. Raises `TooLargeError` for rows that others
        have to answer, and `TypeError` for a column of a type that cannot hold its fact.
        """
        look = Look(self.reads, facts.frame.height >= EXACT)
        flat, layout = facts.flat(look)
        long = too_long(flat, look, self.bounds)
        if len(long):
            raise TooLargeError(long)
        ready = self.plan_for(layout)
        if self.given:
            if given is None:
                raise ValueError(f"to be given: {', '.join(self.given)}")
            flat = flat.with_columns(
                given.get_column(name).alias(GIVEN + name) for name in self.given
            )
        parts = [
            self._part(ready, flat.slice(start, SLICE), start)
            for start in range(0, max(1, flat.height), SLICE)
        ]
        return parts[0] if len(parts) == 1 else pl.concat(parts)

    def plan_for(self, layout: SectionLayout) -> Plan:
        """What to do to frames of a layout."""
        found = self.plans.get(layout)
        if found is None:
            if len(self.plans) >= MAX_PLANS:
                self.plans.pop(next(iter(self.plans)))
            found = self.plans[layout] = plan(self.program, layout, frozenset(self.given))
        return found

    def _part(self, ready: Plan, flat: pl.DataFrame, start: int) -> pl.DataFrame:
        made = ready.steps.make(flat)
        if ready.beyond is not False:
            rows = made.select(expression_of(ready.beyond).arg_true()).to_series()
            if len(rows):
                raise TooLargeError(rows + start)
        # Beside a column that is there, what is the same for all rows stands in each of them.
        row = pl.col(made.columns[0]).alias(GIVEN)
        return made.select(row, *ready.outputs).drop(GIVEN)


def compile_columns(program: Program) -> Columns:
    """Writes a program for facts of which any may be stated or not."""
    layout = complete_layout(program.facts.root)
    assert isinstance(layout, SectionLayout)
    found = plan(program, layout)
    given = tuple(name for name, _ in found.not_handled)
    bounds = bounds_with_uses(program)
    reads = frozenset(_with_all_above(found.reads))
    return Columns(program, fields_of(program), given, found.not_handled, reads, bounds, {})


def _with_all_above(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        names = path.replace("[]", ".[]").split(".")
        for n in range(1, len(names) + 1):
            yield ".".join(names[:n]).replace(".[]", "[]")
