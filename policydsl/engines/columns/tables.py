"""Decision tables: the row that matches, and what that is worth where others may match too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from policydsl.engines.columns import numbers, operators, truths
from policydsl.engines.columns.expressions import Names, Writer
from policydsl.engines.columns.kinds import (
    NULL,
    NUMBER,
    SCALARS,
    Flag,
    Piece,
    bare_flag,
    both,
    either,
    expression_of,
    fault_flag,
    null_flag,
    opposite,
    unknown_flag,
)
from policydsl.engines.columns.known_tables import (
    Decided,
    answers_of,
    decided_by,
    more_than_one,
)
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import holds_flag
from policydsl.policy.model import HitPolicy, Table, TableRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row, or the default: where it may be the answer, and what it gives."""

    there: Flag
    gives: tuple[Piece, ...]
    told: bool = True


def table(writer: Writer, body: Table, names: Names) -> Decided:
    """The value of a table."""
    if body.hit not in (HitPolicy.FIRST, HitPolicy.UNIQUE, HitPolicy.ANY):
        raise NotHandled(f"the hit policy {body.hit.value}")
    space = writer.space
    inputs = [_held(space, writer.whole(each.expression, names)) for each in body.inputs]
    holds = [_row(writer, row, inputs, names) for row in body.rows]
    results = [[writer.whole(each, names) for each in row.results] for row in body.rows]
    stated = any(each.default is not None for each in body.outputs)
    defaults = [
        truths.nothing(NULL) if each.default is None else writer.whole(each.default, names)
        for each in body.outputs
    ]
    rows = _alike(space, [*results, defaults])
    holds = [_held(space, each) for each in holds]
    answers = answers_of(rows[:-1], rows[-1], stated=stated)
    decided = None if answers is None else decided_by(space, body.hit, holds, answers)
    if decided is not None:
        return decided
    certain = [space.hold_flag(holds_flag(each)) for each in holds]
    possible = [space.hold_flag(null_flag(each)) for each in holds]
    if body.hit is HitPolicy.FIRST:
        certain, possible = _until_first(space, certain, possible)
    none = opposite(either(*certain))
    candidates = [
        *(Candidate(flag, row) for flag, row in zip(possible, rows[:-1], strict=True)),
        *(Candidate(flag, row) for flag, row in zip(certain, rows[:-1], strict=True)),
        Candidate(none, rows[-1], told=False),
    ]
    several: Flag = False
    if body.hit is HitPolicy.UNIQUE:
        several = space.hold_flag(more_than_one(certain))
    elif body.hit is HitPolicy.ANY:
        sure = candidates[len(rows) - 1 : -1]
        several = opposite(_agreed(space, sure, _first(space, sure)))
    reasons = [both(flag, unknown_flag(each)) for flag, each in zip(possible, holds, strict=True)]
    return _settled(space, candidates, either(several, *reasons), several, stated=stated)


def _held(space: Space, piece: Piece) -> Piece:
    """The value of a column, made once."""
    if piece.constant or piece.expr is None:
        return piece
    return replace(piece, expr=space.hold(piece.expr))


def _row(writer: Writer, row: TableRow, inputs: Sequence[Piece], names: Names) -> Piece:
    cells: list[Piece] = []
    for cell, value in zip(row.conditions, inputs, strict=True):
        if cell.tree.tests:
            found = writer.membership(value, cell.tree.tests, names)
            cells.append(truths.negation(writer.space, found) if cell.tree.negated else found)
    return truths.decided(writer.space, [_no_bare(each) for each in cells], False)


def _no_bare(piece: Piece) -> Piece:
    """A null of which nothing is known is an error in a cell."""
    if "B" not in piece.nulls:
        return piece
    fault = either(fault_flag(piece), bare_flag(piece))
    nulls = (piece.nulls - {"B"}) | {"F"}
    return replace(piece, nulls=nulls, fault=fault, bare=False)


def _alike(space: Space, rows: Sequence[Sequence[Piece]]) -> list[tuple[Piece, ...]]:
    """All results of an output in the same form."""
    columns = [_same_form(space, each) for each in zip(*rows, strict=True)]
    return list(zip(*columns, strict=True))


