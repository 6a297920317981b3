"""Which comparison of a requirement tells why it fails, as the interpreter's findings have it.

Most requirements are a truth, or compare facts with figures of the policy or with one another. The
rest is left to the interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.batch.plans import AllOf, Compared, Kind, Pair, Plan, Truth
from policydsl.engines.interpreter import comparisons
from policydsl.engines.interpreter.operands import Reading
from policydsl.feel import tree
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.interpreter import evaluate
from policydsl.feel.scope import Scope
from policydsl.feel.tree import Expression
from policydsl.feel.types import BooleanType, NumberType, StringType
from policydsl.feel.values import Null, Range, Value
from policydsl.feel.walk import names_in
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program, Rule


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
            case tree.And(parts) | tree.Or(parts):
                return self.together(parts, wanted)
            case tree.If() | tree.Quantified():
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

    def together(self, parts: tuple[Expression, ...], wanted: bool) -> Plan | None:
        """Parts that are to hold together, each by facts that can be looked up."""
        found = [self.find(part, wanted=wanted) for part in parts]
        known = [each for each in found if isinstance(each, Truth | Compared | Pair) and each.paths]
        return AllOf(tuple(known)) if len(known) == len(parts) else None

    def comparison(self, node: tree.Comparison, wanted: bool) -> Plan | None:
        operator = node.operator if wanted else comparisons.negated(node.operator)
        fact, other = node.left, node.right
        if self.reading.is_figure(fact):
            operator = comparisons.mirrored(operator)
            fact, other = other, fact
        bound, found = self.figure(other), self.fact(fact)
        if found is None:
            return None
        path, leaf = found
        if bound is None:
            second = self.fact(other)
            if second is None or _kind(second[1]) != _kind(leaf):
                return None
            return Pair((path, second[0]), _kind(leaf), operator)
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
