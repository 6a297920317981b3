"""Several tables as one input: institutions in one, the items of each list in one of their own.

The table of institutions is read part by part. Its keys and the related tables are held in memory,
as columns: a part must find its rows wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from policydsl.batch import errors_joining
from policydsl.batch.joining import Tables
from policydsl.batch.reading import errors_related as errors
from policydsl.batch.reading.source import Broken, Loaded, Mark, Part, Source, Table
from policydsl.batch.reading.table_keys import key_headings, tables_of
from policydsl.batch.writing.results import json_line
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import UsageError

_PART, _AT = "part:number", "part:row"


@dataclass(frozen=True, slots=True)
class RelatedSource:
    """A table of institutions with those of its lists, by their paths; see `Source`.

    `wanted` are columns of institutions that are no facts.
    """

    main: Source
    lists: Mapping[str, Source]
    schema: FactsSchema = field(repr=False)
    wanted: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.main.name

    def files(self) -> tuple[Path, ...]:
        return (
            *self.main.files(),
            *(file for each in self.lists.values() for file in each.files()),
        )

    def options(self) -> Mapping[str, Any]:
        lists = {path: dict(each.options()) for path, each in self.lists.items()}
        return {"kind": "related", "main": dict(self.main.options()), "lists": lists}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[Part]:
        """Raises UsageError and FactsError where nothing tells what belongs together."""
        related = {path: _whole(each, path, size) for path, each in self.lists.items()}
        joined = self._joined(size, related)
        if joined is None:
            return
        for part in self.main.parts(size, number, first_row, start):
            yield RelatedPart(part, joined.of_part(part))

    def _joined(self, size: int, related: Mapping[str, _Related]) -> _Joined | None:
        """Which part each row belongs to; None where there are no institutions."""
        keys: list[pl.DataFrame] = []
        tables: Tables | None = None
        own: list[str] = []
        for part in self.main.parts(size):
            table = _table(part.load(), self.main)
            if tables is None:
                frames = {"": table.frame, **{path: each.frame for path, each in related.items()}}
                headings = tuple((path, tuple(each.columns)) for path, each in frames.items())
                tables = tables_of(self.schema, headings, self.wanted)
                direct = (tables.keys[path] for path, outer in tables.around.items() if not outer)
                own = list(dict.fromkeys(key for each in direct for key in each))
            found = _keys(table.frame, key_headings(tables, "", own), own)
            rows = pl.Series(_AT, table.rows, dtype=pl.Int64)
            keys.append(found.with_columns(pl.lit(part.number).alias(_PART), rows))
        return None if tables is None else _Joined.of(tables, related, pl.concat(keys))


@dataclass(frozen=True, slots=True)
class RelatedPart:
    """Some institutions, with their rows of the lists, already read; see `Part`."""

    part: Part
    mine: _Mine = field(repr=False)

    @property
    def number(self) -> int:
        return self.part.number

    @property
    def first_row(self) -> int:
        return self.part.first_row

    @property
    def count(self) -> int:
        return self.part.count

    @property
    def end(self) -> Mark:
        return self.part.end

    @property
    def share(self) -> float | None:
        return self.part.share

    def load(self) -> Loaded:
        loaded = self.part.load()
        content = loaded.content
        assert isinstance(content, Table)
        broken = [*loaded.broken, *self.mine.broken]
        twice = self.mine.twice
        right = [at for at, row in enumerate(content.rows) if row not in twice]
        for at, row in enumerate(content.rows):
            if row in twice:
                line = content.lines[at] if content.lines else None
                raw = json_line(content.frame.row(at, named=True))
                problem = errors_joining.key_twice(*twice[row])
                broken.append(Broken(row, line, None, problem, raw))
        if twice:
            content = _some(content, right)
        return Loaded(content, self.mine.related, tuple(broken))


@dataclass(frozen=True, slots=True)
class _Mine:
    """What belongs to one part. `twice` are institutions whose keys others have, too."""

    related: Mapping[str, Table]
    broken: tuple[Broken, ...]
    twice: Mapping[int, tuple[tuple[str, ...], str]]


@dataclass(frozen=True, slots=True)
class _Related:
    """A list's table, whole."""

    table: Table
    broken: tuple[Broken, ...]

    @property
    def frame(self) -> pl.DataFrame:
        return self.table.frame


