"""Lists and filters: DMN 1.5 §10.3.2.5, list functions of §10.3.4.4, `sort` of §10.3.4.7."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

INDEXED: list[Row] = [
    ("[10, 20, 30][1]", "10"),
    ("[10, 20, 30][3]", "30"),
    ("[10, 20, 30][-1]", "30"),
    ("[10, 20, 30][-3]", "10"),
    ("[10, 20, 30][1 + 1]", "20"),
    ("[10, 20, 30][0]", CauseKind.NO_SUCH_ITEM),
    ("[10, 20, 30][4]", CauseKind.NO_SUCH_ITEM),
    ("[10, 20, 30][-4]", CauseKind.NO_SUCH_ITEM),
    ("[][1]", CauseKind.NO_SUCH_ITEM),
    ("[[1, 2], [3]][1][2]", "2"),
    ("[10, null][2]", "null"),
    # What is no list is a list of itself; null has no items.
    ("10[1]", "10"),
    ("10[-1]", "10"),
    ("10[2]", CauseKind.NO_SUCH_ITEM),
    ('"abc"[1]', '"abc"'),
    ("null[1]", "null"),
    ("{a: 1}[1].a", "1"),
]
FILTERED: list[Row] = [
    ("[1, 2, 3, 4][item > 2]", "[3, 4]"),
    ("[1, 2, 3][item > 9]", "[]"),
    ("[1, 2, 3][true]", "[1, 2, 3]"),
    ("[1, 2, 3][false]", "[]"),
    ("[1, 2, 3][null]", "[]"),
    ("[][item > 1]", "[]"),
    ("10[item > 5]", "[10]"),
    ("10[item > 50]", "[]"),
    ("null[item > 5]", "[]"),
    ("[1, null, 3][item = null]", "[null]"),
    ("[1, null, 3][item > 1]", "[3]"),
    ('[1, "a", 3][item > 1]', "[3]"),
    ("[{a: 1}, {a: 2}][a = 2]", "[{a: 2}]"),
    ("[{a: 1}, {a: 2}][item.a = 2].a", "[2]"),
    ("[{a: 1}, {b: 2}][a = 1]", "[{a: 1}]"),
    ("[1, 2, 3, 4][item > 1][item < 4][1]", "2"),
    ("[[1], [2, 3]][count(item) = 2]", "[[2, 3]]"),
    ("[{item: 5}, {item: 6}][item > 5]", "[{item: 6}]"),
    ("[{a: 1}, {a: 2}].a", "[1, 2]"),
]
FUNCTIONS: list[Row] = [
    ("list contains([1, null], null)", "true"),
    ("list contains([1, 2], 3)", "false"),
    ('list contains([1, "1"], "1")', "true"),
    ("count([])", "0"),
    ("count([1, [2, 3]])", "2"),
    ("count(1, null)", CauseKind.WRONG_ARGUMENT),
    ("min([3, 1, 2])", "1"),
    ("max(3, 1, 2)", "3"),
    ("min([])", CauseKind.NO_SUCH_ITEM),
    ("sum([1, 2.5])", "3.5"),
    ("sum([])", CauseKind.NO_SUCH_ITEM),
    ("mean([1, 2])", "1.5"),
    ("sublist([1, 2, 3], 2)", "[2, 3]"),
    ("sublist([1, 2, 3], -2, 1)", "[2]"),
    ("append([1], 2, [3])", "[1, 2, [3]]"),
    ("concatenate([1], [2, [3]])", "[1, 2, [3]]"),
    ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
    ("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
    ("remove([1, 2, 3], 2)", "[1, 3]"),
    ("remove([1, 2, 3], -1)", "[1, 2]"),
    ("list replace([2, 4], 1, 9)", "[9, 4]"),
    ("list replace([2, 4, 7], function(item, new) item < new, 5)", "[5, 5, 7]"),
    ("reverse([1, [2, 3]])", "[[2, 3], 1]"),
    ("index of([1, 2, null, 2], 2)", "[2, 4]"),
    ("index of([1, null], null)", "[2]"),
    ("union([1, 2], [2, 3])", "[1, 2, 3]"),
    ("distinct values([1, 2, 1, null, null])", "[1, 2, null]"),
    ("flatten([[1, [2]], 3])", "[1, 2, 3]"),
    ("product([2, 3, 4])", "24"),
    ("median([3, 1, 2, 4])", "2.5"),
    ("stddev([2, 4, 4, 4, 5, 5, 7, 9]) > 2", "true"),
    ("mode([1, 2, 2, 1, 3])", "[1, 2]"),
    ("mode([])", "[]"),
    ("sublist([1, 2], 0)", CauseKind.NO_SUCH_ITEM),
    ("remove([1], 2)", CauseKind.NO_SUCH_ITEM),
    ('sum([1, "2"])', CauseKind.WRONG_ARGUMENT),
    ('max([1, "2"])', CauseKind.WRONG_TYPE),
]
SORTED: list[Row] = [
    ("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]"),
    ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
    ("sort([], function(x, y) x < y)", "[]"),
    ("sort([3, 1, 2])", CauseKind.WRONG_ARGUMENT),
    ('sort(["b", "a"], function(x, y) x < y)', '["a", "b"]'),
    (
        "sort([{n: 2, k: 1}, {n: 1, k: 2}, {n: 2, k: 3}], function(x, y) x.n < y.n).k",
        "[2, 1, 3]",
    ),
    ("sort(list: [2, 1], precedes: function(x, y) x < y)", "[1, 2]"),
    ("sort([[2, 1], [3]], function(x, y) count(x) < count(y))", "[[3], [2, 1]]"),
    ("sort(1, function(x, y) x < y)", "[1]"),
]


@pytest.mark.parametrize("text, expected", INDEXED + FILTERED + FUNCTIONS + SORTED)
def test_lists(text: str, expected: Expected) -> None:
    assert_row(text, expected)
