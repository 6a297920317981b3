"""Paths to facts: `occupations[1].levels[2].rank`, by ids or Chinese names, counted from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import assert_never

from policydsl.policy.case_files import errors_cases as errors
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Place

_STEP = r"[^\W\d]\w*(?:\[[1-9]\d{0,6}\])?"
_PATH = re.compile(rf"{_STEP}(?:\.{_STEP})*")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a path; `index` counts from 1."""

    name: str
    index: int | None = None

    def __str__(self) -> str:
        return self.name if self.index is None else f"{self.name}[{self.index}]"


FactPath = tuple[Step, ...]


def path_text(path: FactPath) -> str:
    """The path as it is written."""
    return ".".join(map(str, path))


def parse_path(written: str, root: FactSection, place: Place) -> FactPath | Diagnostic:
    """The path with ids, each step known to the facts schema; else what is wrong with it."""
    if not _PATH.fullmatch(written):
        return errors.path_shape(place, written)
    steps: list[Step] = []
    node: FactNode = root
    for part in written.split("."):
        name, _, index = part.rstrip("]").partition("[")
        step = Step(name, int(index) if index else None)
        found = _member(node, step, steps, place)
        if isinstance(found, Diagnostic):
            return found
        id_, node = found
        steps.append(Step(id_, step.index))
    return tuple(steps)


def _member(
    node: FactNode, step: Step, before: list[Step], place: Place
) -> tuple[str, FactNode] | Diagnostic:
    """The id of a step and what it leads to."""
    match node:
        case FactItems():
            return errors.index_needed(place, str(before[-1]))
        case FactLeaf():
            return errors.unknown_fact(place, step.name, ())
        case FactSection(members=members, aliases=aliases):
            id_ = aliases.get(step.name, step.name)
            if id_ not in members:
                return errors.unknown_fact(place, step.name, (*members, *aliases))
            found = members[id_]
            if step.index is None:
                return id_, found
            if not isinstance(found, FactItems):
                return errors.no_list(place, step.name)
            return id_, found.item
        case _:
            assert_never(node)
