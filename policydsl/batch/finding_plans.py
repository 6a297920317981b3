"""What a failed requirement says, where that can be told without the interpreter.

Most requirements are a truth, or compare one fact with figures of the policy: then what is asked is
known beforehand, and what is are values of facts. The rest is left to the interpreter's findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from policydsl.engines.interpreter import comparisons
from policydsl.engines.interpreter.operands import Reading
from policydsl.feel import tree
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.interpreter import evaluate
from policydsl.feel.operators import compare, disjunction, matches_test
from policydsl.feel.scope import Scope
from policydsl.feel.temporal import parse_date
from policydsl.feel.tree import ComparisonOperator, Expression
from policydsl.feel.types import BooleanType, NumberType, StringType
from policydsl.feel.values import Null, Range, Value
from policydsl.feel.walk import names_in
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program, Rule

Kind = Literal["number", "string", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition that is to be true, or false inside `not(…)`.

    Where it is a fact, or asks whether one is `stated`, that is the one at `path`.
    """

    wanted: bool
    path: str | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact compared with what the policy asks; its value is that at `path` (as `ItemShape`).

    `operator` is how the fact is to stand to `bound`; without one it is to pass one of `tests`,
    or none where `negated`.
    """

    path: str
    kind: Kind
    asked: Value
    operator: ComparisonOperator | None = None
    bound: Value | None = None
    tests: tuple[Value, ...] = ()
    negated: bool = False

    def fails(self, actual: Value) -> bool:
        """Whether a fact that is stated falls short."""
        if self.operator is not None:
            assert self.bound is not None
            return compare(self.operator, actual, self.bound) is False
        passes = disjunction([matches_test(actual, test) for test in self.tests])
        return passes is self.negated

    def shortfall(self, actual: Value) -> Value | None:
        """By how much the fact misses what is asked."""
        if self.operator is None:
            return None if self.negated else comparisons.outside(actual, self.asked)
        assert self.bound is not None
        return comparisons.shortfall(self.operator, actual, self.bound)


Plan = Truth | Compared


def plan_of(program: Program, rule: Rule) -> Plan | None:
    """What decides where the rule fails; None where only the interpreter can tell."""
    return Planner.of(program, rule).find(rule.require.tree, wanted=True)


@dataclass(frozen=True, slots=True)
class Planner:
    """Reads one rule's requirement."""

    program: Program
    rule: Rule
    reading: Reading

    @staticmethod
    def of(program: Program, rule: Rule) -> Planner:
        return Planner(program, rule, Reading.of_requirement(program, rule))

    def find(self, node: Expression, *, wanted: bool) -> Plan | None:
        """As the interpreter finds it; of an `or` that fails all parts do, and the first tells."""
        match node:
            case tree.Or((first, *_)) if wanted:
                return self.find(first, wanted=wanted)
            case tree.And((first, *_)) if not wanted:
                return self.find(first, wanted=wanted)
            case tree.And() | tree.Or() | tree.If() | tree.Quantified():
                return None
            case tree.Call(function=tree.Name("not"), arguments=(denied,)):
                return self.find(denied.value, wanted=not wanted)
            case tree.Name(name) if self.reading.names_definition(name):
                return None
            case tree.Comparison():
                return self.comparison(node, wanted)
            case tree.Between():
                low, high = self.figure(node.low), self.figure(node.high)
                if low is None or high is None:
                    return None
                between = Range(True, low, high, True)
                return self.membership(node.value, between, (between,), wanted)
            case tree.In(value=value, tests=tests) if not self.reading.is_figure(value):
                figures = [self.figure(each) for each in tests]
                known = [each for each in figures if each is not None]
                if len(known) < len(tests):
                    return None
                asked = known[0] if len(known) == 1 else tuple(known)
                return self.membership(value, asked, tuple(known), wanted)
            case tree.In():
                return None
            case tree.Call(function=tree.Name("is stated"), arguments=(only,)):
                found = self.fact(only.value)
                return Truth(wanted, found[0] if found else None, stated=True)
            case _:
                found = self.fact(node)
                return Truth(wanted, found[0] if found else None)

    def comparison(self, node: tree.Comparison, wanted: bool) -> Plan | None:
        operator = node.operator if wanted else comparisons.negated(node.operator)
        fact, other = node.left, node.right
        if self.reading.is_figure(fact):
            operator = comparisons.mirrored(operator)
            fact, other = other, fact
        bound, found = self.figure(other), self.fact(fact)
        if bound is None or found is None:
            return None
        path, leaf = found
        return Compared(path, _kind(leaf), comparisons.asked(operator, bound), operator, bound)

    def membership(
        self, fact: Expression, asked: Value, tests: tuple[Value, ...], wanted: bool
    ) -> Plan | None:
        found = self.fact(fact)
        if found is None:
            return None
        path, leaf = found
        return Compared(path, _kind(leaf), asked, tests=tests, negated=not wanted)

    def figure(self, node: Expression) -> Value | None:
        """The value of what names parameters and literals alone; None for anything else."""
        names = names_in(node)
        if not names <= self.program.parameters.keys() | BUILTINS.keys():
            return None
        scope = Scope.of({name: each.value for name, each in self.program.parameters.items()})
        value = evaluate(node, scope)
        return None if isinstance(value, Null) else value

    def fact(self, node: Expression) -> tuple[str, FactLeaf] | None:
        """The single fact that a side stands for."""
        found = self.reached(node)
        return (found[0], found[1]) if found and isinstance(found[1], FactLeaf) else None

    def reached(self, node: Expression) -> tuple[str, FactNode] | None:
        """What a path leads to: `occupations[{0}].theory.area`."""
        match node:
            case tree.Name(name):
                for level, each in enumerate(self.rule.iterators):
                    if each.name == name:
                        return self.item(each.domain.tree, level)
                node_of = self.program.facts.root.members.get(name)
                return (name, node_of) if node_of is not None else None
            case tree.Path(subject, name):
                around = self.reached(subject)
                if around is None or not isinstance(around[1], FactSection):
                    return None
                member = around[1].members.get(name)
                return (f"{around[0]}.{name}", member) if member is not None else None
            case _:
                return None

    def item(self, domain: Expression, level: int) -> tuple[str, FactNode] | None:
        found = self.reached(domain)
        if found is None or not isinstance(found[1], FactItems):
            return None
        return f"{found[0]}[{{{level}}}]", found[1].item


