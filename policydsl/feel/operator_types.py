"""The type of `a + b` and its like, with units. None where the operator has no meaning."""

from __future__ import annotations

from typing import assert_never

from policydsl.feel import types
from policydsl.feel.tree import ArithmeticOperator
from policydsl.feel.type_relations import is_open
from policydsl.feel.types import Type

_Instant = types.DateType | types.DateTimeType


def arithmetic_type(operator: ArithmeticOperator, left: Type, right: Type) -> Type | None:
    """The result's type. Units are checked before, by the caller, for `+` and `-`."""
    if is_open(left) or is_open(right):
        return types.ANY
    match operator:
        case "+":
            return _sum(left, right)
        case "-":
            return _difference(left, right)
        case "*":
            return _product(left, right)
        case "/":
            return _quotient(left, right)
        case "**":
            both = isinstance(left, types.NumberType) and isinstance(right, types.NumberType)
            return types.NUMBER if both else None
        case _:
            assert_never(operator)


def _sum(left: Type, right: Type) -> Type | None:
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            return types.NumberType(a if a is not None else b)
        case types.StringType(), types.StringType():
            return types.STRING
        case (
            types.DateType() | types.DateTimeType(),
            types.MonthsDurationType() | types.DaysDurationType(),
        ):
            return left
        case (
            types.MonthsDurationType() | types.DaysDurationType(),
            types.DateType() | types.DateTimeType(),
        ):
            return right
        case types.TimeType(), types.DaysDurationType():
            return left
        case types.DaysDurationType(), types.TimeType():
            return right
        case (
            types.MonthsDurationType() | types.DaysDurationType(),
            types.MonthsDurationType() | types.DaysDurationType(),
        ) if left == right:
            return left
        case _:
            return None


def _difference(left: Type, right: Type) -> Type | None:
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            return types.NumberType(a if a is not None else b)
        case types.DateType() | types.DateTimeType(), types.DateType() | types.DateTimeType():
            return types.DAYS_DURATION
        case types.TimeType(), types.TimeType():
            return types.DAYS_DURATION
        case (
            types.DateType() | types.DateTimeType(),
            types.MonthsDurationType() | types.DaysDurationType(),
        ):
            return left
        case types.TimeType(), types.DaysDurationType():
            return left
        case (
            types.MonthsDurationType() | types.DaysDurationType(),
            types.MonthsDurationType() | types.DaysDurationType(),
        ) if left == right:
            return left
        case _:
            return None


def _product(left: Type, right: Type) -> Type | None:
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            if a is not None and b is not None:
                return types.NUMBER  # a product of units has no name here
            return types.NumberType(a if a is not None else b)
        case types.NumberType(), types.MonthsDurationType() | types.DaysDurationType():
            return right
        case types.MonthsDurationType() | types.DaysDurationType(), types.NumberType():
            return left
        case _:
            return None


def _quotient(left: Type, right: Type) -> Type | None:
    match left, right:
        case types.NumberType(a), types.NumberType(b):
            return types.NumberType(a if b is None else None)
        case types.MonthsDurationType() | types.DaysDurationType(), types.NumberType():
            return left
        case (
            types.MonthsDurationType() | types.DaysDurationType(),
            types.MonthsDurationType() | types.DaysDurationType(),
        ) if left == right:
            return types.NUMBER
        case _:
            return None
