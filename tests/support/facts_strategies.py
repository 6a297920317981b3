"""Facts drawn for a program: well typed, and close to every figure and day that it asks about.

All choices go through a `random.Random`, so that Hypothesis (by `st.randoms`) and the soak command
draw alike. Only facts that the program's expressions could name are drawn.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, assert_never

from policydsl.feel import tree
from policydsl.feel.temporal import Date, to_string
from policydsl.feel.values import Value
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import parts
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program

# Ends of months, a leap day, eves and ends of holidays, make-up workdays, and a year for which no
# holidays are published.
DAYS = (
    "2020-02-29", "2020-03-26", "2023-12-31", "2024-02-08", "2024-02-18", "2024-02-29",
    "2024-04-28", "2024-09-30", "2024-10-01", "2024-10-12", "2025-01-31", "2025-02-28",
    "2039-06-30",
)  # fmt: skip
TEXTS = ("甲", "乙")
CODES = {
    "resident-id": ("11010519491231002X", "110101199003077758"),
    "unified-social-credit-code": ("91130200MA0F5K2T3A",),
}
YEARS = range(2019, 2028)


@dataclass(frozen=True, slots=True)
class Pools:
    """What a program names and compares with: the stock that facts are drawn from."""

    names: frozenset[str]
    figures: tuple[Decimal, ...]
    days: tuple[str, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, program: Program) -> Pools:
        """The stock of a program and of those that it uses."""
        programs = list(_with_used(program))
        nodes = [node for each in programs for part in parts(each) for node in walk(part.tree)]
        values = [
            atom
            for each in programs
            for parameter in each.parameters.values()
            for atom in _atoms(parameter.value)
        ]
        values += [
            node.value
            for node in nodes
            if isinstance(node, tree.NumberLiteral | tree.StringLiteral)
        ]
        days = {*DAYS, *(to_string(value) for value in values if isinstance(value, Date))}
        texts = {value for value in values if isinstance(value, str)}
        return cls(
            names=frozenset(node.name for node in nodes if isinstance(node, tree.Name | tree.Path)),
            figures=tuple(sorted({Decimal(0), *(v for v in values if isinstance(v, Decimal))})),
            days=tuple(sorted(days)),
            texts=(*TEXTS, *sorted(texts)),
        )


def draw_facts(rng: Random, program: Program, pools: Pools) -> dict[str, Any]:
    """Facts of nobody in particular; how many are stated, and how full lists are, varies."""
    share = rng.choice((30, 60, 90, 100))
    return _section(rng, program.facts.root, pools, share)


def vary(rng: Random, program: Program, pools: Pools, stated: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an institution with some of those that matter drawn anew."""
    share = rng.choice((0, 2, 5, 15, 40))
    return _varied(rng, program.facts.root, pools, stated, share)


def left_out(rng: Random, node: FactNode, stated: Any, share: int) -> Any:
    """The same facts with about `share` of a hundred unstated, none of them a statement."""
    match node:
        case FactSection():
            return {
                name: left_out(rng, node.members[name], below, share)
                for name, below in stated.items()
                if not (_may_go(node.members[name]) and rng.randrange(100) < share)
            }
        case FactItems():
            return [left_out(rng, node.item, each, share) for each in stated]
        case FactLeaf():
            return stated
        case _:
            assert_never(node)


def _may_go(node: FactNode) -> bool:
    """Sections go fact by fact, since a statement in one has to stay."""
    match node:
        case FactLeaf():
            return not node.statement
        case FactItems():
            return True
        case FactSection():
            return False
        case _:
            assert_never(node)


def _with_used(program: Program) -> Iterator[Program]:
    yield program
    for use in program.uses:
        yield from _with_used(use.program)


def _atoms(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _atoms(item)
    else:
        yield value


def _named(section: FactSection, pools: Pools) -> Iterable[tuple[str, FactNode]]:
    return ((name, node) for name, node in section.members.items() if name in pools.names)


def _section(rng: Random, section: FactSection, pools: Pools, share: int) -> dict[str, Any]:
    return {
        name: _node(rng, node, pools, share)
        for name, node in _named(section, pools)
        if isinstance(node, FactSection) or rng.randrange(100) < share
    }


def _node(rng: Random, node: FactNode, pools: Pools, share: int) -> Any:
    match node:
        case FactSection():
            return _section(rng, node, pools, share)
        case FactItems():
            length = rng.choice((1, 2, 0))
            return [_node(rng, node.item, pools, share) for _ in range(length)]
        case FactLeaf():
            return _value(rng, node, pools)
        case _:
            assert_never(node)


def _varied(
    rng: Random, section: FactSection, pools: Pools, stated: Mapping[str, Any], share: int
) -> dict[str, Any]:
    result = dict(stated)
    for name, node in _named(section, pools):
        below = stated.get(name)
        if isinstance(node, FactSection):
            result[name] = _varied(rng, node, pools, below or {}, share)
        elif rng.randrange(100) < share:
            result[name] = _node(rng, node, pools, 90)
        elif isinstance(node, FactItems) and isinstance(node.item, FactSection) and below:
            result[name] = [_varied(rng, node.item, pools, each, share) for each in below]
    return result


def _value(rng: Random, leaf: FactLeaf, pools: Pools) -> Any:
    if leaf.values:
        return rng.choice([name for name, _ in leaf.values])
    if leaf.format in CODES:
        return rng.choice(CODES[leaf.format])
    match leaf.kind:
        case "boolean":
            return rng.choice((True, False))
        case "string":
            return rng.choice(pools.texts)
        case "date":
            day = datetime.date.fromisoformat(rng.choice(pools.days))
            return (day + datetime.timedelta(days=rng.choice((0, -1, 1)))).isoformat()
        case "integer" | "number":
            return within(leaf, _figure(rng, leaf, pools))
        case _:
            assert_never(leaf.kind)


def _figure(rng: Random, leaf: FactLeaf, pools: Pools) -> Decimal:
    if leaf.kind == "integer" and leaf.unit == "year" and rng.randrange(3):
        return Decimal(rng.choice(YEARS))  # years of the calendar have the unit of periods
    step = Decimal(1) if leaf.kind == "integer" else rng.choice((Decimal(1), Decimal("0.01")))
    figure = rng.choice(pools.figures) + step * rng.choice((0, -1, 1))
    return figure.to_integral_value() if leaf.kind == "integer" else figure


def within(leaf: FactLeaf, figure: Decimal) -> Decimal:
    """The figure, or the end of what the schema allows where it lies beyond."""
    low, high = leaf.rule.get("minimum"), leaf.rule.get("maximum")
    if low is not None and figure < Decimal(str(low)):
        return Decimal(str(low))
    return Decimal(str(high)) if high is not None and figure > Decimal(str(high)) else figure
