"""`[low..high]` as a value (DMN 1.5 §10.3.2.7)."""

from __future__ import annotations

from policydsl.feel.kind_names import kind_name
from policydsl.feel.operators.ordering import compare
from policydsl.feel.values import CauseKind, Null, Range, Value, merge, null


def range_between(low_included: bool, low: Value, high: Value, high_included: bool) -> Range | Null:
    """The range; null where an end is unknown, the ends have no order, or stand the wrong way.

    An end that is the literal null leaves the range unbounded there.
    """
    unknown = [end for end in (low, high) if isinstance(end, Null) and end.unknown]
    if unknown:
        return merge(unknown)
    if not isinstance(low, Null) and not isinstance(high, Null):
        if type(low) is not type(high):
            return _of_two_kinds(low, high)
        ordered = compare("<=", low, high)
        if isinstance(ordered, Null):
            return merge([ordered])
        if not ordered:
            return null(
                CauseKind.WRONG_ARGUMENT,
                "区间的下限大于上限",
                "the range's low end is above its high end",
            )
    return Range(low_included, low, high, high_included)


def _of_two_kinds(low: Value, high: Value) -> Null:
    one, other = kind_name(low), kind_name(high)
    return null(
        CauseKind.WRONG_TYPE,
        f"区间的两端要同类，这里是{one.zh}和{other.zh}",
        f"a range's ends are of one kind, these are {one.en} and {other.en}",
    )
