"""The facts that a decision asks for and that are not stated, as what can be asked for at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policydsl.analysis.remedy.naming import STEP
from policydsl.analysis.remedy.whereabouts import whereabouts
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf

if TYPE_CHECKING:
    from policydsl.engines.smt import FactVariable


@dataclass(frozen=True, slots=True)
class Unknown:
    """What one question would state. Inside a list that is not stated itself, the path has `[]`
    and `variables` are the fact in every item that there may be.
    """

    path: str
    variables: tuple[FactVariable, ...] = field(compare=False, repr=False)

    @property
    def is_list(self) -> bool:
        """Whether it is a list, to be stated with its items."""
        return isinstance(self.variables[0].node, FactItems)

    @property
    def single(self) -> bool:
        """Whether it is one fact of one thing, not that of every item."""
        return "[]" not in self.path and not self.is_list


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that is what it is: `value` is None where leaving it out was itself a statement."""

    path: str
    value: Any


def unknowns(
    variables: Iterable[FactVariable], stated: Mapping[str, Any]
) -> tuple[tuple[Unknown, ...], tuple[Stated, ...]]:
    """What is not stated, and what is, of the facts that a decision asks for."""
    groups: dict[str, list[FactVariable]] = {}
    known: list[Stated] = []
    for variable in variables:
        path, node = variable.path, variable.node
        container, value = whereabouts(path, stated)
        statement = isinstance(node, FactLeaf) and node.statement
        match container:
            case "there" if value is not None or statement:
                known.append(Stated(path, value))
            case "there":
                groups.setdefault(path, []).append(variable)
            case "unknown" if not statement and not path.endswith("]"):
                groups.setdefault(_general(path, stated), []).append(variable)
            case _:
                pass
    return tuple(Unknown(path, tuple(found)) for path, found in groups.items()), tuple(known)


def _general(path: str, stated: Mapping[str, Any]) -> str:
    """The path with `[]` for the items of lists that are not stated."""
    here = ""
    for name, number in STEP.findall(path):
        here = f"{here}.{name}" if here else name
        if number:
            listed = "[]" not in here and whereabouts(here, stated)[1] is not None
            here += f"[{number}]" if listed else "[]"
    return here
