"""Facts drawn for programs: well typed, and close to every figure and day they ask about."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, assert_never

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program
from policydsl.testing.boundaries import YEARS, Boundaries
from policydsl.testing.drawing import Draw, RandomDraw, chance, pick

CODES = {
    "resident-id": ("11010519491231002X", "110101199003077758"),
    "unified-social-credit-code": ("91130200MA0F5K2T3A",),
}
REASONS = ("理由", "另有原因", " ")
LENGTHS = (0, 1, 1, 2, 2, 3)
CENT = Decimal("0.01")


@dataclass(slots=True)
class Institution:
    """Facts being drawn: around `boundaries`, and around what was drawn before.

    `share` of a hundred facts are stated.
    """

    draw: Draw
    boundaries: Boundaries
    share: int = 100
    days: list[str] = field(default_factory=list)
    figures: dict[str | None, list[Decimal]] = field(default_factory=dict)


def random_facts(
    source: Random | Draw,
    program: Program,
    boundaries: Boundaries | None = None,
    *,
    unknowns: bool = True,
) -> dict[str, Any]:
    """Facts of nobody in particular, as plain data with ids; only such as the program can name.

    With `unknowns` some are left out. Several programs over the same facts schema may be asked
    about with their common `boundaries`.
    """
    draw = _draw(source)
    share = pick(draw, (60, 30, 90, 100)) if unknowns else 100
    made = Institution(draw, boundaries or Boundaries.of(program), share)
    return _section(made, program.facts.root)


def varied_facts(
    source: Random | Draw,
    program: Program,
    stated: Mapping[str, Any],
    boundaries: Boundaries | None = None,
    *,
    unknowns: bool = True,
) -> dict[str, Any]:
    """The facts of an institution with some of those that the program can name drawn anew."""
    draw = _draw(source)
    made = Institution(draw, boundaries or Boundaries.of(program), 90 if unknowns else 100)
    changed = pick(draw, (2, 0, 5, 15, 40))
    return _varied(made, program.facts.root, stated, changed, unknowns)


def _draw(source: Random | Draw) -> Draw:
    return RandomDraw(source) if isinstance(source, Random) else source


def left_out(source: Random | Draw, node: FactNode, stated: Any, share: int) -> Any:
    """The same facts with about `share` of a hundred unstated, none of them a statement."""
    draw = _draw(source)
    match node:
        case FactSection():
            return {
                name: left_out(draw, node.members[name], below, share)
                for name, below in stated.items()
                if not (_may_go(node.members[name]) and chance(draw, share))
            }
        case FactItems():
            return [left_out(draw, node.item, each, share) for each in stated]
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


def _named(made: Institution, section: FactSection) -> list[tuple[str, FactNode]]:
    asks_for = made.boundaries.asks_for
    return [(name, node) for name, node in section.members.items() if asks_for(node, name)]


def _section(made: Institution, section: FactSection) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, node in _named(made, section):
        if isinstance(node, FactSection):
            below = _section(made, node)
            if below:
                found[name] = below
        elif chance(made.draw, _share(made, node)):
            found[name] = _node(made, node)
    return found


def _share(made: Institution, node: FactNode) -> int:
    """A statement may be absent where all is known: then nothing was stated."""
    statement = isinstance(node, FactLeaf) and node.statement
    return min(made.share, 50) if statement else made.share


def _node(made: Institution, node: FactNode) -> Any:
    match node:
        case FactSection():
            return _section(made, node)
        case FactItems():
            return _items(made, node)
        case FactLeaf():
            return _value(made, node)
        case _:
            assert_never(node)


def _items(made: Institution, node: FactItems) -> list[Any]:
    low, high = node.rule.get("minItems", 0), node.rule.get("maxItems", 3)
    length = min(max(pick(made.draw, LENGTHS), int(low)), int(high))
    items = [_node(made, node.item) for _ in range(length)]
    if node.rule.get("uniqueItems"):
        return [item for index, item in enumerate(items) if item not in items[:index]]
    return items


def _varied(
    made: Institution,
    section: FactSection,
    stated: Mapping[str, Any],
    changed: int,
    unknowns: bool,
) -> dict[str, Any]:
    result = dict(stated)
    for name, node in _named(made, section):
        below = stated.get(name)
        if isinstance(node, FactSection):
            found = _varied(made, node, below or {}, changed, unknowns)
            if found or below is not None:
                result[name] = found
        elif chance(made.draw, changed):
            if unknowns and chance(made.draw, 20):
                result.pop(name, None)
            else:
                result[name] = _node(made, node)
        elif isinstance(node, FactItems) and isinstance(node.item, FactSection) and below:
            item = node.item
            result[name] = [_varied(made, item, each, changed, unknowns) for each in below]
    return result


def _value(made: Institution, leaf: FactLeaf) -> Any:
    draw = made.draw
    if leaf.values:
        return pick(draw, leaf.values)[0]
    if leaf.format in CODES:
        return pick(draw, CODES[leaf.format])
    match leaf.kind:
        case "boolean":
            return chance(draw, 65)
        case "string":
            return pick(draw, REASONS if leaf.statement else made.boundaries.texts)
        case "date":
            return _day(made)
        case "integer" | "number":
            return _figure(made, leaf)
        case _:
            assert_never(leaf.kind)


def _day(made: Institution) -> str:
    """A day that the policy names or a day drawn before, and what lies a term from there."""
    draw, boundaries = made.draw, made.boundaries
    near = made.days if made.days and chance(draw, 50) else boundaries.days
    day = datetime.date.fromisoformat(pick(draw, near))
    if boundaries.terms and chance(draw, 35):
        day = _months_on(day, pick(draw, boundaries.terms) * pick(draw, (1, -1)))
    if boundaries.periods and chance(draw, 35):
        day += datetime.timedelta(days=pick(draw, boundaries.periods) * pick(draw, (1, -1)))
    day += datetime.timedelta(days=pick(draw, (0, 0, -1, 1, 2, 7)))
    made.days.append(day.isoformat())
    return day.isoformat()


def _months_on(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(min(max(year, 1900), 2100), month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def _figure(made: Institution, leaf: FactLeaf) -> Decimal:
    draw, whole = made.draw, leaf.kind == "integer"
    if whole and leaf.unit == "year" and chance(draw, 60):
        return within(leaf, pick(draw, YEARS))  # years of the calendar have the unit of periods
    before = made.figures.setdefault(leaf.unit, [])
    near = before if before and chance(draw, 20) else made.boundaries.near(leaf.unit)
    figure = pick(draw, near) + pick(draw, (0, 1, -1))
    if not whole:
        figure += pick(draw, (0, 0, -1, 1)) * CENT
    elif figure != figure.to_integral_value():
        figure = figure.to_integral_value()
    figure = within(leaf, figure)
    before.append(figure)
    return figure


def within(leaf: FactLeaf, figure: Decimal) -> Decimal:
    """The figure, or the end of what the schema allows where it lies beyond."""
    step = Decimal(1) if leaf.kind == "integer" else CENT
    rule = {key: Decimal(str(value)) for key, value in leaf.rule.items() if key in _BOUNDS}
    lows = [rule[key] for key in ("minimum",) if key in rule]
    lows += [rule[key] + step for key in ("exclusiveMinimum",) if key in rule]
    highs = [rule[key] for key in ("maximum",) if key in rule]
    highs += [rule[key] - step for key in ("exclusiveMaximum",) if key in rule]
    figure = max((figure, *lows))
    return min((figure, *highs))


_BOUNDS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
