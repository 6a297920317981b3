"""Contexts: DMN 1.5 §10.3.2.6, paths of §10.3.2.12, context functions of §10.3.4.6."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

ENTRIES: list[Row] = [
    ("{a: 1, b: 2}.b", "2"),
    ('{"a": 1}.a', "1"),
    ("{a: 1, b: a + 1, c: b + 1}.c", "3"),
    ("{a: {b: {c: 1}}}.a.b.c", "1"),
    ("{a: null}.a", "null"),
    ("{a: 1}.b", CauseKind.NO_SUCH_NAME),
    ("{}.a", CauseKind.NO_SUCH_NAME),
    ("{a: 1, a: 2}", CauseKind.WRONG_ARGUMENT),
    ("{net price: 5}.net price", "5"),
    ('{"net price": 5}.net price', "5"),
    ('{"net price": 5, tax: net price * 2}.tax', "10"),
    ("{a: {net price: 5}, b: a.net price}.b", "5"),
    ('{"": 1} = {"": 1}', "true"),
    ("{a: [{b: 1}, {b: 2}]}.a.b", "[1, 2]"),
    ("{a: [{b: 1}, {b: 2}]}.a[b = 2].b", "[2]"),
    ("{f: function(x) x + 1, y: f(2)}.y", "3"),
    ("{职业: 1, 等级: 职业 + 1}.等级", "2"),
]
GET: list[Row] = [
    ('get value({a: 1}, "a")', "1"),
    ('get value({a: {b: 2}}, ["a", "b"])', CauseKind.WRONG_ARGUMENT),
    ('get value({a: 1}, "b")', CauseKind.NO_SUCH_NAME),
    ('get value({"a b": 3}, "a b")', "3"),
    ("get entries({a: 1, b: 2})", '[{key: "a", value: 1}, {key: "b", value: 2}]'),
    ("get entries({})", "[]"),
    ("get entries({a: 1, b: 2}).value", "[1, 2]"),
    ('get entries({a: 1})[key = "a"].value', "[1]"),
]
PUT: list[Row] = [
    ('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
    ('context put({a: 1}, "a", 2)', "{a: 2}"),
    ('context put({a: {b: 1}}, ["a", "c"], 2)', "{a: {b: 1, c: 2}}"),
    ('context put({a: 1}, "b", null)', "{a: 1, b: null}"),
    ('context put({}, "a b", 1)', '{"a b": 1}'),
    ("context merge([{a: 1}, {b: 2}])", "{a: 1, b: 2}"),
    ("context merge([{a: 1}, {a: 2}])", "{a: 2}"),
    ("context merge([])", "{}"),
    ('context([{key: "a", value: 1}, {key: "b", value: 2}])', "{a: 1, b: 2}"),
    ("context([])", "{}"),
    ("context(get entries({a: 1, b: [2]}))", "{a: 1, b: [2]}"),
    ('context([{key: "a", value: 1}, {key: "a", value: 2}])', CauseKind.WRONG_ARGUMENT),
    ('context([{key: "a"}])', CauseKind.WRONG_ARGUMENT),
    ('context put(null, "a", 1)', CauseKind.WRONG_ARGUMENT),
    ("get entries(1)", CauseKind.WRONG_ARGUMENT),
]


@pytest.mark.parametrize("text, expected", ENTRIES + GET + PUT)
def test_contexts(text: str, expected: Expected) -> None:
    assert_row(text, expected)
