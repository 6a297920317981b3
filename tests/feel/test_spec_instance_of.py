"""`instance of`: DMN 1.5 §10.3.2.3 (types), §10.3.2.9 (conformance), grammar rules 51 and 52."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

# Each value and the one simple type it is of; null is of none but `Null`.
VALUES = {
    "1": "number",
    '"a"': "string",
    "true": "boolean",
    '@"2020-01-01"': "date",
    '@"12:00:00"': "time",
    '@"2020-01-01T12:00:00"': "date and time",
    '@"P1D"': "days and time duration",
    '@"P1Y"': "years and months duration",
    "null": "Null",
}
SIMPLE: list[Row] = [
    (f"{value} instance of {type_}", "true" if own == type_ else "false")
    for value, own in VALUES.items()
    for type_ in VALUES.values()
]
ANY: list[Row] = [
    ("1 instance of Any", "true"),
    ("[1] instance of Any", "true"),
    ("null instance of Any", "false"),
    ("abs instance of Any", "true"),
]
STRUCTURED: list[Row] = [
    ("[1, 2] instance of list<number>", "true"),
    ('[1, "a"] instance of list<number>', "false"),
    ('[1, "a"] instance of list<Any>', "true"),
    ("[] instance of list<number>", "true"),
    ("[1, null] instance of list<number>", "true"),
    ("[[1]] instance of list<list<number>>", "true"),
    ("1 instance of list<number>", "false"),
    ("[1] instance of number", "false"),
    ("[1..2] instance of range<number>", "true"),
    ("[1..2] instance of range<string>", "false"),
    ('["a".."b"] instance of range<string>', "true"),
    ("[1, 2] instance of range<number>", "false"),
    ("{a: 1} instance of context<a: number>", "true"),
    ("{a: 1, b: 2} instance of context<a: number>", "true"),
    ("{b: 2} instance of context<a: number>", "false"),
    ('{a: "1"} instance of context<a: number>', "false"),
    ("{a: null} instance of context<a: number>", "true"),
    ("{a: [1]} instance of context<a: list<number>>", "true"),
    ("(function(x) x) instance of function<Any> -> Any", "true"),
    ("(function() 1) instance of function<> -> Any", "true"),
    ("(function(x, y) x) instance of function<Any> -> Any", "false"),
    ("1 instance of function<Any> -> Any", "false"),
    ("1 instance of nothing", CauseKind.NO_SUCH_NAME),
]
PRECEDENCE: list[Row] = [
    ("1 + 2 instance of number", CauseKind.WRONG_TYPE),
    ("(1 + 2) instance of number", "true"),
    ("1 instance of number and true", "true"),
    ("not(1 instance of string)", "true"),
    ("[1, true][item instance of number]", "[1]"),
    ("for x in [1, null] return x instance of Null", "[false, true]"),
    ('@"P1D" instance of day time duration', "true"),
    ('@"P1Y" instance of year month duration', "true"),
]


@pytest.mark.parametrize("text, expected", SIMPLE + ANY + STRUCTURED + PRECEDENCE)
def test_instance_of(text: str, expected: Expected) -> None:
    assert_row(text, expected)
