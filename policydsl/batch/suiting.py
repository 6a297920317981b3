"""Frames that surely meet the facts schema, in the very types that columns are evaluated in."""

from __future__ import annotations

import polars as pl

from policydsl.batch.layout import instance
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection


def suited(frame: pl.DataFrame, root: FactSection) -> pl.DataFrame:
    """The same facts. A column of a type that cannot hold its fact has nothing in rows that fit."""
    changed = []
    for name, dtype in frame.schema.items():
        node: FactNode = root
        for step in name.split("."):
            assert isinstance(node, FactSection)
            node = node.members[step]
        if not _suits(node, dtype):
            changed.append(_suited(node, pl.col(name), dtype).alias(name))
    return frame.with_columns(changed) if changed else frame


def _suits(node: FactNode, dtype: pl.DataType) -> bool:
    if dtype == pl.Null:
        return True
    match node:
        case FactSection(members=members):
            assert isinstance(dtype, pl.Struct)
            return all(_suits(members[each.name], instance(each.dtype)) for each in dtype.fields)
        case FactItems(item=item):
            assert isinstance(dtype, pl.List)
            return _suits(item, instance(dtype.inner))
        case FactLeaf():
            return _leaf(node, dtype) is dtype


def _leaf(leaf: FactLeaf, dtype: pl.DataType) -> pl.DataType:
    """The type to hold a fact in: its own, another that it is cast to, or none at all."""
    match leaf.kind:
        case "boolean":
            return dtype if dtype == pl.Boolean else pl.Null()
        case "date":
            return dtype if dtype == pl.Date else pl.Null()
        case "string" if dtype in (pl.Categorical, pl.Enum):
            return pl.String()
        case "string":
            return dtype if dtype == pl.String else pl.Null()
        case "integer" | "number":
            if dtype == pl.Int64 or dtype.is_decimal():
                return dtype
            return pl.Int64() if dtype.is_integer() else pl.Null()


def _suited(node: FactNode, expression: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if _suits(node, dtype):
        return expression
    match node:
        case FactSection(members=members):
            assert isinstance(dtype, pl.Struct)
            return pl.struct(
                [
                    _suited(
                        members[each.name],
                        expression.struct.field(each.name),
                        instance(each.dtype),
                    ).alias(each.name)
                    for each in dtype.fields
                ]
            )
        case FactItems(item=item):
            assert isinstance(dtype, pl.List)
            return expression.list.eval(_suited(item, pl.element(), instance(dtype.inner)))
        case FactLeaf():
            wanted = _leaf(node, dtype)
            if wanted == pl.Null:
                return pl.when(expression.is_null()).then(None)
            return expression.cast(wanted)
