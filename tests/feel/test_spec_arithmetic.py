"""Arithmetic: DMN 1.5 §10.3.2.15 (tables 51 to 62) on the numbers of §10.3.2.2."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

# Precedence and association, §10.3.1.2 rule 4: the sign binds closest, then `**`, from the left.
PRECEDENCE: list[Row] = [
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("10 - 4 - 3", "3"),
    ("24 / 4 / 3", "2"),
    ("24 / 4 * 3", "18"),
    ("2 * 3 ** 2", "18"),
    ("2 ** 3 ** 2", "64"),
    ("-2 ** 2", "4"),
    ("2 ** -1", "0.5"),
    ("2 - -3", "5"),
    ("-(1 + 2)", "-3"),
]
# decimal128: 34 digits, half to even.
DIGITS: list[Row] = [
    ("0.1 + 0.2", "0.3"),
    ("10 / 3", "3.333333333333333333333333333333333"),
    ("2 / 3", "0.6666666666666666666666666666666667"),
    ("1 / 3 * 3", "0.9999999999999999999999999999999999"),
    ("1000000000000000000000000000000000 + 0.5", "1000000000000000000000000000000000"),
    ("1000000000000000000000000000000001 + 0.5", "1000000000000000000000000000000002"),
    ("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
    ("2 ** 0.5", "1.414213562373095048801688724209698"),
    ("2 ** 112", "5192296858534827628530496329220096"),
    ("1.10 - 0.10", "1"),
    ("0 * -1", "0"),
    ("1e-3000 * 1e-3143 > 0", "true"),
    ("1e-4000 * 1e-4000", "0"),
]
NO_RESULT: list[Row] = [
    ("1 / 0", CauseKind.ARITHMETIC),
    ("0 / 0", CauseKind.ARITHMETIC),
    ("0 ** -1", CauseKind.ARITHMETIC),
    ("(-8) ** 0.5", CauseKind.ARITHMETIC),
    ("9e6144 * 10", CauseKind.ARITHMETIC),
    ("9e6144 + 9e6144", CauseKind.ARITHMETIC),
    ("-9e6144 - 9e6144", CauseKind.ARITHMETIC),
    ("10 ** 6145", CauseKind.ARITHMETIC),
    ("1e-6000 / 1e6000", "0"),
    ("1e6000 / 1e-6000", CauseKind.ARITHMETIC),
    ("1 + 1 / 0", CauseKind.ARITHMETIC),
]
KINDS: list[Row] = [
    ('"a" + "b"', '"ab"'),
    ('"" + ""', '""'),
    ('"a" + 1', CauseKind.WRONG_TYPE),
    ('"a" - "a"', CauseKind.WRONG_TYPE),
    ('"a" * 2', CauseKind.WRONG_TYPE),
    ("true + 1", CauseKind.WRONG_TYPE),
    ("1 + null", CauseKind.WRONG_TYPE),
    ("null + null", CauseKind.WRONG_TYPE),
    ("{} + {}", CauseKind.WRONG_TYPE),
    ("[1..2] + 1", CauseKind.WRONG_TYPE),
    ('-"a"', CauseKind.WRONG_TYPE),
    ("-true", CauseKind.WRONG_TYPE),
    ('@"P1D" * 2', '@"P2D"'),
    ('0.5 * @"P1D"', '@"PT12H"'),
    ('@"P1Y" / 2', '@"P6M"'),
    ('@"P1Y" / @"P1M"', "12"),
    ('@"P1D" / @"PT1H"', "24"),
    ('@"P1D" / 0', CauseKind.ARITHMETIC),
    ('@"P1D" / @"PT0S"', CauseKind.ARITHMETIC),
    ('1 / @"P1D"', CauseKind.WRONG_TYPE),
    ('@"P1D" * @"P1D"', CauseKind.WRONG_TYPE),
    ('@"P1D" / @"P1M"', CauseKind.WRONG_TYPE),
    ('-@"P1Y"', '@"-P1Y"'),
]


@pytest.mark.parametrize("text, expected", PRECEDENCE + DIGITS + NO_RESULT + KINDS)
def test_arithmetic(text: str, expected: Expected) -> None:
    assert_row(text, expected)
