"""Expressions that give numbers: facts, counts, sums, arithmetic."""

from __future__ import annotations

from functools import partial

from policydsl.testing.drawing import pick, weighted
from policydsl.testing.writing import conditions
from policydsl.testing.writing.days import date, has_dates
from policydsl.testing.writing.draft import Draft, Number, inside
from policydsl.testing.writing.vocabulary import Fact, Known, Listed

_FACTORS = ("2", "0.5", "3", "0.01", "-1")
_DIVISORS = ("2", "4", "5", "0.5", "3")


def number(draft: Draft, known: Known, depth: int) -> Number | None:
    """A number that rests on facts; None where nothing in scope gives one."""
    options = [(6, partial(_fact, fact)) for fact in known.kind("integer", "number")]
    options += [(2, partial(_named, each)) for each in draft.numbers]
    options += [(2, partial(_count, draft, each, depth)) for each in known.lists]
    sums = list(known.listed("integer", "number"))
    options += [(2, partial(_sum, draft, each, fact, depth)) for each, fact in sums]
    options += [(1, partial(_indexed, draft, each, fact)) for each, fact in sums]
    if depth > 0 and has_dates(draft, known):
        options.append((1, partial(_of_days, draft, known, depth - 1)))
    if not options:
        return None
    if depth > 0:
        options.append((3, partial(_arithmetic, draft, known, depth - 1)))
        options.append((1, partial(_either, draft, known, depth - 1)))
    return weighted(draft.draw, options)()


def like(draft: Draft, known: Known, unit: str | None, depth: int) -> str:
    """A number of the same unit: a figure, or now and then another that rests on facts.

    Beside a bare number it is a bare one, so that what is made of both is bare as well.
    """
    others = known.kind("integer", "number", unit=unit) if unit else ()
    if not others or not draft.chance(25):
        return draft.figure(unit)
    other = pick(draft.draw, others).text
    if depth > 0 and draft.chance(40):
        return f"{inside(draft.figure())} * {other}"
    return other


def _fact(fact: Fact) -> Number:
    return Number(fact.text, fact.leaf.unit)


def _named(each: Number) -> Number:
    return each


def filtered(draft: Draft, each: Listed, depth: int) -> str:
    """A list, or those of its items for which something holds."""
    if not draft.chance(50):
        return each.text
    if isinstance(each.item, Known):
        scope = each.item
    else:
        scope = Known((Fact("item", each.item),))
    return f"{each.text}[{conditions.condition(draft, scope, depth - 1)}]"


def _count(draft: Draft, each: Listed, depth: int) -> Number:
    return Number(f"count({filtered(draft, each, depth)})")


def _sum(draft: Draft, each: Listed, fact: Fact, depth: int) -> Number:
    function = draft.pick(("sum", "sum", "max", "min"))
    if draft.chance(25):
        name = draft.iteration(each)
        item = f"{name}.{fact.text}"
        if draft.chance(50):
            item = f"{item} * {draft.pick(_FACTORS[:2])}"
        return Number(f"{function}(for {name} in {each.text} return {item})", fact.leaf.unit)
    return Number(f"{function}({filtered(draft, each, depth)}.{fact.text})", fact.leaf.unit)


def _indexed(draft: Draft, each: Listed, fact: Fact) -> Number:
    return Number(f"{each.text}[{draft.pick(('1', '2', '-1'))}].{fact.text}", fact.leaf.unit)


def _of_days(draft: Draft, known: Known, depth: int) -> Number:
    one, other = date(draft, known, 0), date(draft, known, depth)
    match draft.draw.integer(0, 3):
        case 0:
            return Number(f"{inside(one)}.{draft.pick(('year', 'month', 'day'))}")
        case 1:
            return Number(f"working days between({one}, {other})", "working_day")
        case 2:
            return Number(f"({inside(other)} - {inside(one)}).days")
        case _:
            return Number(f"years and months duration({one}, {other}).years")


def _arithmetic(draft: Draft, known: Known, depth: int) -> Number:
    base = number(draft, known, depth) or Number("1")
    text = inside(base.text)
    match draft.draw.integer(0, 6):
        case 0:
            return Number(f"{text} + {inside(like(draft, known, base.unit, 0))}", base.unit)
        case 1:
            return Number(f"{text} - {inside(like(draft, known, base.unit, 0))}", base.unit)
        case 2:
            return Number(f"{text} * {inside(draft.pick(_FACTORS))}", base.unit)
        case 3:
            return Number(f"{text} / {draft.pick(_DIVISORS)}", base.unit)
        case 4:
            return Number(f"-{text}", base.unit)
        case 5:
            function = draft.pick(("max", "min"))
            return Number(f"{function}({base.text}, {draft.figure(base.unit)})", base.unit)
        case _:
            return Number(f"abs({base.text})", base.unit)


def _either(draft: Draft, known: Known, depth: int) -> Number:
    one = number(draft, known, depth) or Number("1")
    test = conditions.condition(draft, known, depth)
    other = like(draft, known, one.unit, depth)
    return Number(f"if {test} then {one.text} else {other}", one.unit)
