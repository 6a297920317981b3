"""Which values are of which type, and which become so (DMN 1.5 §10.3.2.9)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import assert_never

from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Offset,
    Time,
    date_and_time,
)
from policydsl.feel.type_relations import join
from policydsl.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    MONTHS_DURATION,
    NULL_TYPE,
    NUMBER,
    STRING,
    TIME,
    AnyType,
    BooleanType,
    ContextType,
    DateTimeType,
    DateType,
    DaysDurationType,
    FunctionType,
    ListType,
    Member,
    MonthsDurationType,
    NullType,
    NumberType,
    RangeType,
    StringType,
    TimeType,
    Type,
)
from policydsl.feel.values import Closure, Null, Range, Value

_MAX_DEPTH = 50
_MIDNIGHT_UTC = Time(0, 0, Decimal(0), Offset(0))


def is_instance(value: Value, type_: Type) -> bool:
    """FEEL's `instance of`: like `conforms`, but null is an instance of the null type alone."""
    if isinstance(value, Null):
        return isinstance(type_, NullType)
    return conforms(value, type_)


def conforms(value: Value, type_: Type) -> bool:
    """Whether a value is of a type. Null is of every type, also as an item and as a member.

    A context may have more members than its type; functions are told apart by how many arguments
    they take. Units cannot be told from a value.
    """
    if isinstance(value, Null):
        return True
    match type_:
        case AnyType():
            return True
        case NullType():
            return False
        case NumberType():
            return isinstance(value, Decimal)
        case StringType(labels):
            return isinstance(value, str) and (not labels or value in dict(labels))
        case BooleanType():
            return isinstance(value, bool)
        case DateType():
            return isinstance(value, Date)
        case TimeType():
            return isinstance(value, Time)
        case DateTimeType():
            return isinstance(value, DateTime)
        case MonthsDurationType():
            return isinstance(value, MonthsDuration)
        case DaysDurationType():
            return isinstance(value, DaysDuration)
        case ListType() | RangeType() | ContextType() | FunctionType():
            return _conforms_in_structure(value, type_)
        case _:
            assert_never(type_)


def _conforms_in_structure(
    value: Value, type_: ListType | RangeType | ContextType | FunctionType
) -> bool:
    match type_:
        case ListType(item):
            return isinstance(value, tuple) and (
                item == ANY or all(conforms(each, item) for each in value)
            )
        case RangeType(item):
            return isinstance(value, Range) and all(
                conforms(end, item) for end in (value.low, value.high)
            )
        case ContextType(members):
            return isinstance(value, dict) and all(
                name in value and conforms(value[name], member.type)
                for name, member in members.items()
            )
        case FunctionType(parameters):
            return takes(value, len(parameters))
        case _:
            assert_never(type_)


def takes(value: Value, count: int) -> bool:
    """Whether a value is a function that can be called with so many positional arguments."""
    match value:
        case Closure(definition):
            return len(definition.parameters) == count
        case (
            Null()
            | Decimal()
            | str()
            | bool()
            | Date()
            | Time()
            | DateTime()
            | MonthsDuration()
            | DaysDuration()
            | tuple()
            | dict()
            | Range()
        ):
            return False
        case _:
            return any(overload.takes(count) for overload in value.overloads)


def coerce(value: Value, type_: Type) -> Value | None:
    """The value, or what DMN makes of it, that is of a type; None where nothing is.

    A list of one item stands for the item, an item for the list of it, a date for its midnight UTC.
    """
    if conforms(value, type_):
        return value
    match type_, value:
        case DateTimeType(), Date():
            return date_and_time(value, _MIDNIGHT_UTC)
        case ListType(), tuple():
            return None
        case ListType(), _:
            return (value,) if conforms((value,), type_) else None
        case _, (item,) if isinstance(value, tuple):
            return None if isinstance(item, Null | tuple) else coerce(item, type_)
        case _:
            return None


def type_of(value: Value) -> Type:
    """The narrowest type of a value that can be told from the value alone."""
    return _type_of(value, 0, {})


def _type_of(value: Value, depth: int, known: dict[int, Type]) -> Type:
    """`known` keeps the types of lists and contexts already seen, which may be shared."""
    if depth > _MAX_DEPTH:
        return ANY
    match value:
        case Null():
            return NULL_TYPE
        case Decimal():
            return NUMBER
        case bool():
            return BOOLEAN
        case str():
            return STRING
        case Date():
            return DATE
        case Time():
            return TIME
        case DateTime():
            return DATE_TIME
        case MonthsDuration():
            return MONTHS_DURATION
        case DaysDuration():
            return DAYS_DURATION
        case Range(low=low, high=high):
            return RangeType(_joined(_type_of(end, depth + 1, known) for end in (low, high)))
        case tuple() | dict():
            if id(value) not in known:
                known[id(value)] = _type_of_structure(value, depth + 1, known)
            return known[id(value)]
        case Closure(definition):
            return FunctionType(tuple((each.name, ANY) for each in definition.parameters), ANY)
        case _:
            parameters = value.overloads[0].parameters
            return FunctionType(tuple((each.name, each.type) for each in parameters), ANY)


def _type_of_structure(
    value: tuple[Value, ...] | dict[str, Value], depth: int, known: dict[int, Type]
) -> Type:
    if isinstance(value, tuple):
        item = _joined(_type_of(each, depth, known) for each in value)
        return ListType(item if value else ANY)
    return ContextType(
        {name: Member(name, _type_of(each, depth, known)) for name, each in value.items()}
    )


def _joined(types: Iterable[Type]) -> Type:
    nothing: Type = NULL_TYPE
    return reduce(join, types, nothing)
