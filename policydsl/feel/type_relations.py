"""How static types relate: what fits where, what compares with what, what holds either."""

from __future__ import annotations

from policydsl.feel import types
from policydsl.feel.types import Type

_ORDERED = (
    types.NumberType,
    types.StringType,
    types.DateType,
    types.TimeType,
    types.DateTimeType,
    types.MonthsDurationType,
    types.DaysDurationType,
)


def is_open(kind: Type) -> bool:
    """Whether nothing can be said against a value of this type."""
    return isinstance(kind, types.AnyType | types.NullType)


def same_kind(left: Type, right: Type) -> bool:
    """Whether values of the two types can be equal at all; units and enumerations aside."""
    if is_open(left) or is_open(right):
        return True
    match left, right:
        case types.ListType(a), types.ListType(b):
            return same_kind(a, b)
        case types.RangeType(a), types.RangeType(b):
            return same_kind(a, b)
        case _:
            return type(left) is type(right)


def ordered(kind: Type) -> bool:
    """Whether `<` has a meaning among values of this type."""
    return is_open(kind) or isinstance(kind, _ORDERED)


def units_agree(left: Type, right: Type) -> bool:
    """Whether two numbers may meet: of one unit, or one of them bare."""
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            return a is None or b is None or a == b
        case types.ListType(a), types.ListType(b):
            return units_agree(a, b)
        case _:
            return True


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where another is wanted."""
    if is_open(given) or is_open(wanted):
        return True
    match given, wanted:
        case types.ListType(a), types.ListType(b):
            return fits(a, b)
        case types.RangeType(a), types.RangeType(b):
            return fits(a, b)
        case types.ContextType(members), types.ContextType(asked):
            return all(
                name in members and fits(members[name].type, member.type)
                for name, member in asked.items()
            )
        case _:
            return type(given) is type(wanted) and units_agree(given, wanted)


def join(left: Type, right: Type) -> Type:
    """The narrowest type that holds values of both."""
    if left == right or isinstance(right, types.NullType):
        return left
    if isinstance(left, types.NullType):
        return right
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            return right if a is None else left if b is None else types.NUMBER
        case types.StringType(a), types.StringType(b):
            return types.StringType(tuple(dict.fromkeys(a + b))) if a and b else types.STRING
        case types.ListType(a), types.ListType(b):
            return types.ListType(join(a, b))
        case types.RangeType(a), types.RangeType(b):
            return types.RangeType(join(a, b))
        case _:
            return types.ANY


def element(kind: Type) -> Type:
    """The type of what an iteration over a value goes through; a single value is a list of one."""
    match kind:
        case types.ListType(item) | types.RangeType(item):
            return item
        case types.NullType():
            return types.ANY
        case _:
            return kind
