"""Columns of cells that each have a Python type of their own: from databases and workbooks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

Cell = str | int | float | Decimal | bool | datetime.date | None


def column_of(name: str, cells: Sequence[Cell]) -> pl.Series:
    """The cells as a column: of their type where all have the same, else as text.

    A double counts as the shortest decimal that reads back as the same double. Text is what
    `Table` says.
    """
    kinds = {type(cell) for cell in cells} - {type(None)}
    match kinds:
        case _ if not kinds:
            return pl.Series(name, cells, pl.String)
        case _ if kinds == {bool}:
            return pl.Series(name, cells, pl.Boolean)
        case _ if kinds == {datetime.date}:
            return pl.Series(name, cells, pl.Date)
        case _ if kinds == {int} and all(_is_small(cell) for cell in cells):
            return pl.Series(name, cells, pl.Int64)
        case _ if kinds == {float}:
            return pl.Series(name, cells, pl.Float64)
        case _:
            return pl.Series(name, [text_of(cell) for cell in cells], pl.String)


def text_of(cell: Cell) -> str | None:
    """A cell as text; None where it is blank."""
    match cell:
        case None:
            return None
        case bool():
            return "true" if cell else "false"
        case float():
            whole = cell.is_integer() and abs(cell) < 2**53
            return str(int(cell)) if whole else format(Decimal(repr(cell)), "f")
        case Decimal():
            return format(cell, "f") if cell.is_finite() else str(cell)
        case datetime.date():
            return cell.isoformat()
        case _:
            return str(cell)


def _is_small(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int) and -(2**63) <= cell < 2**63)
