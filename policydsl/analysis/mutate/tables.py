"""Small changes of a decision table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal, TypeVar, cast

from policydsl.analysis.mutate.expressions import Rewrite, rewrites
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.neighbours import expression_changes
from policydsl.feel import tree
from policydsl.feel.tree import Node, UnaryTests
from policydsl.feel.types import BooleanType, ContextType
from policydsl.feel.values import Value
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    HitPolicy,
    Table,
    TableOutput,
    TableRow,
)
from policydsl.text.source import Place

_T = TypeVar("_T")
_ORDER_COUNTS = (HitPolicy.FIRST, HitPolicy.RULE_ORDER)


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table with one small change. `row` counts from 1."""

    kind: Kind
    role: Literal["input", "cell", "result", "whole"]
    table: Table
    before: Node | Value | Enum | None
    after: Node | Value | Enum | None
    row: int | None = None
    place: Place | None = None


def table_changes(table: Table, scope: ContextType) -> Iterator[TableChange]:
    """Every small change of a table, in the order of the file."""
    for index, column in enumerate(table.inputs):
        for change in expression_changes(column.expression, scope):
            expression = replace(column.expression, tree=cast(tree.Expression, change.whole))
            inputs = _put(table.inputs, index, replace(column, expression=expression))
            place = Place(column.expression.source, change.before.span)
            yield _changed(change, "input", replace(table, inputs=inputs), None, place)
    for index, output in enumerate(table.outputs):
        if output.default is not None:
            outputs = _put(table.outputs, index, replace(output, default=None))
            fewer = replace(table, outputs=outputs)
            yield TableChange(Kind.DEFAULT, "result", fewer, output.default.tree, None)
    for index, row in enumerate(table.rows):
        yield from _of_row(table, index, row)


def _of_row(table: Table, index: int, row: TableRow) -> Iterator[TableChange]:
    number = index + 1
    fewer = (*table.rows[:index], *table.rows[index + 1 :])
    yield TableChange(Kind.ROW, "whole", replace(table, rows=fewer), None, None, number)
    if table.hit in _ORDER_COUNTS and number < len(table.rows):
        swapped = (*table.rows[:index], table.rows[number], row, *table.rows[number + 1 :])
        other = replace(table, rows=swapped)
        yield TableChange(Kind.ROW_ORDER, "whole", other, None, None, number)
    for column, cell in enumerate(row.conditions):
        for change, tests in _cell_changes(cell):
            other_cell = replace(cell, tree=tests)
            conditions = _put(row.conditions, column, other_cell)
            changed = _with_row(table, index, replace(row, conditions=conditions))
            place = Place(cell.source, change.before.span)
            yield _changed(change, "cell", changed, number, place)
    for column, result in enumerate(row.results):
        for change, root in _result_changes(result, table.outputs[column]):
            results = _put(row.results, column, replace(result, tree=root))
            changed = _with_row(table, index, replace(row, results=results))
            place = Place(result.source, change.before.span)
            yield _changed(change, "result", changed, number, place)


def _cell_changes(cell: CheckedTests) -> Iterator[tuple[Rewrite, UnaryTests]]:
    if not cell.tree.tests:
        return
    anything = UnaryTests((), span=cell.tree.span)
    yield Rewrite(Kind.CELL, cell.tree, anything, anything), anything
    yield from rewrites(cell.tree, condition=False)


def _result_changes(
    result: CheckedExpression, output: TableOutput
) -> Iterator[tuple[Rewrite, tree.Expression]]:
    """A result of a list of values becomes the next of them; any other is changed a little."""
    if isinstance(result.tree, tree.StringLiteral) and len(output.values) > 1:
        ids = [value for value, _ in output.values]
        at = ids.index(result.tree.value) if result.tree.value in ids else -1
        other = replace(result.tree, value=ids[(at + 1) % len(ids)])
        yield Rewrite(Kind.OUTPUT, result.tree, other, other), other
    else:
        truth = isinstance(result.type, BooleanType)
        yield from rewrites(result.tree, condition=truth)


def _changed(
    change: Rewrite,
    role: Literal["input", "cell", "result"],
    table: Table,
    row: int | None,
    place: Place,
) -> TableChange:
    return TableChange(change.kind, role, table, change.before, change.after, row, place)


def _with_row(table: Table, index: int, row: TableRow) -> Table:
    return replace(table, rows=_put(table.rows, index, row))


def _put(items: tuple[_T, ...], index: int, item: _T) -> tuple[_T, ...]:
    return (*items[:index], item, *items[index + 1 :])
