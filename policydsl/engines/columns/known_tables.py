"""Decision tables whose results are all known beforehand, as most are.

The answers that a row may have are bits of one small number. One bit alone is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from policydsl.engines.columns.kinds import (
    UNKNOWN,
    Flag,
    Piece,
    both,
    either,
    expression_of,
    null_flag,
    opposite,
)
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import TYPES, holds_flag, result
from policydsl.policy.model import HitPolicy

Row = tuple[Piece, ...]
_WIDTHS: tuple[tuple[int, pl.DataType], ...] = (
    (8, pl.UInt8()),
    (16, pl.UInt16()),
    (32, pl.UInt32()),
    (64, pl.UInt64()),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The value of each output, and where the table has one: elsewhere all are null."""

    values: tuple[Piece, ...]
    known: Flag


@dataclass(frozen=True, slots=True)
class Answers:
    """The different results, each a bit; and the default's, if it is stated."""

    rows: tuple[Row, ...]
    of_rows: tuple[int, ...]
    default: int
    stated: bool
    dtype: pl.DataType

    def bit(self, number: int) -> pl.Expr:
        return pl.lit(1 << number, dtype=self.dtype)


def answers_of(rows: Sequence[Row], default: Row, *, stated: bool) -> Answers | None:
    """None where a result is not known beforehand, or there are too many."""
    if any(not each.constant or each.nulls for row in rows for each in row):
        return None
    if any(not each.constant for each in default):
        return None
    bits: dict[object, int] = {}
    firsts: list[Row] = []
    for row in (*rows, default):
        key = None if row is default and not stated else tuple(_key(each) for each in row)
        if key not in bits:
            bits[key] = len(bits)
            firsts.append(row)
    dtype = next((dtype for width, dtype in _WIDTHS if len(bits) <= width), None)
    if dtype is None:
        return None
    of_rows = tuple(bits[tuple(_key(each) for each in row)] for row in rows)
    last = bits[tuple(_key(each) for each in default) if stated else None]
    return Answers(tuple(firsts), of_rows, last, stated, dtype)


def _key(piece: Piece) -> object:
    return None if piece.nulls else (piece.kind, piece.value)


def decided_by(
    space: Space, hit: HitPolicy, holds: Sequence[Piece], answers: Answers
) -> Decided | None:
    """The value of such a table; None where a row may be null in another way than unknown."""
    if any(not each.nulls <= UNKNOWN for each in holds):
        return None
    if hit is HitPolicy.FIRST:
        mask = _until_first(space, holds, answers)
    else:
        mask = _of_all(holds, answers)
    mask = space.hold(mask)
    several: Flag = False
    if hit is HitPolicy.UNIQUE:
        several = space.hold_flag(more_than_one([holds_flag(each) for each in holds]))
    given = [
        (number, row)
        for number, row in enumerate(answers.rows)
        if answers.stated or number != answers.default
    ]
    alone = {number: mask == answers.bit(number) for number, _ in given}
    values = []
    for output in range(len(answers.rows[0])):
        expr = pl.lit(None, dtype=TYPES[answers.rows[0][output].kind])
        for number, row in given:
            expr = pl.when(alone[number]).then(row[output].e).otherwise(expr)
        if several is not False:
            expr = pl.when(expression_of(opposite(several))).then(expr)
        first = answers.rows[0][output]
        values.append(result(space, first.kind, expr, unknown=True, form=first.form))
    known = both(opposite(several), either(*alone.values()))
    return Decided(tuple(values), known)


def _until_first(space: Space, holds: Sequence[Piece], answers: Answers) -> pl.Expr:
    """Rows after the first that matches are not looked at."""
    mask = answers.bit(answers.default)
    first = pl.lit(len(holds), dtype=pl.UInt16)
    rows = list(enumerate(zip(holds, answers.of_rows, strict=True)))
    for place, (piece, number) in reversed(rows):
        holding = expression_of(holds_flag(piece))
        mask = pl.when(holding).then(answers.bit(number)).otherwise(mask)
        first = pl.when(holding).then(pl.lit(place, dtype=pl.UInt16)).otherwise(first)
    first = space.hold(first)
    nothing = pl.lit(0, dtype=answers.dtype)
    for place, (piece, number) in rows:
        maybe = both(null_flag(piece), first > place)
        if maybe is not False:
            bit = pl.when(expression_of(maybe)).then(answers.bit(number)).otherwise(nothing)
            mask = mask | bit
    return mask


def _of_all(holds: Sequence[Piece], answers: Answers) -> pl.Expr:
    none = opposite(either(*(holds_flag(each) for each in holds)))
    nothing = pl.lit(0, dtype=answers.dtype)
    mask = pl.when(expression_of(none)).then(answers.bit(answers.default)).otherwise(nothing)
    for number in sorted(set(answers.of_rows)):
        of_it = [each for each, bit in zip(holds, answers.of_rows, strict=True) if bit == number]
        maybe = either(*map(holds_flag, of_it), *map(null_flag, of_it))
        there = pl.when(expression_of(maybe)).then(answers.bit(number)).otherwise(nothing)
        mask = mask | there
    return mask


def more_than_one(flags: Sequence[Flag]) -> Flag:
    """Where more than one of several holds."""
    found = [each for each in flags if each is not False]
    if len(found) < 2:
        return False
    counted = [expression_of(each).cast(pl.UInt16) for each in found]
    return reduce(lambda one, other: one + other, counted) > 1
