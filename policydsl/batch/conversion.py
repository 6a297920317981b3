"""Raw tables made frames of facts: headings become ids, cells values, and nothing is dropped.

A cell that cannot be read makes its row a reject; a column that is no fact refuses the whole table,
unless it is named as one to keep.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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

    `keys` are columns that tell what a row of a related table belongs to, in the same rows.
    `rejects` are the other rows, one for each.
    """

    frame: pl.DataFrame = field(repr=False)
    rows: pl.Series = field(repr=False)
    rejects: tuple[Reject, ...]
    keys: pl.DataFrame = field(repr=False)


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a table with certain headings is read: the fact that each stands for."""

    schema: FactsSchema = field(repr=False)
    meant: Mapping[str, Meant]
    list: str

    @staticmethod
    def of(
        schema: FactsSchema,
        headings: Sequence[str],
        *,
        keep: Collection[str] = (),
        list_path: str = "",
    ) -> Conversion:
        """For the table of institutions, or of a list's items by its path: `occupations.levels`.

        Columns in `keep` are no facts. Raises `FactsError` for headings that mean no fact, or
        that may mean several, and for two that mean the same.
        """
        known = Headings.of(schema, list_path)
        problems: list[Diagnostic] = []
        meant: dict[str, Meant] = {}
        first: dict[str, str] = {}
        for heading in headings:
            if heading in keep:
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
        return Conversion(schema, meant, list_path)

    def run(self, raw: pl.DataFrame) -> Converted:
        """Reads the cells. Raises `FactsError` for nested names that are no facts."""
        reader = Reader(self.schema)
        own = [pl.Series(_NOTHING, [None], dtype=pl.Null).new_from_index(0, raw.height)]
        keys = own.copy()
        for heading, meant in self.meant.items():
            reader.heading = heading
            column = reader.node(raw[heading], meant.node, _numbers(raw.height))
            (own if meant.list == self.list else keys).append(column.alias(meant.path))
        if reader.problems:
            raise FactsError(*reader.problems)
        rows = _numbers(raw.height)
        rejects = one_each(reader.rejects)
        frames = [pl.DataFrame(own), pl.DataFrame(keys)]
        if rejects:
            right = ~rows.is_in([each.row for each in rejects])
            rows, *frames = rows.filter(right), *(each.filter(right) for each in frames)
        return Converted(frames[0], rows, rejects, frames[1].drop(_NOTHING))


_NOTHING = "institution"
"""A section of which nothing is stated: a frame without a column has no rows either."""


def _numbers(height: int) -> pl.Series:
    return pl.int_range(height, dtype=pl.Int64, eager=True)
