"""The unknown institution: for each fact, whether it is stated, and its value.

Lists have a bounded number of slots; a slot is filled only if those before it are. Places come to
be when they are first looked at, so that facts which nobody asks about cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import z3

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, both, opposite
from policydsl.engines.smt.symbolic import (
    NOTHING,
    UNKNOWN,
    Case,
    Content,
    Day,
    Entries,
    Items,
    Number,
    Slot,
    Symbolic,
    Text,
    Truth,
    known,
)
from policydsl.engines.smt.terms import BoolTerm, NumberTerm
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.text.diagnostic import Text as Words

_INDEX = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True, slots=True, eq=False)
class FactVariable:
    """A fact that can be stated or not: a single one, or a list.

    `path` is as in `occupations[1].theory.area`, `schema_path` has `[]` for its positions.
    `exists` holds where the items that it lies in are there. A leaf that is itself an item
    (`sites[2]`) is always known.
    """

    path: str
    node: FactLeaf | FactItems
    known: Formula
    exists: Formula

    @property
    def schema_path(self) -> str:
        return schema_path(self.path)

    @property
    def label(self) -> Words:
        return self.node.label

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, FactItems)


def schema_path(path: str) -> str:
    """A path with no positions: `occupations[].theory.area`."""
    return _INDEX.sub("[]", path)


@dataclass(frozen=True, slots=True, eq=False)
class LeafPlace:
    """A single fact. `term` is its value where it is known, of sort Bool, Int or Real."""

    variable: FactVariable
    leaf: FactLeaf
    term: NumberTerm
    value: Symbolic


@dataclass(frozen=True, slots=True, eq=False)
class ListPlace:
    """A list: what its slots hold, and whether each is filled."""

    variable: FactVariable
    node: FactItems
    filled: tuple[Guard, ...]
    items: tuple[Place, ...]
    value: Symbolic


@dataclass(frozen=True, slots=True, eq=False)
class SectionPlace:
    """Facts under a common name, or an item of a list."""

    path: str
    section: FactSection
    exists: Guard
    members: Members
    value: Symbolic


Place = LeafPlace | ListPlace | SectionPlace
SlotsOf = Callable[[str, FactItems], int]


class Members(Mapping[str, Symbolic]):
    """The members of a section as expressions see them, each made when it is first asked for."""

    def __init__(self, section: FactSection, path: str, exists: Guard, maker: Maker) -> None:
        self._section = section
        self._path = path
        self._exists = exists
        self._maker = maker
        self._places: dict[str, Place] = {}

    def place(self, name: str) -> Place:
        """The place of a member. Raises KeyError where the schema has none of that name."""
        found = self._places.get(name)
        if found is None:
            node = self._section.members[name]
            path = f"{self._path}.{name}" if self._path else name
            found = self._places[name] = self._maker.make(node, path, self._exists)
        return found

    def made(self) -> Iterator[tuple[str, Place]]:
        """The places that were asked for, in the schema's order."""
        for name in self._section.members:
            if name in self._places:
                yield name, self._places[name]

    def __getitem__(self, name: str) -> Symbolic:
        return self.place(name).value

    def __contains__(self, name: object) -> bool:
        return name in self._section.members

    def __iter__(self) -> Iterator[str]:
        return iter(self._section.members)

    def __len__(self) -> int:
        return len(self._section.members)


@dataclass(slots=True)
class Maker:
    """Makes places; `slots_of` says how many items a list may have (by its schema path, rule)."""

    slots_of: SlotsOf
    made: list[LeafPlace | ListPlace] = field(default_factory=list)

    def make(self, node: FactLeaf | FactItems | FactSection, path: str, exists: Guard) -> Place:
        """The place of a fact, list or section."""
        match node:
            case FactSection():
                return self.section(node, path, exists)
            case FactItems():
                return self._list(node, path, exists)
            case FactLeaf():
                return self._leaf(node, path, exists, z3.Bool(f"{path}?"))

    def section(self, section: FactSection, path: str, exists: Guard) -> SectionPlace:
        members = Members(section, path, exists, self)
        return SectionPlace(path, section, exists, members, known(Entries(members, path)))

    def _tell_apart(self, node: FactItems, item: Place) -> None:
        """Items that have to differ do so in what names them, at least; else in anything."""
        if node.rule.get("uniqueItems") and isinstance(item, SectionPlace):
            names = [node.item_label] if node.item_label else item.section.members
            for name in names:
                item.members.place(name)

    def _leaf(self, leaf: FactLeaf, path: str, exists: Guard, stated: Guard) -> LeafPlace:
        term, content = _variable_of(leaf, path)
        otherwise = NOTHING if leaf.statement else UNKNOWN
        variable = FactVariable(path, leaf, Formula(stated), Formula(exists))
        place = LeafPlace(variable, leaf, term, _stated_or(stated, content, otherwise))
        self.made.append(place)
        return place

    def _list(self, node: FactItems, path: str, exists: Guard) -> ListPlace:
        stated = z3.Bool(f"{path}?")
        count = self.slots_of(path, node)
        filled = tuple(z3.Bool(f"{path}[{number}]!") for number in range(1, count + 1))
        items: list[Place] = []
        for number, there in enumerate(filled, 1):
            inner = both(exists, there)
            here = f"{path}[{number}]"
            if isinstance(node.item, FactLeaf):
                items.append(self._leaf(node.item, here, inner, True))
            else:
                items.append(self.section(node.item, here, inner))
                self._tell_apart(node, items[-1])
        slots = tuple(Slot(there, it.value) for there, it in zip(filled, items, strict=True))
        variable = FactVariable(path, node, Formula(stated), Formula(exists))
        value = _stated_or(stated, Items(slots), UNKNOWN)
        place = ListPlace(variable, node, filled, tuple(items), value)
        self.made.append(place)
        return place


def flags_of(place: LeafPlace | ListPlace) -> Iterator[BoolTerm]:
    """The variables that say what is stated and which items are there."""
    known = place.variable.known.guard
    if not isinstance(known, bool):
        yield known
    if isinstance(place, ListPlace):
        yield from place.filled


def places_below(
    place: Place, there: Callable[[Guard], bool] = lambda _: True
) -> Iterator[LeafPlace | ListPlace]:
    """All facts at or below a place, each list before its items; only of items that are there."""
    match place:
        case SectionPlace():
            for _, member in place.members.made():
                yield from places_below(member, there)
        case ListPlace():
            yield place
            for filled, item in zip(place.filled, place.items, strict=True):
                if there(filled):
                    yield from places_below(item, there)
        case LeafPlace():
            yield place


def _stated_or(stated: Guard, content: Content, otherwise: Content) -> Symbolic:
    if stated is True:
        return known(content)
    return Symbolic((Case(opposite(stated), otherwise), Case(stated, content)))


def _variable_of(leaf: FactLeaf, path: str) -> tuple[NumberTerm, Content]:
    match leaf.kind:
        case "boolean":
            truth = z3.Bool(path)
            return truth, Truth(truth)
        case "integer":
            number = z3.Int(path)
            return number, Number(number)
        case "number":
            number = z3.Real(path)
            return number, Number(number)
        case "string":
            atom = z3.Int(path)
            return atom, Text(atom)
        case "date":
            day = z3.Int(path)
            return day, Day(day)
