"""The size of a comparison: which way it asks, and by how much a value falls short."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from policydsl.feel.operators import arithmetic
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.feel.tree import ComparisonOperator
from policydsl.feel.values import Null, Range, Value

_NEGATED: dict[ComparisonOperator, ComparisonOperator] = {
    "=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
}  # fmt: skip
_MIRRORED: dict[ComparisonOperator, ComparisonOperator] = {
    "=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<=",
}  # fmt: skip


def negated(operator: ComparisonOperator) -> ComparisonOperator:
    """The operator that holds where this one does not: `not(a < b)` is `a >= b`."""
    return _NEGATED[operator]


def mirrored(operator: ComparisonOperator) -> ComparisonOperator:
    """The operator with its sides exchanged: `a < b` is `b > a`."""
    return _MIRRORED[operator]


def asked(operator: ComparisonOperator, bound: Value) -> Value:
    """What is asked for: the bound itself, or for `!=` "anything but" it."""
    if operator == "!=" and not isinstance(bound, Null):
        return Range(True, bound, bound, True, "!=")
    return bound


def shortfall(operator: ComparisonOperator, actual: Value, bound: Value) -> Value | None:
    """By how much `actual` misses the bound, or None where that has no size.

    Numbers, dates and durations alike. A strict comparison misses by the distance to its bound,
    the least that is short; at the bound itself there is none to name.
    """
    match operator:
        case ">" | ">=":
            return _positive(arithmetic("-", bound, actual))
        case "<" | "<=":
            return _positive(arithmetic("-", actual, bound))
        case "=" | "!=":
            return None
        case _:
            assert_never(operator)


def outside(value: Value, range_: Value) -> Value | None:
    """By how much a value lies outside a range; None for anything but a range."""
    if not isinstance(range_, Range):
        return None
    below = shortfall(">=", value, range_.low)
    return below if below is not None else shortfall("<=", value, range_.high)


def _positive(distance: Value) -> Value | None:
    match distance:
        case Decimal() if distance > 0:
            return distance
        case DaysDuration(seconds) if seconds > 0:
            return distance
        case MonthsDuration(months) if months > 0:
            return distance
        case _:
            return None
