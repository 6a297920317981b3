"""`for`, `some`, `every`: DMN 1.5 §10.3.2.14 (iteration) and §10.3.2.15; `partial`; ranges."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

FOR: list[Row] = [
    ("for x in [1, 2, 3] return x * 2", "[2, 4, 6]"),
    ("for x in [] return x", "[]"),
    ("for x in 5 return x", "[5]"),
    ("for x in [[1, 2], 3] return x", "[[1, 2], 3]"),
    ("for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]"),
    ("for x in [1, 2], y in [x, x + 1] return y", "[1, 2, 2, 3]"),
    ("for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]"),
    ("for x in [1, 2], y in [] return x", "[]"),
    ("for x in [1, null] return x", "[1, null]"),
    ("for x in null return x", "null"),
    ("for x in [1] return for y in [2] return x + y", "[[3]]"),
    ("for x in {a: 1} return x.a", "[1]"),
    ("for x in [1, 2] return if x > 1 then x else null", "[null, 2]"),
]
RANGES: list[Row] = [
    ("for x in 1..3 return x", "[1, 2, 3]"),
    ("for x in 3..1 return x", "[3, 2, 1]"),
    ("for x in -1..1 return x", "[-1, 0, 1]"),
    ("for x in 2..2 return x", "[2]"),
    ("for x in 1 + 1..2 * 2 return x", "[2, 3, 4]"),
    ("for x in [1..3] return x", "[1, 2, 3]"),
    ("for x in (1..3) return x", "[2]"),
    ("for x in ]1..3] return x", "[2, 3]"),
    ("for x in [1..3[ return x", "[1, 2]"),
    ("for x in (1..2) return x", "[]"),
    ("for x in 1..2, y in x..2 return [x, y]", "[[1, 1], [1, 2], [2, 2]]"),
    (
        'for d in @"2020-02-28"..@"2020-03-01" return d',
        '[@"2020-02-28", @"2020-02-29", @"2020-03-01"]',
    ),
    ('for d in @"2020-01-02"..@"2020-01-01" return d.day', "[2, 1]"),
    ("for x in 1.5..3 return x", CauseKind.WRONG_TYPE),
    ('for x in "a".."c" return x', CauseKind.WRONG_TYPE),
    ("for x in 1..null return x", CauseKind.WRONG_TYPE),
    ("for x in 1..1e12 return x", CauseKind.LIMIT),
]
PARTIAL: list[Row] = [
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("for i in 1..3 return count(partial)", "[0, 1, 2]"),
    ("for i in [3, 4, 5] return i + count(partial)", "[3, 5, 7]"),
    ("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", "[1, 1, 2, 3, 5]"),
    ("for i in 1..2 return partial", "[[], [[]]]"),
    ("for i in 1..2, j in 1..2 return count(partial)", "[0, 1, 2, 3]"),
    ("partial", CauseKind.NO_SUCH_NAME),
]
QUANTIFIED: list[Row] = [
    ("some x in [1, 2] satisfies x > 1", "true"),
    ("some x in [1, 2] satisfies x > 2", "false"),
    ("every x in [1, 2] satisfies x > 0", "true"),
    ("every x in [1, 2] satisfies x > 1", "false"),
    ("some x in [] satisfies true", "false"),
    ("every x in [] satisfies false", "true"),
    ("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
    ("every x in [1, 2], y in [x..3] satisfies y >= x", "true"),
    ("some x in 1..3 satisfies x = 2", "true"),
    ("every x in 5 satisfies x = 5", "true"),
    ("some x in [null, 1] satisfies x = 1", "true"),
    ('some x in ["a", 1] satisfies x > 0', "true"),
    ('every x in ["a", 0] satisfies x > 0', "false"),
    ('every x in ["a", 1] satisfies x > 0', CauseKind.WRONG_TYPE),
    ("some x in [1] satisfies null", "null"),
    ("not(some x in [1] satisfies x = 1)", "false"),
    ("some x in [1] satisfies every y in [] satisfies false", "true"),
]


@pytest.mark.parametrize("text, expected", FOR + RANGES + PARTIAL + QUANTIFIED)
def test_iteration(text: str, expected: Expected) -> None:
    assert_row(text, expected)
