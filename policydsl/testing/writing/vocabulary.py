"""What an expression may speak of: facts by the names they have where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.testing.drawing import Draw, pick, times


@dataclass(frozen=True, slots=True)
class Fact:
    """A single fact and the expression that gives it."""

    text: str
    leaf: FactLeaf


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, the name an iteration would give its items, and what an item holds.

    `item` is a `Known` whose names start from the item, or a single fact.
    """

    text: str
    singular: str
    item: Known | FactLeaf

    @property
    def members(self) -> Known:
        """What an item holds; nothing where it is itself a fact."""
        return self.item if isinstance(self.item, Known) else NOTHING


@dataclass(frozen=True, slots=True)
class Known:
    """The facts and lists in scope."""

    facts: tuple[Fact, ...] = ()
    lists: tuple[Listed, ...] = ()

    def under(self, prefix: str) -> Known:
        """The same, each name after `prefix.`: the members of an item that has a name."""
        return Known(
            tuple(replace(fact, text=f"{prefix}.{fact.text}") for fact in self.facts),
            tuple(replace(each, text=f"{prefix}.{each.text}") for each in self.lists),
        )

    def __add__(self, other: Known) -> Known:
        return Known(self.facts + other.facts, self.lists + other.lists)

    def kind(self, *kinds: str, unit: str | None = None) -> tuple[Fact, ...]:
        """Facts of some kinds (`enumeration` is one), of a unit where one is named."""
        return tuple(
            fact
            for fact in self.facts
            if kind_of(fact.leaf) in kinds and (unit is None or fact.leaf.unit == unit)
        )

    def listed(self, *kinds: str) -> Iterator[tuple[Listed, Fact]]:
        """Each list with a fact of its items of such a kind."""
        for each in self.lists:
            for fact in each.members.kind(*kinds):
                yield each, fact


NOTHING = Known()


def kind_of(leaf: FactLeaf) -> str:
    """The kind of a fact; texts are an `enumeration`, a `statement`, or a `string`."""
    if leaf.values:
        return "enumeration"
    return "statement" if leaf.statement and leaf.kind == "string" else leaf.kind


def some_of(draw: Draw, schema: FactsSchema, facts: int = 10, lists: int = 2) -> Known:
    """A part of what the schema knows, so small that rules speak of the same facts."""
    return _part(draw, all_of(schema.root), facts, lists)


def all_of(section: FactSection) -> Known:
    """Everything that a section holds, lists with all that they hold."""
    facts: list[Fact] = []
    lists: list[Listed] = []
    for path, node in _flat(section):
        if isinstance(node, FactLeaf):
            facts.append(Fact(path, node))
        elif isinstance(node, FactItems):
            item = all_of(node.item) if isinstance(node.item, FactSection) else node.item
            lists.append(Listed(path, _singular(path), item))
    return Known(tuple(facts), tuple(lists))


def _flat(section: FactSection, prefix: str = "") -> Iterator[tuple[str, FactNode]]:
    for name, node in section.members.items():
        if isinstance(node, FactSection):
            yield from _flat(node, f"{prefix}{name}.")
        else:
            yield prefix + name, node


def _singular(path: str) -> str:
    """A name for an item; with a letter that no fact's name starts with after it."""
    last = path.rpartition(".")[2]
    return f"one_{last.removesuffix('s')}"


def _part(draw: Draw, known: Known, facts: int, lists: int) -> Known:
    """Every kind of fact there is is tried first, so that small parts are still varied."""
    chosen: dict[str, Fact] = {}
    kinds = list(dict.fromkeys(kind_of(fact.leaf) for fact in known.facts))
    for number in times(draw, min(2, facts), facts, 90):
        if number < len(kinds):
            fact = pick(draw, known.kind(kinds[number]))
        else:
            fact = pick(draw, known.facts)
        chosen[fact.text] = fact
    found: dict[str, Listed] = {}
    if known.lists:
        for _ in times(draw, 0, lists, 70):
            each = pick(draw, known.lists)
            item = each.item
            if isinstance(item, Known):
                item = _part(draw, item, 5, lists - 1)
            found[each.text] = replace(each, item=item)
    return Known(tuple(chosen.values()), tuple(found.values()))
