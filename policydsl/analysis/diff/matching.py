"""Which thing of one version is which of the other: by id, else by what it says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable]
Way = Key[T] | tuple[Key[T], Key[T]]


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same thing in both versions. `old_at` and `new_at` count from 0 among their kind."""

    old: T
    new: T
    old_at: int
    new_at: int
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Matched(Generic[T]):
    """Pairs in the order of the new version, and what only one of them has."""

    pairs: tuple[Pair[T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def match(old: Sequence[T], new: Sequence[T], *ways: Way[T]) -> Matched[T]:
    """Matches by the first of the ways (a key, or one for each side), what is left by the next.

    A key that several things share, or None, matches nothing but the first of them in order.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    found: list[tuple[int, int]] = []
    for way in ways:
        old_key, new_key = way if isinstance(way, tuple) else (way, way)
        waiting: dict[Hashable, list[int]] = {}
        for at, thing in left.items():
            waiting.setdefault(old_key(thing), []).append(at)
        for at, thing in list(right.items()):
            key = new_key(thing)
            candidates = waiting.get(key)
            if key is not None and candidates:
                before = candidates.pop(0)
                found.append((before, at))
                del left[before], right[at]
    found.sort(key=lambda each: each[1])
    kept = _in_order([before for before, _ in found])
    pairs = tuple(
        Pair(old[before], new[after], before, after, moved=number not in kept)
        for number, (before, after) in enumerate(found)
    )
    return Matched(pairs, tuple(left.values()), tuple(right.values()))


def _in_order(numbers: Sequence[int]) -> frozenset[int]:
    """The positions of a longest increasing run: what stands there has not moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1], last[length : length + 1] = [number], [at]
    found: list[int] = []
    at_: int | None = last[-1] if last else None
    while at_ is not None:
        found.append(at_)
        at_ = before[at_]
    return frozenset(found)
