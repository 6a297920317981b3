"""Which values are of which type, and which become so (see `feel.builtins.conformance`)."""

from __future__ import annotations

from typing import assert_never

from policydsl.engines.smt.choose import Guarded, null_part
from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, implies, opposite
from policydsl.engines.smt.lists import list_of, packed
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
    Symbolic,
    Text,
    Truth,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import types
from policydsl.feel.builtins import conformance
from policydsl.feel.types import Type
from policydsl.text.diagnostic import Text as Words

_ENUMERATION = Words(
    "求解器不看文字是不是某个枚举的值",
    "the solver does not ask whether a string belongs to an enumeration",
)

_KINDS: tuple[tuple[type[Type], type[Content]], ...] = (
    (types.NumberType, Number),
    (types.BooleanType, Truth),
    (types.DateType, Day),
    (types.MonthsDurationType, Months),
    (types.DaysDurationType, Seconds),
)


def is_null(content: Content) -> bool:
    """Whether it is one of the three nulls."""
    return isinstance(content, Unknown | Faulty | Nothing)


def is_instance(content: Content, type_: Type) -> Guard:
    """FEEL's `instance of`: like `conforms`, but null is an instance of the null type alone."""
    if is_null(content):
        return isinstance(type_, types.NullType)
    return conforms(content, type_)


def conforms(content: Content, type_: Type) -> Guard:
    """Whether a value is of a type. Null is of every type, also as an item and as a member."""
    if is_null(content) or isinstance(type_, types.AnyType):
        return True
    if isinstance(content, Other):
        return conformance.conforms(content.value, type_)
    match type_:
        case types.NullType() | types.TimeType() | types.DateTimeType() | types.FunctionType():
            return False
        case types.StringType(labels):
            if labels and isinstance(content, Text):
                raise Unencodable(_ENUMERATION)
            return isinstance(content, Text)
        case types.ListType(item):
            return isinstance(content, Items) and (
                isinstance(item, types.AnyType)
                or all_hold(
                    implies(s.present, value_conforms(s.value, item)) for s in content.slots
                )
            )
        case types.RangeType(item):
            return isinstance(content, Interval) and all_hold(
                value_conforms(end, item) for end in (content.low, content.high)
            )
        case types.ContextType(members):
            return isinstance(content, Entries) and (
                all(name in content.members for name in members)
                and all_hold(
                    value_conforms(content.members[name], member.type)
                    for name, member in members.items()
                )
            )
        case (
            types.NumberType()
            | types.BooleanType()
            | types.DateType()
            | types.MonthsDurationType()
            | types.DaysDurationType()
        ):
            return (type(type_), type(content)) in _KINDS
        case _:
            assert_never(type_)


def value_conforms(value: Symbolic, type_: Type) -> Guard:
    """Where a value is of a type."""
    return any_holds(both(case.guard, conforms(case.content, type_)) for case in value.cases)


def accepts(content: Content, type_: Type, *, tolerant: bool) -> Guard:
    """Whether an implementation may get a value: nulls only where they are foreseen."""
    match type_:
        case types.AnyType():
            return True
        case types.ListType(item) if isinstance(content, Items) and not isinstance(
            item, types.AnyType
        ):
            nulls = (both(slot.present, null_part(slot.value)) for slot in content.slots)
            none = True if tolerant else opposite(any_holds(nulls))
            return both(conforms(content, type_), none)
        case _:
            return not is_null(content) and conforms(content, type_)


def coerced(content: Content, type_: Type) -> list[Guarded]:
    """What DMN makes of a value that is not of a type, and when; not at all where nothing is.

    A list of one item stands for the item, an item for the list of it. No date becomes its
    midnight: every function that has terms takes the date as well as the moment.
    """
    match type_, content:
        case types.ListType(), Items():
            return []
        case types.ListType(), _:
            single = list_of((known(content),))
            return [(conforms(single, type_), single)]
        case _, Items():
            return _of_one_item(packed(content), type_)
        case _:
            return []


def _of_one_item(items: Items, type_: Type) -> list[Guarded]:
    if not items.slots:
        return []
    first, *rest = items.slots
    alone = both(first.present, *(opposite(each.present) for each in rest[:1]))
    found: list[Guarded] = []
    for case in first.value.cases:
        if not is_null(case.content) and not isinstance(case.content, Items):
            here = both(alone, case.guard)
            found.append((both(here, conforms(case.content, type_)), case.content))
    return [(guard, content) for guard, content in found if guard is not False]
