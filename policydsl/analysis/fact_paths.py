"""Which fact of the schema a part of an expression reads, such as `occupation.theory.seats`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from policydsl.feel import tree
from policydsl.feel.tree import Expression, Name, Node
from policydsl.feel.walk import children, walk
from policydsl.policy.building.program_walk import decision_parts, needed_by
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import CheckedExpression, Program, Rule

Items = Mapping[str, str]
"""Names that stand for an item, each with its schema path: `occupation`, `occupations[]`."""


def items_of(rule: Rule, schema: FactsSchema) -> Items:
    """The iterators of a rule that go through facts."""
    items: dict[str, str] = {}
    for iterator in rule.iterators:
        path = _path(iterator.domain.tree, items, schema)
        if path is not None:
            items[iterator.name] = f"{path}[]"
    return items


def reads(node: Node, items: Items, schema: FactsSchema) -> Iterator[tuple[Node, str]]:
    """Every part of a tree that is a fact, with its schema path; of a path only its whole."""
    match node:
        case tree.Path() | tree.Name():
            path = _path(node, items, schema)
            if path is not None:
                yield node, path
            elif isinstance(node, tree.Path):
                yield from reads(node.object, items, schema)
        case tree.Quantified(iterators=iterators) | tree.For(iterators=iterators):
            inner = dict(items)
            for iterator in iterators:
                yield from reads(iterator.domain, inner, schema)
                path = _path(iterator.domain, inner, schema)
                inner.pop(iterator.name, None)
                if path is not None:
                    inner[iterator.name] = f"{path}[]"
            yield from reads(_body(node), inner, schema)
        case tree.Filter(subject, condition):
            yield from reads(subject, items, schema)
            path = _path(subject, items, schema)
            yield from reads(
                condition, items if path is None else _within(path, items, schema), schema
            )
        case _:
            for child in children(node):
                yield from reads(child, items, schema)


def facts_read(program: Program, rule: Rule) -> frozenset[str]:
    """The schema paths of all facts that a rule's status may rest on, and of the lists they are in.

    Also through definitions and other decisions, whose own conditions count.
    """
    schema = program.facts
    items = items_of(rule, schema)
    trees = [each.tree for each in _parts(rule)]
    found = {path for node in trees for _, path in reads(node, items, schema)}
    found |= _behind(program, frozenset(_names(trees)))
    lists = {path[:end] for path in found for end in _ends_of_lists(path)}
    return frozenset(found | lists)


def _behind(program: Program, names: frozenset[str]) -> set[str]:
    """The facts behind definitions, decisions, and other programs' decisions."""
    found: set[str] = set()
    needed = needed_by(program, *names)
    for name in needed:
        trees: list[Node] = []
        if name in program.definitions:
            trees = [program.definitions[name].expression.tree]
        elif name in program.decisions:
            trees = [part.tree for part in decision_parts(program.decisions[name])]
        # Items go by names of their own there; what they hold is found by its list.
        found |= {path for node in trees for _, path in reads(node, {}, program.facts)}
    for use in program.uses:
        if use.name in needed:
            found |= _behind(use.program, frozenset({use.decision}))
    return found


def _names(trees: Iterable[Node]) -> Iterator[str]:
    return (each.name for node in trees for each in walk(node) if isinstance(each, Name))


def _parts(rule: Rule) -> Iterator[CheckedExpression]:
    yield from (iterator.domain for iterator in rule.iterators)
    yield from (each for each in (rule.when, rule.require, rule.waiver) if each is not None)


def _ends_of_lists(path: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(r"\[\]", path))


def _body(node: tree.Quantified | tree.For) -> Expression:
    match node:
        case tree.Quantified():
            return node.condition
        case tree.For():
            return node.body
        case _:
            assert_never(node)


def _within(path: str, items: Items, schema: FactsSchema) -> Items:
    """Inside a filter the members of an item go by their own names."""
    members = {
        info.path.removeprefix(f"{path}[]."): info.path
        for info in schema.facts()
        if info.path.startswith(f"{path}[].")
    }
    return {**items, **members, "item": f"{path}[]"}


def _path(node: Node, items: Items, schema: FactsSchema) -> str | None:
    """The schema path of a name or path, if it is one of a fact, section or list."""
    match node:
        case tree.Name(name):
            path = items.get(name, name)
        case tree.Path(subject, name):
            before = _path(subject, items, schema)
            if before is None:
                return None
            listed = schema.info(before)
            more = "[]" if listed is not None and schema.info(f"{before}[].{name}") else ""
            path = f"{before}.{name}" if not more or before.endswith("[]") else f"{before}[].{name}"
        case tree.Filter(subject, _):
            return _path(subject, items, schema)
        case _:
            return None
    return path if schema.info(path) is not None else None
