"""Random expressions as Polars expressions, held to FEEL's interpreter for a frame of settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Any

import polars as pl

import generated_expressions
from column_agreement import dtype_of, held, value_of
from drawn_expressions import Drawn
from generated_expressions import KINDS, NAMES, NOWHERE, PARAMETERS, ROOM
from policydsl.engines.columns.expressions import Writer
from policydsl.engines.columns.kinds import (
    NUMBER,
    Kind,
    Piece,
    bare_flag,
    either,
    expression_of,
    fault_flag,
    kind_of,
    null_flag,
    unknown_flag,
)
from policydsl.engines.columns.known_pieces import constant_piece
from policydsl.engines.columns.layouts import Look, SectionLayout
from policydsl.engines.columns.lists import leaf_of
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.numbers import natural
from policydsl.engines.columns.spaces import Space, Steps
from policydsl.engines.python import BARE, FAULT, boxing
from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.values import Null
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode
from policydsl.text.source import Source

BEYOND = object()
"""What others have to answer."""

_KINDS_OF_NULLS = {None: 1, FAULT: 2, BARE: 3}
_NODES: dict[str, FactNode] = {
    "number": FactLeaf(NOWHERE, "number", ""),
    "boolean": FactLeaf(NOWHERE, "boolean", ""),
    "string": FactLeaf(NOWHERE, "string", ""),
    "date": FactLeaf(NOWHERE, "date", ""),
}


def differences(seed: int, number: int, settings: int = 12) -> Iterator[str]:
    """Where Polars and FEEL's interpreter differ on the expression of a number; it may not do."""
    rng = Random(f"{seed}/{number}")
    drawn = Drawn(rng, rng.choice((0.0, 0.05, 0.2)))
    text = drawn.expression(rng.choice(KINDS), rng.choice((1, 2, 3)))
    yield from agreement_of(text, number, settings)


def agreement_of(text: str, seed: int, settings: int) -> Iterator[str]:
    """Where they differ on one expression. Raises `NotHandled` where there is no expression."""
    rng = Random(seed)
    tree = parse_expression(Source("drawn", text), frozenset((*NAMES, *PARAMETERS)))
    stated = [
        {name: _stated(rng, name, kind) for name, kind in each}
        for each in [list(NAMES.items())] * settings
    ]
    space = Space(count(1))
    names = {name: constant_piece(value) for name, value in PARAMETERS.items()}
    columns: list[pl.Series] = []
    for name, kind in NAMES.items():
        node = _node(kind)
        if node is None:
            names[name] = Piece(Kind("missing"), None, constant=True, value=name)
            continue
        names[name], made = _named(name, node, [each[name] for each in stated], space)
        columns += made
    piece = Writer(space).piece(tree, names)
    if piece.expr is None:
        raise NotHandled("a list that is known beforehand")
    got = _values(piece, space, pl.DataFrame(columns))
    for each, found in zip(stated, got, strict=True):
        boxed = {name: boxing.box(value, NAMES[name]) for name, value in each.items()}
        wanted = evaluate(tree, Scope.of({**boxed, **PARAMETERS}))
        if found is BEYOND:
            continue
        expected = _null(wanted) if isinstance(wanted, Null) else value_of(wanted)
        if found != expected or type(found) is not type(expected):
            yield f"{text}: {found!r}, but it is {expected!r} where {each}"


def _stated(rng: Random, name: str, kind: Any) -> Any:
    """A list of facts is null in one way only."""
    value = generated_expressions._one(rng, name, kind)
    return None if kind.name == "list" and not isinstance(value, list) else value


def _node(kind: Any) -> FactNode | None:
    match kind.name:
        case "list":
            item = _node(kind.item)
            assert not isinstance(item, FactItems)
            return None if item is None else FactItems(NOWHERE, "", item, None)
        case "section":
            return ROOM
        case _:
            return _NODES.get(kind.name)


def _named(
    name: str, node: FactNode, values: Sequence[Any], space: Space
) -> tuple[Piece, list[pl.Series]]:
    """A name's piece, which may be any null, and its columns."""
    listed = isinstance(node, FactItems)
    plain = [None if each is FAULT or each is BARE else each for each in values]
    dtype = dtype_of(node, plain)
    column = pl.Series(name, [held(node, each, dtype) for each in plain], dtype=dtype)
    layout = Look(_All(), exact=False).layout_of(node, column, name)
    raw = Piece(kind_of(node), pl.col(name), layout=layout, path=name, space=space)
    if isinstance(layout, SectionLayout):
        return raw, [column]
    if listed:
        return Piece(raw.kind, raw.expr, frozenset("U"), layout=layout, path=name, space=space), [
            column
        ]
    why = [_KINDS_OF_NULLS.get(each, 0) if each in (None, FAULT, BARE) else 0 for each in values]
    kinds = pl.Series(f"{name}?", why, dtype=pl.UInt8)
    leaf = leaf_of(raw, layout)  # type: ignore[arg-type]
    piece = Piece(
        raw.kind,
        leaf.expr,
        frozenset("UFB"),
        fault=pl.col(f"{name}?") == 2,
        bare=pl.col(f"{name}?") == 3,
        form=leaf.form,
        space=space,
    )
    return piece, [column, kinds]


class _All(frozenset[str]):
    """Everything is read."""

    def __contains__(self, _path: object) -> bool:
        return True


def _values(piece: Piece, space: Space, frame: pl.DataFrame) -> list[Any]:
    value = natural(piece) if piece.kind == NUMBER else piece.e
    flags = (null_flag(piece), unknown_flag(piece), fault_flag(piece), bare_flag(piece))
    outputs = [
        value.alias("v"),
        *(expression_of(f).alias(n) for f, n in zip(flags, "nufb", strict=True)),
    ]
    beyond = expression_of(space.hold_flag(either(*space.beyond)))
    made = Steps.of(space).make(frame)
    found = made.select(pl.col("area").alias("·"), *outputs, beyond.alias("beyond"))
    values = []
    for row in found.iter_rows(named=True):
        if row["beyond"]:
            values.append(BEYOND)
            continue
        told = {None: row["u"], "FAULT": row["f"], "BARE": row["b"]}
        if row["n"] or row["v"] is None:
            assert row["n"], f"{row} is null and does not say so"
            assert sum(map(bool, told.values())) == 1, f"{row} is not one null"
            values.append(next(f"a null: {name}" for name, holds in told.items() if holds))
        else:
            values.append(value_of(row["v"]))
    return values


def _null(value: Null) -> str:
    kind = None if value.unknown else "FAULT" if value.causes else "BARE"
    return f"a null: {kind}"
