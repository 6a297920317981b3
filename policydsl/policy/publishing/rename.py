"""A policy file with the names in its expressions written as ids or in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from policydsl.feel import tree, types
from policydsl.feel.types import Type
from policydsl.feel.walk import walk
from policydsl.policy.building.build import Built
from policydsl.policy.building.expressions import PlacedUse
from policydsl.policy.building.program_walk import parts
from policydsl.policy.publishing.edits import Edit, edited
from policydsl.policy.reading.document import ChecklistDocument
from policydsl.text.source import Place

Names = Literal["zh", "en"]


def rename(built: Built, names: Names) -> str:
    """The text of the policy's own file with every fact, parameter, definition, decision and use
    named in Chinese where it has such a name ("zh"), or by its id ("en").

    Comments, order and all else stay; the text loads to the same program.
    """
    source = built.program.source
    taken = _bound_names(built)
    edits = []
    for each in built.uses:
        new = _target(each, names)
        place = Place(each.source, each.use.span).outermost()
        if place.source is not source or new == _written(each):
            continue
        if each.use.root and (new in taken or _hides(each, new, built)):
            continue
        edits.append(Edit(place.span, new))
    return edited(source.text, edits)


def _written(each: PlacedUse) -> str:
    return each.source.text[each.use.span.start : each.use.span.end]


def _target(each: PlacedUse, names: Names) -> str:
    member = each.use.member
    return member.zh or member.id if names == "zh" else member.id


def _bound_names(built: Built) -> frozenset[str]:
    """Names that expressions bind themselves: a renamed name must not become one of them."""
    bound: set[str] = set()
    for decision in built.document.decisions:
        if isinstance(decision.body, ChecklistDocument):
            for rule in decision.body.rules:
                bound.update(part.name.text for part in rule.iterators)
    for part in parts(built.program):
        bound.update(_bound_in(part.tree))
    return frozenset(bound)


def _bound_in(node: tree.Node) -> Iterator[str]:
    for each in walk(node):
        match each:
            case tree.Iterator(name) | tree.Parameter(name):
                yield name
            case tree.ContextEntry(key):
                yield key
            case _:
                pass


def _hides(each: PlacedUse, new: str, built: Built) -> bool:
    """Whether a name in a filter's brackets might come to mean a member of the filtered items."""
    return "[" in each.source.text and new in _item_names(built.program.facts.type)


def _item_names(kind: Type) -> frozenset[str]:
    """The names of members of list items, anywhere in a type."""
    found: set[str] = set()
    waiting: list[tuple[Type, bool]] = [(kind, False)]
    while waiting:
        match waiting.pop():
            case types.ListType(item), _:
                waiting.append((item, True))
            case types.ContextType(members), inside:
                for member in members.values():
                    if inside:
                        found.update(name for name in (member.id, member.zh) if name)
                    waiting.append((member.type, inside))
            case _:
                pass
    return frozenset(found)
