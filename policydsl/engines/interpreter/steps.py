"""The detailed level of a trace: every expression that was evaluated, with its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from policydsl.engines.interpreter.expressions import Definitions, Explained, text_of
from policydsl.engines.interpreter.tables import Decided, Match
from policydsl.feel import tree
from policydsl.feel.interpreter import Evaluated
from policydsl.feel.values import CauseKind, Record, Value, null
from policydsl.policy.model import CheckedExpression, Table
from policydsl.trace import Status, Step

MAX_STEPS = 2_000
MAX_DEPTH = 100

_LITERALS = (
    tree.NumberLiteral,
    tree.StringLiteral,
    tree.BooleanLiteral,
    tree.NullLiteral,
    tree.AtLiteral,
)


def step_of(explained: Explained, definitions: Definitions) -> Step:
    """An expression's evaluation as steps; a definition's name leads on to its own expression.

    Literals and the beginnings of paths are no steps. Where steps are left out, since there are
    more than MAX_STEPS or they lie deeper than MAX_DEPTH, one step says so.
    """
    return _Recorder(definitions).step(explained.evaluated, explained.expression, MAX_DEPTH)


def condition_step(when: Step, then: Step) -> Step:
    """A condition, and what was evaluated since it holds or is not known to fail."""
    return Step(f"{when.expression} → {then.expression}", then.value, (when, then))


def table_step(table: Table, decided: Decided, definitions: Definitions) -> Step:
    """A table's evaluation: its inputs, then each row that was looked at with its conditions."""
    inputs = [step_of(each, definitions) for each in decided.inputs]
    looked_at = zip(decided.rows, decided.matches, strict=True)
    rows = [
        Step(_row_text(table, row.number, match), match.holds)
        for row, match in looked_at
        if row.status is not Status.NOT_APPLICABLE
    ]
    text = ", ".join(output.name for output in table.outputs)
    return Step(text, decided.value, (*inputs, *rows))


def _row_text(table: Table, number: int, match: Match) -> str:
    cells = zip(table.inputs, match.row.conditions, strict=True)
    stated = [f"{column.name}: {cell.source.text}" for column, cell in cells if cell.tree.tests]
    return f"{number}. {'; '.join(stated) or '-'}"


@dataclass(slots=True)
class _Recorder:
    definitions: Definitions
    left: int = MAX_STEPS

    def step(self, part: Evaluated, expression: CheckedExpression, depth: int) -> Step:
        self.left -= 1
        text = text_of(part.node, expression) + _bindings(part)
        return Step(text, part.value, tuple(self._inner(part, expression, depth - 1)))

    def _inner(self, part: Evaluated, expression: CheckedExpression, depth: int) -> Iterator[Step]:
        for inner, source in self._parts(part, expression):
            if self.left <= 0 or depth <= 0:
                yield Step("…", _left_out())
                return
            yield self.step(inner, source, depth)

    def _parts(
        self, part: Evaluated, expression: CheckedExpression
    ) -> Iterator[tuple[Evaluated, CheckedExpression]]:
        match part.node:
            case tree.Name(name) if name in self.definitions:
                definition = self.definitions[name]
                yield definition.evaluated, definition.expression
            case tree.Path() if _is_plain(part.node):
                return
            case tree.Call():
                yield from ((p, expression) for p in part.parts[1:] if _is_step(p))
            case _:
                yield from ((p, expression) for p in part.parts if _is_step(p))


def _is_step(part: Evaluated) -> bool:
    return not isinstance(part.node, _LITERALS)


def _is_plain(node: tree.Node) -> bool:
    """Whether a path is names alone: `premises.office.area`."""
    while isinstance(node, tree.Path):
        node = node.object
    return isinstance(node, tree.Name)


def _bindings(part: Evaluated) -> str:
    shown = [f"{name} = {_item(value)}" for name, value in part.bindings]
    return f"  [{', '.join(shown)}]" if shown else ""


def _item(value: Value) -> str:
    match value:
        case Record():
            return value.label or value.path
        case str():
            return value
        case Decimal():
            return format(value, "f")
        case _:
            return "…"


def _left_out() -> Value:
    return null(
        CauseKind.LIMIT,
        f"只列出 {MAX_STEPS} 步、{MAX_DEPTH} 层以内的步骤",
        f"steps beyond the first {MAX_STEPS}, or deeper than {MAX_DEPTH}, are left out",
    )
