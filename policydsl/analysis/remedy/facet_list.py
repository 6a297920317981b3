"""How each fact that a decision asks for can change, or that it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policydsl.analysis.remedy.costs import Costs, Terms
from policydsl.analysis.remedy.facets import Facet
from policydsl.analysis.remedy.whereabouts import whereabouts
from policydsl.policy.facts import Facts
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf

if TYPE_CHECKING:
    from policydsl.engines.smt import FactVariable


@dataclass(frozen=True, slots=True)
class Still:
    """A fact that stays as it is: `value` is None where it is not stated and cannot be."""

    path: str
    value: Any


@dataclass(frozen=True, slots=True)
class Movable:
    """What can change, and what cannot."""

    facets: tuple[Facet, ...]
    still: tuple[Still, ...]


def movable(
    variables: Iterable[FactVariable], facts: Facts, costs: Costs, schema: FactsSchema
) -> Movable:
    """How each of these facts can change."""
    facets: list[Facet] = []
    still: list[Still] = []
    for variable in variables:
        path = variable.path
        if isinstance(variable.node, FactItems):
            found = tuple(_of_list(path, facts.stated, costs, schema))
        else:
            found = tuple(_of_leaf(path, variable.node, facts.stated, costs, schema))
        facets += found
        container, value = whereabouts(path, facts.stated)
        bare = path.endswith("]") and container != "there"
        if not found and container != "new" and not bare:
            still.append(Still(path, value))
    return Movable(tuple(facets), tuple(still))


def _of_list(
    path: str, stated: Mapping[str, Any], costs: Costs, schema: FactsSchema
) -> Iterator[Facet]:
    container, value = whereabouts(path, stated)
    terms = costs.of_fact(path, schema)
    if container == "new":
        if _addable(path, stated, costs):
            yield Facet(path, "list", terms=terms, free=True)
    elif value is None:
        if terms.document is not None:
            yield Facet(path, "list", terms=terms)
    else:
        allowed = costs.of_list(path)
        if allowed.add is not None:
            yield Facet(path, "item", old=len(value), add=allowed.add)


def _of_leaf(
    path: str, leaf: FactLeaf, stated: Mapping[str, Any], costs: Costs, schema: FactsSchema
) -> Iterator[Facet]:
    if path.endswith("]"):
        return  # a bare text or number of a list comes and goes with its list
    container, value = whereabouts(path, stated)
    terms = costs.of_fact(path, schema)
    if container == "new":
        if _addable(path, stated, costs):
            yield Facet(path, "declare" if leaf.statement else "state", terms=terms, free=True)
    elif value is not None:
        yield from _of_stated(path, leaf, value, terms)
    elif leaf.statement:
        if terms.change != "never":
            yield Facet(path, "declare", terms=terms)
    elif terms.document is not None:
        yield Facet(path, "state", terms=terms)


def _of_stated(path: str, leaf: FactLeaf, value: Any, terms: Terms) -> Iterator[Facet]:
    if leaf.kind in ("integer", "number", "date"):
        if terms.change in ("grows", "free"):
            yield Facet(path, "up", value, terms)
        if terms.change in ("shrinks", "free"):
            yield Facet(path, "down", value, terms)
    elif terms.change == "free":
        yield Facet(path, "other", value, terms)


def _addable(path: str, stated: Mapping[str, Any], costs: Costs) -> bool:
    """Whether items may be added to the shorter list that the path leads through."""
    parts = path.split(".")
    for length in range(1, len(parts) + 1):
        here = ".".join(parts[:length])
        if here.endswith("]") and whereabouts(here, stated)[0] == "new":
            return costs.of_list(here.rpartition("[")[0]).add is not None
    return False


def room_for_items(facts: Facts, costs: Costs, schema: FactsSchema) -> dict[str, int]:
    """How many items the lists may come to have, by the paths of the facts schema."""
    found: dict[str, int] = {}
    for path, entry in costs.entries.items():
        if entry.add is not None:
            general = _general(path)
            longest = max((len(each) for each in _lists(general, facts.stated)), default=0)
            most = longest + 1 if entry.up_to is None else max(entry.up_to, longest)
            found[general] = max(found.get(general, 0), most)
    return found


def most_items(path: str, now: int, costs: Costs) -> int:
    """How many items one list may come to have."""
    up_to = costs.of_list(path).up_to
    return now + 1 if up_to is None else max(now, up_to)


def _general(path: str) -> str:
    return ".".join(
        part.partition("[")[0] + ("[]" if "[" in part else "") for part in path.split(".")
    )


def _lists(general: str, stated: Any) -> Iterator[list[Any]]:
    """Every stated list at a path of the facts schema."""
    name, _, rest = general.partition(".")
    many = name.endswith("[]")
    below = stated.get(name.removesuffix("[]")) if isinstance(stated, Mapping) else None
    if not rest:
        if isinstance(below, list):
            yield below
    elif many:
        for each in below or ():
            yield from _lists(rest, each)
    else:
        yield from _lists(rest, below)
