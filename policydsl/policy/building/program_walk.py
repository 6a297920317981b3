"""Going through the expressions of a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from policydsl.feel.tree import Node
from policydsl.feel.walk import names_in
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    Checklist,
    Decision,
    Program,
    Table,
    ValueExpression,
)
from policydsl.text.source import Place, Source

Role = Literal["expression", "result", "cell"]


@dataclass(frozen=True, slots=True)
class Part:
    """An expression of a program. `role`: a table's cell, what a value decision gives, or other.

    `origin` is set where it stems from a base.
    """

    tree: Node
    source: Source
    role: Role
    origin: str | None

    def place(self, node: Node) -> Place:
        """Where one of its nodes stands."""
        return Place(self.source, node.span)


def parts(program: Program) -> Iterator[Part]:
    """Every expression and cell, in the order of the file."""
    for definition in program.definitions.values():
        yield _part(definition.expression, "expression", definition.origin)
    for decision in program.decisions.values():
        yield from decision_parts(decision)


def decision_parts(decision: Decision) -> Iterator[Part]:
    """Every expression and cell of a decision."""
    if decision.when:
        yield _part(decision.when, "expression", decision.origin)
    match decision.body:
        case Checklist(rules):
            for rule in rules:
                found = [part.domain for part in rule.iterators]
                found += [each for each in (rule.when, rule.require, rule.waiver) if each]
                yield from (_part(each, "expression", rule.origin) for each in found)
        case Table() as table:
            yield from _table_parts(table, decision.origin)
        case ValueExpression(expression):
            yield _part(expression, "result", decision.origin)
        case _:
            assert_never(decision.body)


def needed_by(program: Program, *names: str) -> frozenset[str]:
    """The names and every name that their values depend on, facts included."""
    needed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            for tree in _trees(program, name):
                waiting.extend(names_in(tree))
    return frozenset(needed)


def _table_parts(table: Table, origin: str | None) -> Iterator[Part]:
    for column in table.inputs:
        yield _part(column.expression, "expression", origin)
    for output in table.outputs:
        if output.default:
            yield _part(output.default, "cell", origin)
    for row in table.rows:
        yield from (_part(cell, "cell", origin) for cell in row.conditions)
        yield from (_part(cell, "cell", origin) for cell in row.results)


def _part(found: CheckedExpression | CheckedTests, role: Role, origin: str | None) -> Part:
    return Part(found.tree, found.source, role, origin)


def _trees(program: Program, name: str) -> Iterator[Node]:
    if name in program.definitions:
        yield program.definitions[name].expression.tree
    elif name in program.decisions:
        yield from (part.tree for part in decision_parts(program.decisions[name]))
