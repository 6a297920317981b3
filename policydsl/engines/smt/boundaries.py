"""Figures, days, texts and truths of an institution as a person would choose them.

A figure goes to where a condition begins or ends to hold: 4 examiners where 5 are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from policydsl.engines.smt.atoms import FIRST
from policydsl.engines.smt.constants import packed_day
from policydsl.engines.smt.domain import FIRST_YEAR, LARGEST, LAST_YEAR, is_restricted
from policydsl.engines.smt.fact_variables import LeafPlace
from policydsl.engines.smt.trial import Trial
from policydsl.feel.temporal import Date

DIGITS = (0, 1, 2, 3, 4)
"""Decimals after the point, the fewest first."""

FIRST_DAY, LAST_DAY = packed_day(Date(2015, 1, 1)), packed_day(Date(2030, 12, 31))
RECENT = (Date(2015, 1, 1).ordinal, Date(2030, 12, 31).ordinal)
_EVER = (Date(FIRST_YEAR, 1, 1).ordinal, Date(LAST_YEAR, 12, 31).ordinal)


def choose_values(trial: Trial) -> None:
    """Chooses the values of all stated facts anew, so that the condition goes on to hold."""
    leaves = trial.stated_leaves()
    for place in leaves:
        match place.leaf.kind:
            case "boolean":
                trial.keep_if_holds(place.term, True)
            case "string" if place.leaf.values:
                _choose_id(trial, place)
            case "string":
                _choose_text(trial, place, leaves)
            case "integer" | "number" | "date":
                pass
    for place in leaves:
        if place.leaf.kind == "date":
            _choose_day(trial, place)
    for place in leaves:
        if place.leaf.kind in ("integer", "number"):
            _choose_figure(trial, place)


def _choose_id(trial: Trial, place: LeafPlace) -> None:
    """The first of its values, in the order of the facts schema, that will do."""
    atoms = trial.space.context.atoms
    for name, _ in place.leaf.values:
        if trial.keep_if_holds(place.term, Fraction(atoms.number(name))):
            return


def _choose_text(trial: Trial, place: LeafPlace, leaves: list[LeafPlace]) -> None:
    """A text of its own, rather than one that the policy mentions."""
    if is_restricted(place):
        return
    taken = {trial.get(each.term) for each in leaves if each.leaf.kind == "string"}
    fresh = next(number for number in range(1, FIRST) if Fraction(number) not in taken)
    trial.keep_if_holds(place.term, Fraction(fresh))


def _choose_figure(trial: Trial, place: LeafPlace) -> None:
    value = trial.get(place.term)
    low, high = _limits(place)
    for digits in DIGITS[:1] if place.leaf.kind == "integer" else DIGITS:
        scale = 10**digits
        start = next(_near(trial, place, value * scale, scale), None)
        if start is None:
            continue
        ends = _ends(_at(trial, place, scale), start, int(low * scale), int(high * scale))
        trial.set(place.term, Fraction(_at_boundary(start, *ends), scale))
        return


def _at(trial: Trial, place: LeafPlace, scale: int) -> Callable[[int], bool]:
    """Whether the condition holds with a figure of so many steps."""
    return lambda step: trial.holds_with(place.term, Fraction(step, scale))


def _near(trial: Trial, place: LeafPlace, value: Fraction, scale: int) -> Iterator[int]:
    """The whole steps next to a value for which the condition holds."""
    floor = value.numerator // value.denominator
    for step in (floor, floor + 1):
        if trial.holds_with(place.term, Fraction(step, scale)):
            yield step


def _choose_day(trial: Trial, place: LeafPlace) -> None:
    start = _ordinal(int(trial.get(place.term)))
    low, high = _ends(lambda day: trial.holds_with(place.term, _packed(day)), start, *_EVER)
    first, last = RECENT
    if low is not None and first <= low <= last:
        found = low
    elif high is not None and first <= high <= last:
        found = high
    elif (low is None or low < first) and (high is None or high > first):
        found = first
    else:
        found = start
    trial.keep_if_holds(place.term, _packed(found))


def _ends(
    holds: Callable[[int], bool], start: int, low: int, high: int
) -> tuple[int | None, int | None]:
    """How far down and up from a step the condition holds; None where to the very limit."""
    return _end(holds, start, low, -1), _end(holds, start, high, 1)


def _end(holds: Callable[[int], bool], start: int, limit: int, way: int) -> int | None:
    """Goes in steps that double, then halves the last one. What lies between is not looked at."""
    if start == limit or holds(limit):
        return None
    good, step = start, 1
    bad = limit
    while abs(bad - good) > step:
        there = good + way * step
        if not holds(there):
            bad = there
            break
        good, step = there, step * 2
    while abs(bad - good) > 1:
        middle = (good + bad) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle
    return good


def _at_boundary(start: int, low: int | None, high: int | None) -> int:
    """The least that is enough; else the most that is too little; else what it was."""
    return low if low is not None else high if high is not None else start


def _limits(place: LeafPlace) -> tuple[Fraction, Fraction]:
    rule = place.leaf.rule
    low = rule.get("minimum", rule.get("exclusiveMinimum", -LARGEST))
    high = rule.get("maximum", rule.get("exclusiveMaximum", LARGEST))
    return Fraction(Decimal(str(low))), Fraction(Decimal(str(high)))


def _ordinal(packed: int) -> int:
    year, rest = divmod(packed, 372)
    return Date(year, rest // 31 + 1, rest % 31 + 1).ordinal


def _packed(ordinal: int) -> Fraction:
    date = Date.from_ordinal(ordinal)
    assert date is not None, "days lie within the years of facts"
    return Fraction(packed_day(date))
