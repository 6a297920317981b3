"""Contexts, booleans, identity, and whether a fact is stated. None stands for a FEEL null."""

import pytest

from feel_values import UNKNOWN, reason, shown, value_of
from policydsl.feel.values import NULL, FactList, Record, Value

CONTEXTS = [
    ('get value({a: "foo"}, "a")', "foo"),
    ('get value({a: null}, "a")', None),
    ('get value({a: 1}, "b")', None),
    ('get value(key: "a", m: {a: 1})', 1),
    ("get value({a: 1}, null)", None),
    ("get value({a: 1}, 1)", None),
    ("get entries({a: 1, b: 2})", [{"key": "a", "value": 1}, {"key": "b", "value": 2}]),
    ("get entries({})", []),
    ("get entries([1])", None),
    ('context([{key: "a", value: 1}, {key: "b", value: null}])', {"a": 1, "b": None}),
    ('context({key: "a", value: 1})', {"a": 1}),
    ('context([{key: "a", value: 1, more: 2}])', {"a": 1}),
    ("context([])", {}),
    ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
    ("context([{key: null, value: 1}])", None),
    ('context([{key: "a"}])', None),
    ("context(get entries({a: 1, b: [2]}))", {"a": 1, "b": [2]}),
    ('context put({a: 1}, "a", 2)', {"a": 2}),
    ('context put({a: 1}, "b", null)', {"a": 1, "b": None}),
    ("context put({}, null, 1)", None),
    ('context put([], "a", 1)', None),
    ('context put({x: 1, y: {a: 0}}, ["y", "b"], 2)', {"x": 1, "y": {"a": 0, "b": 2}}),
    ('context put({a: 1}, ["a"], 2)', {"a": 2}),
    ("context put({a: 1}, [], 2)", None),
    ('context put({a: 1}, ["a", "b"], 2)', None),
    ('context put({a: 1}, ["b", "c"], 2)', None),
    ("context put({a: 1}, [null], 2)", None),
    ('context put(context: {y: {a: 0}}, keys: ["y", "a"], value: 2)', {"y": {"a": 2}}),
    ('context put(context: {y: {a: 0}}, key: ["y", "a"], value: 2)', None),
    ("context merge([{a: 1, b: 2}, {b: 3, c: 4}])", {"a": 1, "b": 3, "c": 4}),
    ("context merge([{a: {b: 1}}, {a: {c: 2}}])", {"a": {"c": 2}}),
    ("context merge({a: 1})", {"a": 1}),
    ("context merge([])", {}),
    ("context merge([1])", None),
    # What is not known inside a context stays there.
    ('get value({a: 1, b: unknown}, "a")', 1),
    ('get value({a: 1, b: unknown}, "b")', "unknown"),
    ('get value(unknown, "b")', "unknown"),
    ('context put({a: 1}, "b", unknown)', {"a": 1, "b": "unknown"}),
    ('context put({a: unknown}, ["a", "b"], 1)', "unknown"),
    ('context put({}, ["a", unknown], 1)', "unknown"),
    ("context([{key: unknown, value: 1}])", "unknown"),
    ('context([{key: "a", value: unknown}])', {"a": "unknown"}),
]


@pytest.mark.parametrize("text, expected", CONTEXTS)
def test_contexts(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


def test_what_a_context_lacks_is_said() -> None:
    assert reason(value_of('get value({a: 1}, "b")')) == "there is no member “b”"
    assert reason(value_of('context put({a: 1}, ["b", "c"], 2)')) == "there is no member “b”"
    assert reason(value_of('context put({a: 1}, ["a", "c"], 2)')) == "“a” has no members"
    assert reason(value_of('context([{key: "a"}])')) == (
        "context: its argument entries is to be a list of contexts,"
        " not a list whose item 1 is a context without value"
    )


BOOLEANS = [
    ("not(true)", False),
    ("not(null)", None),
    ('not("true")', None),
    ("all([true, null, true])", None),
    ("all([true, null, false])", False),
    ("all([true, 123])", None),
    ("all(true, true)", True),
    ("all()", None),
    ("all(null)", None),
    ("all(123)", None),
    ("all(list: [true, false])", False),
    ("any([false, null])", None),
    ("any([true, null])", True),
    ("any([])", False),
    ("any(false)", False),
    ("any(null, false)", None),
    ('is(@"23:00:50", @"23:00:50Z")', False),
    ("is(1, 1.0)", True),
    ("is(value1: 1)", False),
    ("is(value2: null)", True),
    ("is(1, 2, 3)", None),
]


@pytest.mark.parametrize("text, expected", BOOLEANS)
def test_booleans(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


STATED: list[tuple[Value, bool]] = [
    (True, True),
    (False, True),
    ("", True),
    ((), True),
    (FactList((), "occupations"), True),
    ({}, True),
    (NULL, False),
    (UNKNOWN, False),
    (Record({"area": UNKNOWN, "reason": NULL}, "premises"), False),
    (Record({"office": Record({"area": UNKNOWN}, "premises.office")}, "premises"), False),
    (Record({"office": Record({"area": True}, "premises.office")}, "premises"), True),
]


@pytest.mark.parametrize("fact, expected", STATED)
def test_whether_a_fact_is_stated(fact: Value, expected: bool) -> None:
    assert value_of("is stated(fact)", fact=fact) is expected
