"""Truths, and pieces with the nulls that they may be: Kleene's logic, as Polars has it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from policydsl.engines.columns import numbers
from policydsl.engines.columns.kinds import (
    BOOLEAN,
    DATE,
    NULL,
    NUMBER,
    SCALARS,
    STRING,
    UNKNOWN,
    Flag,
    Kind,
    Piece,
    bare_flag,
    both,
    either,
    expression_of,
    fault_flag,
    null_flag,
    nulls_of,
    opposite,
    unknown_flag,
)
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.spaces import Space

TRUE = Piece(BOOLEAN, pl.lit(True), constant=True, value=True)
FALSE = Piece(BOOLEAN, pl.lit(False), constant=True, value=False)
OPEN = Piece(BOOLEAN, pl.lit(None, dtype=pl.Boolean), UNKNOWN, constant=True)
FAULTY = Piece(BOOLEAN, pl.lit(None, dtype=pl.Boolean), frozenset("F"), constant=True)

TYPES = {
    STRING: pl.String(),
    BOOLEAN: pl.Boolean(),
    DATE: pl.Date(),
    NUMBER: pl.Int64(),
    NULL: pl.Boolean(),
}


def nothing(kind: Kind, nulls: str = "U") -> Piece:
    """A null that is known beforehand."""
    expr = pl.lit(None, dtype=TYPES[kind])
    form = numbers.Form(bound=0) if kind == NUMBER else None
    return Piece(kind, expr, frozenset(nulls), constant=True, form=form)


def result(
    space: Space,
    kind: Kind,
    expr: pl.Expr,
    *,
    unknown: bool,
    fault: Flag = False,
    bare: Flag = False,
    form: numbers.Form | None = None,
) -> Piece:
    """A piece that was made; the flags say where it is another null than unknown."""
    nulls = "U" * unknown + "F" * (fault is not False) + "B" * (bare is not False)
    return Piece(kind, expr, frozenset(nulls), fault, bare, form=form, space=space)


def truth(value: bool | None) -> Piece:
    """A truth that is known beforehand; None: unknown."""
    return OPEN if value is None else TRUE if value else FALSE


def decided(space: Space, operands: Sequence[Piece], decisive: bool) -> Piece:
    """`and` (False is decisive) or `or` of several operands."""
    truths = [truth_of(space, each) for each in operands]
    settled = [each for each in truths if each.constant]
    if any(each.value is decisive for each in settled):
        return truth(decisive)
    kept = [each for each in truths if not (each.constant and each.value is (not decisive))]
    if not kept:
        return truth(not decisive)
    if len(kept) == 1:
        return kept[0]
    if all(each.constant for each in kept):
        nulls = nulls_of(kept)
        return replace(OPEN, nulls=frozenset("U" if "U" in nulls else "F" if "F" in nulls else "B"))
    expr = kept[0].e
    for each in kept[1:]:
        expr = expr | each.e if decisive else expr & each.e
    nulls = nulls_of(kept)
    if nulls <= UNKNOWN:
        return Piece(BOOLEAN, expr, nulls, space=space)
    held = space.hold(expr)
    unknown = either(*(unknown_flag(each) for each in kept))
    faulty = either(*(fault_flag(each) for each in kept))
    fault = both(held.is_null(), faulty, opposite(unknown))
    bare = both(held.is_null(), opposite(faulty), opposite(unknown)) if "B" in nulls else False
    return result(space, BOOLEAN, held, unknown="U" in nulls, fault=fault, bare=bare)


def negation(space: Space, operand: Piece) -> Piece:
    """`not(operand)`."""
    if operand.kind != BOOLEAN:
        raise NotHandled("not of what is no truth")
    if operand.constant and not operand.nulls:
        return truth(not operand.value)
    if operand.constant:
        return OPEN if operand.only_unknown else FAULTY
    fault = either(fault_flag(operand), bare_flag(operand))
    found = result(space, BOOLEAN, ~operand.e, unknown="U" in operand.nulls, fault=fault)
    return replace(found, null=operand.null)


def truth_of(space: Space, operand: Piece) -> Piece:
    """Any value as a truth: what is neither true nor false is an error."""
    if operand.kind == BOOLEAN:
        return operand
    if operand.kind == NULL:
        return replace(OPEN, nulls=operand.nulls)
    if operand.kind not in SCALARS:
        raise NotHandled("a truth of what is no single value")
    if operand.constant:
        return replace(FAULTY, nulls=operand.nulls or FAULTY.nulls)
    null = null_flag(operand)
    fault = either(opposite(null), fault_flag(operand))
    nothing_ = pl.lit(None, dtype=pl.Boolean)
    # An expression of the operand, so that it has a value for each row.
    expr = pl.when(operand.e.is_null()).then(nothing_).otherwise(nothing_)
    return result(
        space, BOOLEAN, expr, unknown="U" in operand.nulls, fault=fault, bare=bare_flag(operand)
    )


def waived(space: Space, met: Piece, reason: Piece) -> Piece:
    """A shortfall with a stated reason is met; where none is known to be stated, who knows."""
    if met.value is True:
        return met
    open_ = unknown_flag(reason)
    given: Flag = False
    if reason.kind == STRING and not (reason.constant and reason.nulls):
        filled = reason.e.fill_null("").str.strip_chars(_BLANK)
        given = bool(reason.value.strip()) if reason.constant else filled != ""
    holds = either(holds_flag(met), given)
    fails = both(fails_flag(met), opposite(holds), opposite(open_))
    return of_flags(space, holds, fails)


_BLANK = "".join(each for each in map(chr, range(0x3001)) if each.isspace())


def of_flags(space: Space, holds: Flag, fails: Flag) -> Piece:
    """A truth, unknown where it neither holds nor fails."""
    for flag, value in ((holds, True), (fails, False)):
        if flag is True:
            return truth(value)
    if holds is False and fails is False:
        return OPEN
    expr = pl.when(expression_of(holds)).then(pl.lit(True))
    whole = expr.when(expression_of(fails)).then(pl.lit(False))
    return result(space, BOOLEAN, whole, unknown=True)


def holds_flag(piece: Piece) -> Flag:
    """Where a truth is true."""
    if piece.constant:
        return piece.value is True
    return piece.e.fill_null(False) if piece.nulls else piece.e


def fails_flag(piece: Piece) -> Flag:
    """Where a truth is false."""
    if piece.constant:
        return piece.value is False
    return ~piece.e.fill_null(True) if piece.nulls else ~piece.e
