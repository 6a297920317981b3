"""How long lists may be for the interpreter's bounds of work to be far away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.feel import tree
from policydsl.feel.walk import children
from policydsl.policy.building.program_walk import decision_parts
from policydsl.policy.model import Checklist, Program, Rule

MAX_STEPS = 1_000_000
"""Half of what the interpreter may do for one definition or decision."""

MAX_VISITED = 99_999
"""The interpreter visits no more items for one rule."""

_LENGTHS = (10_000, 3_000, 1_000, 300, 100, 30, 10, 3)
_ENOUGH = 1_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """`listed`: items of a list within an expression; `visited`: items that rules go through."""

    listed: int
    visited: int


def bounds_of(program: Program) -> Bounds:
    """Bounds within which no definition or decision takes more than MAX_STEPS."""
    found = [Bounds(length, _visited(program, length)) for length in _LENGTHS]
    balanced = (each for each in found if each.visited >= min(_ENOUGH, each.listed * 3))
    return next(balanced, found[-1])


def _visited(program: Program, length: int) -> int:
    return min(
        MAX_VISITED,
        *(_possible(*each) for each in _steps(program, length)),
    )


def _possible(once: int, each_time: int) -> int:
    return max(0, MAX_STEPS - once) // max(1, each_time) if once <= MAX_STEPS else -1


def _steps(program: Program, length: int) -> Iterator[tuple[int, int]]:
    """For each definition and decision, the steps taken once, and those for each item visited."""
    yield 0, 0
    for definition in program.definitions.values():
        yield _cost(definition.expression.tree, length), 0
    for decision in program.decisions.values():
        whole = sum(_cost(part.tree, length) for part in decision_parts(decision))
        rules = decision.body.rules if isinstance(decision.body, Checklist) else ()
        yield whole, sum(_rule_cost(each, length) for each in rules if each.iterators)


def _rule_cost(rule: Rule, length: int) -> int:
    parts = [each.domain for each in rule.iterators]
    parts += [each for each in (rule.when, rule.require, rule.waiver) if each]
    return sum(_cost(each.tree, length) for each in parts)


def _cost(node: tree.Node, length: int) -> int:
    """At most how many steps an expression takes."""
    times = length if isinstance(node, tree.Filter | tree.For | tree.Quantified) else 1
    return 2 + times * sum(_cost(each, length) for each in children(node))
