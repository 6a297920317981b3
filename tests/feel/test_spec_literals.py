"""Literals: DMN 1.5 §10.3.1.2 (grammar rules 33 to 41), §10.3.2.2 and §10.3.2.3."""

import pytest

from feel_expressions import value_of
from policydsl.feel.values import CauseKind
from policydsl.text.diagnostic import ExpressionError
from spec_rows import Expected, Row, assert_row

NUMBERS: list[Row] = [
    ("0", "0"),
    ("-0", "0"),
    ("007", "7"),
    ("1.50", "1.5"),
    (".5", "0.5"),
    ("-.5", "-0.5"),
    ("--1", "1"),
    ("1e3", "1000"),
    ("1E+3", "1000"),
    ("1.5e-3", "0.0015"),
    (".5E1", "5"),
    ("1234567890123456789012345678901234", "1234567890123456789012345678901234"),
    ("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"),
    ("9.999999999999999999999999999999999E6144 > 9E6144", "true"),
    ("1E-6143 > 0", "true"),
]
STRINGS: list[Row] = [
    ('""', '""'),
    ('"abc"', '"abc"'),
    ('"a // b"', '"a // b"'),
    ('"a /* b */"', '"a /* b */"'),
    (r'"a\"b"', r'"a\"b"'),
    (r'"a\\b"', r'"a\\b"'),
    (r'string length("\n\t\r")', "3"),
    (r'"\u0041"', '"A"'),
    (r'"\U01F40E"', '"\U0001f40e"'),
    (r'"\uD83D\uDC0E" = "\U01F40E"', "true"),
    (r'string length("\U01F40E")', "1"),
    ('"评价机构"', '"评价机构"'),
    ('"a\nb"', r'"a\nb"'),
]
OTHERS: list[Row] = [
    ("true", "true"),
    ("false", "false"),
    ("null", "null"),
    ("True", CauseKind.NO_SUCH_NAME),
    ('@"2020-02-29"', '@"2020-02-29"'),
    ('@"12:00:00Z"', '@"12:00:00Z"'),
    ('@"2020-02-29T12:00:00"', '@"2020-02-29T12:00:00"'),
    ('@"P1Y2M"', '@"P1Y2M"'),
    ('@"P14M"', '@"P1Y2M"'),
    ('@"PT26H"', '@"P1DT2H"'),
    ('@"2021-02-29"', CauseKind.WRONG_ARGUMENT),
    ('@"25:00:00"', CauseKind.WRONG_ARGUMENT),
    ('@"P1Y1D"', CauseKind.WRONG_ARGUMENT),
    ('@"P"', CauseKind.WRONG_ARGUMENT),
    ('@""', CauseKind.WRONG_ARGUMENT),
    ("[]", "[]"),
    ("{}", "{}"),
    ("[1, [2, []]]", "[1, [2, []]]"),
    ("[null]", "[null]"),
    ("1 // the rest is a comment", "1"),
    ("1 /* between */ + /* two\nlines */ 2", "3"),
]


@pytest.mark.parametrize("text, expected", NUMBERS + STRINGS + OTHERS)
def test_a_literal_stands_for_its_value(text: str, expected: Expected) -> None:
    assert_row(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "", "1.", "1e", "1.2.3", "0x10", '"a', "'a'", '"\\uD83D"', '@"', "@2020-01-01",
        "1 /* open", "NULL 1", "[1,]", "{a}", "{: 1}", "[1 2]",
    ],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        value_of(text)
