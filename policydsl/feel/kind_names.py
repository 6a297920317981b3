"""How types and kinds of values are called in messages."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.types import (
    AnyType,
    BooleanType,
    ContextType,
    DateTimeType,
    DateType,
    DaysDurationType,
    FunctionType,
    ListType,
    MonthsDurationType,
    NullType,
    NumberType,
    RangeType,
    StringType,
    TimeType,
    Type,
)
from policydsl.feel.values import Null, Range, Value
from policydsl.text.diagnostic import Text

_NAMES: dict[type, Text] = {
    AnyType: Text("任意值", "any value"),
    NullType: Text("空值", "null"),
    NumberType: Text("数值", "a number"),
    StringType: Text("文字", "a string"),
    BooleanType: Text("真假值", "a boolean"),
    DateType: Text("日期", "a date"),
    TimeType: Text("时刻", "a time"),
    DateTimeType: Text("日期时间", "a date and time"),
    MonthsDurationType: Text("年月时长", "a years and months duration"),
    DaysDurationType: Text("日时时长", "a days and time duration"),
    ListType: Text("列表", "a list"),
    RangeType: Text("范围", "a range"),
    ContextType: Text("一组成员", "a context"),
    FunctionType: Text("函数", "a function"),
}

_PLURALS: dict[type, str] = {
    NumberType: "numbers",
    StringType: "strings",
    BooleanType: "booleans",
    DateType: "dates",
    TimeType: "times",
    DateTimeType: "dates and times",
    MonthsDurationType: "years and months durations",
    DaysDurationType: "days and time durations",
    ListType: "lists",
    RangeType: "ranges",
    ContextType: "contexts",
    FunctionType: "functions",
}

_KINDS: dict[type, type] = {
    Decimal: NumberType,
    str: StringType,
    bool: BooleanType,
    Date: DateType,
    Time: TimeType,
    DateTime: DateTimeType,
    MonthsDuration: MonthsDurationType,
    DaysDuration: DaysDurationType,
    Range: RangeType,
}


def type_name(type_: Type) -> Text:
    """The words for a type: `数值` and `a number`, `数值的列表` and `a list of numbers`."""
    match type_:
        case ListType(AnyType() | NullType()):
            return _NAMES[ListType]
        case ListType(item):
            return Text(f"{type_name(item).zh}的列表", f"a list of {_PLURALS[type(item)]}")
        case FunctionType(parameters):
            count = len(parameters)
            plural = "" if count == 1 else "s"
            return Text(f"有 {count} 个参数的函数", f"a function of {count} parameter{plural}")
        case (
            AnyType()
            | NullType()
            | NumberType()
            | StringType()
            | BooleanType()
            | DateType()
            | TimeType()
            | DateTimeType()
            | MonthsDurationType()
            | DaysDurationType()
            | RangeType()
            | ContextType()
        ):
            return _NAMES[type(type_)]
        case _:
            assert_never(type_)


def kind_name(value: Value) -> Text:
    """The words for the kind of a value, without looking inside it: `列表` and `a list`."""
    match value:
        case Null():
            return _NAMES[NullType]
        case tuple():
            return _NAMES[ListType]
        case dict():
            return _NAMES[ContextType]
        case _:
            return _NAMES[_KINDS.get(type(value), FunctionType)]
