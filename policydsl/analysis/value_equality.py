"""When two results are the same."""

from __future__ import annotations

from policydsl.feel.operators import equal
from policydsl.feel.values import Null, Value


def same_result(one: Value | None, other: Value | None) -> bool:
    """An unknown equals an unknown, another null another null; None is no value at all."""
    match one, other:
        case (None, _) | (_, None):
            return one is other
        case Null(), Null():
            return one.unknown == other.unknown
        case dict(), dict():
            return one.keys() == other.keys() and all(
                same_result(one[key], other[key]) for key in one
            )
        case tuple(), tuple():
            return len(one) == len(other) and all(map(same_result, one, other))
        case _:
            return equal(one, other) is True
