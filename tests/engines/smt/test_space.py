"""The unknown institution: its variables, and what the facts schema demands of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.engines.smt import Bounds, Space, all_of
from policydsl.policy.facts import facts_from_data
from policydsl.policy.facts.facts_formats import credit_code_fault, resident_id_fault
from small_programs import facts, program, shared_schema
from small_spaces import encoding, found, rule

EXAMINERS = rule("""
for: [occupation in occupations, level in occupation.levels]
when: application.tier = "city"
require: level.own_certified_examiners >= examiners_min
""")
ODDS = """decisions:
  code:
    title: 代码
    value: institution.unified_social_credit_code
  person:
    title: 证件
    value: form.principal.id_number
  name:
    title: 名称
    value: institution.name
  rate:
    title: 比率
    value: data_rows.certification_rate
  day:
    title: 日期
    value: application.submitted_on
  rank:
    title: 级别
    value: occupations.levels.rank
"""


def space_of(body: str, bounds: Bounds = Bounds(), **options: Any) -> Space:  # noqa: B008
    return Space.of([program(body)], bounds, **options)


def test_only_what_a_program_reads_is_a_variable() -> None:
    assert [each.path for each in space_of(EXAMINERS, Bounds(1)).facts] == [
        "occupations",
        "occupations[1].levels",
        "occupations[1].levels[1].own_certified_examiners",
        "application.tier",
    ]


def test_a_variable_knows_its_place_in_the_schema() -> None:
    found = {each.path: each for each in space_of(EXAMINERS, Bounds(2)).facts}
    examiners = found["occupations[2].levels[1].own_certified_examiners"]
    assert examiners.schema_path == "occupations[].levels[].own_certified_examiners"
    assert (examiners.is_list, found["occupations"].is_list) == (False, True)
    assert examiners.label == shared_schema().label_of(examiners.path)


def test_lists_have_the_room_that_bounds_say() -> None:
    bounds = Bounds(2, {"occupations[].levels": 1})
    paths = {each.path for each in space_of(EXAMINERS, bounds).facts}
    assert {"occupations[1].levels", "occupations[2].levels"} <= paths
    assert not any("occupations[3]" in path or "levels[2]" in path for path in paths)


def test_lists_have_the_room_that_a_template_needs() -> None:
    template = facts({"occupations": [{"levels": [{}, {}]}, {}]})
    paths = {each.path for each in space_of(EXAMINERS, Bounds(1), template=template).facts}
    assert "occupations[2].levels[2].own_certified_examiners" in paths
    assert not any("occupations[3]" in path or "levels[3]" in path for path in paths)


def test_a_space_may_be_of_some_decisions() -> None:
    space = space_of(ODDS, decisions=["name", "day"])
    assert [each.path for each in space.facts] == ["institution.name", "application.submitted_on"]


def test_what_definitions_filters_and_quantifiers_read_is_read() -> None:
    body = """definitions:
  small: {value: 'occupations[examiners < 5]', title: 小}
decisions:
  some_of_them:
    title: 有
    value: some each in small satisfies each.levels[rank > 3].newly_added = [true]
