"""Tables whose values are FEEL's own: lists, contexts, sums; and those of hit policy priority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

from policydsl.engines.python.boxing import box, unbox
from policydsl.engines.python.kinds import FEEL
from policydsl.feel.operators import arithmetic, compare, equal
from policydsl.feel.values import Null, Value
from policydsl.runtime.tables import settled
from policydsl.runtime.values import is_null, merged

Rows = Sequence[Any]


def same(left: Any, right: Any) -> Any:
    """`=` of two values of FEEL's."""
    return unbox(equal(box(left, FEEL), box(right, FEEL)), FEEL)


def ranked(
    holds: Rows,
    gives: Sequence[Callable[[], Any]],
    default: Callable[[], Any],
    orders: Sequence[Sequence[str]],
) -> Any:
    """Hit policy priority: the best of the rows that match, by the outputs' order of values."""
    certain = [value() for held, value in zip(holds, gives, strict=True) if held is True]
    certain = sorted(certain, key=lambda each: _rank(each, orders))[:1]
    open_ones = [
        (held, value())
        for held, value in zip(holds, gives, strict=True)
        if held is not True and held is not False
    ]
    possible = [
        (held, value)
        for held, value in open_ones
        if not certain or _rank(value, orders) < _rank(certain[0], orders)
    ]
    values, nulls = [value for _, value in possible], [held for held, _ in possible]
    return settled(certain, values, nulls, default, same)


def _rank(value: Any, orders: Sequence[Sequence[str]]) -> tuple[int, ...]:
    results = (
        [value] if len(orders) == 1 else list(value.values()) if isinstance(value, dict) else []
    )
    return tuple(
        -1
        if is_null(result) or isinstance(result, Null)
        else order.index(result)
        if isinstance(result, str) and result in order
        else len(order)
        for result, order in zip(results, orders, strict=True)
    )


def gathered(
    holds: Rows,
    gives: Sequence[Callable[[], Any]],
    default: Callable[[], Any] | None,
    aggregation: str,
) -> Any:
    """Hit policies collect and rule order. `default` is None where no output states one."""
    nulls = [held for held in holds if held is not True and held is not False]
    if nulls:
        return merged(nulls)
    found = [box(value(), FEEL) for held, value in zip(holds, gives, strict=True) if held is True]
    if aggregation == "count":
        return Decimal(len(found))
    if found:
        if aggregation == "list":
            return tuple(found)
        return unbox(reduce(_AGGREGATES[aggregation], found), FEEL)
    if default is not None:
        return default()
    return () if aggregation == "list" else None


def _sum(one: Value, other: Value) -> Value:
    return arithmetic("+", one, other)


def _least(one: Value, other: Value) -> Value:
    first = compare("<=", one, other)
    return first if isinstance(first, Null) else one if first else other


def _greatest(one: Value, other: Value) -> Value:
    first = compare(">=", one, other)
    return first if isinstance(first, Null) else one if first else other


_AGGREGATES: dict[str, Callable[[Value, Value], Value]] = {
    "sum": _sum,
    "min": _least,
    "max": _greatest,
}
