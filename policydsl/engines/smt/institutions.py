"""A known institution as the values of a space's variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import z3

from policydsl.engines.smt.fact_values import numeral
from policydsl.engines.smt.fact_variables import LeafPlace, ListPlace, Place, SectionPlace
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.terms import NumberTerm
from policydsl.policy.facts import Facts

TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)
_OTHERWISE = {z3.Z3_BOOL_SORT: FALSE, z3.Z3_INT_SORT: z3.IntVal(0), z3.Z3_REAL_SORT: z3.RealVal(0)}

Assignment = tuple[NumberTerm, NumberTerm]


def assignments(space: Space, facts: Facts) -> Iterator[Assignment]:
    """Every variable with its value; those of facts that are not stated have any.

    ValueError where a list is longer than the space has room for.
    """
    yield from _of(space.root, facts.stated, space)


def _of(place: Place, stated: Any, space: Space) -> Iterator[Assignment]:
    match place:
        case SectionPlace():
            for name, member in place.members.made():
                yield from _of(member, (stated or {}).get(name), space)
        case LeafPlace():
            yield from _flag(place.variable.known.guard, stated is not None)
            value = None if stated is None else numeral(place, stated, space.context.atoms)
            yield place.term, _OTHERWISE[place.term.sort_kind()] if value is None else value
        case ListPlace():
            yield from _flag(place.variable.known.guard, stated is not None)
            items = stated or []
            if len(items) > len(place.filled):
                raise ValueError(f"{place.variable.path} has no room for {len(items)} items")
            for number, (filled, item) in enumerate(zip(place.filled, place.items, strict=True)):
                there = number < len(items)
                yield from _flag(filled, there)
                yield from _of(item, items[number] if there else None, space)


def _flag(guard: Guard, holds: bool) -> Iterator[Assignment]:
    if not isinstance(guard, bool):
        yield guard, TRUE if holds else FALSE
