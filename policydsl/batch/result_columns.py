"""The columns of results: small numbers as words, values of decisions in their natural type."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any

import polars as pl

from policydsl.batch.results import ROW
from policydsl.engines.results import STATUSES, VERDICTS, Field, fields_of, name_of
from policydsl.feel.temporal import Date, to_string
from policydsl.feel.types import BooleanType, DateType, NumberType, StringType
from policydsl.feel.values import Null
from policydsl.policy.model import Program
from policydsl.runtime.values import NOT_ABOUT, is_null
from policydsl.trace_json import dump_json, value_to_json

PLACES = 10
"""Numbers that decisions give are held to so many decimal places, like all of one column."""
NUMBER = pl.Decimal(38, PLACES)

_WORDS: Mapping[str, Sequence[str]] = {
    "verdict": [each.value for each in VERDICTS],
    "rule": [each.value for each in STATUSES],
    "group": [each.value for each in STATUSES],
}
_STEP = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=38)
_TOO_LARGE = Decimal(10) ** (38 - PLACES)
_HELD = "held as"
_BETWEEN_PARTS = re.compile(r"\n *")


@dataclass(frozen=True, slots=True)
class ResultColumns:
    """The columns of a program's results; their types depend on nothing but the program.

    Verdicts and statuses are the words of traces. A decision's value is a text, a truth, a date or
    a number; a list or a context is JSON text. Unknown, or of a decision that is not
    about the institution, it is null.
    """

    fields: tuple[Field, ...]
    types: Mapping[str, pl.DataType] = field(repr=False)
    held: Mapping[str, Callable[[Any], Any]] = field(repr=False)

    @staticmethod
    def of(program: Program) -> ResultColumns:
        fields = fields_of(program)
        found = {name_of(each): _held_as(program, each) for each in fields}
        types = {name: dtype for name, (dtype, _) in found.items()}
        return ResultColumns(fields, types, {name: held for name, (_, held) in found.items()})

    def empty(self) -> pl.DataFrame:
        """Results of no row."""
        return pl.DataFrame(schema={ROW: pl.Int64(), **self.types})

    def of_results(self, rows: Sequence[int], results: Sequence[Sequence[Any]]) -> pl.DataFrame:
        """The results of single records, in the order of `fields`, of the rows named."""
        return self._as_words(pl.Series(ROW, rows, dtype=pl.Int64), self.codes_of(results))

    def codes_of(self, results: Sequence[Sequence[Any]]) -> pl.DataFrame:
        """The results of single records with codes for verdicts and statuses."""
        columns = zip(*results, strict=True) if results else [()] * len(self.fields)
        return pl.DataFrame(
            [
                self._values(name_of(each), found)
                if each.kind == "value"
                else pl.Series(name_of(each), found, dtype=pl.UInt8)
                for each, found in zip(self.fields, columns, strict=True)
            ]
        )

    def of_columns(
        self, rows: pl.Series, found: pl.DataFrame, given: pl.DataFrame | None
    ) -> pl.DataFrame:
        """The results of whole columns, with what was `given` to them as it is."""
        columns = []
        for each in self.fields:
            name = name_of(each)
            if given is not None and name in given.columns:
                columns.append(given[name])
            elif each.kind == "value":
                columns.append(self._held(name, found[name]))
            else:
                columns.append(found[name])
        return self._as_words(rows.alias(ROW), pl.DataFrame(columns))

    def _as_words(self, rows: pl.Series, codes: pl.DataFrame) -> pl.DataFrame:
        told = [
            codes[name_of(each)] if each.kind == "value" else as_words(each, codes[name_of(each)])
            for each in self.fields
        ]
        return pl.DataFrame([rows, *told])

    def _held(self, name: str, values: pl.Series) -> pl.Series:
        """A column of values in the type that its results have."""
        wanted = self.types[name]
        if values.dtype == wanted or values.dtype == pl.Null:
            return values.cast(wanted).alias(name)
        if wanted == NUMBER and _places(values.dtype) <= PLACES:
            return values.cast(NUMBER, strict=False)
        different = values.unique()
        held = self._values(name, different.to_list()).alias(_HELD)
        places = pl.DataFrame([different.alias(name), held])
        joined = (
            values.alias(name)
            .to_frame()
            .join(places, on=name, how="left", maintain_order="left", nulls_equal=True)
        )
        return joined[_HELD].alias(name)

    def _values(self, name: str, found: Sequence[Any]) -> pl.Series:
        held = self.held[name]
        values = [None if is_null(each) or _unknown(each) else held(each) for each in found]
        return pl.Series(name, values, dtype=self.types[name])


def _places(dtype: pl.DataType) -> int:
    return dtype.scale if isinstance(dtype, pl.Decimal) else 0


def as_words(each: Field, codes: pl.Series) -> pl.Series:
    """A column of codes as the words of traces."""
    words = pl.Series(_WORDS[each.kind], dtype=pl.String)
    return words.gather(codes).alias(codes.name)


def _unknown(value: Any) -> bool:
    return value is NOT_ABOUT or isinstance(value, Null)


def _held_as(program: Program, each: Field) -> tuple[pl.DataType, Callable[[Any], Any]]:
    """A column's type, and how a value that is known is held in it."""
    if each.kind != "value":
        return pl.String(), str
    match program.decisions[each.decision].type:
        case StringType():
            return pl.String(), str
        case BooleanType():
            return pl.Boolean(), bool
        case DateType():
            return pl.Date(), _day
        case NumberType():
            return NUMBER, in_places
        case _:
            return pl.String(), as_text


def _day(value: Any) -> datetime.date:
    return datetime.date.fromisoformat(to_string(value) if isinstance(value, Date) else value)


def in_places(value: int | Decimal) -> Decimal | None:
    """Null where there is no room for so many digits, as where FEEL has none."""
    number = Decimal(value)
    return _EXACT.quantize(number, _STEP) if abs(number) < _TOO_LARGE else None


def as_text(value: Any) -> str:
    """Any value as traces write it: a text as it is, anything else as JSON in one line."""
    plain = _plain(value)
    return plain if isinstance(plain, str) else _BETWEEN_PARTS.sub("", dump_json(plain))


def _plain(value: Any) -> Any:
    if is_null(value) or _unknown(value):
        return None
    match value:
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case datetime.date():
            return value.isoformat()
        case int():
            return value
        case _:
            return value_to_json(value)
