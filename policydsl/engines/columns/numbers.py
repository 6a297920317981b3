"""Exact numbers as whole ones: a figure of 49.5 at scale 1 is 495. Nothing here is ever rounded.

A column of `Decimal` is compared by what it is made of. Between whole numbers and a figure that is
not whole, `area >= 49.5` is `area >= 50`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import polars as pl

from policydsl.engines.columns.kinds import (
    BOOLEAN,
    NUMBER,
    Flag,
    Piece,
    both,
    opposite,
)
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.feel.tree import ComparisonOperator

NARROW = 2**63 - 1
WIDE = 10**38
EXACT = 10**34
"""FEEL's numbers have 34 digits; with more they would be rounded."""

_MIRRORED: dict[ComparisonOperator, ComparisonOperator] = {
    "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """Whole numbers that stand for themselves divided by 10 to the `scale`, at most `bound`."""

    scale: int = 0
    wide: bool = False
    bound: int = NARROW

    @property
    def dtype(self) -> pl.DataType:
        return pl.Int128() if self.wide else pl.Int64()


def column_form(dtype: pl.DataType) -> Form:
    """How a column's numbers are held."""
    if isinstance(dtype, pl.Decimal):
        return Form(dtype.scale, True, WIDE)
    if not dtype.is_integer() or dtype in (pl.UInt64, pl.Int128):
        raise TypeError(f"numbers are Int64 or Decimal, not {dtype}")
    return Form()


def column_expression(expr: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A column's numbers as whole ones."""
    if isinstance(dtype, pl.Decimal):
        return expr.to_physical()
    return expr if dtype == pl.Int64 else expr.cast(pl.Int64)


def natural(piece: Piece) -> pl.Expr:
    """A number as tables hold it: `Int64`, or `Decimal` of 38 digits."""
    form = _form(piece)
    if not form.wide:
        return piece.e if form.scale == 0 else _decimal(piece.e.cast(pl.Int128), form.scale)
    return _decimal(piece.e, form.scale)


def _decimal(whole: pl.Expr, scale: int) -> pl.Expr:
    kind = pl.Decimal(38, scale)
    if scale == 0:
        return whole.cast(kind)
    one = 10**scale
    part = (whole % one).cast(kind) * pl.lit(Decimal(1).scaleb(-scale), dtype=kind)
    total: pl.Expr = (whole // one).cast(kind) + part
    return total


def constant(value: Decimal) -> Piece:
    """A number that is known beforehand."""
    scale = max(0, -int(value.as_tuple().exponent))
    whole = int(value.scaleb(scale)) if scale else int(value)
    form = Form(scale, abs(whole) > NARROW, abs(whole))
    expr = pl.lit(whole, dtype=form.dtype) if abs(whole) < WIDE else None
    return Piece(NUMBER, expr, constant=True, value=value, form=form)


def compare(operator: ComparisonOperator, left: Piece, right: Piece) -> pl.Expr | bool:
    """A comparison of numbers, null where one is; a truth where all that are known compare so."""
    if left.constant and not right.constant:
        return compare(_MIRRORED[operator], right, left)
    if right.constant:
        return _with_constant(operator, left, right)
    one, other = _form(left), _form(right)
    if one.scale > other.scale:
        return compare(_MIRRORED[operator], right, left)
    a, b = _widened(left, one.wide or other.wide), _widened(right, one.wide or other.wide)
    if one.scale == other.scale:
        return compared(operator, a, b)
    return _with_finer(operator, a, b, 10 ** (other.scale - one.scale))


def _with_finer(operator: ComparisonOperator, a: pl.Expr, b: pl.Expr, times: int) -> pl.Expr:
    """`a * times` compared with `b`, without multiplying what may be too large for it."""
    below = b // times
    match operator:
        case ">" | "<=":
            return compared(operator, a, below)
        case "=":
            return (a == below) & ((b % times == 0) | a.is_null())
        case "!=":
            return (a != below) | ((b % times != 0) & a.is_not_null())
        case _:
            above = below + (b % times != 0).cast(pl.Int8)
            return compared(operator, a, above)


def _with_constant(operator: ComparisonOperator, left: Piece, right: Piece) -> pl.Expr | bool:
    form = _form(left)
    least = NARROW if not form.wide else WIDE
    exact = Fraction(right.value) * 10**form.scale
    whole = exact.denominator == 1
    if operator in ("=", "!="):
        if not whole or abs(exact) > least:
            return operator == "!="
        return compared(operator, left.e, pl.lit(int(exact), dtype=form.dtype))
    bound = ceil(exact) if operator in (">=", "<") else floor(exact)
    if abs(bound) > least:
        return (bound < 0) is (operator in (">", ">="))
    return compared(operator, left.e, pl.lit(bound, dtype=form.dtype))


def compared(operator: ComparisonOperator, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """A comparison of two expressions of one type."""
    match operator:
        case "=":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _form(piece: Piece) -> Form:
    assert piece.form is not None
    return piece.form


def _widened(piece: Piece, wide: bool) -> pl.Expr:
    return piece.e.cast(pl.Int128) if wide and not _form(piece).wide else piece.e


def aligned(pieces: list[Piece]) -> tuple[list[Piece], Flag]:
    """Numbers at the same scale, and where they are too large for it."""
    scale = max(_form(each).scale for each in pieces)
    wide = any(_form(each).wide or _form(each).scale != scale for each in pieces)
    found, beyond = [], []
    for each in pieces:
        form = _form(each)
        piece, large = within(each, EXACT // 10 ** (scale - form.scale))
        beyond.append(large)
        expr = _widened(piece, wide)
        if scale != form.scale:
            expr = expr * pl.lit(10 ** (scale - form.scale), dtype=pl.Int128)
        bound = _form(piece).bound * 10 ** (scale - form.scale)
        found.append(replace(piece, expr=expr, form=Form(scale, wide, bound)))
    return found, _any(beyond)


def within(piece: Piece, limit: int) -> tuple[Piece, Flag]:
    """A number that is at most a limit, and where it is not: there, others have to answer."""
    form = _form(piece)
    if form.bound <= limit:
        return piece, False
    if piece.constant:
        raise NotHandled("arithmetic of more digits than are exact")
    size = piece.e
    lit = pl.lit(limit, dtype=form.dtype)
    beyond = ((size > lit) | (size < -lit)).fill_null(False)
    return replace(piece, form=replace(form, bound=limit)), beyond


def add(left: Piece, right: Piece, sign: int) -> tuple[pl.Expr, Form, Flag]:
    """`+` or `-` of numbers, and where they are too large."""
    (a, b), beyond = aligned([left, right])
    total = _form(a).bound + _form(b).bound
    more: list[Flag] = []
    if total > EXACT:
        a, first = within(a, EXACT // 2)
        b, second = within(b, EXACT // 2)
        more, total = [first, second], EXACT
    wide = _form(a).wide or total > NARROW
    one, other = _widened(a, wide), _widened(b, wide)
    expr = one + other if sign > 0 else one - other
    return expr, Form(_form(a).scale, wide, total), _any([beyond, *more])


def multiply(left: Piece, right: Piece) -> tuple[pl.Expr, Form, Flag]:
    """`*` of numbers, and where they are too large."""
    a, b = left, right
    beyond: list[Flag] = []
    if _form(a).bound * _form(b).bound > EXACT:
        for_a = EXACT // max(1, _form(b).bound) if b.constant else 10**17
        for_b = EXACT // max(1, _form(a).bound) if a.constant else 10**17
        a, first = within(a, for_a)
        b, second = within(b, for_b)
        beyond = [first, second]
    bound = _form(a).bound * _form(b).bound
    wide = bound > NARROW or _form(a).wide or _form(b).wide
    form = Form(_form(a).scale + _form(b).scale, wide, bound)
    return _widened(a, wide) * _widened(b, wide), form, _any(beyond)


def divide(left: Piece, right: Piece) -> tuple[pl.Expr, Form, Flag]:
    """`/` by a number that is known beforehand and divides without a rest at some digit."""
    if not right.constant or not right.value or left.constant:
        raise NotHandled("a division by what is not known beforehand")
    inverse = 1 / Fraction(right.value)
    digits = next((n for n in range(20) if (inverse * 10**n).denominator == 1), None)
    if digits is None:
        raise NotHandled("a division that leaves a rest")
    factor = Decimal(int(inverse * 10**digits)).scaleb(-digits)
    return multiply(left, constant(factor))


def _any(flags: list[Flag]) -> Flag:
    return opposite(both(*(opposite(each) for each in flags)))


def truth_where_known(piece: Piece, truth: bool) -> Piece:
    """The same truth wherever a value is known, and null where it is not."""
    if not piece.nulls:
        return Piece(BOOLEAN, pl.lit(truth), constant=True, value=truth)
    expr = pl.when(piece.e.is_not_null()).then(pl.lit(truth))
    return Piece(BOOLEAN, expr, space=piece.space)


def wider(one: Piece, other: Piece) -> Form:
    """How what is either of two numbers of one scale is held."""
    a, b = _form(one), _form(other)
    return Form(a.scale, a.wide or b.wide, max(a.bound, b.bound))
