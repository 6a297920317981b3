"""How many items of a list decide what a rule says, and of which lists no number does."""

import pytest

from policydsl.analysis.list_bounds import ListNeeds, Reach, joined, needs_of
from policydsl.analysis.witnesses import Side, Subject
from policydsl.text.diagnostic import Text
from relation_samples import asked

OCCUPATIONS, LEVELS = "occupations", "occupations[].levels"


def needs(rule: str) -> ListNeeds:
    return needs_of([Side(asked(rule), (Subject("filing", "asked"),))])


@pytest.mark.parametrize(
    "rule, expected",
    [
        ("require: staff.examiners >= 1", {}),
        ("require: occupation.new_occupation\nfor: occupation in occupations", {OCCUPATIONS: 1}),
        (
            "require: level.site_suited\n"
            "for: [occupation in occupations, level in occupation.levels]",
            {OCCUPATIONS: 1, LEVELS: 1},
        ),
        (
            "require: a.new_occupation or b.new_occupation\n"
            "for: [a in occupations, b in occupations]",
            {OCCUPATIONS: 2},
        ),
        (
            "require: some a in occupations, b in occupations satisfies a.theory.seats"
            " > b.theory.seats",
            {OCCUPATIONS: 2},
        ),
        ("require: count(occupations) >= 2", {OCCUPATIONS: 2}),
        ("require: count(occupations) > 2", {OCCUPATIONS: 3}),
        ("require: 2 < count(occupations)", {OCCUPATIONS: 3}),
        ("require: count(occupations) = 2", {OCCUPATIONS: 3}),
        ("require: count(occupations[new_occupation]) >= 2", {OCCUPATIONS: 2}),
        (
            "require: every occupation in occupations satisfies count(occupation.levels) > 0",
            {OCCUPATIONS: 1, LEVELS: 1},
        ),
        (
            "require: (some o in occupations satisfies o.new_occupation)"
            " and (some o in occupations satisfies o.access_type)",
            {OCCUPATIONS: 2},
        ),
        (
            "require: (some o in occupations satisfies o.new_occupation)"
            " or not(some o in occupations satisfies o.new_occupation)",
            {OCCUPATIONS: 1},
        ),
        ('require: list contains(exit_events.cause, "violation")', {"exit_events": 1}),
        ("require: is stated(occupations)", {}),
    ],
)
def test_places_that_need_so_many_items(rule: str, expected: dict[str, int]) -> None:
    found = needs(rule)
    assert dict(found.by_path) == expected
    assert found.open == frozenset()


@pytest.mark.parametrize(
    "rule, open_lists",
    [
        ("require: sum(occupations.theory.seats) >= 2", {OCCUPATIONS}),
        ("require: occupations[1].new_occupation", {OCCUPATIONS}),
        ("require: count(occupations) >= staff.examiners", {OCCUPATIONS}),
        ("require: count(distinct values(occupations.name)) >= 2", {OCCUPATIONS}),
        (
            "require: count(flatten(for o in occupations return o.levels)) >= 2",
            {OCCUPATIONS, LEVELS},
        ),
        (
            "require: every o in occupations satisfies"
            " (some other in occupations satisfies other.theory.seats > o.theory.seats)",
            {OCCUPATIONS},
        ),
    ],
)
def test_lists_of_which_every_item_may_matter(rule: str, open_lists: set[str]) -> None:
    assert needs(rule).open == open_lists


def test_bounds_are_what_suffices_where_anything_does() -> None:
    found = ListNeeds({"a": 2, "b": 1, "c": 40}, frozenset({"b"}))
    assert found.bounds(3) == {"a": 2, "b": 3, "c": 3}


def test_several_proofs_reach_no_further_than_each_of_them() -> None:
    found = joined([Reach(True, (("a", 2),)), Reach(False, (("a", 1), ("b", 3)))])
    assert found == Reach(False, (("a", 1), ("b", 3)))


@pytest.mark.parametrize(
    "reach, expected",
    [
        (Reach(True), Text("对任何机构都成立", "for any institution")),
        (
            Reach(True, ((OCCUPATIONS, 2),)),
            Text("不论各职业有多少项都成立", "for any number of occupations of this application"),
        ),
        (
            Reach(False, ((OCCUPATIONS, 3), (LEVELS, 2))),
            Text(
                "在各职业至多 3 项、各等级至多 2 项的范围内成立",
                "within these bounds: occupations of this application: up to 3, levels: up to 2",
            ),
        ),
    ],
)
def test_for_whom_an_answer_is_known_in_words(reach: Reach, expected: Text) -> None:
    schema = asked("require: staff.examiners >= 1").facts
    assert reach.sentence(schema) == expected