def _same_form(space: Space, column: Sequence[Piece]) -> list[Piece]:
    kinds = {each.kind for each in column if each.kind != NULL}
    if len(kinds) != 1 or not kinds <= set(SCALARS):
        raise NotHandled("results of other than single values of one kind")
    kind = kinds.pop()
    nulls = ("".join(each.nulls) for each in column)
    found = [
        truths.nothing(kind, null) if each.kind == NULL else _held(space, each)
        for each, null in zip(column, nulls, strict=True)
    ]
    if kind == NUMBER:
        found, beyond = numbers.aligned(found)
        space.goes_beyond(beyond)
    return found


def _until_first(
    space: Space, certain: Sequence[Flag], possible: Sequence[Flag]
) -> tuple[list[Flag], list[Flag]]:
    """Rows after the first that matches are not looked at."""
    before: Flag = False
    sure, maybe = [], []
    for one, other in zip(certain, possible, strict=True):
        rest = opposite(before)
        sure.append(space.hold_flag(both(one, rest)))
        maybe.append(space.hold_flag(both(other, rest)))
        before = space.hold_flag(either(before, one))
    return sure, maybe


def _settled(
    space: Space, candidates: Sequence[Candidate], open_: Flag, several: Flag, *, stated: bool
) -> Decided:
    """What all candidates agree on, else null: unknown where that or one of them is unknown."""
    candidates = [each for each in candidates if each.there is not False]
    first = _first(space, candidates)
    agreed = both(opposite(several), _agreed(space, candidates, first))
    alone = len(first) == 1
    unknown = either(
        open_,
        *(both(each.there, unknown_flag(each.gives[0])) for each in candidates if each.told)
        if alone
        else (),
    )
    found = []
    for each in first:
        expr = each.e if agreed is True else pl.when(expression_of(agreed)).then(each.e)
        other = opposite(either(agreed, unknown))
        found.append(
            truths.result(
                space,
                each.kind,
                expr,
                unknown="U" in each.nulls or agreed is not True,
                fault=either(both(agreed, fault_flag(each)), other),
                bare=both(agreed, bare_flag(each)),
                form=each.form,
            )
        )
    told = either(*(each.there for each in candidates if each.told or stated))
    return Decided(tuple(found), both(agreed, told))


def _first(space: Space, candidates: Sequence[Candidate]) -> tuple[Piece, ...]:
    """What the first of those that may be the answer gives."""
    given = zip(*(each.gives for each in candidates), strict=True)
    there = [each.there for each in candidates]
    return tuple(_chain(space, there, pieces) for pieces in given)


def _chain(space: Space, there: Sequence[Flag], pieces: Sequence[Piece]) -> Piece:
    expr: pl.Expr = pl.lit(None)
    fault: Flag = False
    bare: Flag = False
    for flag, piece in reversed(list(zip(there, pieces, strict=True))):
        if flag is False:
            continue
        if flag is True:
            expr, fault, bare = piece.e, fault_flag(piece), bare_flag(piece)
            continue
        expr = pl.when(expression_of(flag)).then(piece.e).otherwise(expr)
        rest = opposite(flag)
        fault = either(both(flag, fault_flag(piece)), both(rest, fault))
        bare = either(both(flag, bare_flag(piece)), both(rest, bare))
    form = pieces[0].form
    for each in pieces[1:]:
        form = numbers.wider(pieces[0], each) if form is not None else None
    held = space.hold(expr)
    return truths.result(
        space, pieces[0].kind, held, unknown=True, fault=fault, bare=bare, form=form
    )


def _agreed(space: Space, candidates: Sequence[Candidate], first: Sequence[Piece]) -> Flag:
    """Where each candidate gives what the first does."""
    different = []
    for each in candidates:
        same = [
            operators.comparison(space, "=", one, other)
            for one, other in zip(first, each.gives, strict=True)
        ]
        equal = both(*(holds_flag(piece) for piece in same))
        different.append(both(each.there, opposite(equal)))
    alone = opposite(more_than_one([each.there for each in candidates]))
    return space.hold_flag(either(opposite(either(*different)), alone))
