"""What goes through lists: whether a truth holds of any item, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import polars as pl

from policydsl.engines.columns.kinds import (
    BOOLEAN,
    NUMBER,
    SCALARS,
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
from policydsl.engines.columns.layouts import ABSENT, ItemsLayout, Layout, LeafLayout
from policydsl.engines.columns.not_handled import NotHandled, ReachesOut
from policydsl.engines.columns.numbers import Form, natural
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import TYPES, fails_flag, holds_flag, result, truth_of

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
    from policydsl.engines.columns.truths import nothing

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
    if not about_item(flag):
        return both(flag, any_item(space, domain, inner, True))
    # Where no truth is null, how many hold is found sooner than whether any does.
    return space.hold(_known(domain, domain.e.list.eval(flag).list.sum() > 0))


def empty_flag(space: Space, domain: Piece) -> Flag:
    """Where a list has no items."""
    if domain.constant or (isinstance(domain.layout, ItemsLayout) and not domain.layout.empties):
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


def filtered(space: Space, domain: Piece, inner: Space, condition: Piece) -> Piece:
    """`list[condition]`: unknown where it is unknown of any item."""
    kept = holds_flag(condition)
    unknown = any_item(space, domain, inner, unknown_flag(condition))
    if not inner.within:
        assert inner.item is not None
        expr = inner.gather(inner.item, expression_of(kept))
    elif isinstance(kept, bool) or not about_item(kept):
        expr = pl.when(expression_of(kept)).then(domain.e).otherwise(domain.e.list.head(0))
    else:
        expr = domain.e.list.filter(kept)
    return _made_list(space, domain, expr, domain.kind, domain.layout, unknown)


def mapped(space: Space, domain: Piece, inner: Space, body: Piece) -> Piece:
    """`for item in list return body`."""
    if body.kind not in SCALARS:
        raise NotHandled("a list of other than single values")
    value = natural(body) if body.kind == NUMBER else body.e
    if not inner.within:
        expr = inner.gather(value, pl.lit(True))
    else:
        each = value if about_item(value) else for_each(value)
        expr = domain.e.list.eval(each)
    layout = None
    if body.kind != NUMBER and body.only_unknown:
        layout = ItemsLayout(LeafLayout(TYPES[body.kind], bool(body.nulls)))
    return _made_list(space, domain, expr, Kind("list", body.kind), layout, False)


def for_each(value: pl.Expr) -> pl.Expr:
    """The same value for each item of a list."""
    return pl.when(pl.element().is_null()).then(value).otherwise(value)


def unknown_list(space: Space, domain: Piece, ask: Callable[[Space, Piece], Piece]) -> Piece:
    """A list that is made of one that nobody states."""
    nowhere = Space(space.names, space, item=pl.lit(None))
    kind = Kind("list", ask(nowhere, item_of(nowhere, domain)).kind)
    layout = ItemsLayout(ABSENT, present=False)
    return Piece(kind, pl.lit(None), frozenset("U"), constant=True, layout=layout)


def _made_list(
    space: Space, domain: Piece, expr: pl.Expr, kind: Kind, layout: Layout | None, unknown: Flag
) -> Piece:
    null = either(null_flag(domain), unknown)
    if null is False:
        return Piece(kind, expr, layout=layout, path=domain.path, space=space)
    known = pl.when(expression_of(opposite(null))).then(expr)
    nulls = frozenset("U")
    return Piece(kind, known, nulls, layout=layout, path=domain.path, space=space)


def about_item(expr: pl.Expr) -> bool:
    """Whether an expression within a list is about its items at all."""
    return b"Element" in expr.meta.serialize()


def count(space: Space, domain: Piece) -> Piece:
    """`count(list)`, whatever its items."""
    from policydsl.engines.columns.truths import nothing

    if domain.constant:
        return nothing(NUMBER)
    expr = space.hold(domain.e.list.len().cast(pl.Int64))
    return Piece(NUMBER, expr, domain.nulls, form=Form(bound=2**32), space=space)


__all__ = ["Kind", "any_item", "count", "empty_flag", "inside", "known_list", "quantified"]
