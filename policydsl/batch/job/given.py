"""What a part gives of each institution: its facts, its name and code, its day, what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.fact_names import CODE, NAME, in_frame, in_records, path_of
from policydsl.batch.reading.cells import text_of
from policydsl.batch.reading.json_rows import read_bytes
from policydsl.batch.reading.source import JsonLines, Loaded, Records, Table
from policydsl.batch.reading.table_keys import tables_of
from policydsl.batch.results import Reject
from policydsl.batch.writing.results import json_text
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Diagnostic, UsageError

ID_COLUMNS = (".".join(NAME), ".".join(CODE))


@dataclass(frozen=True, slots=True)
class Given:
    """The institutions of a part that can be evaluated; `rejects` are the others so far.

    `positions` are theirs in the part. `facts` and `told` (name, code, kept columns) are in the
    same order, and so are `days`, which are as they were given; None where no column was asked.
    """

    positions: Sequence[int]
    facts: pl.DataFrame | Sequence[Mapping[str, Any]] = field(repr=False)
    told: pl.DataFrame = field(repr=False)
    days: Sequence[object] | None = field(repr=False)
    rejects: tuple[Reject, ...] = ()

    def facts_of(self, rows: Sequence[int]) -> pl.DataFrame | Sequence[Mapping[str, Any]]:
        """The facts of some of them."""
        if len(rows) == len(self.positions):
            return self.facts
        if isinstance(self.facts, pl.DataFrame):
            return self.facts[list(rows)]
        return [self.facts[row] for row in rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Columns that are wanted besides facts: those to keep, and the one that holds the day."""

    keep: tuple[str, ...]
    day: str | None

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.keep, self.day) if self.day is not None else self.keep


def given_of(loaded: Loaded, schema: FactsSchema, wanted: Wanted) -> Given:
    """Raises UsageError for columns that are not there, FactsError for those that are no facts."""
    match loaded.content:
        case JsonLines() as content:
            return given_in_lines(content, range(len(content.texts)), schema, wanted)
        case Records() as content:
            return _of_records(content, schema, wanted)
        case Table() as content:
            return _of_tables(content, loaded.related, schema, wanted)


def given_in_lines(
    content: JsonLines, positions: Sequence[int], schema: FactsSchema, wanted: Wanted
) -> Given:
    """The same of some lines of a part."""
    right: list[int] = []
    records: list[Mapping[str, Any]] = []
    rejects: list[Reject] = []
    for at in positions:
        found = read_bytes(content.texts[at])
        if isinstance(found, Diagnostic):
            rejects.append(Reject(at, found))
        else:
            right.append(at)
            records.append(found)
    given = _of_records(Records(records, right), schema, wanted)
    return replace(given, positions=right, rejects=tuple(rejects))


def _of_records(content: Records, schema: FactsSchema, wanted: Wanted) -> Given:
    paths = {name: path_of(schema.root, name) for name in wanted.names}
    extra = [name for name, path in paths.items() if path is None]
    values: dict[str, list[Any]] = {}
    for name, path in paths.items():
        if path is None:
            values[name] = [record.get(name) for record in content.records]
        else:
            values[name] = list(in_records(content.records, schema.root, path))
    facts = _without(content.records, extra)
    ids = [
        pl.Series(name, list(map(_id_text, in_records(facts, schema.root, path))), pl.String)
        for name, path in zip(ID_COLUMNS, (NAME, CODE), strict=True)
    ]
    kept = [_as_text(name, values[name]) for name in wanted.keep]
    days = values[wanted.day] if wanted.day is not None else None
    return Given(range(len(facts)), facts, _told(ids, kept), days)


def _without(
    records: Sequence[Mapping[str, Any]], extra: Iterable[str]
) -> Sequence[Mapping[str, Any]]:
    names = frozenset(extra)
    if not names:
        return records
    return [{name: each[name] for name in each if name not in names} for each in records]


def _of_tables(
    content: Table, related: Mapping[str, Table], schema: FactsSchema, wanted: Wanted
) -> Given:
    frame = content.frame
    there = [name for name in wanted.names if name in frame.columns]
    missing = [name for name in wanted.names if name not in there]
    paths = {name: path_of(schema.root, name) for name in missing}
    for name, path in paths.items():
        if path is None:
            raise UsageError(errors.no_such_column(name, frame.columns))
    frames = {"": frame, **{path: each.frame for path, each in related.items()}}
    headings = tuple((path, tuple(each.columns)) for path, each in frames.items())
    converted = tables_of(schema, headings, tuple(there)).run(frames)
    facts, at = converted.frame, frame
    if facts.height < frame.height:
        at = frame[converted.rows]

    def column(name: str) -> pl.Series:
        path = paths.get(name)
        found = at[name] if path is None else in_frame(facts, path)
        return found.alias(name)

    kept = [column(name) for name in wanted.keep]
    if not content.typed:
        kept = [_as_text(each.name, each.to_list()) for each in kept]
    ids = [
        in_frame(facts, path).cast(pl.String).alias(name)
        for name, path in zip(ID_COLUMNS, (NAME, CODE), strict=True)
    ]
    days = column(wanted.day).to_list() if wanted.day is not None else None
    positions = converted.rows.to_list()
    return Given(positions, facts, _told(ids, kept), days, converted.rejects)


def _told(ids: Sequence[pl.Series], kept: Sequence[pl.Series]) -> pl.DataFrame:
    """A column that is kept under the name of one that is always there is the same one."""
    return pl.DataFrame([*ids, *(each for each in kept if each.name not in ID_COLUMNS)])


def _as_text(name: str, values: Sequence[Any]) -> pl.Series:
    form: Callable[[Any], str | None] = _text
    return pl.Series(name, [form(each) for each in values], pl.String)


def _text(value: Any) -> str | None:
    return json_text(value) if isinstance(value, dict | list | tuple) else text_of(value)


def _id_text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
