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
from policydsl.testing.drawing import LAST, Draw, RandomDraw, chance, pick

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

    Of twenty facts `unstated` are left out. A `generous` one has plenty, and of everything
    that it is asked whether it has it.
    """

    draw: Draw
    boundaries: Boundaries
    unstated: int = 0
    generous: bool = False
    days: list[str] = field(default_factory=list)
    figures: dict[str | None, list[Decimal]] = field(default_factory=dict)


def random_facts(
    source: Random | Draw,
    program: Program,
    boundaries: Boundaries | None = None,
    *,
    unknowns: bool = True,
    generous: bool = False,
) -> dict[str, Any]:
    """Facts of nobody in particular, as plain data with ids; only such as the program can name.

    With `unknowns` some are left out. Several programs over the same facts schema may be asked
    about with their common `boundaries`. A `generous` institution has plenty of everything.
    """
    draw = _draw(source)
    unstated = pick(draw, (8, 14, 2, 0)) if unknowns else 0
    made = Institution(draw, boundaries or Boundaries.of(program), unstated, generous)
    return _section(made, program.facts.root, "")


def varied_facts(
    source: Random | Draw,
    program: Program,
    stated: Mapping[str, Any],
    boundaries: Boundaries | None = None,
    *,
    unknowns: bool = True,
) -> dict[str, Any]:
    """The facts of an institution, some of them drawn anew, and with `unknowns` some left out.

    Facts that the program cannot name are left out, so that what remains is small.
    """
    draw = _draw(source)
    unstated = pick(draw, (1, 0, 2, 5)) if unknowns else 0
    made = Institution(draw, boundaries or Boundaries.of(program), unstated)
    return _varied(made, program.facts.root, "", stated, pick(draw, (1, 0, 1, 3, 8)))


def redrawn_facts(
    source: Random | Draw, program: Program, stated: Mapping[str, Any], boundaries: Boundaries
) -> dict[str, Any]:
    """The facts with about half of those that `boundaries` names drawn anew, and the rest kept."""
    draw = _draw(source)
    made = Institution(draw, boundaries, generous=chance(draw, 60))
    return _redrawn(made, program.facts.root, "", stated)


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


def _named(made: Institution, section: FactSection, owner: str) -> list[tuple[str, FactNode]]:
    """What is asked for of a section called `owner`, or of the items of a list called so."""
    asks_for = made.boundaries.asks_for
    return [(each, node) for each, node in section.members.items() if asks_for(node, each, owner)]


def _section(made: Institution, section: FactSection, owner: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, node in _named(made, section, owner):
        if isinstance(node, FactSection):
            below = _section(made, node, name)
            if below:
                found[name] = below
        elif not _left_out(made, node):
            found[name] = _node(made, node, name)
    return found


def _left_out(made: Institution, node: FactNode) -> bool:
    """A statement may be absent where all is known: then nothing was stated."""
    if _is_statement(node):
        return _is_left_out(made.draw.integer(0, LAST), max(made.unstated, 10))
    return _is_left_out(_fate(made), made.unstated)


def _fate(made: Institution) -> int:
    """0 is to be left out. Where all is stated no fate is 0, lest a shrinker make all of them so:
    then it could not go over to institutions of which less is stated."""
    return made.draw.integer(0 if made.unstated else 1, LAST)


def _is_left_out(fate: int, unstated: int) -> bool:
    return unstated > 0 and (fate == 0 or fate > LAST + 1 - unstated)


def _is_statement(node: FactNode) -> bool:
    return isinstance(node, FactLeaf) and node.statement


def _node(made: Institution, node: FactNode, name: str) -> Any:
    match node:
        case FactSection():
            return _section(made, node, name)
        case FactItems():
            return made.draw.together(lambda: _items(made, node, name))
        case FactLeaf():
            return made.draw.together(lambda: _value(made, node))
        case _:
            assert_never(node)


def _items(made: Institution, node: FactItems, name: str) -> list[Any]:
    low, high = node.rule.get("minItems", 0), node.rule.get("maxItems", 3)
    length = min(max(pick(made.draw, LENGTHS), int(low)), int(high))
    items = [made.draw.together(lambda: _node(made, node.item, name)) for _ in range(length)]
    if node.rule.get("uniqueItems"):
        return [item for index, item in enumerate(items) if item not in items[:index]]
    return items


def _varied(
    made: Institution, section: FactSection, owner: str, stated: Mapping[str, Any], changed: int
) -> dict[str, Any]:
    """The less a fact's fate, the less remains of the institution: left out, drawn anew, kept.

    What a fate means is nearly the same whatever the shares, so that a shrinker can lower either.
    """
    result: dict[str, Any] = {}
    for name, node in _named(made, section, owner):
        below = stated.get(name)
        if isinstance(node, FactSection):
            found = _varied(made, node, name, below or {}, changed)
            if found:
                result[name] = found
            continue
        fate = _fate(made)
        if _is_left_out(fate, made.unstated):
            continue
        wanted = below is None and made.unstated == 0 and not _is_statement(node)
        if 0 < fate <= changed or wanted:
            result[name] = _node(made, node, name)
        elif below is not None:
            result[name] = _kept(made, node, name, below, changed)
    return result


def _kept(made: Institution, node: FactNode, name: str, stated: Any, changed: int) -> Any:
    """A fact as it is, or a list with its items varied, and now and then one fewer."""
    if not isinstance(node, FactItems) or not isinstance(node.item, FactSection):
        return stated
    fewest = node.rule.get("minItems", 0)
    items: list[dict[str, Any]] = []
    for index, item in enumerate(stated):
        needed = len(items) + len(stated) - index <= fewest
        if needed or made.draw.integer(0, LAST) >= changed:
            items.append(_varied(made, node.item, name, item, changed))
    return items


def _redrawn(
    made: Institution, section: FactSection, owner: str, stated: Mapping[str, Any]
) -> dict[str, Any]:
    result = dict(stated)
    for name, node in _named(made, section, owner):
        below = stated.get(name)
        if isinstance(node, FactSection):
            result[name] = _redrawn(made, node, name, below or {})
        elif isinstance(node, FactItems) and isinstance(node.item, FactSection) and below:
            item = node.item
            result[name] = [_redrawn(made, item, name, each) for each in below]
            if chance(made.draw, 10):
                result[name] = _node(made, node, name)
        elif chance(made.draw, 50):
            result[name] = _node(made, node, name)
    return result


def _value(made: Institution, leaf: FactLeaf) -> Any:
    draw = made.draw
    if leaf.values:
        return pick(draw, leaf.values)[0]
    if leaf.format in CODES:
        return pick(draw, CODES[leaf.format])
    match leaf.kind:
        case "boolean":
            return chance(draw, 97 if made.generous else 65)
        case "string":
            return pick(draw, REASONS if leaf.statement else made.boundaries.texts)
        case "date":
            return _day(made)
        case "integer" | "number":
            return _plain(_figure(made, leaf))
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


def _plain(figure: Decimal) -> int | Decimal:
    """Whole numbers as ints, which read better where an example is shown."""
    return int(figure) if figure == figure.to_integral_value() else figure


def _figure(made: Institution, leaf: FactLeaf) -> Decimal:
    draw, whole = made.draw, leaf.kind == "integer"
    if whole and leaf.unit == "year" and chance(draw, 60):
        return within(leaf, pick(draw, YEARS))  # years of the calendar have the unit of periods
    before = made.figures.setdefault(leaf.unit, [])
    near = before if before and chance(draw, 20) else made.boundaries.near(leaf.unit)
    if made.generous:
        figure = pick(draw, sorted(near)[len(near) // 2 :]) + pick(draw, (0, 0, 1))
    else:
        figure = pick(draw, near) + pick(draw, (0, 1, -1))
    if not whole and not made.generous:
        figure += pick(draw, (0, 0, -1, 1)) * CENT
    if whole and figure != figure.to_integral_value():
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
