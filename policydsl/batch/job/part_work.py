"""The work on one part: read, evaluated, and made the rows of the output and of the rejects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.raw_rows import raw_row
from policydsl.batch.reading.source import Broken, Loaded, Part, Table
from policydsl.batch.results import ROW, Reject
from policydsl.batch.writing.rejects import RejectedRow
from policydsl.text.diagnostic import Diagnostic, Language


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of a part: every row of it is in one of both.

    `verdicts` counts the words of each decision that gives a verdict.
    """

    frame: pl.DataFrame = field(repr=False)
    rejects: list[RejectedRow] = field(repr=False)
    verdicts: Mapping[str, Mapping[str, int]]

    @property
    def orphans(self) -> int:
        """How many rejects are rows of related tables that belong to no institution."""
        return sum(each.row is None for each in self.rejects)


def work(part: Part, evaluation: Evaluation, language: Language) -> Worked:
    """Raises DiagnosticError for what no row of its own is to blame for, and OSError."""
    loaded = part.load()
    content = loaded.content
    frame, rejects = evaluation.of_part(loaded)
    broken = [_broken(each, language) for each in loaded.broken]
    refused = [_refused(each, loaded, language) for each in rejects]
    found = sorted([*broken, *refused], key=_order)
    numbers = pl.Series(content.rows, dtype=pl.Int64)
    frame = frame.with_columns(numbers.gather(frame[ROW]).alias(ROW))
    rows = frame.height + sum(each.row is not None for each in found)
    if rows != part.count:
        raise AssertionError(f"{part.count} rows went in, and {rows} came out")
    return Worked(frame, found, _counts(frame, evaluation.verdicts))


def _order(reject: RejectedRow) -> tuple[bool, int, str, int]:
    return (reject.row is None, reject.row or 0, reject.table, reject.line or 0)


def _counts(frame: pl.DataFrame, decisions: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """A version that lacks the decision gives no word for it."""
    return {
        name: dict(sorted(frame[name].drop_nulls().value_counts().iter_rows()))
        for name in decisions
    }


def _broken(each: Broken, language: Language) -> RejectedRow:
    row = None if each.table else each.row
    told = (each.diagnostic,)
    return _row(row, each.line, each.table, each.column, told, each.raw, language)


def _refused(each: Reject, loaded: Loaded, language: Language) -> RejectedRow:
    """What is wrong may stand in a related table; the row that is told is the institution's."""
    content = loaded.related[each.table] if each.table else loaded.content
    table, at = each.found_in or (each.table, each.row)
    there = loaded.related[table] if table else loaded.content
    line = (there.lines or there.rows)[at] if table or there.lines else None
    place = each.column
    if place is not None and isinstance(there, Table):
        place = there.place(at, place)
    row = None if each.table else content.rows[each.row]
    told = (each.diagnostic, *each.others)
    return _row(row, line, table, place, told, raw_row(content, each.row), language)


def _row(
    row: int | None,
    line: int | None,
    table: str,
    column: str | None,
    told: Sequence[Diagnostic],
    raw: str,
    language: Language,
) -> RejectedRow:
    helps = dict.fromkeys(each.help.in_language(language) for each in told if each.help)
    join = "；".join if language == "zh" else "; ".join
    return RejectedRow(
        row=row,
        line=line,
        table=table,
        column=column,
        code=told[0].code,
        reason=join(each.message.in_language(language) for each in told),
        help=join(helps),
        raw=raw,
    )
