"""A partial order as it is drawn: what is equal together, and only the steps that are needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policydsl.analysis.relations import Relation

Relations = Mapping[tuple[int, int], Relation | None]
"""From the first to the second: `TIGHTENED` where the second is the stricter."""


@dataclass(frozen=True, slots=True)
class Order:
    """`groups` are equal columns; an edge leads from a group to a stricter one, without detours.

    `layers` holds the groups by rank, the strictest first; `open` are pairs that are not settled.
    """

    groups: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int], ...]
    layers: tuple[tuple[int, ...], ...]
    open: tuple[tuple[int, int], ...]


def order_of(count: int, relations: Relations) -> Order:
    """The order of `count` columns; a pair that is incomparable has no edge."""
    groups = _groups(count, relations)
    below = {
        (low, high)
        for low, lows in enumerate(groups)
        for high, highs in enumerate(groups)
        if low != high and _stricter(lows[0], highs[0], relations)
    }
    edges = tuple(
        sorted(
            (low, high)
            for low, high in below
            if not any((low, mid) in below and (mid, high) in below for mid in range(len(groups)))
        )
    )
    pairs = tuple(sorted(pair for pair, relation in relations.items() if relation is None))
    return Order(groups, edges, _layers(len(groups), edges), pairs)


def _groups(count: int, relations: Relations) -> tuple[tuple[int, ...], ...]:
    groups: list[list[int]] = []
    for column in range(count):
        for group in groups:
            if relations.get((group[0], column)) is Relation.EQUIVALENT:
                group.append(column)
                break
        else:
            groups.append([column])
    return tuple(tuple(group) for group in groups)


def _stricter(low: int, high: int, relations: Relations) -> bool:
    """Whether `high` is stricter than `low`."""
    if low < high:
        return relations.get((low, high)) is Relation.TIGHTENED
    return relations.get((high, low)) is Relation.LOOSENED


def _layers(count: int, edges: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """Each group as high as the longest way up from it is short."""
    height: dict[int, int] = {}

    def of(group: int) -> int:
        if group not in height:
            above = [of(high) for low, high in edges if low == group]
            height[group] = 1 + max(above, default=-1)
        return height[group]

    for group in range(count):
        of(group)
    deepest = max(height.values(), default=-1)
    return tuple(
        tuple(group for group in range(count) if height[group] == rank)
        for rank in range(deepest + 1)
    )
