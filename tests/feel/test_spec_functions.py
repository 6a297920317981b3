"""Functions: DMN 1.5 §10.3.2.13 (definitions), §10.3.2.10 (closures, calls), §10.3.4.2 strings."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

CALLS: list[Row] = [
    ("(function() 1)()", "1"),
    ("(function(x) x + 1)(2)", "3"),
    ("(function(x, y) x - y)(5, 2)", "3"),
    ("(function(x, y) x - y)(y: 5, x: 2)", "-3"),
    ("(function(x) x)(null)", "null"),
    ("(function(x) x)()", CauseKind.WRONG_ARGUMENT),
    ("(function(x) x)(1, 2)", CauseKind.WRONG_ARGUMENT),
    ("(function(x) x)(z: 1)", CauseKind.WRONG_ARGUMENT),
    ("(function(x: number) x + 1)(2)", "3"),
    ('(function(x: number) x)("2")', CauseKind.WRONG_ARGUMENT),
    # Conversions of §10.3.2.9.4: one item for its list, a list for its one item.
    ("(function(x: number) x + 1)([2])", "3"),
    ("(function(x: list<number>) count(x))(2)", "1"),
    ("(function(x: number) x)([1, 2])", CauseKind.WRONG_ARGUMENT),
    ("1(2)", CauseKind.WRONG_TYPE),
    ("null(2)", CauseKind.WRONG_TYPE),
    ("nothing(1)", CauseKind.NO_SUCH_NAME),
]
CLOSURES: list[Row] = [
    ("{n: 10, f: function(x) x + n, r: f(1)}.r", "11"),
    ("{n: 10, f: function(x) x + n, r: {n: 99, s: f(1)}.s}.r", "11"),
    ("{add: function(n) function(x) x + n, r: add(3)(4)}.r", "7"),
    ("{twice: function(f, x) f(f(x)), r: twice(function(y) y * 3, 2)}.r", "18"),
    ("{f: [function(x) x + 1, function(x) x * 2], r: f[2](5)}.r", "10"),
    ("{a: {f: function(x) x * 2}, r: a.f(4)}.r", "8"),
    ("{f: function(f) f + 1, r: f(1)}.r", "2"),
    ("{f: abs, r: f(-1)}.r", "1"),
    ("(for n in [1, 2] return function(x) x + n)[1](10)", "11"),
]
RECURSION: list[Row] = [
    ("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(20)}.r", "2432902008176640000"),
    ("{f: function(n) if n < 2 then n else f(n - 1) + f(n - 2), r: f(10)}.r", "55"),
    ("{f: function(n) f(n), r: f(1)}.r", CauseKind.LIMIT),
    ("{f: function(n) f(n + 1) + f(n + 1), r: f(1)}.r", CauseKind.LIMIT),
]
# Builtins: by position, by name, with parameters left out or repeated.
BUILTINS: list[Row] = [
    ('substring("foobar", 3)', '"obar"'),
    ('substring("foobar", 3, 3)', '"oba"'),
    ('substring("foobar", -2, 1)', '"a"'),
    ('substring(string: "foobar", start position: 3)', '"obar"'),
    ('substring(length: 3, start position: 3, string: "foobar")', '"oba"'),
    ('substring(string: "foobar", begin: 3)', CauseKind.WRONG_ARGUMENT),
    ('substring("foobar")', CauseKind.WRONG_ARGUMENT),
    (r'substring("\U01F40Eab", 2)', '"ab"'),
    ("sum(1, 2, 3)", "6"),
    ("sum([1, 2, 3])", "6"),
    ("sum(list: [1, 2, 3])", "6"),
    ("max(1)", "1"),
    ("abs(1, 2)", CauseKind.WRONG_ARGUMENT),
    ("abs()", CauseKind.WRONG_ARGUMENT),
    ("abs(null)", CauseKind.WRONG_ARGUMENT),
    ("abs([-1])", "1"),
    ("decimal(2.5, 0)", "2"),
    ("decimal(1/3, 2)", "0.33"),
    ("floor(-1.5)", "-2"),
    ("ceiling(-1.5)", "-1"),
    ("round half up(-2.5, 0)", "-3"),
    ("round half down(2.5, 0)", "2"),
    ("round up(1.01, 1)", "1.1"),
    ("round down(-1.09, 1)", "-1"),
    ("modulo(-12, 5)", "3"),
    ("modulo(12, -5)", "-3"),
    ("modulo(10.1, 4.5)", "1.1"),
    ("modulo(1, 0)", CauseKind.ARITHMETIC),
    ("sqrt(16)", "4"),
    ("odd(-3)", "true"),
    ("even(0)", "true"),
    ('upper case("aß1")', '"ASS1"'),
    ('substring before("foobar", "bar")', '"foo"'),
    ('substring after("foobar", "")', '"foobar"'),
    ('contains("foobar", "")', "true"),
    ('split("a;b;;c", ";")', '["a", "b", "", "c"]'),
    ('string join(["a", null, "c"], "-")', '"a-c"'),
    ('replace("abcd", "(ab)|(a)", "[1=$1]")', '"[1=ab]cd"'),
    ('matches("foobar", "^fo*b")', "true"),
    ('number("1 000,5", " ", ",")', "1000.5"),
    ("string(1.10)", '"1.1"'),
    ('string([1, "a"])', r'"[1, \"a\"]"'),
    ("string(null)", "null"),
]


@pytest.mark.parametrize("text, expected", CALLS + CLOSURES + RECURSION + BUILTINS)
def test_functions(text: str, expected: Expected) -> None:
    assert_row(text, expected)
