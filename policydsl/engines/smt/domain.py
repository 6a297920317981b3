"""What the facts schema demands of each variable, so that every model is facts that it accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import z3

from policydsl.engines.smt.atoms import FIRST, Atoms
from policydsl.engines.smt.fact_values import real
from policydsl.engines.smt.fact_variables import LeafPlace, ListPlace, Place, SectionPlace
from policydsl.engines.smt.guards import Guard, both, either, implies, opposite
from policydsl.engines.smt.terms import BoolTerm, NumberTerm
from policydsl.policy.facts.facts_formats import credit_code_fault, resident_id_fault
from policydsl.policy.facts.facts_tree import FactLeaf

LARGEST = 10**20
"""No number of an institution's facts is larger; so results stay within FEEL's 34 digits."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""The years that an institution's dates lie in."""

AREA = 10**6
"""Texts that were not met have numbers too: those of each format an area of their own."""

NEXT_TEXT: NumberTerm = z3.Int("#texts")
"""The number of the next text to be met, which changes as more is encoded."""

_NO_DAYS = (
    60,
    61,
    123,
    185,
    278,
    340,
)  # 30 and 31 February, 31 of April, June, September, November
_LEAP_DAY = 59


def demands(place: LeafPlace | ListPlace, atoms: Atoms) -> Iterator[Guard]:
    """The conditions on one fact's variables. They can be met, whatever else is."""
    if isinstance(place, ListPlace):
        yield from _of_list(place)
        return
    match place.leaf.kind:
        case "boolean":
            pass
        case "string":
            yield from _of_string(place, atoms)
        case "integer" | "number":
            yield from _of_number(place)
        case "date":
            yield from _of_date(place.term, place.variable.path)


def is_restricted(place: LeafPlace | ListPlace) -> bool:
    """Whether only some texts are values of the fact, so that each new atom is to be looked at."""
    return (
        isinstance(place, LeafPlace)
        and place.leaf.kind == "string"
        and not place.leaf.values
        and not place.leaf.rule.keys() <= {"type"}
    )


def area_of(place: LeafPlace, number: int, room: int) -> Guard:
    """A fact of a format has a text that was met, or one of `room` of the number-th kind."""
    low = AREA * (number + 1)
    met = z3.And(place.term >= FIRST, place.term < NEXT_TEXT)
    return either(met, z3.And(place.term >= low, place.term < low + room))


def refused(place: LeafPlace, atoms: Sequence[tuple[str, int]]) -> Iterator[Guard]:
    """That a fact of a format has none of the texts that are not of it."""
    for text, number in atoms:
        if number > 0 and not fits(place.leaf, text):
            yield place.term != number


def fits(leaf: FactLeaf, text: str) -> bool:
    """Whether the facts schema takes a text for the value of a fact that is a string."""
    rule = leaf.rule
    match leaf.format:
        case "unified-social-credit-code":
            right = len(text) == 18 and credit_code_fault(text) is None
        case "resident-id":
            right = len(text) == 18 and resident_id_fault(text) is None
        case _:
            right = True
    return (
        right
        and int(rule.get("minLength", 0)) <= len(text) <= int(rule.get("maxLength", len(text)))
        and ("pattern" not in rule or re.search(rule["pattern"], text) is not None)
    )


def _of_list(place: ListPlace) -> Iterator[Guard]:
    previous = place.variable.known.guard
    for filled in place.filled:
        yield implies(filled, previous)
        previous = filled
    least = int(place.node.rule.get("minItems", 0))
    if least:
        yield implies(place.variable.known.guard, place.filled[least - 1])
    if place.node.rule.get("uniqueItems"):
        for number, one in enumerate(place.items):
            for before, other in enumerate(place.items[:number]):
                there = both(place.filled[number], place.filled[before])
                yield implies(there, _differ(one, other))


def _differ(one: Place, other: Place) -> Guard:
    """Told from what of them there are variables for: items that differ elsewhere are left out."""
    match one, other:
        case LeafPlace(), LeafPlace():
            known, too = one.variable.known.guard, other.variable.known.guard
            return either(
                both(known, opposite(too)),
                both(too, opposite(known)),
                both(known, one.term != other.term),
            )
        case SectionPlace(), SectionPlace():
            return either(
                *(_differ(each, other.members.place(name)) for name, each in one.members.made())
            )
        case ListPlace(), ListPlace():
            pairs = zip(one.filled, other.filled, strict=False)
            return either(*(a != b for a, b in pairs if not isinstance(a, bool)))
        case _:
            return True


def _of_string(place: LeafPlace, atoms: Atoms) -> Iterator[Guard]:
    if place.leaf.values:
        numbers = sorted(atoms.number(name) for name, _ in place.leaf.values)
        if numbers[-1] - numbers[0] == len(numbers) - 1:
            yield z3.And(place.term >= numbers[0], place.term <= numbers[-1])
        else:
            yield z3.Or([place.term == number for number in numbers])
    else:
        yield place.term >= 1  # blank texts, whose atoms are negative, are unstated


def _of_number(place: LeafPlace) -> Iterator[Guard]:
    low, high = _limit(place, -LARGEST), _limit(place, LARGEST)
    rule = place.leaf.rule
    for keyword, value in rule.items():
        match keyword:
            case "minimum":
                low = _limit(place, value)
            case "maximum":
                high = _limit(place, value)
            case "exclusiveMinimum":
                yield place.term > _limit(place, value)
            case "exclusiveMaximum":
                yield place.term < _limit(place, value)
    yield place.term >= low
    yield place.term <= high


def _limit(place: LeafPlace, value: Any) -> NumberTerm:
    """A bound as a number of sort Real, which Z3 compares with whole ones too."""
    number = Decimal(str(value))
    if place.leaf.kind == "integer" and number == number.to_integral_value():
        return z3.IntVal(int(number))
    return real(number)


def _of_date(day: BoolTerm, path: str) -> Iterator[Guard]:
    """A packed number is a day of the calendar."""
    year, rest = z3.Int(f"{path}/year"), z3.Int(f"{path}/rest")
    yield day == 372 * year + rest
    yield z3.And(year >= FIRST_YEAR, year <= LAST_YEAR, rest >= 0, rest < 372)
    yield z3.And([rest != none for none in _NO_DAYS])
    leap = z3.And(
        year % 4 == 0, *(year != no for no in range(FIRST_YEAR, LAST_YEAR + 1, 100) if no % 400)
    )
    yield z3.Implies(rest == _LEAP_DAY, leap)
