"""`in` and unary tests: DMN 1.5 §10.3.2.8, grammar rules 7 to 17, and §7.3.3 (the cells)."""

from decimal import Decimal

import pytest

from feel_expressions import value_of
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.builtins.value_text import literal_of
from policydsl.feel.interpreter import evaluate_tests
from policydsl.feel.parser import parse_unary_tests
from policydsl.feel.scope import Scope
from policydsl.feel.values import CauseKind
from policydsl.text.source import Source
from spec_rows import Expected, Row, assert_row

IN: list[Row] = [
    ("1 in [1..3]", "true"),
    ("3 in [1..3]", "true"),
    ("1 in (1..3]", "false"),
    ("3 in [1..3)", "false"),
    ("1 in ]1..3]", "false"),
    ("3 in [1..3[", "false"),
    ("2 in (1..3)", "true"),
    ("1 in <= 1", "true"),
    ("1 in < 1", "false"),
    ("1 in > 0", "true"),
    ("1 in (>= 2)", "false"),
    ("1 in (= 1)", "true"),
    ("1 in (!= 1)", "false"),
    ("1 in 1", "true"),
    ("1 in (2)", "false"),
    ("1 in (2, 1)", "true"),
    ("1 in (< 0, [5..9], 1)", "true"),
    ("1 in (< 0, > 5)", "false"),
    ("1 in [2, 1]", "true"),
    ("1 in []", "false"),
    ("1 in [[0..2]]", "true"),
    ('"b" in ["a".."c"]', "true"),
    ('"d" in ("a", "b")', "false"),
    ('@"2020-06-01" in [@"2020-01-01"..@"2020-12-31"]', "true"),
    ("[1, 2] in [[1, 2], [3]]", "true"),
    ("[1] in [1]", "true"),
    ("null in [1, null]", "true"),
    ("null in [1]", "false"),
    ("null in null", "true"),
    ("true in [false, true]", "true"),
    ("1 in [1..3] and 2 in [1..3]", "true"),
    ('1 in [1, "a"]', "true"),
    ('1 in ["a"]', "false"),
    ('"a" in [1..3]', CauseKind.WRONG_TYPE),
    ("null in [1..3]", CauseKind.WRONG_TYPE),
]
# A cell, the value it is asked about, and the answer.
CELLS: list[tuple[str, str, str]] = [
    ("-", "1", "true"),
    ("-", "null", "true"),
    ("1", "1", "true"),
    ("1", "2", "false"),
    ("1, 2", "2", "true"),
    ("< 5", "4", "true"),
    ("< 5", "5", "false"),
    ("< 5, > 9", "10", "true"),
    ("[1..5)", "5", "false"),
    ("]1..5]", "5", "true"),
    ("not(1)", "2", "true"),
    ("not(1, 2)", "2", "false"),
    ("not(< 5)", "5", "true"),
    ('"a", "b"', '"b"', "true"),
    ("not((1..5])", "1", "true"),
    ("not([1..5))", "3", "false"),
    ("not(]1..5[, 7)", "5", "true"),
    ('not("a")', '"b"', "true"),
    ("null", "null", "true"),
    ("null", "1", "false"),
    ("not(null)", "1", "true"),
    ("? > 3", "4", "true"),
    ("? > 3", "3", "false"),
    ("? * 2 = 8", "4", "true"),
    ("odd(?)", "3", "true"),
    ("? in [1..3] and odd(?)", "2", "false"),
    ("[1, 2]", "1", "true"),
    ("n", "7", "true"),
    ("> n", "8", "true"),
    ("[n..n + 1]", "8", "true"),
    ("n + 1, n + 2", "9", "true"),
    ("true", "true", "true"),
    ("false", "false", "true"),
    ("false", "true", "false"),
    ("not(true)", "false", "true"),
    ("1", '"1"', "null"),
    ("< 5", "null", "null"),
    ("not(< 5)", "null", "null"),
    ('1, "a"', '"a"', "true"),
]


@pytest.mark.parametrize("text, expected", IN)
def test_in(text: str, expected: Expected) -> None:
    assert_row(text, expected)


@pytest.mark.parametrize("cell, given, expected", CELLS)
def test_a_cell_is_asked_about_a_value(cell: str, given: str, expected: str) -> None:
    scope = Scope.of({**BUILTINS, "n": Decimal(7)})
    tests = parse_unary_tests(Source("test", cell), scope.names)
    assert literal_of(evaluate_tests(tests, value_of(given), scope)) == expected