@dataclass(frozen=True, slots=True)
class _Joined:
    """The part of each row of each list; the last part has those that belong nowhere."""

    related: Mapping[str, _Related]
    parts: Mapping[str, pl.Series]
    twice: Mapping[int, Mapping[int, tuple[tuple[str, ...], str]]]
    last: int

    @staticmethod
    def of(tables: Tables, related: Mapping[str, _Related], owners: pl.DataFrame) -> _Joined:
        last = int(owners[_PART].max() or 0)  # type: ignore[arg-type]
        found: dict[str, pl.DataFrame] = {"": owners}
        twice: dict[int, dict[int, tuple[tuple[str, ...], str]]] = {}
        for path in sorted(tables.around, key=lambda each: each.count(".")):
            around, keys = tables.around[path], list(tables.keys[path])
            outer = found[around].drop_nulls(keys)
            if not around:
                again = outer.filter(outer.select(keys).is_duplicated())
                for row in again.iter_rows(named=True):
                    said = ", ".join(row[key] for key in keys)
                    twice.setdefault(row[_PART], {})[row[_AT]] = (tuple(keys), said)
            conversion = tables.conversions[path]
            own = [*dict.fromkeys([*keys, *(each.path for each in conversion.meant.values())])]
            headings = key_headings(tables, path, own)
            mine = _keys(related[path].frame, headings, own)
            first = outer.unique(keys, keep="first", maintain_order=True).select(*keys, _PART)
            found[path] = mine.join(first, on=keys, how="left", maintain_order="left")
        parts = {path: each[_PART].fill_null(last) for path, each in found.items() if path}
        return _Joined(related, parts, twice, last)

    def of_part(self, part: Part) -> _Mine:
        related = {}
        broken: list[Broken] = []
        for path, each in self.related.items():
            at = (self.parts[path] == part.number).arg_true().to_list()
            related[path] = _some(each.table, at)
            if part.number == self.last:
                broken += each.broken
        return _Mine(related, tuple(broken), self.twice.get(part.number, {}))


def _whole(source: Source, path: str, size: int) -> _Related:
    loaded = [part.load() for part in source.parts(size)]
    tables = [_table(each, source) for each in loaded]
    if not tables:
        raise UsageError(errors.no_rows(source.name))
    frame = pl.concat([each.frame for each in tables], how="vertical_relaxed")
    rows = [row for each in tables for row in each.rows]
    lines = [line for each in tables for line in each.lines or each.rows]
    broken = [replace(each, table=path) for part in loaded for each in part.broken]
    return _Related(Table(frame, rows, lines, typed=tables[0].typed), tuple(broken))


def _table(loaded: Loaded, source: Source) -> Table:
    if not isinstance(loaded.content, Table) or loaded.related:
        raise UsageError(errors.no_table(source.name))
    return loaded.content


def _some(table: Table, at: Sequence[int]) -> Table:
    rows = [table.rows[each] for each in at]
    lines = [table.lines[each] for each in at] if table.lines else None
    return replace(table, frame=table.frame[list(at)], rows=rows, lines=lines)


def _keys(frame: pl.DataFrame, headings: Sequence[str], names: Sequence[str]) -> pl.DataFrame:
    """Key columns as text that compares across tables; blank ones are null."""
    columns = [
        _comparable(frame[heading]).alias(name)
        for heading, name in zip(headings, names, strict=True)
        if not frame[heading].dtype.is_nested()
    ]
    return pl.DataFrame(columns)


def _comparable(cells: pl.Series) -> pl.Series:
    text = cells.cast(pl.String).str.strip_chars()
    return text.set(text == "", None)
