"""`in`, `between`, and the tests of decision tables (DMN 1.5 §10.3.2.8, §10.3.2.14)."""

from __future__ import annotations

from policydsl.feel.limits import Comparisons
from policydsl.feel.operators.equality import equal, same
from policydsl.feel.operators.logic import conjunction, disjunction
from policydsl.feel.operators.ordering import compare
from policydsl.feel.values import Null, Range, Value


def in_range(value: Value, range_: Range) -> bool | Null:
    """Whether a value lies in a range. `[1..null]`, with an end that is null, gives null."""
    if range_.operator is not None:
        end = range_.high if range_.operator in {"<", "<="} else range_.low
        return compare(range_.operator, value, end)
    return conjunction(
        (
            compare(">=" if range_.low_included else ">", value, range_.low),
            compare("<=" if range_.high_included else "<", value, range_.high),
        )
    )


def between(value: Value, low: Value, high: Value) -> bool | Null:
    """`value between low and high`, both included."""
    return in_range(value, Range(True, low, high, True))


def matches_test(value: Value, test: Value) -> bool | Null:
    """Whether a value passes a test: lies in a range, is or equals an item of a list, is equal.

    An item of another kind than the value is just no match.
    """
    match test:
        case Range():
            return equal(value, test) if isinstance(value, Range) else in_range(value, test)
        case tuple():
            bound = Comparisons()
            # An unknown may be the very list.
            whole = same(value, test, bound) if isinstance(value, tuple | Null) else False
            items = (_matches_item(value, item, bound) for item in test)
            return disjunction((whole, *items))
        case _:
            return equal(value, test)


def _matches_item(value: Value, item: Value, bound: Comparisons) -> bool | Null:
    if isinstance(item, Range) and not isinstance(value, Range):
        found = in_range(value, item)
        return False if isinstance(found, Null) and not found.unknown else found
    return same(value, item, bound)
