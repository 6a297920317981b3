"""What is known before any expression: facts where they stand, and values of the policy."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import polars as pl

from policydsl.engines.columns import lists, numbers, operators, truths
from policydsl.engines.columns.kinds import (
    DATE,
    STRING,
    Flag,
    Kind,
    Piece,
    kind_of,
)
from policydsl.engines.columns.layouts import (
    ItemsLayout,
    Layout,
    LeafLayout,
    SectionLayout,
)
from policydsl.engines.columns.spaces import Space
from policydsl.feel.temporal import Date
from policydsl.feel.values import Value
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection


def root_fact(path: str, node: FactNode, layout: Layout, space: Space) -> Piece:
    """What stands at a path of an institution's facts. A section there has no expression."""
    found = replace(fact(node, layout, pl.col(path), space), path=path)
    return replace(found, expr=None) if isinstance(node, FactSection) else found


def fact(
    node: FactNode,
    layout: Layout,
    expr: pl.Expr,
    space: Space,
) -> Piece:
    kind = kind_of(node)
    match node, layout:
        case FactSection(), SectionLayout():
            return Piece(kind, expr, layout=layout, space=space)
        case FactItems(), ItemsLayout():
            if not layout.present:
                unknown = frozenset("U")
                absent = pl.lit(None)
                return Piece(kind, absent, unknown, constant=True, stated=False, layout=layout)
            nulls = frozenset("U") if layout.nulls else frozenset()
            stated: Flag = expr.is_not_null() if layout.nulls else True
            return Piece(kind, expr, nulls, stated=stated, layout=layout, space=space)
        case FactLeaf(), LeafLayout():
            raw = Piece(kind, expr, space=space)
            return lists.leaf_of(raw, layout, statement=node.statement)
        case _:
            raise AssertionError(f"{node} is not laid out as {layout}")


def constant_piece(value: Value) -> Piece:
    """A value that is known beforehand."""
    match value:
        case bool():
            return truths.truth(value)
        case str():
            return Piece(STRING, pl.lit(value), constant=True, value=value)
        case Decimal():
            return numbers.constant(value)
        case Date() if 1 <= value.year <= 9999:
            day = datetime.date(value.year, value.month, value.day)
            return Piece(DATE, pl.lit(day), constant=True, value=day)
        case tuple():
            return operators.listed([constant_piece(each) for each in value])
        case _:
            return Piece(Kind("other"), None, constant=True, value=value)
