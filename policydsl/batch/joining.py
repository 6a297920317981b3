"""Related tables put into one: institutions in one, the items of each list in one of their own.

A row of a list's table says by key columns what it belongs to: facts of the tables around it, such
as the institution's code, or columns that are no facts but stand in both tables.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from policydsl.batch import errors_joining as errors
from policydsl.batch.conversion import Conversion, Converted
from policydsl.batch.headings import lists_of
from policydsl.batch.nesting import as_items
from policydsl.batch.results import Reject
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Diagnostic, FactsError

_AT, _OF, _ITEM = "row:at", "row:of", "item"


@dataclass(frozen=True, slots=True)
class Tables:
    """How several tables are read and joined: of each list's, the table around it and the keys."""

    conversions: Mapping[str, Conversion] = field(repr=False)
    around: Mapping[str, str]
    keys: Mapping[str, tuple[str, ...]]

    @staticmethod
    def of(
        schema: FactsSchema,
        headings: Mapping[str, Sequence[str]],
        *,
        keep: Collection[str] = (),
        keys: Collection[str] = (),
    ) -> Tables:
        """The headings of tables by the paths of their lists, "" for institutions.

        `keys` are headings of key columns that are no facts. Raises `FactsError`, also where
        nothing tells what a table's rows belong to.
        """
        conversions = {
            path: Conversion.of(schema, names, keep=keep, keys=keys, list_path=path)
            for path, names in headings.items()
        }
        around = {path: around_of(schema, path) for path in headings if path}
        found = {path: _keys(conversions, path, outer) for path, outer in around.items()}
        return Tables(conversions, around, found)

    def run(self, raw: Mapping[str, pl.DataFrame]) -> Converted:
        """The table of institutions with all lists in it, each in the order of its rows.

        An institution without rows in a list's table leaves the list unknown, unless its own
        column of that name says that there are none. A row that belongs nowhere is a reject of its
        table; what else is wrong with a row rejects the institution that it belongs to.
        """
        read = {path: each.run(raw[path]) for path, each in self.conversions.items()}
        join = _Join(self, {path: each.whole for path, each in read.items()})
        for path in sorted(self.around, key=lambda each: each.count("."), reverse=True):
            join.put(path)
        cells = [(path, each) for path, converted in read.items() for each in converted.rejects]
        rejects = [join.of_institution(path, each) for path, each in (*cells, *join.found)]
        lists = [path for path, outer in self.around.items() if not outer]
        own = self.conversions[""].own
        return Converted.of(join.frames[""], [*own, *(p for p in lists if p not in own)], rejects)


def around_of(schema: FactsSchema, path: str) -> str:
    """The table in whose rows a list is: of `occupations.levels`, `occupations`."""
    steps = path.split(".")
    lists = lists_of(schema)
    outer = (".".join(steps[:end]) for end in range(len(steps) - 1, 0, -1))
    return next((each for each in outer if each in lists), "")


def _keys(conversions: Mapping[str, Conversion], path: str, around: str) -> tuple[str, ...]:
    own = conversions[path].own
    keys = tuple(each for each in conversions[path].paths if each not in own)
    if around not in conversions:
        raise FactsError(errors.no_table_around(path, around))
    if not keys:
        raise FactsError(errors.no_key(path))
    for each in keys:
        if each not in conversions[around].paths:
            raise FactsError(errors.key_not_around(path, around, each))
    return keys


@dataclass(slots=True)
class _Join:
    """Tables being joined, the innermost first. `of` says which row around each row belongs to."""

    tables: Tables
    frames: dict[str, pl.DataFrame]
    of: dict[str, list[int | None]] = field(default_factory=dict)
    found: list[tuple[str, Reject]] = field(default_factory=list)

    def put(self, path: str) -> None:
        """A list's items into the rows that they belong to."""
        around, keys = self.tables.around[path], self.tables.keys[path]
        owners, rows = _keyed(self.frames[around], keys), _keyed(self.frames[path], keys)
        self._twice(around, owners, keys)
        first = owners.drop_nulls(keys).unique(keys, keep="first", maintain_order=True)
        first = first.rename({_AT: _OF})
        of = rows.join(first, on=keys, how="left", maintain_order="left")[_OF]
        self.of[path] = of.to_list()
        for at in of.is_null().arg_true():
            said = ", ".join(str(rows[key][at] or "") for key in keys)
            self._tell(path, at, errors.belongs_nowhere(path, around, keys, said))
        self.frames[around] = self._with_lists(path, around, of)

    def _twice(self, around: str, owners: pl.DataFrame, keys: Sequence[str]) -> None:
        stated = owners.drop_nulls(keys)
        same = stated.filter(stated.select(keys).is_duplicated())
        for row in same.iter_rows(named=True):
            said = ", ".join(str(row[key]) for key in keys)
            self._tell(around, row[_AT], errors.key_twice(keys, said))

    def _with_lists(self, path: str, around: str, of: pl.Series) -> pl.DataFrame:
        outer = self.frames[around]
        own = [each for each in self.frames[path].columns if each.startswith(f"{path}.")]
        items = as_items(self.frames[path].select(own), f"{path}.").alias(_ITEM)
        lists = (
            pl.DataFrame([of, items])
            .filter(of.is_not_null())
            .group_by(_OF, maintain_order=True)
            .agg(_ITEM)
        )
        at = pl.int_range(outer.height, dtype=pl.Int64, eager=True).to_frame(_OF)
        joined = at.join(lists, on=_OF, how="left", maintain_order="left")[_ITEM].alias(path)
        if path not in outer.columns or outer[path].dtype == pl.Null:
            return outer.with_columns(joined)
        return outer.with_columns(self._unless_none(path, around, joined, outer[path]))

    def _unless_none(self, path: str, around: str, joined: pl.Series, said: pl.Series) -> pl.Series:
        """Where an institution's own column says that there are no items, the list is empty."""
        for at in (joined.is_not_null() & said.is_not_null()).arg_true():
            self._tell(around, at, errors.none_and_some(path))
        empty = pl.Series([[]], dtype=joined.dtype).new_from_index(0, len(joined))
        return joined.zip_with(said.is_null() | joined.is_not_null(), empty).alias(path)

    def _tell(self, table: str, row: int, diagnostic: Diagnostic) -> None:
        self.found.append((table, Reject(row, diagnostic)))

    def of_institution(self, table: str, reject: Reject) -> Reject:
        """A reject of a table's row as that of the institution it belongs to, if to any."""
        place, row = table, reject.row
        while place:
            outer = self.of[place][row]
            if outer is None:
                return replace(reject, table=table)
            place, row = self.tables.around[place], outer
        found_in = (table, reject.row) if table else None
        return replace(reject, row=row, found_in=found_in)


def _keyed(frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The key columns of all rows, in types that compare across tables, and their positions."""
    columns = [_comparable(frame[key]) for key in keys]
    return pl.DataFrame(columns).with_row_index(_AT).cast({_AT: pl.Int64})


def _comparable(key: pl.Series) -> pl.Series:
    if key.dtype.is_integer() or key.dtype.is_decimal():
        return key.cast(pl.Decimal(38, 10))
    text = key.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)
