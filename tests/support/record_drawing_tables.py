"""The engine for tables in the same form as those for single records."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from generated_agreement import plain
from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.result_columns import ResultColumns
from policydsl.batch.results import ROW
from policydsl.engines.columns import Columns, FactTables, TooLargeError, compile_columns
from policydsl.engines.python import BARE, FAULT, NOT_ABOUT
from policydsl.engines.results import Field
from policydsl.policy.facts.facts import canonical_json
from policydsl.policy.model import Program
from record_drawing_engines import Engine, Result, Stated, python
from record_drawing_frames import FORMS, frame_of


@dataclass(slots=True)
class TableAsk:
    """A program asked about a frame of all records, now in one form, now in another.

    What has to be given, and rows that are too large, generated Python answers, as in a batch.
    """

    columns: Columns
    rows: Engine
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(self, with_one_null)

    def __call__(self, records: Sequence[Stated]) -> list[Result]:
        frame = _frame(self.columns.program, records)
        answered = self.rows.ask(records)
        given = self._given(answered)
        kept = pl.int_range(len(records), eager=True)
        while isinstance(result := self._ran(frame[kept], given, kept), pl.Series):
            self.engine.others += len(result)
            kept = kept.filter(~pl.int_range(len(kept), eager=True).is_in(result.implode()))
        return self._joined(answered, result, kept.to_list())

    def _ran(
        self, frame: pl.DataFrame, given: pl.DataFrame | None, kept: pl.Series
    ) -> pl.DataFrame | pl.Series:
        """The result, or which rows are too large for one."""
        try:
            facts = FactTables.of(frame, self.columns.program.facts)
            return self.columns.run(facts, None if given is None else given[kept])
        except TooLargeError as large:
            return large.rows

    def _given(self, answered: Sequence[Result]) -> pl.DataFrame | None:
        if not self.columns.given:
            return None
        found = {}
        for place, each in enumerate(self.columns.fields):
            if (name := name_of(each)) in self.columns.given:
                coded = each.kind != "value"
                codes = [result[place] if coded else None for result in answered]
                found[name] = pl.Series(codes, dtype=pl.UInt8 if coded else pl.Null)
        return pl.DataFrame(found)

    def _joined(
        self, answered: Sequence[Result], result: pl.DataFrame, kept: Sequence[int]
    ) -> list[Result]:
        fields = self.columns.fields
        assert result.columns == [name_of(each) for each in fields]
        joined = with_one_null(answered)
        for row, found in zip(kept, result.rows(), strict=True):
            values = zip(fields, joined[row], found, strict=True)
            joined[row] = tuple(self._value(*each) for each in values)
        return joined

    def _value(self, field: Field, given: Any, found: Any) -> Any:
        if field.kind != "value":
            return found
        return given if name_of(field) in self.columns.given else value_of(found)


def columns(program: Program) -> Engine:
    """Polars expressions, asked about a frame."""
    return TableAsk(compile_columns(program), python(program)).engine


def tables(program: Program) -> Engine:
    """A batch's evaluator, asked about a frame. It tells words, and of an unknown no more."""
    evaluator = TableEvaluator.of(program)
    told = ResultColumns.of(program)

    def ask(records: Sequence[Stated]) -> list[Result]:
        evaluated = evaluator.evaluate(_frame(program, records))
        assert not evaluated.rejects
        return evaluated.results.drop(ROW).rows()

    def tell(results: Sequence[Result]) -> list[Result]:
        return told.of_results(range(len(results)), results).drop(ROW).rows()

    return Engine(ask, tell)


def _frame(program: Program, records: Sequence[Stated]) -> pl.DataFrame:
    """Now in one form, now in another."""
    form = FORMS[len(canonical_json(records[0])) % len(FORMS)] if records else FORMS[0]
    return frame_of(program.facts.root, records, form)


def name_of(field: Field) -> str:
    return ".".join(filter(None, (field.decision, field.id)))


def value_of(value: Any) -> Any:
    """A cell as the oracle has it."""
    match value:
        case datetime.date():
            return value.isoformat()
        case dict():
            return {name: value_of(each) for name, each in value.items()}
        case list():
            return tuple(map(value_of, value))
        case _:
            return plain(value)


def with_one_null(results: Sequence[Result]) -> list[Result]:
    """Results as a table can hold them."""
    return [tuple(map(one_null, each)) for each in results]


def one_null(value: Any) -> Any:
    """A value as a table can hold it: every null is the same."""
    match value:
        case dict():
            return {name: one_null(each) for name, each in value.items()}
        case tuple():
            return tuple(map(one_null, value))
        case _:
            return None if value is BARE or value is FAULT or value is NOT_ABOUT else value
