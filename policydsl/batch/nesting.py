"""Flat columns as nested facts: every section a struct, as single records have them."""

from __future__ import annotations

import polars as pl

from policydsl.batch.layout import instance


def nested(frame: pl.DataFrame) -> pl.DataFrame:
    """The same facts with every section as a struct, and dates as ISO texts, for single records."""
    tree = _Tree()
    for column, dtype in frame.schema.items():
        tree.put(column.split("."), pl.col(column), dtype)
    named = [each.expression().alias(name) for name, each in tree.below.items()]
    return readable(frame.select(named))


def readable(frame: pl.DataFrame) -> pl.DataFrame:
    """The same with dates as ISO texts: a frame's may lie beyond those that Python has."""
    return frame.select(
        _readable(pl.col(name), dtype).alias(name) for name, dtype in frame.schema.items()
    )


def as_items(frame: pl.DataFrame, prefix: str) -> pl.Series:
    """The rows of a list's table as its items; columns start with the list's path and a dot."""
    tree = _Tree()
    for column, dtype in frame.schema.items():
        tree.put(column.removeprefix(prefix).split("."), pl.col(column), dtype)
    return frame.select(tree.expression()).to_series()


class _Tree:
    """What several columns say of one section, put together."""

    def __init__(self) -> None:
        self.below: dict[str, _Tree] = {}
        self.whole: pl.Expr | None = None

    def put(self, steps: list[str], expression: pl.Expr, dtype: pl.DataType) -> None:
        if steps:
            self.below.setdefault(steps[0], _Tree()).put(steps[1:], expression, dtype)
        elif isinstance(dtype, pl.Struct):
            for part in dtype.fields:
                inner = expression.struct.field(part.name)
                self.put([part.name], inner, instance(part.dtype))
        else:
            self.whole = expression

    def expression(self) -> pl.Expr:
        if self.below:
            return pl.struct([each.expression().alias(name) for name, each in self.below.items()])
        return pl.lit(None) if self.whole is None else self.whole


def _readable(expression: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Date:
        return expression.dt.to_string("iso")
    if not _holds_dates(dtype):
        return expression
    if isinstance(dtype, pl.List):
        inner = _readable(pl.element(), instance(dtype.inner))
        return expression.list.eval(inner)
    assert isinstance(dtype, pl.Struct)
    parts = [
        _readable(expression.struct.field(part.name), instance(part.dtype)).alias(part.name)
        for part in dtype.fields
    ]
    return pl.when(expression.is_null()).then(None).otherwise(pl.struct(parts))


def _holds_dates(dtype: pl.DataType) -> bool:
    match dtype:
        case pl.List():
            return _holds_dates(instance(dtype.inner))
        case pl.Struct():
            return any(_holds_dates(instance(part.dtype)) for part in dtype.fields)
        case _:
            return dtype == pl.Date
