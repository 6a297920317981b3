"""Ranges as values: DMN 1.5 §10.3.2.7 and `range` of §10.3.4.1."""

import pytest

from feel_expressions import cause_of, value_of
from policydsl.feel.values import CauseKind


@pytest.mark.parametrize(
    "text",
    [
        '[1..@"2020-01-01"]',
        '[@"2020-01-01"..@"2020-01-02T00:00:00"]',
        '[@"P1D"..@"P1Y"]',
        'range("[1..\\"b\\"]")',
        'range("[@\\"2020-01-01\\"..@\\"2020-01-02T00:00:00\\"]")',
    ],
)
def test_both_ends_are_of_one_kind(text: str) -> None:
    assert cause_of(text).kind is CauseKind.WRONG_TYPE


@pytest.mark.parametrize("text", ["[3..1]", '["b".."a"]', 'range("(3..1)")'])
def test_the_low_end_is_not_above_the_high_end(text: str) -> None:
    assert cause_of(text).kind is CauseKind.WRONG_ARGUMENT


@pytest.mark.parametrize(
    "text, same_as",
    [
        ("[1..3]", "[1..3]"),
        (" ( 1 .. 3 ) ", "(1..3)"),
        ("]1..3[", "(1..3)"),
        ("[-1.5..-.5)", "[-1.5..-0.5)"),
        (r"[\"]..[\"..\"a\"]", '["]..[".."a"]'),
        (r"[date(\"2020-01-01\")..@\"2020-01-31\"]", '[@"2020-01-01"..@"2020-01-31"]'),
        (
            r"[date and time(\"2020-01-01\")..@\"2020-01-02T00:00:00\"]",
            '[@"2020-01-01T00:00:00"..@"2020-01-02T00:00:00"]',
        ),
        (r"[duration(\"P1D\")..@\"PT36H\"]", '[@"P1D"..@"PT36H"]'),
    ],
)
def test_a_range_is_read_from_its_text(text: str, same_as: str) -> None:
    assert value_of(f'range("{text}") = {same_as}') is True


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1..3", "[1..3", "[..3]", "[1..]", "[1..2..3]", "[null..3]", "[1+1..3]", "[a..3]",
        r"[abs(\"1\")..3]", r"[date(\"2020-02-30\")..@\"2020-03-01\"]", ">= 10", "[1..3] x",
        r"[\"a..\"b\"]", "[1,3]",
    ],
)  # fmt: skip
def test_nothing_else_is_a_range(text: str) -> None:
    assert cause_of(f'range("{text}")').kind is CauseKind.WRONG_ARGUMENT


@pytest.mark.parametrize(
    "text, expected",
    [("abs([-1])", "1"), ("abs([[-1]])", None), ("floor([[[1.5]]])", None)],
)
def test_one_list_around_an_argument_is_taken_off(text: str, expected: str | None) -> None:
    if expected is None:
        assert cause_of(text).kind is CauseKind.WRONG_ARGUMENT
    else:
        assert value_of(f"{text} = {expected}") is True
