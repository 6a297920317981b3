"""The shipped policies and example institutions, and what laws need to know of their rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from checkout import ROOT
from policydsl.api import Policies, Policy
from policydsl.engines.interpreter.expressions import names_in
from policydsl.feel import tree
from policydsl.feel.tree import ComparisonOperator, Node
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import decision_parts
from policydsl.policy.model import Checklist, Program, Rule
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.boundaries import Boundaries
from policydsl.testing.refinement import Exempt, exempt

Direction = Literal["at_least", "at_most"]


@cache
def shipped() -> tuple[Policy, ...]:
    """Every version of every shipped policy."""
    policies = Policies(shipped_policies())
    return tuple(
        policies.load(id_, day) for id_ in policies.ids() for day in policies.versions(id_)
    )


@cache
def boundaries_of(policy: Policy) -> Boundaries:
    return Boundaries.of(policy.program)


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """The stated facts of each example institution, by the example's path."""
    any_policy = shipped()[0]
    paths = sorted((ROOT / "examples").rglob("*.yaml"))
    return {path.relative_to(ROOT).as_posix(): any_policy.facts(path).stated for path in paths}


def province(policy: Policy) -> str:
    return policy.id.split("/")[0]


@cache
def exempt_of(policy: Policy) -> Exempt:
    return exempt(policy.program)


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that a rule asks to be at least, or at most, something: `fact` with `[]`s."""

    policy: Policy
    decision: str
    rule: str
    fact: str
    direction: Direction


@cache
def bounds() -> tuple[Bound, ...]:
    """The rules that the law of monotone figures covers.

    A rule is covered where its requirement, or a part of it that stands under nothing but `and`,
    `or`, `some` and `every`, compares a numeric fact with a parameter or a literal by `<`, `<=`,
    `>` or `>=`, and where nothing else in the rule can see that fact: neither another part of
    the requirement, nor its `when`, `for` and `waiver`, nor a definition or decision they name.
    """
    return tuple(
        bound
        for policy in shipped()
        for name, decision in policy.program.decisions.items()
        if isinstance(decision.body, Checklist)
        for rule in decision.body.rules
        for bound in _bounds_of_rule(policy, name, rule)
    )


def _bounds_of_rule(policy: Policy, decision: str, rule: Rule) -> Iterator[Bound]:
    program = policy.program
    places: dict[str, str] = {}
    for part in rule.iterators:
        places[part.name] = f"{_fact_of(part.domain.tree, places, program) or '?'}[]"
    for fact, direction in _figures(rule.require.tree, places, program):
        info = program.facts.info(fact)
        numeric = info is not None and info.leaf and info.node.kind in ("integer", "number")
        if numeric and _mentions(rule, fact.rpartition(".")[2], program) == 1:
            yield Bound(policy, decision, rule.id, fact, direction)


def _figures(
    node: Node, places: dict[str, str], program: Program
) -> Iterator[tuple[str, Direction]]:
    match node:
        case tree.And(operands) | tree.Or(operands):
            for operand in operands:
                yield from _figures(operand, places, program)
        case tree.Quantified(_, iterators, condition):
            inner = dict(places)
            for each in iterators:
                inner[each.name] = f"{_fact_of(each.domain, inner, program) or '?'}[]"
            yield from _figures(condition, inner, program)
        case tree.Comparison(operator, left, right):
            fact = _fact_of(left, places, program)
            if fact and _figure_of_policy(right, program):
                yield from _directed(fact, operator, "<")
            fact = _fact_of(right, places, program)
            if fact and _figure_of_policy(left, program):
                yield from _directed(fact, operator, ">")


def _directed(
    fact: str, operator: ComparisonOperator, downward: str
) -> Iterator[tuple[str, Direction]]:
    if operator in ("<", "<=", ">", ">="):
        yield fact, "at_most" if operator.startswith(downward) else "at_least"


def _figure_of_policy(node: Node, program: Program) -> bool:
    return isinstance(node, tree.NumberLiteral) or (
        isinstance(node, tree.Name) and node.name in program.parameters
    )


def _fact_of(node: Node, places: dict[str, str], program: Program) -> str | None:
    """The path of the fact that a name or path stands for."""
    match node:
        case tree.Name(name) if name in places:
            return places[name]
        case tree.Name(name) if name in program.facts.type.members:
            return name
        case tree.Path(object_, name):
            parent = _fact_of(object_, places, program)
            return f"{parent}.{name}" if parent else None
        case _:
            return None


def _mentions(rule: Rule, member: str, program: Program) -> int:
    """How often a member's name occurs in a rule and in all that the rule rests on."""
    optional = (rule.when, rule.require, rule.waiver)
    waiting = [part.domain.tree for part in rule.iterators]
    waiting += [each.tree for each in optional if each]
    seen: set[str] = set()
    count = 0
    while waiting:
        node = waiting.pop()
        count += sum(
            isinstance(part, tree.Name | tree.Path) and part.name == member for part in walk(node)
        )
        for name in names_in(node) - seen:
            seen.add(name)
            if name in program.definitions:
                waiting.append(program.definitions[name].expression.tree)
            elif name in program.decisions:
                waiting += [part.tree for part in decision_parts(program.decisions[name])]
    return count
