"""Comparison: DMN 1.5 §10.3.2.13 (tables 42 to 45), `between` and `is`."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

EQUALITY: list[Row] = [
    ("1 = 1.0", "true"),
    ("1 != 1.0", "false"),
    ("0 = -0", "true"),
    ("0.1 + 0.2 = 0.3", "true"),
    ('"a" = "a"', "true"),
    ('"a" = "A"', "false"),
    ('"a" = "a "', "false"),
    ("true = true", "true"),
    ("null = null", "true"),
    ("null != null", "false"),
    ("1 = null", "false"),
    ("1 != null", "true"),
    ("[] = null", "false"),
    ('1 = "1"', CauseKind.WRONG_TYPE),
    ('1 != "1"', CauseKind.WRONG_TYPE),
    ("true = 1", CauseKind.WRONG_TYPE),
    ("[1, 2] = [1, 2]", "true"),
    ("[1, 2] = [2, 1]", "false"),
    ("[1, [2]] = [1, [2]]", "true"),
    ("[] = []", "true"),
    ("[null] = []", "false"),
    ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
    ("{a: 1} = {a: 1, b: null}", "false"),
    ("{} = {}", "true"),
    ("[1..2] = [1..2]", "true"),
    ("[1..2] = [1..2)", "false"),
    ('@"P1Y" = @"P12M"', "true"),
    ('@"P1D" = @"PT24H"', "true"),
    ('@"P30D" = @"P1M"', CauseKind.WRONG_TYPE),
    ('@"10:00:00Z" = @"12:00:00+02:00"', "true"),
    # A date stands for its midnight UTC, §10.3.2.3.5.
    ('@"2020-01-01" = @"2020-01-01T00:00:00Z"', "true"),
    ('@"2020-01-01" = @"2020-01-01T00:00:01Z"', "false"),
    ("1 = 1 = true", "true"),
]
ORDER: list[Row] = [
    ("1 < 2", "true"),
    ("2 <= 2.0", "true"),
    ("2 > 2", "false"),
    ("-1 >= -2", "true"),
    ('"a" < "b"', "true"),
    ('"B" < "a"', "true"),
    ('"a" < "ab"', "true"),
    ('"" < "a"', "true"),
    ('@"2020-02-29" < @"2020-03-01"', "true"),
    ('@"P1Y" > @"P11M"', "true"),
    ('@"PT23H" < @"P1D"', "true"),
    ('@"10:00:00Z" < @"10:00:00-01:00"', "true"),
    ('1 < "2"', CauseKind.WRONG_TYPE),
    ("1 < null", CauseKind.WRONG_TYPE),
    ("null <= null", CauseKind.WRONG_TYPE),
    ("true > false", CauseKind.WRONG_TYPE),
    ("[1] < [2]", CauseKind.WRONG_TYPE),
    ("{} < {}", CauseKind.WRONG_TYPE),
    ('@"P1M" < @"P31D"', CauseKind.WRONG_TYPE),
]
BETWEEN: list[Row] = [
    ("1 between 1 and 3", "true"),
    ("3 between 1 and 3", "true"),
    ("0 between 1 and 3", "false"),
    ("2 between 3 and 1", "false"),
    ('"b" between "a" and "c"', "true"),
    ("2 between 1 and 3 and true", "true"),
    ("2 between 1 + 1 and 3 * 1", "true"),
    ("null between 1 and 3", CauseKind.WRONG_TYPE),
    ("2 between null and 3", CauseKind.WRONG_TYPE),
    ("0 between 1 and null", "false"),
    ('2 between 1 and "3"', CauseKind.WRONG_TYPE),
]
IS: list[Row] = [
    ("is(1, 1.0)", "true"),
    ('is(1, "1")', "false"),
    ("is(null, null)", "true"),
    ("is(null, 1)", "false"),
    ('is(@"10:00:00Z", @"12:00:00+02:00")', "false"),
    ('is(@"P1Y", @"P12M")', "true"),
    ('is(@"2020-01-01", @"2020-01-01T00:00:00")', "false"),
]


@pytest.mark.parametrize("text, expected", EQUALITY + ORDER + BETWEEN + IS)
def test_comparison(text: str, expected: Expected) -> None:
    assert_row(text, expected)
