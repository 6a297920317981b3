"""What a decision rests on, and what of that a refinement changed."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.engines.interpreter.expressions import names_in
from policydsl.feel.tree import Node
from policydsl.policy.building.program_walk import decision_parts
from policydsl.policy.model import Checklist, Program
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
        yield from (part.tree for part in decision_parts(program.decisions[name]))