"""
    assert {each.schema_path for each in space_of(body, Bounds(1)).facts} == {
        "occupations",
        "occupations[].examiners",
        "occupations[].levels",
        "occupations[].levels[].rank",
        "occupations[].levels[].newly_added",
    }


STATED: dict[str, Any] = {
    "application": {"tier": "city"},
    "occupations": [
        {"levels": [{"own_certified_examiners": Decimal(5)}, {}]},
        {"levels": []},
        {},
    ],
}


@pytest.mark.parametrize(
    "stated",
    [STATED, {}, {"occupations": []}, {"occupations": [{}]}, {"application": {"tier": "nation"}}],
)
def test_there_is_one_institution_that_is_the_same(stated: dict[str, Any]) -> None:
    space = space_of(EXAMINERS)
    assert found(space, space.same_as(facts(stated))) == stated


def test_no_institution_is_the_same_as_one_with_longer_lists() -> None:
    space = space_of(EXAMINERS, Bounds(1))
    assert found(space, space.same_as(facts(STATED))) is None


@pytest.mark.parametrize(
    "asked, holds",
    [
        (lambda space: space.known("application.tier"), True),
        (lambda space: space.known("application"), True),
        (lambda space: space.known("occupations[1].levels"), True),
        (lambda space: space.known("occupations[1].levels[2].own_certified_examiners"), False),
        (lambda space: space.known("occupations[3].levels"), False),
        (lambda space: space.known("occupations[9].levels"), False),
        (lambda space: space.present("occupations[3]"), True),
        (lambda space: space.present("occupations[2].levels[1]"), False),
        (lambda space: space.present("occupations[4]"), False),
        (lambda space: space.fact_is("application.tier", "city"), True),
        (lambda space: space.fact_is("application.tier", "nation"), False),
        (lambda space: space.length_is("occupations", 3), True),
        (lambda space: space.length_is("occupations", 2), False),
        (lambda space: space.length_is("occupations[2].levels", 0), True),
        (lambda space: space.length_is("occupations[3].levels", 0), False),
        (lambda space: space.at_least(EXAMINERS_OF_FIRST, 5), True),
        (lambda space: space.at_least(EXAMINERS_OF_FIRST, 6), False),
        (lambda space: space.at_most(EXAMINERS_OF_FIRST, 5), True),
        (lambda space: space.at_most(EXAMINERS_OF_FIRST, 4), False),
        (lambda space: space.complete(), False),
    ],
)
def test_what_can_be_said_of_an_institution(asked: Any, holds: bool) -> None:
    space = space_of(EXAMINERS)
    this = space.same_as(facts(STATED))
    said = asked(space)
    assert (found(space, this, said) is not None) is holds
    assert (found(space, this, ~said) is None) is holds


EXAMINERS_OF_FIRST = "occupations[1].levels[1].own_certified_examiners"


def test_a_complete_institution_misses_nothing_of_the_items_it_has() -> None:
    space = space_of(EXAMINERS, Bounds(1))
    stated = found(space, space.complete(), space.present("occupations[1].levels[1]"))
    assert stated is not None
    level = stated["occupations"][0]["levels"][0]
    assert stated["application"].keys() | level.keys() == {"tier", "own_certified_examiners"}


def test_what_the_schema_lacks_is_no_place() -> None:
    with pytest.raises(KeyError):
        space_of(EXAMINERS).known("application.colour")


@pytest.mark.parametrize(
    "path, value, possible",
    [
        ("data_rows[1].certification_rate", Decimal(100), True),
        ("data_rows[1].certification_rate", Decimal("100.5"), False),
        ("data_rows[1].certification_rate", -1, False),
        ("occupations[1].levels[1].rank", 5, True),
        ("occupations[1].levels[1].rank", 6, False),
        ("application.submitted_on", "2024-02-29", True),
        ("application.submitted_on", "1899-12-31", False),
        ("institution.name", "某机构", True),
        ("institution.name", "  ", False),
        ("institution.unified_social_credit_code", "91130200MA0F5K2T3A", True),
        ("institution.unified_social_credit_code", "91130200MA0F5K2T3B", False),
        ("form.principal.id_number", "11010519491231002X", True),
        ("form.principal.id_number", "91130200MA0F5K2T3A", False),
    ],
)
def test_facts_have_only_values_that_the_schema_allows(
    path: str, value: Any, possible: bool
) -> None:
    space = space_of(ODDS)
    assert (found(space, space.fact_is(path, value)) is not None) is possible


def test_whatever_is_found_the_facts_schema_takes() -> None:
    space = space_of(ODDS, Bounds(2))
    stated = found(space, space.complete(), space.present("data_rows[2]"))
    assert stated is not None
    assert facts_from_data(stated, shared_schema()).stated == stated
    assert credit_code_fault(stated["institution"]["unified_social_credit_code"]) is None
    assert resident_id_fault(stated["form"]["principal"]["id_number"]) is None


def test_days_are_days_of_the_calendar() -> None:
    body = """definitions:
  day: {value: application.submitted_on, title: 日}
decisions:
  february: {title: 二月, value: day.month = 2 and day.day > 28}
"""
    made = encoding(body)
    leap = made.value("february").equals(True)
    space = made.space
    earlier = space.at_most("application.submitted_on", "2000-12-31")
    later = space.at_least("application.submitted_on", "1997-01-01")
    assert found(space, leap, earlier, later) == {"application": {"submitted_on": "2000-02-29"}}
    later = space.at_least("application.submitted_on", "2000-03-01")
    assert found(space, leap, earlier, later) is None


def test_texts_that_differ_are_told_apart_in_facts() -> None:
    body = rule("""
for: occupation in occupations
require: occupation.name != institution.name and count(occupations[name = occupation.name]) = 1
""")
    made = encoding(body)
    passes = made.rule("filing", "the-rule").passes
    space = made.space
    stated = found(space, passes, space.complete(), space.length_is("occupations", 3))
    assert stated is not None
    names = {stated["institution"]["name"], *(each["name"] for each in stated["occupations"])}
    assert len(names) == 4


def test_spaces_of_two_programs_have_the_facts_of_both() -> None:
    both = Space.of([program(EXAMINERS), program(ODDS)], Bounds(1))
    assert {"application.tier", "institution.name"} <= {each.path for each in both.facts}
    same = all_of([both.known("application.tier"), both.known("institution.name")])
    assert found(both, same) is not None
