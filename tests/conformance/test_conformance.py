"""FEEL and decision tables hold against the DMN TCK, wherever the suite is found."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.printer import print_expression, print_tests
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.values import Null
from policydsl.text.source import Source
from tck import page
from tck.boxed import parsed_expression, parsed_tests
from tck.expressions import Text, texts_of
from tck.running import FAILED, PASSED, Outcome, folders, library_of, run_folder
from tck.suite import HOW_TO_GET_IT, ROOT, VARIABLE, find_suite

SUITE = find_suite(None, os.environ)
FOLDERS = [] if SUITE is None else folders(SUITE)

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(SUITE is None, reason=HOW_TO_GET_IT),
]


@cache
def outcomes_of(folder: Path) -> list[Outcome]:
    return run_folder(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_case_of_the_profile_passes(folder: Path) -> None:
    outcomes = outcomes_of(folder)
    assert [f"{each.case}: {each.reason}" for each in outcomes if each.state == FAILED] == []


def test_the_suite_has_cases_to_pass() -> None:
    passed = [each for folder in FOLDERS for each in outcomes_of(folder) if each.state == PASSED]
    assert len(passed) > 1900


@pytest.mark.docs
@pytest.mark.skipif(VARIABLE in os.environ, reason="the page tells of the usual suite")
def test_the_page_tells_what_the_suite_says(golden: Callable[[Path, str], None]) -> None:
    assert SUITE is not None
    outcomes = [each for folder in FOLDERS for each in outcomes_of(folder)]
    golden(ROOT / page.PAGE, page.page(outcomes, page.commit_of(SUITE)))


# -- reading and printing


@cache
def texts() -> tuple[Text, ...]:
    return tuple(text for folder in FOLDERS for text in texts_of(library_of(folder)))


def test_what_is_printed_reads_back_the_same() -> None:
    assert [each.text for each in texts() if _printed_and_read(each) != _tree(each)] == []


def _printed_and_read(text: Text) -> Expression | UnaryTests | Null:
    tree = _tree(text)
    if isinstance(tree, Null):
        return tree
    if isinstance(tree, UnaryTests):
        return parse_unary_tests(Source("printed", print_tests(tree)), text.names)
    return parse_expression(Source("printed", print_expression(tree)), text.names)


def test_every_expression_can_be_read() -> None:
    assert len(texts()) > 4000
    assert [each.text for each in texts() if isinstance(_tree(each), Null)] == []


def _tree(text: Text) -> Expression | UnaryTests | Null:
    read = parsed_tests if text.is_tests else parsed_expression
    return read(text.text, text.names)


_LONG: dict[str, Callable[[int], str]] = {
    "terms": lambda n: "+".join(["a"] * n),
    "items": lambda n: "[" + ",".join(["1"] * n) + "]",
    "keys of two words": lambda n: "{" + ",".join(f"k {i}: k {i - 1}" for i in range(n)) + "}",
    "iterators": lambda n: "for " + ", ".join(f"x {i} in [1]" for i in range(n)) + " return 1",
    "arguments": lambda n: "f(" + ", ".join(f"x {i}: 1" for i in range(n)) + ")",
    "operands": lambda n: " and ".join(["a"] * n),
}


@pytest.mark.parametrize("shape", _LONG)
def test_reading_takes_steps_in_proportion_to_the_text(shape: str) -> None:
    short, long = (_steps(_LONG[shape](n)) for n in (100, 400))
    assert long < 5 * short


def _steps(text: str) -> int:
    """How many Python calls it takes to read a text."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    parsed_expression("1", frozenset())  # the parser is made once
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parsed_expression.__wrapped__(text, frozenset())
    finally:
        sys.setprofile(before)
    return calls
