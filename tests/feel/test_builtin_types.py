"""What type a call has, and what the checker is told of one that cannot be right."""

import pytest

from policydsl.feel.builtins.signature import Builtin, Overload, Parameter
from policydsl.feel.builtins.static import Problem, result_of, result_of_named
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    NULL_TYPE,
    NUMBER,
    STRING,
    FunctionType,
    ListType,
    NumberType,
    RangeType,
    Type,
)
from policydsl.text.diagnostic import Text

AREA, PERSON = NumberType("m2"), NumberType("person")
AREAS = ListType(AREA)
ORDER = FunctionType((("x", ANY), ("y", ANY)), BOOLEAN)

RESULTS: list[tuple[str, list[Type], Type]] = [
    ("count", [AREAS], NUMBER),
    ("sum", [AREAS], AREA),
    ("sum", [AREA, NUMBER], AREA),
    ("mean", [AREAS], AREA),
    ("median", [AREA, AREA], AREA),
    ("stddev", [AREAS], AREA),
    ("product", [AREAS], NUMBER),
    ("mode", [AREAS], AREAS),
    ("max", [AREAS], AREA),
    ("max", [AREA, NUMBER], AREA),
    ("min", [DATE, DATE], DATE),
    ("min", [ListType(DATE)], DATE),
    ("min", [ANY], ANY),
    ("abs", [PERSON], PERSON),
    ("abs", [DAYS_DURATION], DAYS_DURATION),
    ("abs", [ANY], ANY),
    ("floor", [AREA], AREA),
    ("round half up", [AREA, NUMBER], AREA),
    ("modulo", [PERSON, NUMBER], PERSON),
    ("sqrt", [AREA], NUMBER),
    ("odd", [PERSON], BOOLEAN),
    ("sublist", [AREAS, NUMBER], AREAS),
    ("reverse", [AREAS], AREAS),
    ("sort", [AREAS, ORDER], AREAS),
    ("remove", [AREAS, NUMBER], AREAS),
    ("distinct values", [AREAS], AREAS),
    ("append", [AREAS, AREA], AREAS),
    ("append", [AREAS, STRING], ListType(ANY)),
    ("append", [NULL_TYPE, AREA], ListType(ANY)),
    ("insert before", [AREAS, NUMBER, NUMBER], AREAS),
    ("list replace", [AREAS, NUMBER, AREA], AREAS),
    ("concatenate", [AREAS, ListType(NUMBER)], AREAS),
    ("union", [ListType(STRING), ListType(STRING)], ListType(STRING)),
    ("flatten", [ListType(ListType(AREA))], AREAS),
    ("flatten", [ListType(ANY)], ListType(ANY)),
    ("index of", [AREAS, AREA], ListType(NUMBER)),
    ("list contains", [AREAS, NULL_TYPE], BOOLEAN),
    ("any", [ListType(BOOLEAN)], BOOLEAN),
    ("all", [BOOLEAN, BOOLEAN], BOOLEAN),
    ("before", [DATE, RangeType(DATE)], BOOLEAN),
    ("is stated", [STRING], BOOLEAN),
]


@pytest.mark.parametrize("name, given, expected", RESULTS)
def test_result_types_keep_units(name: str, given: list[Type], expected: Type) -> None:
    assert result_of(BUILTINS[name], given) == expected


PROBLEMS: list[tuple[str, list[Type], int | None, Text]] = [
    (
        "count",
        [],
        None,
        Text("count 要 1 个参数，给了 0 个", "count takes 1 argument, 0 are given"),
    ),
    (
        "sum",
        [STRING],
        0,
        Text(
            "sum 的参数 list / n 应是数值的列表或数值，给的是文字",
            "sum: its argument list / n is to be a list of numbers or a number, not a string",
        ),
    ),
    (
        "sum",
        [NUMBER, STRING],
        1,
        Text(
            "sum 的参数 n 应是数值，给的是文字",
            "sum: its argument n is to be a number, not a string",
        ),
    ),
    (
        "max",
        [AREA, NUMBER, PERSON],
        2,
        Text(
            "max 的各项单位不同：m2 和 person",
            "the items of max have different units: m2 and person",
        ),
    ),
    (
        "concatenate",
        [AREAS, ListType(PERSON)],
        1,
        Text(
            "concatenate 的各项单位不同：m2 和 person",
            "the items of concatenate have different units: m2 and person",
        ),
    ),
    (
        "list contains",
        [STRING, STRING],
        0,
        Text(
            "list contains 的参数 list 应是列表，给的是文字",
            "list contains: its argument list is to be a list, not a string",
        ),
    ),
    (
        "sqrt",
        [AREAS],
        0,
        Text(
            "sqrt 的参数 number 应是数值，给的是数值的列表",
            "sqrt: its argument number is to be a number, not a list of numbers",
        ),
    ),
    (
        "list replace",
        [AREAS, STRING, AREA],
        1,
        Text(
            "list replace 的参数 position / match 应是数值或有 2 个参数的函数，给的是文字",
            "list replace: its argument position / match is to be a number or"
            " a function of 2 parameters, not a string",
        ),
    ),
    (
        "during",
        [DATE, DATE],
        1,
        Text(
            "during 的参数 range 应是范围，给的是日期",
            "during: its argument range is to be a range, not a date",
        ),
    ),
]


@pytest.mark.parametrize("name, given, argument, message", PROBLEMS)
def test_what_cannot_be_right(
    name: str, given: list[Type], argument: int | None, message: Text
) -> None:
    assert result_of(BUILTINS[name], given) == Problem(message, argument)


def test_named_arguments_have_types_too() -> None:
    assert result_of_named(BUILTINS["floor"], {"scale": NUMBER, "n": AREA}) == AREA
    assert result_of_named(BUILTINS["floor"], {"n": AREA, "scale": STRING}) == Problem(
        Text(
            "floor 的参数 scale 应是数值，给的是文字",
            "floor: its argument scale is to be a number, not a string",
        ),
        "scale",
    )
    assert result_of_named(BUILTINS["floor"], {"n": AREA, "scal": NUMBER}) == Problem(
        Text(
            "floor 没有叫 scal 的参数，是不是 scale？",
            "floor has no parameter scal; did you mean scale?",
        ),
        "scal",
    )
    assert result_of_named(BUILTINS["modulo"], {"dividend": NUMBER}) == Problem(
        Text("modulo 缺少参数：divisor", "modulo lacks the argument divisor")
    )


def test_a_date_stands_for_a_date_and_time() -> None:
    overload = Overload((Parameter("when", DATE_TIME),), BOOLEAN, lambda when: True)
    text = Text("", "")
    builtin = Builtin("f", (overload,), text, text, (), standard=False, section="test")
    assert result_of(builtin, [DATE]) == BOOLEAN
    assert isinstance(result_of(builtin, [STRING]), Problem)
