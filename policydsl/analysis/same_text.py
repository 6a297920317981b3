"""What parts of a program say once figures and definitions are put in, as keys to compare.

Equal keys mean the same for every institution. Names of loop variables, figures and definitions
play no part, so a part that was only renamed, or a number that became a figure, keeps its key.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, fields

from policydsl.feel import tree
from policydsl.feel.temporal import parse_at_literal
from policydsl.feel.tree import Node
from policydsl.feel.values import Value
from policydsl.policy.model import (
    Checklist,
    Decision,
    Force,
    HitPolicy,
    Program,
    Rule,
    Table,
    TableOutput,
    ValueExpression,
)

Key = Hashable
_PLACES = frozenset({"span", "name_span", "quoted"})


@dataclass(frozen=True, slots=True)
class _Scope:
    """Names bound around an expression, the innermost last.

    In a filter a name may be a member of the item, which hides what it means elsewhere; there a
    name is kept beside its meaning.
    """

    bound: tuple[str, ...] = ()
    filtering: bool = False

    def bind(self, *names: str) -> _Scope:
        return _Scope((*self.bound, *names), self.filtering)


_OUTSIDE = _Scope()


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The keys of one program. `foreign` are facts that mean something else in the other one."""

    program: Program
    foreign: frozenset[str] = frozenset()
    _known: dict[str, Key] = field(default_factory=dict)

    def rule(self, rule: Rule) -> Key:
        """A rule by itself, whatever its force."""
        scope = _OUTSIDE.bind(*(each.name for each in rule.iterators))
        return self.circumstances(rule), self._node(rule.require.tree, scope)

    def demands(self, rule: Rule) -> frozenset[Key]:
        """What a rule requires: each of the conditions that `and` joins."""
        scope = _OUTSIDE.bind(*(each.name for each in rule.iterators))
        node = rule.require.tree
        parts = node.operands if isinstance(node, tree.And) else (node,)
        return frozenset(self._node(part, scope) for part in parts)

    def circumstances(self, rule: Rule) -> Key:
        """All that a rule says besides what it requires and how strictly."""
        scope, domains = _OUTSIDE, []
        for each in rule.iterators:
            domains.append(self._node(each.domain.tree, scope))
            scope = scope.bind(each.name)
        waiver = rule.waiver if rule.force is Force.IN_PRINCIPLE else None
        parts = (
            None if part is None else self._node(part.tree, scope) for part in (rule.when, waiver)
        )
        return tuple(domains), *parts, rule.empty if rule.iterators else None

    def decision(self, decision: Decision) -> Key:
        """What a decision gives."""
        when = None if decision.when is None else self._node(decision.when.tree, _OUTSIDE)
        match decision.body:
            case Checklist(rules):
                binding = (rule for rule in rules if rule.force is not Force.PREFERENTIAL)
                return when, frozenset((rule.force, self.rule(rule)) for rule in binding)
            case Table() as table:
                return when, self._table(table)
            case ValueExpression(expression):
                return when, self._node(expression.tree, _OUTSIDE)

    def scope(self, decision: Decision) -> Key:
        """Whom a decision is about."""
        return None if decision.when is None else self._node(decision.when.tree, _OUTSIDE)

    def row(self, table: Table, number: int) -> tuple[Key, Key]:
        """The conditions and the results of a table's row, counted from 0."""
        row = table.rows[number]
        conditions = tuple(self._node(cell.tree, _OUTSIDE) for cell in row.conditions)
        return conditions, tuple(self._node(cell.tree, _OUTSIDE) for cell in row.results)

    def expression(self, node: Node) -> Key:
        """An expression at the top of the program."""
        return self._node(node, _OUTSIDE)

    def _table(self, table: Table) -> Key:
        rows = tuple(self.row(table, number) for number in range(len(table.rows)))
        inputs = tuple(self._node(column.expression.tree, _OUTSIDE) for column in table.inputs)
        names = [output.name for output in table.outputs] if len(table.outputs) > 1 else []
        outputs = tuple(self._output(table, output) for output in table.outputs)
        return table.hit, table.aggregation, inputs, tuple(names), outputs, rows

    def _output(self, table: Table, output: TableOutput) -> Key:
        ranked = table.hit is HitPolicy.PRIORITY
        order = tuple(value for value, _ in output.values) if ranked else ()
        return order, None if output.default is None else self._node(output.default.tree, _OUTSIDE)

    def _node(self, node: Node, scope: _Scope) -> Key:
        match node:
            case tree.Name(name):
                return self._name(name, scope)
            case tree.NumberLiteral(value) | tree.StringLiteral(value) | tree.BooleanLiteral(value):
                return _figure(value)
            case tree.AtLiteral(text):
                temporal = parse_at_literal(text)
                return ("at", text) if temporal is None else _figure(temporal)
            case tree.ListLiteral(items):
                return _list(tuple(self._node(item, scope) for item in items))
            case tree.Filter(subject, condition):
                inside = _Scope(scope.bound, filtering=True)
                return "filter", self._node(subject, scope), self._node(condition, inside)
            case tree.For(iterators, body):
                return ("for", *self._iterated(iterators, body, scope))
            case tree.Quantified(quantifier, iterators, condition):
                return (quantifier, *self._iterated(iterators, condition, scope))
            case tree.FunctionDefinition(parameters, body, external):
                inner = scope.bind(*(each.name for each in parameters))
                types = tuple(each.type for each in parameters)
                return "function", types, self._node(body, inner), external
            case tree.ContextLiteral(entries):
                return ("context", *self._entries(entries, scope))
            case _:
                return (type(node).__name__, *self._parts(node, scope))

    def _parts(self, node: Node, scope: _Scope) -> Iterator[Key]:
        for each in fields(node):
            if each.name in _PLACES:
                continue
            value = getattr(node, each.name)
            if isinstance(value, Node):
                yield self._node(value, scope)
            elif isinstance(value, tuple) and any(isinstance(part, Node) for part in value):
                yield tuple(self._node(part, scope) for part in value)
            else:
                yield value

    def _iterated(
        self, iterators: tuple[tree.Iterator, ...], body: Node, scope: _Scope
    ) -> Iterator[Key]:
        for each in iterators:
            yield self._node(each.domain, scope)
            yield None if each.end is None else self._node(each.end, scope)
            scope = scope.bind(each.name)
        yield self._node(body, scope)

    def _entries(self, entries: tuple[tree.ContextEntry, ...], scope: _Scope) -> Iterator[Key]:
        for entry in entries:
            yield entry.key, self._node(entry.value, scope)
            scope = scope.bind(entry.key)

    def _name(self, name: str, scope: _Scope) -> Key:
        if name in scope.bound:
            outwards = list(reversed(scope.bound)).index(name)
            meaning: Key = ("bound", outwards)
        else:
            meaning = self._global(name)
        return ("item?", name, meaning) if scope.filtering else meaning

    def _global(self, name: str) -> Key:
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> Key:
        program = self.program
        if name in program.parameters:
            return _figure(program.parameters[name].value)
        if name in program.definitions:
            return self._node(program.definitions[name].expression.tree, _OUTSIDE)
        if name in program.decisions:
            return "decision", self.decision(program.decisions[name])
        for use in program.uses:
            if use.name == name:
                used = Meanings(use.program, self.foreign)
                return "decision", used.decision(use.program.decisions[use.decision])
        if name in self.foreign:
            return "fact", name, program.digest, id(program)
        return "name", name


def foreign_facts(old: Program, new: Program) -> frozenset[str]:
    """The facts at the root that the two programs' schemas describe otherwise."""
    before, after = old.facts.root.members, new.facts.root.members
    if before is after:
        return frozenset()
    return frozenset(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def _figure(value: Value) -> Key:
    if isinstance(value, tuple):
        return _list(tuple(_figure(item) for item in value))
    if isinstance(value, dict):
        return ("context", *((name, _figure(member)) for name, member in value.items()))
    return "figure", type(value).__name__, value


def _list(items: tuple[Key, ...]) -> Key:
    return "list", items
