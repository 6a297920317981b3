"""Institutions for one program, drawn fast, small, and close to all that the program asks.

Most begin at an example or at the facts of a case file and differ from it in a few facts. A record
depends on a seed and on its place alone, so that it can be drawn again by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Literal

from policydsl.policy.model import Program
from record_drawing_plan import ItemsPlan, LeafPlan, Plan, SectionPlan, days_from, plan_of, within

Texture = Literal["whole", "cents", "long"]

TEXTURES: Sequence[Texture] = ("whole", "whole", "cents", "cents", "cents", "long")
LENGTHS = (0, 1, 1, 1, 2, 2, 3)
LONGEST = 3
CHANGES = (0, 1, 1, 1, 2, 2, 3, 4, 6, 10)
"""About how many facts of a base are drawn anew."""
STEPS: Mapping[Texture, tuple[Decimal, ...]] = {
    "whole": tuple(map(Decimal, ("0", "0", "1", "-1"))),
    "cents": tuple(map(Decimal, ("0", "0", "1", "-1", "0.01", "-0.01", "0.5"))),
    "long": tuple(
        map(Decimal, ("0", "0", "0.01", "-0.01", "1E-18", "-1E-18", "0.333333333333333333333"))
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """What the records of one chunk have in common, so that whole tables are of one kind.

    `unstated`: the share of facts left out; None where each has its own. `absent`: facts, by their
    ids alone, that nobody states. `complete`: everything that is asked is stated.
    """

    texture: Texture
    unstated: float | None
    absent: frozenset[str]
    complete: bool = False

    @staticmethod
    def of(rng: Random, names: Sequence[str]) -> Style:
        """The style of a chunk, given the ids of all facts."""
        texture = rng.choice(TEXTURES)
        kind = rng.random()
        if kind < 0.2:
            return Style(texture, 0.0, frozenset(), complete=True)
        absent = frozenset(rng.sample(names, min(len(names), 4))) if kind > 0.8 else frozenset()
        return Style(texture, None if kind > 0.35 else 0.0, absent)


@dataclass(slots=True)
class _Making:
    """One record while it is drawn: the chance of a change, of leaving out, and what stood before.

    `generous`: much of everything, and yes to most questions.
    """

    random: Any
    style: Style
    changed: float
    unstated: float
    generous: bool
    days: list[str] = field(default_factory=list)
    figures: dict[str | None, list[Decimal]] = field(default_factory=dict)

    def pick(self, options: Sequence[Any]) -> Any:
        return options[int(self.random() * len(options))]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a program's records come from: what it asks for, and the facts to begin with."""

    program: Program
    plan: SectionPlan
    bases: tuple[Mapping[str, Any], ...]

    @staticmethod
    def of(program: Program, bases: Sequence[Mapping[str, Any]]) -> Drawing:
        """Of `bases`, plain facts with ids, only what the program asks for is taken over."""
        plan = plan_of(program)
        asked = [_asked(plan, each) for each in bases]
        return Drawing(
            program, plan, tuple(each for n, each in enumerate(asked) if n == asked.index(each))
        )

    def chunk(self, seed: int, chunk: int, size: int) -> list[dict[str, Any]]:
        """Plain facts of so many institutions, as `Facts.stated` has them."""
        style = self.style(seed, chunk)
        return [self.record(seed, chunk, number, style) for number in range(size)]

    def style(self, seed: int, chunk: int) -> Style:
        rng = Random(f"{seed}/{self.program.policy}/{chunk}")
        return Style.of(rng, sorted(_leaf_names(self.plan)))

    def record(
        self, seed: int, chunk: int, number: int, style: Style | None = None
    ) -> dict[str, Any]:
        """One institution of a chunk."""
        style = style or self.style(seed, chunk)
        rng = Random(f"{seed}/{self.program.policy}/{chunk}/{number}")
        made = _making(rng, style, self.plan.size)
        if made.changed > 1 or not self.bases:
            record = _section(made, self.plan)
        else:
            record = _varied(made, self.plan, made.pick(self.bases))
        if self.plan.others and made.random() < 0.05:
            owner, name, leaf = made.pick(self.plan.others)
            record.setdefault(owner, {}).setdefault(name, _value(made, leaf))
        return record


def _once(items: Sequence[Any]) -> list[Any]:
    return [each for number, each in enumerate(items) if number == items.index(each)]


def _making(rng: Random, style: Style, size: int) -> _Making:
    """Mostly a base with few changes; else one with many, one half empty, or nobody's facts."""
    kind, changes = rng.random(), rng.choice(CHANGES)
    changed, unstated, generous = changes / max(size, 1), 0.01, rng.random() < 0.6
    if 0.5 <= kind < 0.7:
        changed, unstated = 0.15, 0.03
    elif 0.7 <= kind < 0.8:
        changed, unstated = 0.03, 0.25
    elif 0.8 <= kind < 0.87:
        changed, unstated = 2.0, 0.05
    elif kind < 0.2:
        unstated = 0.0
    return _Making(
        rng.random,
        style,
        changed,
        unstated if style.unstated is None else style.unstated,
        generous,
    )


