"""What generated checks let through is what the facts' own reader makes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from given_facts import EVERY_RULE, given_facts, items, leaf, section
from policydsl.engines.python.fitting import fitting_of, most_items, write_fitting
from policydsl.policy.facts import digest_of, facts_from_data
from policydsl.policy.facts.facts import MAX_FACTS
from policydsl.policy.facts.facts_record import size_of
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema
from policydsl.text.diagnostic import FactsError
from shipped_programs import examples

SHARED = load_facts_schema()


@given(given_facts(EVERY_RULE.root))
def test_what_fits_is_what_the_reader_states(data: Any) -> None:
    """The same facts, by their digest too; the reader refuses nothing that fits."""
    found = fitting_of(EVERY_RULE)(data)
    if found is not None:
        stated = facts_from_data(data, EVERY_RULE).stated
        assert found == stated
        assert digest_of(found) == digest_of(stated)


@given(given_facts(EVERY_RULE.root))
def test_data_stays_as_it_was(data: Any) -> None:
    before = repr(data)
    fitting_of(EVERY_RULE)(data)
    assert repr(data) == before


@pytest.mark.parametrize("path", examples())
def test_the_examples_fit(path: str) -> None:
    stated = examples()[path]
    assert fitting_of(SHARED)(stated) is stated


RIGHT: dict[str, list[Any]] = {
    "plain": ["a", "电工", "!"],
    "short": ["a", "电工员"],
    "kind": ["a", "b"],
    "day": ["2024-02-29", "2000-02-29", "2023-12-31"],
    "code": ["91130200MA0F5K2T3A"],
    "person": ["11010519491231002X"],
    "open": [True, False],
    "count": [0, 10, Decimal("5"), Decimal("5.0")],
    "share": [Decimal("0.1"), Decimal("0." + "9" * 34)],
    "figure": [0, 2, Decimal("-0.5"), Decimal("2.5")],
    "any": [10**34 - 1, -(10**34 - 1)],
    "inside": [{"area": 1, "deeper": {"suited": True}}],
    "words": [["a"], ["a", "a"]],
    "marks": [[0, Decimal("0.5")], []],
    "truths": [[True], []],
    "things": [[], [{}, {"size": 1, "levels": [{"rank": 1}]}]],
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_fits(name: str) -> None:
    for value in RIGHT[name]:
        assert fitting_of(EVERY_RULE)({name: value}) == {name: value}


@pytest.mark.parametrize("nothing", [None, "", "\u3000 "])
@pytest.mark.parametrize("name", ["plain", "count", "share", "open", "day", "kind", "pattern"])
def test_null_and_blank_are_not_stated(name: str, nothing: object) -> None:
    assert fitting_of(EVERY_RULE)({name: nothing, "any": 1}) == {"any": 1}


def test_nothing_is_stated_by_nulls_in_sections_and_lists() -> None:
    data = {"inside": {"area": None}, "words": None, "things": [{"size": None, "levels": []}]}
    assert fitting_of(EVERY_RULE)(data) == {"things": [{"levels": []}]}


WRONG: list[dict[str, Any]] = [
    {"other": 1}, {"甲项": "a"}, {" plain": "a"}, {"other": None}, {"plain": 1}, {"plain": True},
    {"plain": "\ud800"}, {"short": "abcd"}, {"kind": "c"}, {"pattern": "a"}, {"day": "2023-02-29"},
    {"day": "2024-W01-1"}, {"code": "91130200MA0F5K2T3B"}, {"person": "110101199013077758"},
    {"open": 1}, {"open": "true"}, {"count": True}, {"count": 1.0}, {"count": 11},
    {"count": Decimal("0.5")}, {"share": 0}, {"share": 1}, {"share": Decimal(1)},
    {"figure": Decimal("2.51")}, {"any": 10**35}, {"any": Decimal("NaN")}, {"inside": []},
    {"words": []}, {"words": ["a", "a", "a"]}, {"words": [""]}, {"words": {}}, {"marks": [True]},
    {"marks": [-1]}, {"truths": [True, True]}, {"things": [None]}, {"things": ["a"]},
    {"things": [{"levels": [{"rank": 0}]}]},
]  # fmt: skip


@pytest.mark.parametrize("data", [[], None, "a", *WRONG], ids=ascii)
def test_what_is_wrong_or_unsure_does_not_fit(data: object) -> None:
    assert fitting_of(EVERY_RULE)(data) is None


def test_more_than_the_reader_takes_does_not_fit() -> None:
    """The bound on items keeps that on facts, which is on all that could be stated of an item."""
    most = most_items(SHARED.root)
    full = {"occupations": [{"levels": [{}] * 99}] * (most // 100)}
    assert fitting_of(SHARED)(full) == full
    assert fitting_of(SHARED)({**full, "examinations": [{}] * 100}) is None
    assert size_of(SHARED.root, {"occupations": [{}] * most}) <= MAX_FACTS
    with pytest.raises(FactsError):
        facts_from_data({"occupations": [{}] * 100_001}, SHARED)


def test_keywords_that_nobody_knows_are_left_to_the_reader() -> None:
    root = section(
        a=leaf(contentEncoding="x"), b=leaf("integer", multipleOf=2), c=items(leaf(), contains={}),
        d=leaf("boolean", const=True), e=leaf(minLength=Decimal("1.5")),
        f=leaf("number", minimum="0"), g=leaf(format="uuid"),
    )  # fmt: skip
    schema = FactsSchema(root, {}, ("odd",))
    for name, value in {
        "a": "x",
        "b": 2,
        "c": ["a"],
        "d": True,
        "e": "ab",
        "f": 1,
        "g": "x",
    }.items():
        assert fitting_of(schema)({name: value}) is None


def test_the_same_schema_gives_the_same_source() -> None:
    assert write_fitting(SHARED) == write_fitting(SHARED)
    assert len(write_fitting(SHARED)) < 25_000
