"""A column's cells, whatever type they came in, as values of a fact.

Texts are read once for each different one. Doubles, as workbooks, Parquet and databases hold
numbers, are taken for the shortest decimal that reads back as the same double: for what was typed,
where that had at most 15 digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

from policydsl.batch.cells import reader_of, several
from policydsl.batch.fitting_rules import BLANK
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.text.diagnostic import Text

Units = Mapping[str, Text]

_PLAIN = r"^-?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,9})?$"
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAY = "%Y-%m-%d"
_PLACES = 22
_EXACT = 2**53
"""Doubles hold all whole numbers up to here."""


def converted(cells: pl.Series, leaf: FactLeaf, units: Units) -> pl.Series:
    """The cells in the type of the fact; null where they are blank, or mean nothing it could be."""
    if cells.dtype in (pl.Categorical, pl.Enum):
        cells = cells.cast(pl.String)
    if cells.dtype == pl.Null:
        return cells
    if cells.dtype == pl.String:
        return _of_texts(blank_as_null(cells), leaf, units)
    match leaf.kind:
        case "boolean":
            return _truths(cells)
        case "date":
            return _days(cells)
        case "integer" | "number":
            return _numbers(cells)
        case "string":
            return _texts(cells, leaf, units)


def blank_as_null(texts: pl.Series) -> pl.Series:
    """A blank cell says nothing."""
    blank = texts.str.strip_chars(BLANK) == ""
    return texts.set(blank, None) if blank.any() else texts


def split(cells: pl.Series) -> pl.Series:
    """The cells of a list as lists of texts; its values stand between semicolons."""
    texts = blank_as_null(cells.cast(pl.String)).alias("text")
    unique = texts.drop_nulls().unique()
    values = pl.Series("values", [several(each) for each in unique], dtype=pl.List(pl.String))
    meant = pl.DataFrame([unique, values])
    return texts.to_frame().join(meant, on="text", how="left", maintain_order="left")["values"]


def _of_texts(texts: pl.Series, leaf: FactLeaf, units: Units) -> pl.Series:
    match leaf.kind:
        case "boolean":
            return _read(texts, leaf, units) == "true"
        case "date":
            known = texts.set(~texts.str.contains(_ISO), None)
            days = known.str.to_date(_DAY, strict=False)
            odd = _odd(days, texts)
            return days.zip_with(~odd, _read(texts.set(~odd, None), leaf, units).str.to_date(_DAY))
        case "integer" | "number":
            stripped = texts.str.strip_chars(BLANK)
            known = stripped.set(~stripped.str.contains(_PLAIN), None).str.replace_all(",", "")
            odd = _odd(known, texts)
            return numbers_of(known.zip_with(~odd, _read(texts.set(~odd, None), leaf, units)))
        case "string" if leaf.values or leaf.format:
            return _read(texts, leaf, units)
        case "string":
            return texts


def _odd(known: pl.Series, texts: pl.Series) -> pl.Series:
    """Which texts are not known at first sight, and have to be read one by one."""
    return known.is_null() & texts.is_not_null()


def _read(texts: pl.Series, leaf: FactLeaf, units: Units) -> pl.Series:
    read = reader_of(leaf, units)
    unique = texts.drop_nulls().unique()
    if not len(unique):
        return pl.Series(texts.name, [None], dtype=pl.String).new_from_index(0, len(texts))
    meant = pl.Series([read(each) for each in unique], dtype=pl.String)
    return texts.replace_strict(unique, meant, default=None, return_dtype=pl.String)


def numbers_of(digits: pl.Series) -> pl.Series:
    """Plain digits, perhaps with a minus and a point, as the exact numbers that they are.

    Null for more than 22 decimal places, and for more digits than a column has room for.
    """
    places = digits.str.extract(r"\.([0-9]+)$").str.len_bytes()
    longest = digits.str.len_bytes().max()
    if places.null_count() == len(places) and (not isinstance(longest, int) or longest <= 18):
        return digits.cast(pl.Int64)
    if (places > _PLACES).any():
        digits = digits.set(places > _PLACES, None)
        places = places.set(places > _PLACES, None)
    scale = places.max()
    return digits.cast(pl.Decimal(38, scale if isinstance(scale, int) else 0), strict=False)


def _truths(cells: pl.Series) -> pl.Series:
    """Numbers are truths where they are 1 or 0, as databases without truths have them."""
    if cells.dtype == pl.Boolean:
        return cells
    if not cells.dtype.is_numeric():
        return _nothing(cells, pl.Boolean())
    return (cells == 1).set((cells != 1) & (cells != 0), None)


def _days(cells: pl.Series) -> pl.Series:
    """A time says its day, unless it is of a time zone: then its day is another elsewhere."""
    match cells.dtype:
        case pl.Date():
            return cells
        case pl.Datetime(time_zone=None):
            return cells.dt.date()
        case _:
            return _nothing(cells, pl.Date())


def _numbers(cells: pl.Series) -> pl.Series:
    if cells.dtype == pl.Int64 or cells.dtype.is_decimal():
        return cells
    if cells.dtype.is_integer():
        wide = cells.dtype in (pl.UInt64, pl.Int128)
        return cells.cast(pl.Decimal(38, 0), strict=False) if wide else cells.cast(pl.Int64)
    return of_doubles(cells) if cells.dtype.is_float() else _nothing(cells, pl.Int64())


def of_doubles(cells: pl.Series) -> pl.Series:
    """Doubles as exact numbers; null where they are infinite, or none."""
    finite = cells.cast(pl.Float64) if cells.dtype == pl.Float64 else _widened(cells)
    finite = finite.set(~finite.is_finite(), None)
    whole = finite.round() == finite
    if whole.all() and (finite.abs() < _EXACT).all():
        return finite.cast(pl.Int64)
    return numbers_of(_digits(finite))


def _widened(cells: pl.Series) -> pl.Series:
    """Singles, too, mean the shortest decimal that reads back as the same single."""
    return cells.cast(pl.String).cast(pl.Float64)


def _digits(doubles: pl.Series) -> pl.Series:
    texts = doubles.cast(pl.String)
    powers = texts.str.contains("e", literal=True)
    if powers.any():
        unique = texts.filter(powers).unique()
        plain = pl.Series([f"{Decimal(each):f}" for each in unique], dtype=pl.String)
        texts = texts.replace(unique, plain)
    return texts.str.strip_suffix(".0")


def _texts(cells: pl.Series, leaf: FactLeaf, units: Units) -> pl.Series:
    """Numbers are texts of their digits: a code may have been taken for one."""
    if leaf.values or not cells.dtype.is_numeric():
        return _nothing(cells, pl.String())
    if cells.dtype.is_float():
        doubtful = (cells.abs() >= _EXACT) | ~cells.is_finite()
        return _digits(cells.set(doubtful, None).cast(pl.Float64))
    return cells.cast(pl.String)


def _nothing(cells: pl.Series, dtype: pl.DataType) -> pl.Series:
    return pl.Series(cells.name, [None], dtype=dtype).new_from_index(0, len(cells))
