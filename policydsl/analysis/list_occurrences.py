"""Where expressions go through lists of facts, and how many items each such place needs.

A place that goes through a list (a quantifier, a count against a known number, a search for an
item) keeps its answer when the list is cut down to the items that decide it. What looks at a list
in any other way (a sum, an index, an order) may change with every item: such lists are `open`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from policydsl.analysis.fact_references import FactReference
from policydsl.analysis.list_bounds import ListNeeds
from policydsl.analysis.same_text import Meanings
from policydsl.analysis.witnesses import Side
from policydsl.feel import tree
from policydsl.feel.tree import Node
from policydsl.feel.walk import children, walk
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.policy.model import Checklist, Decision, Force, Program, Rule

_CONDITIONS = (tree.Comparison, tree.And, tree.Or, tree.In, tree.Between, tree.Quantified)
_TRUTHS = frozenset({"not", "is stated", "list contains"})


def occurrences(sides: Sequence[Side]) -> ListNeeds:
    """What the subjects of both sides need together.

    Beside what decides each of the places inside the rules, each subject keeps its status with one
    item: a rule's is that of its worst item, a verdict that of its worst rule.
    """
    found = _Found()
    for side in sides:
        reader = _Reader(side.program, Meanings(side.program), found)
        for subject in side.subjects:
            reader.outer = Counter()
            reader.decision(side.program.decisions[subject.decision], subject.rule)
            found.outer.update(reader.outer)
    paths = found.outer.keys() | found.inner.keys() | found.open
    needs = {
        path: max(
            _least(path, sides),
            found.outer[path] + sum(found.inner.get(path, {}).values()),
        )
        for path in paths
    }
    return ListNeeds(needs, frozenset(found.open))


def _least(path: str, sides: Sequence[Side]) -> int:
    """No list is cut down to nothing, nor below what the facts schema demands."""
    infos = [side.program.facts.info(path) for side in sides]
    nodes = [info.node for info in infos if info is not None]
    demanded = [node.rule.get("minItems", 1) for node in nodes if isinstance(node, FactItems)]
    return max(1, *(int(least) for least in demanded))


@dataclass(slots=True)
class _Found:
    """`outer`: how many subjects go through a list, `inner`: what each place inside needs."""

    outer: Counter[str] = field(default_factory=Counter)
    inner: dict[str, dict[Hashable, int]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def place(self, path: str, key: Hashable, items: int) -> None:
        known = self.inner.setdefault(path, {})
        known[key] = max(items, known.get(key, 0))


_Env = Mapping[str, FactReference | None]


class _Reader:
    """Goes through one program; a None in the names stands for what leads to no facts."""

    def __init__(self, program: Program, meanings: Meanings, found: _Found) -> None:
        self.program = program
        self.meanings = meanings
        self.found = found
        self.seen: set[str] = set()
        self.outer: Counter[str] = Counter()
        root = program.facts.root
        self.names: _Env = {name: FactReference(name, node) for name, node in root.members.items()}

    def decision(self, decision: Decision, only: str | None = None) -> None:
        """A decision, or one rule of it with the question whom the decision is about."""
        if decision.when is not None:
            self.read(decision.when.tree, self.names)
        if not isinstance(decision.body, Checklist):
            from policydsl.policy.building.program_walk import decision_parts

            for part in decision_parts(decision):
                self.read(part.tree, self.names)
            return
        for rule in decision.body.rules:
            if rule.id == only or (only is None and rule.force is not Force.PREFERENTIAL):
                self.rule(rule)

    def rule(self, rule: Rule) -> None:
        env = dict(self.names)
        through: Counter[str] = Counter()
        for each in rule.iterators:
            ref = self.resolve(each.domain.tree, env)
            if ref is not None and ref.is_plain_list:
                through[ref.list_path] += 1
            else:
                self.read(each.domain.tree, env)
            env[each.name] = None if ref is None else ref.item(each.name)
        self.outer |= through
        for part in (rule.when, rule.require, rule.waiver):
            if part is not None:
                self.read(part.tree, env)

    def read(self, node: Node, env: _Env) -> None:
        """All places in an expression."""
        match node:
            case tree.Quantified(iterators=iterators, condition=condition):
                self.iteration(node, iterators, condition, env)
            case tree.For(iterators, body):
                self.open_domains(iterators, body, env)
            case tree.Comparison(operator, left, right):
                self.comparison(node, operator, left, right, env)
            case tree.In(value, tests):
                self.read(value, env)
                for test in tests:
                    self.searched(node, test, value, env)
            case tree.Call(tree.Name("list contains"), (items, value)) if items.name is None:
                self.read(value.value, env)
                self.searched(node, items.value, value.value, env)
            case tree.Call(tree.Name("is stated"), (argument,)):
                ref = self.resolve(argument.value, env)
                if ref is None or ref.through:
                    self.read(argument.value, env)
            case tree.Name() | tree.Path() | tree.Filter():
                self.reference(node, env)
            case _:
                for child in children(node):
                    self.read(child, env)

    def iteration(
        self, node: Node, iterators: Sequence[tree.Iterator], body: Node, env: _Env
    ) -> None:
        """A quantifier keeps its answer with one item of each of its lists."""
        inner = dict(env)
        for number, each in enumerate(iterators):
            ref = None if each.end is not None else self.resolve(each.domain, inner)
            if ref is not None and ref.is_plain_list:
                self.place(node, ref, 1, [body], env, number)
            else:
                self.read(each.domain, inner)
                if each.end is not None:
                    self.read(each.end, inner)
            inner[each.name] = None if ref is None else ref.item(each.name)
        self.read(body, inner)

    def open_domains(self, iterators: Sequence[tree.Iterator], body: Node, env: _Env) -> None:
        """A list made of a list has as many items."""
        inner = dict(env)
        for each in iterators:
            self.read(each.domain, inner)
            if each.end is not None:
                self.read(each.end, inner)
            ref = self.resolve(each.domain, inner)
            inner[each.name] = ref.item(each.name) if ref is not None else None
        self.read(body, inner)

    def comparison(self, node: Node, operator: str, left: Node, right: Node, env: _Env) -> None:
        """A count against a known number keeps its answer with that many items, or one more."""
        for counted, other in ((left, right), (right, left)):
            items, limit = _counted(counted), self.number(other)
            if items is None or limit is None:
                continue
            ref = self.resolve(items, env)
            if ref is not None and ref.is_plain_list:
                enough = int(limit.to_integral_value(ROUND_CEILING))
                exact = (operator, counted is left) in {(">=", True), ("<=", False)}
                exact |= (operator, counted is left) in {("<", True), (">", False)}
                self.place(node, ref, max(1, enough if exact else enough + 1), [], env)
                return
        self.read(left, env)
        self.read(right, env)

    def searched(self, node: Node, items: Node, value: Node, env: _Env) -> None:
        """An item that is looked for is there with that item alone."""
        ref = self.resolve(items, env)
        if ref is not None and ref.is_plain_list:
            self.place(node, ref, 1, [value], env)
        else:
            self.read(items, env)

    def reference(self, node: Node, env: _Env) -> None:
        """A list that nothing above knows how to cut down; or a name that stands for more."""
        ref = self.resolve(node, env)
        if ref is not None and ref.is_list:
            self.found.open.update(ref.lists)
        match node:
            case tree.Name(name) if name not in env:
                self.name(name)
            case tree.Path(subject, _) if ref is None:
                self.read(subject, env)
            case tree.Filter(subject, condition) if ref is None:
                self.read(subject, env)
                self.read(condition, env)
            case _:
                return

    def name(self, name: str) -> None:
        if name in self.seen:
            return
        self.seen.add(name)
        if name in self.program.definitions:
            self.read(self.program.definitions[name].expression.tree, self.names)
        elif name in self.program.decisions:
            self.verdict(self, self.program.decisions[name])
        for use in self.program.uses:
            if use.name == name:
                reader = _Reader(use.program, Meanings(use.program), self.found)
                self.verdict(reader, use.program.decisions[use.decision])

    def verdict(self, reader: _Reader, decision: Decision) -> None:
        """What a decision's name stands for keeps its value with one item of one of its rules."""
        outer, reader.outer = reader.outer, Counter()
        reader.decision(decision)
        through, reader.outer = reader.outer, outer
        for path, items in through.items():
            self.found.place(path, reader.meanings.decision(decision), items)

    def resolve(self, node: Node, env: _Env) -> FactReference | None:
        """The facts that an expression leads to; a filter's condition is read on the way."""
        match node:
            case tree.Name(name) if name in env:
                return env[name]
            case tree.Name(name) if name in self.program.definitions:
                return self.resolve(self.program.definitions[name].expression.tree, self.names)
            case tree.Path(subject, name):
                ref = self.resolve(subject, env)
                return None if ref is None else ref.member(name)
            case tree.Filter(subject, condition):
                ref = self.resolve(subject, env)
                if ref is None or not ref.is_list or not self.is_condition(condition, ref):
                    return None
                self.read(condition, self.within(ref, env))
                return ref
            case _:
                return None

    def is_condition(self, node: Node, ref: FactReference) -> bool:
        match node:
            case tree.Call(tree.Name(name)):
                return name in _TRUTHS
            case tree.Name() | tree.Path():
                found = self.resolve(node, self.within(ref, self.names))
                leaf = None if found is None else found.node
                return isinstance(leaf, FactLeaf) and leaf.kind == "boolean"
            case _:
                return isinstance(node, _CONDITIONS)

    def within(self, ref: FactReference, env: _Env) -> _Env:
        """The names in a filter: the item's own members hide those around."""
        item = ref.item("item")
        members = item.node.members if isinstance(item.node, FactSection) else {}
        return {**env, "item": item, **{name: item.member(name) for name in members}}

    def place(
        self,
        node: Node,
        ref: FactReference,
        items: int,
        bodies: Iterable[Node],
        env: _Env,
        number: int = 0,
    ) -> None:
        """A place that needs so many items; `number` tells those of one expression apart.

        What asks again for each item of a list beside its own needs more with each of them.
        """
        outside = {
            variable
            for each in (node, *bodies)
            for part in walk(each)
            if isinstance(part, tree.Name)
            for variable in _chain(env.get(part.name))
        }
        if outside <= set(ref.chain):
            self.found.place(ref.list_path, (number, self.meanings.expression(node)), items)
        else:
            self.found.open.update(ref.lists)

    def number(self, node: Node) -> Decimal | None:
        match node:
            case tree.NumberLiteral(value):
                return value
            case tree.Name(name) if name in self.program.parameters:
                figure = self.program.parameters[name].value
                return figure if isinstance(figure, Decimal) else None
            case _:
                return None


def _counted(node: Node) -> Node | None:
    match node:
        case tree.Call(tree.Name("count"), (argument,)):
            return argument.value
        case _:
            return None


def _chain(ref: FactReference | None) -> tuple[str, ...]:
    return () if ref is None else ref.chain
