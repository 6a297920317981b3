"""What goes through lists: whether a truth holds of any item, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import polars as pl

from policydsl.engines.columns.kinds import (
    BOOLEAN,
    NUMBER,
    Flag,
    Kind,
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
from policydsl.engines.columns.layouts import ItemsLayout, LeafLayout
from policydsl.engines.columns.not_handled import NotHandled, ReachesOut
from policydsl.engines.columns.numbers import Form
from policydsl.engines.columns.operators import fails_flag, holds_flag, result, truth_of
from policydsl.engines.columns.spaces import Space

T = TypeVar("T")


def known_list(piece: Piece, space: Space) -> Piece:
    """A list of facts that is the same for every row, or a column of lists."""
    if piece.kind.name != "list" or not isinstance(piece.layout, ItemsLayout):
        raise NotHandled("iteration over what is no list of facts")
    if piece.constant:
        return piece
    return replace(piece, expr=space.hold(piece.e))


def inside(space: Space, domain: Piece, ask: Callable[[Space, Piece], T]) -> tuple[Space, T]:
    """Asks about an item of a list: in the list if that is enough, else among rows of items.

    `domain` is a known list of rows of the space.
    """
    inner = Space(space.names, space, within=True, item=pl.element())
    try:
        return inner, ask(inner, item_of(inner, domain))
    except ReachesOut:
        if space.within:
            raise
    (listed,) = domain.e.meta.root_names()
    inner = Space(space.names, space, listed=listed, item=pl.col(listed))
    space.makers.append(inner)
    found = ask(inner, item_of(inner, domain))
    inner.finish()
    return inner, found


def item_of(inner: Space, domain: Piece) -> Piece:
    """An item of a list, in the space of its items."""
    kind, layout = domain.kind.item, domain.layout
    assert kind is not None
    assert isinstance(layout, ItemsLayout)
    path = f"{domain.path}[]"
    item = Piece(kind, inner.item, layout=layout.item, path=path, space=inner)
    return leaf_of(item, layout.item) if isinstance(layout.item, LeafLayout) else item


def leaf_of(raw: Piece, layout: LeafLayout, *, statement: bool = False) -> Piece:
    """A single fact, of an expression for its column."""
    from policydsl.engines.columns.numbers import column_expression, column_form
    from policydsl.engines.columns.operators import nothing

    kind = "B" if statement else "U"
    if layout.dtype is None:
        return replace(nothing(raw.kind, kind), stated=False)
    nulls = frozenset(kind) if layout.nulls else frozenset()
    stated: Flag = raw.e.is_not_null() if layout.nulls else True
    piece = replace(raw, nulls=nulls, stated=stated, layout=layout)
    if raw.kind != NUMBER:
        return piece
    expr = column_expression(raw.e, layout.dtype)
    return replace(piece, expr=expr, form=column_form(layout.dtype))


def any_item(space: Space, domain: Piece, inner: Space, flag: Flag) -> Flag:
    """For each row of a space, whether a flag about the items of its list holds of any.

    False where the list is unknown.
    """
    if flag is False or domain.constant:
        return False
    if flag is True:
        return space.hold(_known(domain, domain.e.list.len() > 0))
    if not inner.within:
        return inner.any(flag)
    if b"Element" not in flag.meta.serialize():
        return both(flag, any_item(space, domain, inner, True))
    # That all are not so is found sooner than that any is, where no item's truth is null.
    none = domain.e.list.eval(~flag).list.all()
    return space.hold(_known(domain, ~none))


def empty_flag(space: Space, domain: Piece) -> Flag:
    """Where a list has no items."""
    if domain.constant:
        return False
    return space.hold(_known(domain, domain.e.list.len() == 0))


def _known(domain: Piece, expr: pl.Expr) -> pl.Expr:
    return expr.fill_null(False) if domain.nulls else expr


def quantified(
    space: Space, domain: Piece, inner: Space, condition: Piece, *, decisive: bool
) -> Piece:
    """`some` (True is decisive) or `every` over a list of facts."""
    met = truth_of(inner, condition)

    def any_of(flag: Flag) -> Flag:
        return any_item(space, domain, inner, flag)

    decided = any_of(holds_flag(met) if decisive else fails_flag(met))
    unknown = either(any_of(unknown_flag(met)), null_flag(domain))
    faulty, bare = any_of(fault_flag(met)), any_of(bare_flag(met))
    undecided = opposite(decided)
    if unknown is False and faulty is False and bare is False:
        expr = expression_of(decided if decisive else undecided)
        return Piece(BOOLEAN, expr, space=space)
    expr = pl.when(expression_of(decided)).then(pl.lit(decisive))
    expr = expr.when(expression_of(opposite(either(unknown, faulty, bare)))).then(
        pl.lit(not decisive)
    )
    fault = both(faulty, undecided, opposite(unknown))
    rest = both(bare, undecided, opposite(unknown), opposite(faulty))
    return result(space, BOOLEAN, expr, unknown=unknown is not False, fault=fault, bare=rest)


def count(space: Space, domain: Piece) -> Piece:
    """`count(list)`, whatever its items."""
    from policydsl.engines.columns.operators import nothing

    if domain.constant:
        return nothing(NUMBER)
    expr = space.hold(domain.e.list.len().cast(pl.Int64))
    return Piece(NUMBER, expr, domain.nulls, form=Form(bound=2**32), space=space)


__all__ = ["Kind", "any_item", "count", "empty_flag", "inside", "known_list", "quantified"]
