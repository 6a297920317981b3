"""What a program's records are drawn from: the facts it asks for, and what to choose among."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.policy.model import Program
from policydsl.testing import drawn_facts
from policydsl.testing.boundaries import YEARS, Boundaries
from policydsl.testing.drawn_facts import CODES

REASONS = ("理由", "另有原因")
MANY = 99


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """One fact. `options` are its values, or the figures or days to draw around, least first.

    `terms` and `periods` are the months and days that days lie apart.
    """

    leaf: FactLeaf
    kind: str
    unit: str | None
    statement: bool
    options: tuple[Any, ...]
    terms: tuple[int, ...] = ()
    periods: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemsPlan:
    """A list: what its items are, how many there may be, and whether none may occur twice."""

    item: SectionPlan | LeafPlan
    fewest: int
    most: int
    unique: bool


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Facts under a common name. `size` is how many there are, those of an item counted once.

    `others` are facts that the program does not ask for, each with its section, of the whole alone.
    """

    members: Mapping[str, Plan]
    size: int
    others: tuple[tuple[str, str, LeafPlan], ...] = ()


Plan = LeafPlan | ItemsPlan | SectionPlan


def plan_of(program: Program) -> SectionPlan:
    """The facts that a program can name, and those that name its items."""
    planner = _Planner(Boundaries.of(program))
    root = program.facts.root
    return replace(planner.section(root, ""), others=tuple(planner.others(root)))


class _Planner:
    def __init__(self, boundaries: Boundaries) -> None:
        self.boundaries = boundaries

    def section(self, section: FactSection, owner: str, label: str | None = None) -> SectionPlan:
        members: dict[str, Plan] = {}
        for name, node in section.members.items():
            if self.boundaries.asks_for(node, name, owner) or name == label:
                members[name] = self.node(node, name)
        size = sum(_size(each) for each in members.values())
        return SectionPlan(members, size)

    def others(self, root: FactSection) -> Iterator[tuple[str, str, LeafPlan]]:
        """Single facts in the sections of the whole that no expression can name."""
        for owner, section in root.members.items():
            members = section.members if isinstance(section, FactSection) else {}
            for name, node in members.items():
                asked = self.boundaries.asks_for(node, name, owner)
                if isinstance(node, FactLeaf) and not asked and not node.format:
                    yield owner, name, self.leaf(node)

    def node(self, node: FactSection | FactItems | FactLeaf, name: str) -> Plan:
        match node:
            case FactSection():
                return self.section(node, name)
            case FactItems():
                return self.items(node, name)
            case FactLeaf():
                return self.leaf(node)

    def items(self, node: FactItems, name: str) -> ItemsPlan:
        rule = node.rule
        inner = (
            self.leaf(node.item)
            if isinstance(node.item, FactLeaf)
            else self.section(node.item, name, node.item_label)
        )
        return ItemsPlan(
            inner,
            int(rule.get("minItems", 0)),
            int(rule.get("maxItems", MANY)),
            bool(rule.get("uniqueItems")),
        )

    def leaf(self, leaf: FactLeaf) -> LeafPlan:
        plan = LeafPlan(leaf, leaf.kind, leaf.unit, leaf.statement, self.options(leaf))
        if leaf.kind != "date":
            return plan
        terms = (0, 0, 0, *(n * sign for n in self.boundaries.terms for sign in (1, -1)))
        days = (
            0,
            0,
            0,
            -1,
            1,
            2,
            7,
            *(n * sign for n in self.boundaries.periods for sign in (1, -1)),
        )
        return LeafPlan(leaf, "date", None, leaf.statement, plan.options, terms, days)

    def options(self, leaf: FactLeaf) -> tuple[Any, ...]:
        if leaf.values:
            return tuple(value for value, _ in leaf.values)
        if leaf.format in CODES:
            return tuple(CODES[leaf.format])
        match leaf.kind:
            case "boolean":
                return ()
            case "date":
                return self.boundaries.days
            case "integer" | "number":
                years = YEARS if leaf.unit == "year" and leaf.kind == "integer" else ()
                return tuple(sorted((*self.boundaries.near(leaf.unit), *years)))
            case "string":
                texts = REASONS if leaf.statement else self.boundaries.texts
                return tuple(text for text in texts if text.strip())  # a blank one is not stated


def _size(plan: Plan) -> int:
    match plan:
        case SectionPlan(size=size):
            return size
        case ItemsPlan(item=SectionPlan(size=size)):
            return size + 1
        case _:
            return 1


@lru_cache(maxsize=100_000)
def days_from(day: str, months: int, days: int) -> str:
    """A day so many months and days away, the end of a month where it has no such day."""
    date = datetime.date.fromisoformat(day)
    if months:
        year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
        first = datetime.date(min(max(year, 1900), 2100), month + 1, 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        date = first.replace(day=min(date.day, last.day))
    return (date + datetime.timedelta(days=days)).isoformat()


def within(leaf: LeafPlan, figure: Decimal) -> Decimal:
    """The figure as the schema allows it: whole where it must be, and within bounds."""
    if leaf.kind == "integer" and figure != figure.to_integral_value():
        figure = figure.to_integral_value()
    return drawn_facts.within(leaf.leaf, figure)
