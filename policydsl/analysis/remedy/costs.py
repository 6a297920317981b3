"""What changes of facts cost, and which can be made at all, as data.

What a costs file leaves unsaid follows from the facts schema (`x-change`), and where that is
silent too from the kind of the fact: what is so or not can change both ways, figures grow, dates
and texts stay, and what may be stated or left unsaid can be stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeVar, assert_never

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection, Movement
from policydsl.text.diagnostic import Text

CHANGE_COST = Decimal(1)
DOCUMENT_COST = Decimal(0)
NUMBER_STEP = Decimal("0.01")
_INDEX = re.compile(r"\[[0-9]*\]")
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class CostEntry:
    """What a costs file says of a fact, of all facts of a section, or of a list; None: nothing.

    `fixed` is paid once a fact changes, `per_unit` for each unit that a figure moves. `to` holds
    the ids of the only values an enumeration may change to. `document` is what stating an unknown
    fact costs. `add` is the cost of an item more, `up_to` the most items.
    """

    change: Movement | None = None
    fixed: Decimal | None = None
    per_unit: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    step: Decimal | None = None
    to: tuple[str, ...] | None = None
    document: Decimal | Literal["never"] | None = None
    add: Decimal | None = None
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms one fact changes: all of `CostEntry`, decided.

    `document` is None where an unknown fact cannot be stated; `to` is None where any value will
    do; figures move between `least` and `most`, to multiples of `step`.
    """

    change: Movement
    fixed: Decimal
    per_unit: Decimal
    least: Decimal | None
    most: Decimal | None
    step: Decimal
    to: tuple[str, ...] | None
    document: Decimal | None


@dataclass(frozen=True, slots=True)
class ListTerms:
    """Whether items may be added (`add` is not None), and up to how many."""

    add: Decimal | None = None
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """A costs file, checked. Paths are canonical: ids, `[]` for any item, `[2]` for one."""

    entries: Mapping[str, CostEntry] = field(default_factory=dict, hash=False)
    change: Decimal = CHANGE_COST
    document: Decimal = DOCUMENT_COST
    unit: Text | None = None
    source_name: str | None = None

    def of_fact(self, path: str, schema: FactsSchema) -> Terms:
        """The terms of the fact at a path with positions, `occupations[2].theory.area`."""
        info = schema.info(path)
        assert info is not None, "terms are asked of facts that the schema has"
        said = tuple(self._said(path))
        leaf = info.node
        kind = leaf.kind if isinstance(leaf, FactLeaf) else "string"
        document: Decimal | Literal["never"] | None = _first(each.document for each in said)
        return Terms(
            change=_first(each.change for each in said) or movement_of(path, schema),
            fixed=_or(_first(each.fixed for each in said), self.change),
            per_unit=_or(_first(each.per_unit for each in said), Decimal(0)),
            least=_first(each.least for each in said),
            most=_first(each.most for each in said),
            step=_or(
                _first(each.step for each in said),
                NUMBER_STEP if kind == "number" else Decimal(1),
            ),
            to=_first(each.to for each in said),
            document=_documented(document, self.document),
        )

    def of_list(self, path: str) -> ListTerms:
        """Whether the list at a path may gain items; only the list itself is asked."""
        own = next(iter(self._said(path, above=False)), CostEntry())
        return ListTerms(own.add, own.up_to)

    def _said(self, path: str, *, above: bool = True) -> Iterator[CostEntry]:
        """The entries that are about a path, the nearest first, one item's before any item's."""
        parts = path.split(".")
        shortest = 1 if above else len(parts)
        for length in range(len(parts), shortest - 1, -1):
            here = parts[:length]
            bare = [*here[:-1], _INDEX.sub("", here[-1])]
            for each in (here, bare) if above and here != bare else (here,):
                for pattern in _patterns(".".join(each)):
                    if pattern in self.entries:
                        yield self.entries[pattern]


def _patterns(path: str) -> Iterator[str]:
    """A path and what it is one of: `a[2].b[1]`, `a[2].b[]`, `a[].b[1]`, `a[].b[]`."""
    found = _INDEX.search(path)
    if found is None:
        yield path
        return
    for rest in _patterns(path[found.end() :]):
        yield path[: found.end()] + rest
    if found.group() != "[]":
        for rest in _patterns(path[found.end() :]):
            yield path[: found.start()] + "[]" + rest


def movement_of(path: str, schema: FactsSchema) -> Movement:
    """How a fact can change by the facts schema: what it says of it or above it, else its kind."""
    info = schema.info(path)
    assert info is not None, "the schema knows the path"
    own = info.node.change
    if own is not None:
        return own
    if info.statement:
        return "free"
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        above = schema.info(".".join(parts[:length]))
        if above is not None and above.node.change is not None:
            return above.node.change
    return _by_kind(info.node)


def _by_kind(node: FactNode) -> Movement:
    match node:
        case FactLeaf(kind="integer" | "number"):
            return "grows"
        case FactLeaf(kind="date"):
            return "never"
        case FactLeaf(kind="string", values=()):
            return "never"
        case FactLeaf() | FactSection() | FactItems():
            return "free"
        case _:
            assert_never(node)


def _documented(said: Decimal | Literal["never"] | None, default: Decimal) -> Decimal | None:
    return None if said == "never" else _or(said, default)


def _first(found: Iterator[_Said | None]) -> _Said | None:
    return next((each for each in found if each is not None), None)


def _or(found: _Said | None, otherwise: _Said) -> _Said:
    return otherwise if found is None else found
