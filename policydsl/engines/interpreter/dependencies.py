"""What a decision rests on, and what of that a refinement changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from policydsl.engines.interpreter.expressions import names_in
from policydsl.feel.tree import Node
from policydsl.policy.model import Checklist, Decision, Program, Rule, Table, ValueExpression
from policydsl.trace import Amendment


def needed_by(program: Program, decision: str) -> frozenset[str]:
    """The decision's own name and every name that its value depends on, facts included."""
    needed: set[str] = set()
    waiting = [decision]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            for tree in _trees(program, name):
                waiting.extend(names_in(tree))
    return frozenset(needed)


def amendments(program: Program, decision: str) -> tuple[Amendment, ...]:
    """What a refinement changed of its base among all that this decision rests on."""
    if not program.changes:
        return ()
    names = needed_by(program, decision)
    rules = _rule_ids(program, names)
    return tuple(
        Amendment(change.kind, change.id, change.before, change.after, program.policy)
        for change in program.changes
        if change.id in (rules if change.kind.startswith("rule_") else names)
    )


def _rule_ids(program: Program, names: frozenset[str]) -> frozenset[str]:
    """The rules of the checklists among the names."""
    bodies = [program.decisions[name].body for name in names & program.decisions.keys()]
    return frozenset(
        rule.id for body in bodies if isinstance(body, Checklist) for rule in body.rules
    )


def _trees(program: Program, name: str) -> Iterator[Node]:
    if name in program.definitions:
        yield program.definitions[name].expression.tree
    elif name in program.decisions:
        yield from _of_decision(program.decisions[name])


def _of_decision(decision: Decision) -> Iterator[Node]:
    if decision.when is not None:
        yield decision.when.tree
    match decision.body:
        case Checklist(rules):
            for rule in rules:
                yield from _of_rule(rule)
        case Table() as table:
            yield from _of_table(table)
        case ValueExpression(expression):
            yield expression.tree
        case _:
            assert_never(decision.body)


def _of_rule(rule: Rule) -> Iterator[Node]:
    parts = (rule.when, rule.require, rule.waiver, *(each.domain for each in rule.iterators))
    yield from (part.tree for part in parts if part is not None)


def _of_table(table: Table) -> Iterator[Node]:
    yield from (column.expression.tree for column in table.inputs)
    yield from (output.default.tree for output in table.outputs if output.default is not None)
    for row in table.rows:
        yield from (cell.tree for cell in row.conditions)
        yield from (cell.tree for cell in row.results)
