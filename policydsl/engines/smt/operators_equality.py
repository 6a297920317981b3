"""`=` and `is` over values that depend on facts (see `policydsl.feel.operators.equality`)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import zip_longest

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.choose import (
    FALSE_VALUE,
    FAULTY_VALUE,
    TRUE_VALUE,
    UNKNOWN_VALUE,
    Option,
    answer,
    choose,
    part,
    truth,
)
from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.guards import same as iff
from policydsl.engines.smt.lists import packed
from policydsl.engines.smt.operators_logic import boolean, conjunction, truths
from policydsl.engines.smt.symbolic import (
    Content,
    Day,
    Entries,
    Faulty,
    Interval,
    Items,
    Months,
    Nothing,
    Number,
    Other,
    Seconds,
    Slot,
    Symbolic,
    Text,
    Truth,
    Unknown,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import operators
from policydsl.feel.temporal import DateTime, Time
from policydsl.text.diagnostic import Text as Words

_Leaves = Callable[[Content, Content], Symbolic]

_OTHER = Words(
    "求解器不比较时刻、函数这类值",
    "the solver does not compare times of day or functions",
)


def equal(left: Symbolic, right: Symbolic) -> Symbolic:
    """Whether two values are equal; null where they are of different kinds, or it is not known."""
    if left.value is not None and right.value is not None:
        return answer(operators.equal(left.value, right.value))
    return _all_equal(left, right, _equal_leaves)


def same(left: Symbolic, right: Symbolic) -> Symbolic:
    """Equality as lists are searched for an item: one of another kind is just not the same."""
    found = truths(equal(left, right))
    if found.faulty is False:
        return boolean(found)
    return boolean(found._replace(false=either(found.false, found.faulty), faulty=False))


def identical(left: Symbolic, right: Symbolic) -> Symbolic:
    """FEEL's `is`: equal, and of one kind."""
    if left.value is not None and right.value is not None:
        return answer(operators.identical(left.value, right.value))
    return _all_equal(left, right, _identical_leaves)


def _all_equal(left: Symbolic, right: Symbolic, leaves: _Leaves) -> Symbolic:
    options: list[Option] = list(_equal_nulls(left, right))
    for one in left.cases:
        for other in right.cases:
            if not _is_null(one.content) and not _is_null(other.content):
                guard = both(one.guard, other.guard)
                if guard is not False:
                    options.append((guard, _all_parts(one.content, other.content, leaves)))
    return choose(options)


def _is_null(content: Content) -> bool:
    return isinstance(content, Unknown | Faulty | Nothing)


def _equal_nulls(left: Symbolic, right: Symbolic) -> list[Option]:
    """Null equals null only. An unknown equals the literal null, so that one can ask for it."""
    kinds = (Unknown, Faulty, Nothing)
    one_unknown, one_faulty, one_nothing = (part(left, kind) for kind in kinds)
    other_unknown, other_faulty, other_nothing = (part(right, kind) for kind in kinds)
    one_null = either(one_unknown, one_faulty, one_nothing)
    other_null = either(other_unknown, other_faulty, other_nothing)
    if one_null is False and other_null is False:
        return []
    unknown = either(
        both(one_unknown, opposite(other_nothing)), both(other_unknown, opposite(one_nothing))
    )
    alike = either(
        both(one_nothing, other_null), both(one_null, other_nothing), both(one_faulty, other_faulty)
    )
    apart = either(
        both(one_faulty, opposite(other_null)),
        both(one_nothing, opposite(other_null)),
        both(other_faulty, opposite(one_null)),
        both(other_nothing, opposite(one_null)),
    )
    return [(unknown, UNKNOWN_VALUE), (alike, TRUE_VALUE), (apart, FALSE_VALUE)]


def _all_parts(left: Content, right: Content, leaves: _Leaves) -> Symbolic:
    match left, right:
        case Items(), Items():
            return _equal_lists(packed(left), packed(right), leaves)
        case Entries(members), Entries(others):
            if members.keys() != others.keys():
                return FALSE_VALUE
            return conjunction(
                (True, _all_equal(members[name], others[name], leaves)) for name in members
            )
        case Interval(), Interval():
            if (left.operator, left.low_included, left.high_included) != (
                right.operator,
                right.low_included,
                right.high_included,
            ):
                return FALSE_VALUE
            return conjunction(
                (
                    (True, _all_equal(left.low, right.low, leaves)),
                    (True, _all_equal(left.high, right.high, leaves)),
                )
            )
        case _:
            return leaves(left, right)


def _equal_lists(left: Items, right: Items, leaves: _Leaves) -> Symbolic:
    """Of packed lists: as long as one another, and each item equal to the other's."""
    none = Slot(False, UNKNOWN_VALUE)
    operands: list[Option] = []
    for one, other in zip_longest(left.slots, right.slots, fillvalue=none):
        operands.append((True, truth(iff(one.present, other.present))))
        shared = both(one.present, other.present)
        if shared is not False:
            operands.append((shared, _all_equal(one.value, other.value, leaves)))
    return conjunction(operands)


def _equal_leaves(left: Content, right: Content) -> Symbolic:
    match left, right:
        case (
            (Number(), Number())
            | (Text(), Text())
            | (Truth(), Truth())
            | (Day(), Day())
            | (Months(), Months())
            | (Seconds(), Seconds())
        ):
            return truth(_alike(left, right))
        case (Months(months), Seconds(seconds)) | (Seconds(seconds), Months(months)):
            lengthless = both(
                numbers.equals(_figure(months), Decimal(0)), numbers.equals(seconds, Decimal(0))
            )
            return choose([(lengthless, TRUE_VALUE), (opposite(lengthless), FAULTY_VALUE)])
        case (Other(), _) | (_, Other()):
            return _equal_others(left, right)
        case _:
            return FAULTY_VALUE


def _identical_leaves(left: Content, right: Content) -> Symbolic:
    match left, right:
        case Other(one), Other(other):
            return answer(type(one) is type(other) and one == other)
        case _:
            if type(left) is not type(right):
                return FALSE_VALUE
            return truth(_alike(left, right))


def _alike(left: Content, right: Content) -> Guard:
    """Whether two contents of one kind are equal."""
    match left, right:
        case Truth(one), Truth(other):
            return iff(one, other)
        case (
            (Number(first), Number(second))
            | (Seconds(first), Seconds(second))
            | (Text(first), Text(second))
            | (Day(first), Day(second))
            | (Months(first), Months(second))
        ):
            return numbers.equals(_figure(first), _figure(second))
        case _:
            raise AssertionError("contents of one kind are compared")


def _figure(term: int | numbers.Figure) -> numbers.Figure:
    return Decimal(term) if isinstance(term, int) else term


def _equal_others(left: Content, right: Content) -> Symbolic:
    """Times and functions, which only come here out of a choice."""
    moments = [
        isinstance(each, Day | Months | Seconds)
        or (isinstance(each, Other) and isinstance(each.value, Time | DateTime))
        for each in (left, right)
    ]
    if isinstance(left, Other) and isinstance(right, Other):
        return answer(operators.equal(left.value, right.value))
    if all(moments):
        raise Unencodable(_OTHER)
    return FAULTY_VALUE