def _kind(leaf: FactLeaf) -> Kind:
    return "number" if leaf.kind == "integer" else leaf.kind


def feel_value(kind: Kind, stated: Any) -> Value:
    """A stated value as FEEL has it."""
    if kind == "number":
        return Decimal(stated)
    if kind == "date":
        found = parse_date(stated)
        assert found is not None, "stated dates are days of the calendar"
        return found
    value: Value = stated
    return value


def shortfall_is_number(program: Program, rule: Rule) -> bool:
    """Whether all that the rule can fall short by are numbers, not spans of time."""
    reading = Reading.of_requirement(program, rule)
    kinds = [None if each is None else reading.type_of(each) for each in _sides(rule.require.tree)]
    sized = [each for each in kinds if not isinstance(each, StringType | BooleanType)]
    return bool(sized) and all(isinstance(each, NumberType) for each in sized)


def _sides(node: Expression) -> Iterator[Expression | None]:
    """One side of each comparison; None for what may hold comparisons that are not seen here."""
    match node:
        case tree.And(parts) | tree.Or(parts):
            for each in parts:
                yield from _sides(each)
        case tree.Comparison(left=side) | tree.Between(value=side) | tree.In(value=side):
            yield side
        case tree.Path() | tree.Call(function=tree.Name("is stated")):
            return
        case _:
            yield None
