"""Raw tables made frames of facts: headings become ids, cells values, and nothing is dropped.

A cell that cannot be read makes its row a reject; a column that is no fact refuses the whole table,
unless it is named as one to keep.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from policydsl.batch import errors_tables as errors
from policydsl.batch.headings import Headings, Meant
from policydsl.batch.raw_columns import Reader
from policydsl.batch.results import Reject, one_each
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Diagnostic, FactsError


@dataclass(frozen=True, slots=True)
class Converted:
    """The rows that could be read, as a frame of facts; `rows` are their positions, from 0.

    `rejects` are the other rows, one for each. `whole` holds all rows, also those, with what could
    be read of them and, of a related table, with the columns that tell what its rows belong to.
    """

    frame: pl.DataFrame = field(repr=False)
    rows: pl.Series = field(repr=False)
    rejects: tuple[Reject, ...]
    whole: pl.DataFrame = field(repr=False)

    @staticmethod
    def of(whole: pl.DataFrame, own: Sequence[str], rejects: Iterable[Reject]) -> Converted:
        """The rows without a reject; `own` are the columns that facts are in."""
        rows = pl.int_range(whole.height, dtype=pl.Int64, eager=True)
        told = one_each(rejects)
        frame = whole.select(own)
        refused = [each.row for each in told if not each.table]
        if refused:
            right = ~rows.is_in(refused)
            frame, rows = frame.filter(right), rows.filter(right)
        return Converted(frame, rows, told, whole)


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a table with certain headings is read: the fact that each stands for."""

    schema: FactsSchema = field(repr=False)
    meant: Mapping[str, Meant]
    table: str
    keys: tuple[str, ...] = ()

    @staticmethod
    def of(
        schema: FactsSchema,
        headings: Sequence[str],
        *,
        keep: Collection[str] = (),
        keys: Collection[str] = (),
        list_path: str = "",
    ) -> Conversion:
        """For the table of institutions, or of a list's items by its path: `occupations.levels`.

        Columns in `keep` are no facts, nor those in `keys`, which are read all the same. Raises
        `FactsError` for headings that mean no fact, or that may mean several, and for two that
        mean the same.
        """
        known = Headings.of(schema, list_path)
        problems: list[Diagnostic] = []
        meant: dict[str, Meant] = {}
        first: dict[str, str] = {}
        for heading in headings:
            if heading in keep or heading in keys:
                continue
            found = known.meaning(heading)
            if isinstance(found, Diagnostic):
                problems.append(found)
            elif found.path in first:
                problems.append(errors.column_twice(found.path, first[found.path], heading))
            else:
                first[found.path] = heading
                meant[heading] = found
        if problems:
            raise FactsError(*problems)
        return Conversion(
            schema, meant, list_path, tuple(each for each in keys if each in headings)
        )

    @property
    def own(self) -> list[str]:
        """The paths of facts that the table itself is about."""
        found = [each.path for each in self.meant.values() if each.list == self.table]
        return found or [self.nothing]

    @property
    def nothing(self) -> str:
        """Some fact: a frame without a column has no rows either, so that one says nothing."""
        return next(iter(self.schema.root.members))

    @property
    def paths(self) -> list[str]:
        """All columns of what is read."""
        return [*(each.path for each in self.meant.values()), *self.keys]

    def run(self, raw: pl.DataFrame) -> Converted:
        """Reads the cells. Raises `FactsError` for nested names that are no facts."""
        reader = Reader(self.schema)
        rows = pl.int_range(raw.height, dtype=pl.Int64, eager=True)
        columns = [raw[heading] for heading in self.keys]
        for heading, meant in self.meant.items():
            reader.heading = heading
            columns.append(reader.node(raw[heading], meant.node, rows).alias(meant.path))
        if reader.problems:
            raise FactsError(*reader.problems)
        if self.own == [self.nothing] and self.nothing not in (each.name for each in columns):
            nothing = pl.Series(self.nothing, [None], dtype=pl.Null)
            columns.append(nothing.new_from_index(0, raw.height))
        whole = pl.DataFrame(columns)
        return Converted.of(whole, self.own, reader.rejects)
