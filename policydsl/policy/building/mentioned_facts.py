"""Which facts the expressions of programs can read, told from their text alone.

It may name too many, never matters if it names too few: the rest is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from policydsl.feel import tree
from policydsl.feel.tree import Expression, Node
from policydsl.feel.walk import children
from policydsl.policy.building.program_walk import decision_parts, needed_by
from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection
from policydsl.policy.model import Checklist, Decision, Program

Found = tuple[tuple[str, FactNode], ...]
"""The facts that an expression may stand for, with their schema paths; of lists, an item."""

Names = Mapping[str, Found]


def mentioned_facts(
    programs: Sequence[Program], decisions: Iterable[str] | None = None
) -> frozenset[str]:
    """The schema paths of all facts and lists that programs read; `[]` stands for any item."""
    wanted = None if decisions is None else frozenset(decisions)
    marked: set[str] = set()
    for program in programs:
        known = program.decisions if wanted is None else wanted & program.decisions.keys()
        _Reader(program, marked).decisions(known)
    return frozenset(marked)


class _Reader:
    """Goes through one program, and marks every fact that it comes upon."""

    def __init__(self, program: Program, marked: set[str]) -> None:
        self.program = program
        self.marked = marked
        root = program.facts.root
        self.names: dict[str, Found] = {
            name: self.found(name, node) for name, node in root.members.items()
        }
        for name in (*program.parameters, *program.decisions, *(use.name for use in program.uses)):
            self.names[name] = ()

    def decisions(self, names: Iterable[str]) -> None:
        needed = needed_by(self.program, *names)
        for use in self.program.uses:
            if use.name in needed:
                _Reader(use.program, self.marked).decisions([use.decision])
        for name in self.program.order:
            if name not in needed:
                continue
            if name in self.program.definitions:
                definition = self.program.definitions[name]
                self.names[name] = self.read(definition.expression.tree, self.names)
            else:
                self.decision(self.program.decisions[name])

    def decision(self, decision: Decision) -> None:
        if not isinstance(decision.body, Checklist):
            for part in decision_parts(decision):
                self.read_part(part.tree, self.names)
            return
        if decision.when is not None:
            self.read(decision.when.tree, self.names)
        for rule in decision.body.rules:
            names = dict(self.names)
            for iterator in rule.iterators:
                names[iterator.name] = self.read(iterator.domain.tree, names)
            for each in (rule.when, rule.require, rule.waiver):
                if each is not None:
                    self.read(each.tree, names)

    def read(self, node: Expression, names: Names) -> Found:
        """What an expression stands for."""
        match node:
            case tree.Name(name):
                return self.mark(names.get(name, ()))
            case tree.Path(subject, name):
                found = self.read(subject, names)
                return self.mark(self.members(found, name)) or found
            case tree.Filter(subject, condition):
                found = self.read(subject, names)
                self.read(condition, self.within(found, names))
                return found
            case tree.For(iterators, body):
                return self.read(body, self.bound(iterators, names))
            case tree.Quantified(iterators=iterators, condition=condition):
                self.read(condition, self.bound(iterators, names))
                return ()
            case _:
                return self.read_any(node, names)

    def read_any(self, node: Node, names: Names) -> Found:
        """A function may give what it was given, a context what was put into it."""
        found: dict[str, FactNode] = {}
        for child in children(node):
            given = child.value if isinstance(child, tree.Argument | tree.ContextEntry) else child
            found.update(dict(self.read_part(given, names)))
        return tuple(found.items())

    def read_part(self, node: Node, names: Names) -> Found:
        """What a part of a tree stands for; a cell's tests stand for none."""
        return (
            self.read(node, names) if isinstance(node, Expression) else self.read_any(node, names)
        )

    def bound(self, iterators: Sequence[tree.Iterator], names: Names) -> Names:
        inner = dict(names)
        for iterator in iterators:
            inner[iterator.name] = self.read(iterator.domain, inner)
            if iterator.end is not None:
                self.read(iterator.end, inner)
        return inner

    def within(self, found: Found, names: Names) -> Names:
        """The names in a filter's condition: an item's own hide those around."""
        inner = {**names, "item": found}
        for path, node in found:
            if isinstance(node, FactSection):
                for name in node.members:
                    inner[name] = self.members(((path, node),), name)
        return inner

    def members(self, found: Found, name: str) -> Found:
        return tuple(
            each
            for path, node in found
            if isinstance(node, FactSection) and name in node.members
            for each in self.found(f"{path}.{name}", node.members[name])
        )

    def found(self, path: str, node: FactNode) -> Found:
        return ((f"{path}[]", node.item),) if isinstance(node, FactItems) else ((path, node),)

    def mark(self, found: Found) -> Found:
        self.marked.update(path for path, _ in found)
        return found
