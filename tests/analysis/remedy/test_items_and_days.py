"""Remedies where lists, days and decimals come in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from policydsl.analysis.remedy.asking import remedies
from policydsl.analysis.remedy.costs import CostEntry, Costs
from policydsl.analysis.remedy.results import Measure, MeasureKind, Remedies
from policydsl.feel.temporal import Date
from policydsl.policy.model import Program
from policydsl.trace import Verdict
from small_programs import AS_OF, facts, program

OCCUPATIONS = """
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: enough, title: 职业数, clause: "1", require: count(occupations) >= 3}
      - rule: seats
        title: 考位
        clause: "2"
        for: [o in occupations]
        require: o.theory.seats >= 30
      - rule: examiners
        title: 考评人员
        clause: "3"
        for: [o in occupations, l in o.levels]
        require: l.own_certified_examiners >= 5
"""
TWO: Mapping[str, Any] = {
    "occupations": [
        {
            "name": "电工",
            "theory": {"seats": 40},
            "levels": [{"rank": 3, "own_certified_examiners": 5}],
        },
        {
            "name": "焊工",
            "theory": {"seats": 25},
            "levels": [{"rank": 3, "own_certified_examiners": 6}],
        },
    ]
}


def asked(
    found: Program, stated: Mapping[str, Any], costs: Costs | None = None, count: int | None = None
) -> Remedies:
    return remedies(found, facts(stated), AS_OF, "filing", costs or Costs(), count)


def rule(require: str, **more: str) -> Program:
    lines = "".join(f"        {key}: {value}\n" for key, value in more.items())
    return program(
        "decisions:\n  filing:\n    title: 备案\n    checklist:\n"
        f'      - rule: only\n        title: 规则\n        clause: "1"\n'
        f"        require: {require}\n{lines}"
    )


def by_path(answer: Remedies, number: int = 0) -> dict[str, Measure]:
    return {each.fact.path: each for each in answer.remedies[number].measures}


def test_a_list_does_not_grow_unless_the_costs_let_it() -> None:
    answer = asked(program(OCCUPATIONS), TWO)
    assert not answer.remedies
    (obstacle,) = answer.obstacles
    assert [each.id for each in obstacle.rules] == ["enough"]
    assert [(each.fact.path, each.items) for each in obstacle.standing] == [("occupations", 2)]


def test_an_item_more_comes_with_all_that_it_needs() -> None:
    costs = Costs({"occupations": CostEntry(add=Decimal(20), up_to=4)})
    answer = asked(program(OCCUPATIONS), TWO, costs)
    (remedy,) = answer.remedies
    found = by_path(answer)
    assert remedy.cost == 21
    assert remedy.verdict is Verdict.ELIGIBLE
    assert (found["occupations"].kind, found["occupations"].count) == (MeasureKind.ADD, 1)
    assert found["occupations[2].theory.seats"].after == 30
    assert found["occupations[3].theory.seats"].after == 30
    assert found["occupations[3].levels[1].own_certified_examiners"].after == 5
    assert [each.items for each in answer.bounds] == [4]


def test_no_more_items_than_the_costs_allow() -> None:
    costs = Costs({"occupations": CostEntry(add=Decimal(20), up_to=2)})
    assert not asked(program(OCCUPATIONS), TWO, costs).remedies


def test_a_list_that_is_not_stated_is_stated_with_its_items() -> None:
    answer = asked(program(OCCUPATIONS), {})
    found = by_path(answer)
    assert (found["occupations"].kind, found["occupations"].count) == (MeasureKind.DOCUMENT, 3)
    assert len(answer.remedies[0].facts["occupations"]) == 3


def test_items_that_are_there_keep_what_they_have() -> None:
    costs = Costs({"occupations": CostEntry(add=Decimal(1))})
    (remedy,) = asked(program(OCCUPATIONS), TWO, costs).remedies
    assert remedy.facts["occupations"][0] == facts(TWO).stated["occupations"][0]
    assert remedy.facts["occupations"][1]["name"] == "焊工"


@pytest.mark.parametrize(
    "require, step, expected",
    [
        ("premises.office.area >= 50", "0.01", "50"),
        ("premises.office.area > 50", "0.01", "50.01"),
        ("premises.office.area > 50", "0.5", "50.5"),
        ("premises.office.area >= 50.25", "0.5", "50.5"),
    ],
)
def test_a_figure_moves_to_the_first_step_that_suffices(
    require: str, step: str, expected: str
) -> None:
    costs = Costs({"premises.office.area": CostEntry(step=Decimal(step))})
    stated = {"premises": {"office": {"area": Decimal("49.5")}}}
    (measure,) = asked(rule(require), stated, costs).remedies[0].measures
    assert measure.after == Decimal(expected)
    assert measure.sense == "at_least"


def test_what_may_shrink_goes_down_to_where_it_suffices() -> None:
    costs = Costs({"staff.managers": CostEntry(change="free", per_unit=Decimal(2))})
    answer = asked(rule("staff.managers <= 3"), {"staff": {"managers": 7}}, costs)
    (measure,) = answer.remedies[0].measures
    assert (measure.before, measure.after, measure.sense) == (7, 3, "at_most")
    assert answer.remedies[0].cost == 9


def test_the_cheaper_of_two_figures_moves_and_the_dearer_one_is_told_too() -> None:
    costs = Costs(
        {
            "staff.managers": CostEntry(fixed=Decimal(0), per_unit=Decimal(3), most=Decimal(5)),
            "staff.examiners": CostEntry(fixed=Decimal(1), per_unit=Decimal(1), most=Decimal(5)),
        }
    )
    stated = {"staff": {"managers": 4, "examiners": 3}}
    answer = asked(rule("staff.managers + staff.examiners >= 10"), stated, costs)
    found = [({m.fact.path: m.after for m in r.measures}, r.cost) for r in answer.remedies]
    assert found == [
        ({"staff.managers": 5, "staff.examiners": 5}, 6),
    ]


def test_two_figures_share_what_neither_reaches_alone() -> None:
    costs = Costs({"staff": CostEntry(fixed=Decimal(0))})
    stated = {"staff": {"managers": 4, "examiners": 3}}
    answer = asked(rule("staff.managers + staff.examiners >= 10"), stated, costs)
    alone = [{m.fact.path for m in r.measures} for r in answer.remedies]
    assert alone == [{"staff.managers"}, {"staff.examiners"}]


def test_a_day_moves_where_the_costs_let_it() -> None:
    found = rule("application.submitted_on <= last_day")
    stated = {"application": {"submitted_on": "2024-04-05"}}
    assert not asked(found, stated).remedies
    costs = Costs({"application.submitted_on": CostEntry(change="shrinks", per_unit=Decimal(1))})
    answer = asked(found, stated, costs)
    (measure,) = answer.remedies[0].measures
    assert (measure.after, measure.sense) == (Date(2024, 3, 31), "at_most")
    assert answer.remedies[0].cost == 6


def test_an_unknown_day_is_told_up_to_which_day_it_will_do() -> None:
    (measure,) = asked(rule("application.submitted_on <= last_day"), {}).remedies[0].measures
    assert measure.kind is MeasureKind.DOCUMENT
    assert (measure.before, measure.after, measure.sense) == (None, Date(2024, 3, 31), "at_most")


def test_a_reason_is_declared_or_the_shortfall_made_good() -> None:
    found = rule(
        "staff.managers >= 5", force="in_principle", waiver="experience.years_shortfall_reason"
    )
    answer = asked(found, {"staff": {"managers": 3}})
    kinds = [[each.kind for each in remedy.measures] for remedy in answer.remedies]
    assert kinds == [[MeasureKind.DECLARE], [MeasureKind.CHANGE]]


def test_other_values_of_an_enumeration_are_named() -> None:
    found = rule('premises.office.tenure in ("owned", "leased")')
    (measure,) = asked(found, {"premises": {"office": {"tenure": "lent"}}}).remedies[0].measures
    assert {measure.after, *measure.also} == {"owned", "leased"}
    costs = Costs({"premises.office.tenure": CostEntry(to=("leased",))})
    stated = {"premises": {"office": {"tenure": "lent"}}}
    (measure,) = asked(found, stated, costs).remedies[0].measures
    assert (measure.after, measure.also) == ("leased", ())


def test_a_rule_that_cannot_be_searched_is_named_and_shown_only_where_it_is_met() -> None:
    found = program(
        "decisions:\n  filing:\n    title: 备案\n    checklist:\n"
        '      - {rule: area, title: 面积, clause: "1", require: premises.office.area >= 50}\n'
        '      - rule: name\n        title: 名称\n        clause: "2"\n'
        "        require: string length(institution.name) >= 4\n"
    )
    stated = {"premises": {"office": {"area": 40}}, "institution": {"name": "长江培训学校"}}
    answer = asked(found, stated)
    assert [each.rule.id for each in answer.not_searched if each.rule] == ["name"]
    assert by_path(answer).keys() == {"premises.office.area"}
    short = asked(found, {**stated, "institution": {"name": "长江"}})
    assert not short.remedies
    assert not short.settled
    assert short.why_open is not None
