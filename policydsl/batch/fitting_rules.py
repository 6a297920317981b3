"""What makes a value of one fact doubtful: an expression for each rule of the facts schema.

An expression is true where the value may break the rule, false or null where it surely does not.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl

from policydsl.batch.code_checks import no_credit_code, no_resident_id
from policydsl.batch.layout import Cells
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf

BLANK = "".join(chr(each) for each in range(0x3001) if chr(each).isspace())
"""What Python, and so the reader of single records, takes for blank."""

_LARGEST = 10**34


def doubts_of(cells: Cells, leaf: FactLeaf) -> Iterator[pl.Expr]:
    """The doubts about a fact's values, whatever they are held as."""
    expression, dtype = cells.expression, cells.dtype
    if dtype == pl.Null:
        return
    match leaf.kind:
        case "boolean" if dtype == pl.Boolean:
            return
        case "date" if dtype == pl.Date:
            yield expression < datetime.date.min
            yield expression > datetime.date.max
        case "string" if dtype in (pl.String, pl.Categorical, pl.Enum):
            text = expression if dtype == pl.String else expression.cast(pl.String)
            yield from _text_doubts(text, leaf)
        case "integer" | "number" if dtype.is_integer() or dtype.is_decimal():
            yield from _number_doubts(expression, leaf, dtype)
        case _:
            yield expression.is_not_null()


def doubts_of_list(expression: pl.Expr, items: FactItems, dtype: pl.DataType) -> Iterator[pl.Expr]:
    """The doubts about a list as a whole."""
    if dtype == pl.Null:
        return
    length = expression.list.len()
    for keyword, wanted in items.rule.items():
        match keyword:
            case "minItems":
                yield length < wanted
            case "maxItems":
                yield length > wanted
            case "uniqueItems" if wanted is False:
                pass
            case "uniqueItems":
                yield length > 1
            case _:
                yield expression.is_not_null()


def doubt_of_item(expression: pl.Expr) -> pl.Expr:
    """An item of which nothing is there, not even that it is."""
    return expression.is_null()


def _text_doubts(text: pl.Expr, leaf: FactLeaf) -> Iterator[pl.Expr]:
    if "enum" not in leaf.rule:
        yield text.str.strip_chars(BLANK) == ""
    for keyword, wanted in leaf.rule.items():
        match keyword:
            case "type" if wanted == "string":
                pass
            case "enum":
                yield ~text.is_in([each for each in wanted if isinstance(each, str)])
            case "minLength":
                yield text.str.len_chars() < wanted
            case "maxLength":
                yield text.str.len_chars() > wanted
            case "format" if wanted == "unified-social-credit-code":
                yield no_credit_code(text)
            case "format" if wanted == "resident-id":
                yield no_resident_id(text)
            case _:
                yield text.is_not_null()


def _number_doubts(number: pl.Expr, leaf: FactLeaf, dtype: pl.DataType) -> Iterator[pl.Expr]:
    if isinstance(dtype, pl.Decimal):
        yield from _decimal_doubts(number, leaf, dtype)
    elif dtype in (pl.Int128, pl.UInt64, getattr(pl, "UInt128", pl.UInt64)):
        yield number.is_not_null() & number.cast(pl.Int64, strict=False).is_null()
    for keyword, wanted in leaf.rule.items():
        match keyword:
            case "type" if wanted in ("integer", "number"):
                pass
            case "minimum":
                yield number < _bound(wanted)
            case "maximum":
                yield number > _bound(wanted)
            case "exclusiveMinimum":
                yield number <= _bound(wanted)
            case "exclusiveMaximum":
                yield number >= _bound(wanted)
            case _:
                yield number.is_not_null()


def _decimal_doubts(number: pl.Expr, leaf: FactLeaf, dtype: pl.Decimal) -> Iterator[pl.Expr]:
    if leaf.kind == "integer" and dtype.scale:
        yield number % 1 != 0
    if (dtype.precision or 38) > 34:
        most = Decimal(_LARGEST).scaleb(-dtype.scale)
        yield (number >= most) | (number <= -most)


def _bound(wanted: Any) -> Any:
    return wanted if isinstance(wanted, int) else Decimal(wanted)
