"""What the evaluation of a table gives: a row of results for each row that could be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from policydsl.text.diagnostic import Diagnostic, FactsError

ROW = "row"
"""The column of `Evaluated.results` that holds a row's position in what was given, from 0."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not evaluated, and why.

    `row` is its position, from 0, in the table of institutions, or in the related `table` where
    the row belongs to no institution. `column` is the heading of the cell that is at fault, where
    it is one. `others` are what else is wrong with the row. `found_in` is the related table, and
    the row of it, in which something is wrong with an institution.
    """

    row: int
    diagnostic: Diagnostic
    others: tuple[Diagnostic, ...] = ()
    column: str | None = None
    table: str = ""
    found_in: tuple[str, int] | None = None

    @staticmethod
    def of_error(row: int, error: FactsError) -> Reject:
        """A row whose facts were refused."""
        first, *others = error.diagnostics
        return Reject(row, first, tuple(others))


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`results` has the column `row`, and one for each field: words, or a decision's value.

    Every row given is in `results` or has one reject; both are in the order of the rows.
    """

    results: pl.DataFrame = field(repr=False)
    rejects: tuple[Reject, ...]

    def checked(self, given: int) -> Evaluated:
        """The same, after every one of the `given` rows was found once in what came of them."""
        refused = [each.row for each in self.rejects if not each.table]
        rows = self.results[ROW].clone().append(pl.Series(refused, dtype=pl.Int64)).sort()
        if not rows.equals(pl.int_range(given, dtype=pl.Int64, eager=True)):
            raise AssertionError(f"{given} rows were given, and {len(rows)} came out")
        return self


def at_their_rows(rejects: Iterable[Reject], rows: Sequence[int]) -> list[Reject]:
    """Rejects of a part of a table, as of the whole: `rows` says where each row came from."""
    return [_moved(each, rows) for each in rejects]


def _moved(reject: Reject, rows: Sequence[int]) -> Reject:
    return reject if reject.table else replace(reject, row=rows[reject.row])


def one_each(rejects: Iterable[Reject]) -> tuple[Reject, ...]:
    """One reject for each row, with all that is wrong with it; those of related tables last."""
    found: dict[tuple[str, int], Reject] = {}
    for each in rejects:
        known = found.get((each.table, each.row))
        found[each.table, each.row] = _joined(known, each) if known else each
    return tuple(found[key] for key in sorted(found))


def _joined(first: Reject, later: Reject) -> Reject:
    return replace(first, others=(*first.others, later.diagnostic, *later.others))
