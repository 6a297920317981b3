"""`=` and `is` (DMN 1.5 §10.3.2.13, table 42)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from policydsl.feel import temporal
from policydsl.feel.kind_names import kind_name
from policydsl.feel.limits import Comparisons, too_many_comparisons
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import CauseKind, Null, Range, Value, merge, null

_Leaves = Callable[[Value, Value], bool | Null]
_Pair = tuple[Value, Value]


def equal(left: Value, right: Value, bound: Comparisons | None = None) -> bool | Null:
    """Whether two values are equal; null where they are of different kinds, or it is not known.

    Lists, contexts and ranges are equal where all their parts are. What differs for certain
    decides, whatever else is unknown.
    """
    return _all_equal(left, right, _equal_leaves, bound or Comparisons())


def same(left: Value, right: Value, bound: Comparisons) -> bool | Null:
    """Equality as lists are searched for an item: one of another kind is just not the same.

    Null only where it is not known, or `bound` is reached.
    """
    found = equal(left, right, bound)
    if isinstance(found, Null) and not found.unknown and bound.left >= 0:
        return False
    return found


def identical(left: Value, right: Value) -> bool | Null:
    """FEEL's `is`: equal, of one kind, and temporal values in every part of them."""
    return _all_equal(left, right, _identical_leaves, Comparisons())


def _all_equal(left: Value, right: Value, leaves: _Leaves, bound: Comparisons) -> bool | Null:
    """Walks both values side by side. A loop: values may be nested deeper than Python's stack."""
    pairs: list[_Pair] = [(left, right)]
    undecided: list[Null] = []
    while pairs:
        one, other = pairs.pop()
        bound.left -= 1
        if bound.left < 0:
            return too_many_comparisons()
        parts = _parts(one, other)
        if parts is None:
            found = leaves(one, other)
        elif isinstance(parts, list):
            pairs.extend(parts)
            continue
        else:
            found = parts
        if isinstance(found, Null):
            undecided.append(found)
        elif not found:
            return False
    return merge(undecided) if undecided else True


def _parts(left: Value, right: Value) -> list[_Pair] | bool | None:
    """The pairs of parts to compare, or whether the shapes alone decide; None for leaves."""
    match left, right:
        case tuple(), tuple():
            if len(left) != len(right):
                return False
            return list(zip(reversed(left), reversed(right), strict=True))
        case dict(), dict():
            if left.keys() != right.keys():
                return False
            return [(left[key], right[key]) for key in reversed(left)]
        case Range(), Range():
            return _range_parts(left, right)
        case _:
            return None


def _range_parts(left: Range, right: Range) -> list[_Pair] | bool:
    """`(>= 5)` and `[5..null)` differ, as the conformance kit has it (0068)."""
    if (left.operator, left.low_included, left.high_included) != (
        right.operator,
        right.low_included,
        right.high_included,
    ):
        return False
    return [(left.high, right.high), (left.low, right.low)]


def _equal_leaves(left: Value, right: Value) -> bool | Null:
    match left, right:
        case (Null(), _) | (_, Null()):
            return _equal_nulls(left, right)
        case (Decimal(), Decimal()) | (str(), str()) | (bool(), bool()):
            return left == right
        case (
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
        ):
            found = temporal.equal(left, right)
            return _different_kinds(left, right) if found is None else found
        case _:
            return True if left is right else _different_kinds(left, right)


def _identical_leaves(left: Value, right: Value) -> bool | Null:
    match left, right:
        case (Null(), _) | (_, Null()):
            return _equal_nulls(left, right)
        case _:
            return type(left) is type(right) and left == right


def _equal_nulls(left: Value, right: Value) -> bool | Null:
    """Null equals null only. An unknown equals the literal null, so that one can ask for it."""
    if isinstance(left, Null) and isinstance(right, Null):
        if not left.causes or not right.causes:
            return True
        return merge((left, right)) if left.unknown or right.unknown else True
    known_null = left if isinstance(left, Null) else right
    return known_null if isinstance(known_null, Null) and known_null.unknown else False


def _different_kinds(left: Value, right: Value) -> Null:
    one, other = kind_name(left), kind_name(right)
    if one == other:
        return null(
            CauseKind.WRONG_TYPE, f"{one.zh}之间不能比较相等", f"{one.en} equals only itself"
        )
    return null(
        CauseKind.WRONG_TYPE,
        f"{one.zh}和{other.zh}不能比较",
        f"{one.en} cannot be compared with {other.en}",
    )
