"""Strings by character, as DMN 1.5 §10.3.4.3 and the conformance kit have them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_expressions import cause_of, value_of
from policydsl.feel.limits import MAX_STRING_LENGTH
from policydsl.feel.values import CauseKind, Null, missing

CASES = [
    ('substring("foobar", 3)', "obar"),
    ('substring("foobar", 3, 3)', "oba"),
    ('substring("foobar", 3, 3.8)', "oba"),
    ('substring("foobar", 3, 100)', "obar"),
    ('substring("foobar", -2, 1)', "a"),
    ('substring("foobar", -6, 6)', "foobar"),
    ('substring("foob r", -2, 1)', " "),
    ('substring("\\U01F40Efoo", 2)', "foo"),
    ('substring(string: "foobar", start position: 3)', "obar"),
    ('string length("")', Decimal(0)),
    ('string length("🐎😀")', Decimal(2)),
    ('string length("质量督导员")', Decimal(5)),
    ('upper case("?@{ aBc4")', "?@{ ABC4"),
    ('lower case("?@{ aBc4")', "?@{ abc4"),
    ('substring before("foobar", "bar")', "foo"),
    ('substring before("foobar", "o")', "f"),
    ('substring before("foobar", "x")', ""),
    ('substring before("abc", "")', ""),
    ('substring after("foobar", "ob")', "ar"),
    ('substring after("foobar", "x")', ""),
    ('substring after("abc", "")', "abc"),
    ('substring after("", "")', ""),
    ('contains("foobar", "ob")', True),
    ('contains("foobar", "OB")', False),
    ('contains("", "")', True),
    ('starts with("foobar", "foo")', True),
    ('starts with("foobar", "oo")', False),
    ('ends with("foobar", "bar")', True),
    ('ends with("foobar", "ba")', False),
    ('string join(["a", "b"])', "ab"),
    ('string join(["a", "b"], null)', "ab"),
    ('string join(["a", null, "c"], "X")', "aXc"),
    ('string join([null], "X")', ""),
    ('string join("a", "X")', "a"),
    ('string join(delimiter: "X", list: ["a", "c"])', "aXc"),
]

NULLS = [
    'substring("foobar", 0)',
    'substring("foobar", 7)',
    'substring("foobar", -7)',
    'substring("foobar", 10 ** 6000)',
    'substring("foobar", 2, 0)',
    'substring("", 1)',
    'string join(["a", 1])',
    "string join(1)",
]

texts = st.text(max_size=30)


@pytest.mark.parametrize("text, expected", CASES)
def test_a_call_has_the_value_of_the_standard(text: str, expected: object) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize("text", NULLS)
def test_a_call_without_a_value_says_which_function_and_why(text: str) -> None:
    cause = cause_of(text)
    function = text.partition("(")[0]
    assert cause.kind is CauseKind.WRONG_ARGUMENT
    assert cause.message.zh.startswith(function)
    assert cause.message.en.startswith(function)


@pytest.mark.parametrize(
    "text", ['contains("a", unstated)', 'string join(["a", unstated])', "upper case(unstated)"]
)
def test_an_unknown_string_makes_an_unknown_result(text: str) -> None:
    result = value_of(text, unstated=missing("institution.name"))
    assert isinstance(result, Null)
    assert result.unknown


@given(texts, texts)
def test_before_match_after_make_the_string_again(left: str, right: str) -> None:
    string = left + "、" + right
    before = value_of('substring before(s, "、")', s=string)
    after = value_of('substring after(s, "、")', s=string)
    assert f"{before}、{after}" == string


@given(texts, st.integers(1, 40), st.integers(1, 40))
def test_a_substring_is_as_long_as_asked_or_as_there_is(
    string: str, start: int, length: int
) -> None:
    found = value_of(
        "string length(substring(s, start, n))", s=string, start=Decimal(start), n=Decimal(length)
    )
    if start > len(string):
        assert isinstance(found, Null)
    else:
        assert found == min(length, len(string) - start + 1)


@given(texts.filter(bool), st.integers(1, 30))
def test_counting_from_the_end_finds_the_same_characters(string: str, back: int) -> None:
    if back <= len(string):
        from_end = value_of("substring(s, n)", s=string, n=Decimal(-back))
        from_start = value_of("substring(s, n)", s=string, n=Decimal(len(string) - back + 1))
        assert from_end == from_start == string[-back:]


@given(st.lists(texts.map(lambda text: text.replace("、", "")), min_size=1, max_size=8))
def test_splitting_undoes_joining(items: list[str]) -> None:
    assert value_of('split(string join(items, "、"), "、")', items=tuple(items)) == tuple(items)


def test_what_would_grow_too_long_is_null_instead() -> None:
    half = "ß" * (MAX_STRING_LENGTH // 2 + 1)  # in capitals it is SS
    assert cause_of("upper case(s)", s=half).kind is CauseKind.LIMIT
    assert cause_of("string join([s, s])", s=half).kind is CauseKind.LIMIT
    assert cause_of('string join(["a", "b", "c"], s)', s=half).kind is CauseKind.LIMIT
