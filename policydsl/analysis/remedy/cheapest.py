"""The cheapest levels that satisfy what is known to be needed.

A need says: one of these facets must reach at least this level. What the solver refuses becomes a
need, so that the cheapest levels over all needs are never dearer than a real remedy; where the
solver accepts them, they are one (an implicit hitting set, with levels).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from policydsl.analysis.remedy.facets import Facet
from policydsl.analysis.remedy.price import NOTHING, Price

Reached = Mapping[Facet, int]
"""Levels above 0; every other facet stays where it is."""

Need = Mapping[Facet, int]
"""One of these facets must reach its level."""

MAX_STATES = 100_000
_OPPOSITE = {"up": "down", "down": "up"}


class TooManyError(Exception):
    """The search was given up: too many combinations cost the same."""


@dataclass(frozen=True, slots=True)
class _State:
    reached: Reached
    price: Price


def support(reached: Reached) -> frozenset[str]:
    """The facts that change."""
    return frozenset(facet.path for facet, level in reached.items() if level)


def price_of(reached: Reached) -> Price:
    """What all of it costs together."""
    total = NOTHING
    for facet, level in reached.items():
        total += facet.price(level)
    return total


def cheapest(needs: Sequence[Need], barred: Sequence[frozenset[str]]) -> Reached | None:
    """The cheapest levels that meet all needs and change no set of facts that is barred.

    A set that holds a barred one is barred too. None where nothing is left. Raises TooManyError.
    """
    ticket = count()
    waiting: list[tuple[Price, int, int, _State]] = []
    seen: set[frozenset[tuple[Facet, int]]] = set()

    def push(state: _State, depth: int) -> None:
        identity = frozenset(state.reached.items())
        if identity in seen or _is_barred(support(state.reached), barred):
            return
        seen.add(identity)
        if len(seen) > MAX_STATES:
            raise TooManyError
        least = _least_to_come(needs, state.reached)
        if least is not None:
            heappush(waiting, (state.price + least, -depth, next(ticket), state))

    push(_State({}, NOTHING), 0)
    while waiting:
        _, depth, _, state = heappop(waiting)
        options = _narrowest(needs, state.reached)
        if options is None:
            return state.reached
        for facet, level in options.items():
            dearer = facet.price(level) - facet.price(state.reached.get(facet, 0))
            reached = {**state.reached, facet: level}
            push(_State(reached, state.price + dearer), 1 - depth)
    return None


def _is_barred(changed: frozenset[str], barred: Iterable[frozenset[str]]) -> bool:
    return any(each <= changed for each in barred)


def _met(need: Need, reached: Reached) -> bool:
    return any(reached.get(facet, 0) >= level for facet, level in need.items())


def _open(need: Need, reached: Reached) -> Need:
    """The facets that may still be raised: a figure does not go both up and down."""
    ways = {(facet.path, facet.way) for facet, level in reached.items() if level}
    return {
        facet: level
        for facet, level in need.items()
        if (facet.path, _OPPOSITE.get(facet.way, "")) not in ways
    }


def _narrowest(needs: Sequence[Need], reached: Reached) -> Need | None:
    """The unmet need with the fewest ways to meet it; None where all are met."""
    found: Need | None = None
    for need in needs:
        if not _met(need, reached):
            options = _open(need, reached)
            if found is None or len(options) < len(found):
                found = options
    return found


def _least_to_come(needs: Sequence[Need], reached: Reached) -> Price | None:
    """A bound from below on what the unmet needs will add; None where one cannot be met.

    Needs without a fact in common add up.
    """
    total = NOTHING
    touched: set[str] = set()
    for need in sorted((n for n in needs if not _met(n, reached)), key=len):
        options = _open(need, reached)
        if not options:
            return None
        paths = {facet.path for facet in options}
        if touched.isdisjoint(paths):
            touched |= paths
            total += min(
                facet.price(level) - facet.price(reached.get(facet, 0))
                for facet, level in options.items()
            )
    return total
