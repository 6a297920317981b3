"""Facts schemas laid together, the sizes of an institution's lists, and paths among facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection


def merged(roots: Sequence[FactSection]) -> FactSection:
    """All facts of several schemas. What they have in common they have alike."""
    first, *others = roots
    for other in others:
        if other is not first:
            first = _merged(first, other)
    return first


def longest_lists(root: FactSection, stated: Mapping[str, Any]) -> dict[str, int]:
    """The most items that a list at each schema path has."""
    found: dict[str, int] = {}
    _measure(root, stated, "", found)
    return found


def with_those_around(paths: Iterable[str]) -> frozenset[str]:
    """Schema paths, and those of the sections and lists that they lie in."""
    found: set[str] = set()
    for path in paths:
        rest = path.removesuffix("[]")
        while rest and rest not in found:
            found.add(rest)
            rest = rest.rpartition(".")[0].removesuffix("[]")
    return frozenset(found)


def _merged(one: FactSection, other: FactSection) -> FactSection:
    members = dict(one.members)
    for name, node in other.members.items():
        members[name] = _node(members[name], node) if name in members else node
    return FactSection(one.label, one.zh, members, one.aliases, one.description)


def _node(one: FactNode, other: FactNode) -> FactNode:
    match one, other:
        case FactSection(), FactSection():
            return one if one == other else _merged(one, other)
        case FactItems(item=FactSection() as item), FactItems(item=FactSection() as another):
            both = _merged(item, another)
            return FactItems(one.label, one.zh, both, one.item_label, one.description, one.rule)
        case _:
            return one


def _measure(
    section: FactSection, stated: Mapping[str, Any], path: str, found: dict[str, int]
) -> None:
    for name, below in stated.items():
        node = section.members.get(name)
        here = f"{path}.{name}" if path else name
        match node:
            case FactSection():
                _measure(node, below, here, found)
            case FactItems(item=item):
                found[here] = max(found.get(here, 0), len(below))
                if isinstance(item, FactSection):
                    for each in below:
                        _measure(item, each, f"{here}[]", found)
            case _:
                pass