def _leaf_names(plan: SectionPlan) -> Iterator[str]:
    for name, below in plan.members.items():
        match below:
            case SectionPlan():
                yield from _leaf_names(below)
            case ItemsPlan(item=SectionPlan() as item):
                yield name
                yield from _leaf_names(item)
            case _:
                yield name


def _asked(plan: SectionPlan, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Of plain facts, those of the plan."""
    found: dict[str, Any] = {}
    for name, value in stated.items():
        match plan.members.get(name):
            case None:
                continue
            case SectionPlan() as below:
                if part := _asked(below, value):
                    found[name] = part
            case ItemsPlan(item=SectionPlan() as item):
                found[name] = [_asked(item, each) for each in value]
            case _:
                found[name] = value
    return found


def _is_statement(plan: Plan) -> bool:
    return isinstance(plan, LeafPlan) and plan.statement


def _left_out(made: _Making, name: str, plan: Plan) -> bool:
    if name in made.style.absent:
        return True
    if _is_statement(plan):
        return bool(made.random() < 0.4)
    return bool(made.random() < made.unstated)


def _section(made: _Making, plan: SectionPlan) -> dict[str, Any]:
    """All facts of a section drawn anew."""
    found: dict[str, Any] = {}
    for name, below in plan.members.items():
        if isinstance(below, SectionPlan):
            if part := _section(made, below):
                found[name] = part
        elif not _left_out(made, name, below):
            found[name] = _drawn(made, below)
    return found


def _drawn(made: _Making, plan: ItemsPlan | LeafPlan) -> Any:
    if isinstance(plan, LeafPlan):
        return _value(made, plan)
    length = min(max(made.pick(LENGTHS), plan.fewest), plan.most)
    return _distinct(plan, [_item(made, plan) for _ in range(length)])


def _item(made: _Making, plan: ItemsPlan) -> Any:
    item = plan.item
    return _value(made, item) if isinstance(item, LeafPlan) else _section(made, item)


def _distinct(plan: ItemsPlan, items: list[Any]) -> list[Any]:
    return _once(items) if plan.unique else items


def _varied(made: _Making, plan: SectionPlan, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of which each may be left out, drawn anew, or kept."""
    found: dict[str, Any] = {}
    absent, complete = made.style.absent, made.style.complete
    for name, below in plan.members.items():
        before = stated.get(name)
        if isinstance(below, SectionPlan):
            if part := _varied(made, below, before or {}):
                found[name] = part
            continue
        chance = made.random()
        if name in absent or 0 <= chance - made.changed < made.unstated:
            continue
        wanted = complete and before is None and not _is_statement(below)
        if wanted or chance < made.changed:
            found[name] = _drawn(made, below)
        elif before is not None:
            found[name] = _kept(made, below, before)
    return found


def _kept(made: _Making, plan: ItemsPlan | LeafPlan, stated: Any) -> Any:
    """A fact as it is; a list with its items varied, shortened, now and then one fewer or more."""
    if isinstance(plan, LeafPlan):
        if plan.kind == "date":
            made.days.append(stated)
        elif plan.kind in ("integer", "number"):
            made.figures.setdefault(plan.unit, []).append(stated)
        return stated
    item = plan.item
    kept = list(stated)
    if len(kept) > max(LONGEST, plan.fewest) and made.random() < 0.9:
        first = int(made.random() * (len(kept) - LONGEST + 1))
        kept = kept[first : first + max(LONGEST, plan.fewest)]
    if len(kept) > plan.fewest and made.random() < made.changed:
        del kept[int(made.random() * len(kept))]
    if isinstance(item, SectionPlan):
        kept = [_varied(made, item, each) for each in kept]
    if len(kept) < plan.most and made.random() < made.changed:
        kept.append(_item(made, plan))
    return _distinct(plan, kept)


def _value(made: _Making, leaf: LeafPlan) -> Any:
    match leaf.kind:
        case "boolean":
            return made.random() < (0.93 if made.generous else 0.6)
        case "date":
            return _day(made, leaf)
        case "integer" | "number":
            return _figure(made, leaf)
        case _:
            return made.pick(leaf.options)


def _day(made: _Making, leaf: LeafPlan) -> str:
    """A day that the policy names, one that stood before, or one a term away from either."""
    near = made.days if made.days and made.random() < 0.5 else leaf.options
    day: str = days_from(made.pick(near), made.pick(leaf.terms), made.pick(leaf.periods))
    made.days.append(day)
    return day


def _figure(made: _Making, leaf: LeafPlan) -> Decimal:
    before = made.figures.setdefault(leaf.unit, [])
    if before and made.random() < 0.15:
        figure = made.pick(before)
    else:
        options = leaf.options
        if made.generous and made.random() < 0.6:
            options = options[len(options) // 2 :]
        figure = made.pick(options)
    step = made.pick(STEPS["whole" if leaf.kind == "integer" else made.style.texture])
    figure = within(leaf, figure + step)
    before.append(figure)
    return figure
