"""Paths in a costs file: ids or Chinese names, `[]` for any item of a list, `[2]` for one."""

from __future__ import annotations

import re

from policydsl.policy.case_files import errors_cases as errors
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Place

_STEP = r"[^\W\d]\w*(?:\[(?:[1-9]\d{0,6})?\])?"
_PATH = re.compile(rf"{_STEP}(?:\.{_STEP})*")


def parse_cost_path(
    written: str, root: FactSection, place: Place
) -> tuple[str, FactNode] | Diagnostic:
    """The path by ids and what it leads to, a section, list or fact; else what is wrong with it.

    A list is what stands without brackets; with them, its items.
    """
    if not _PATH.fullmatch(written):
        return errors.path_shape(place, written)
    node: FactNode = root
    steps: list[str] = []
    for part in written.split("."):
        name, bracket, index = part.removesuffix("]").partition("[")
        match node:
            case FactItems():
                return errors.index_needed(place, steps[-1])
            case FactLeaf():
                return errors.unknown_fact(place, name, ())
            case FactSection(members=members, aliases=aliases):
                id_ = aliases.get(name, name)
                if id_ not in members:
                    return errors.unknown_fact(place, name, (*members, *aliases))
                steps.append(f"{id_}[{index}]" if bracket else id_)
                node = members[id_]
        if bracket:
            if not isinstance(node, FactItems):
                return errors.no_list(place, name)
            node = node.item
    return ".".join(steps), node
