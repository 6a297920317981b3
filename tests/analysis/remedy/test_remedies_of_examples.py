"""What it would take for the example institutions that fail or are incomplete."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from checkout import ROOT
from policydsl.analysis.remedy.asking import remedies, remedies_for
from policydsl.analysis.remedy.costs import CostEntry, Costs
from policydsl.analysis.remedy.results import MeasureKind, Remedies, Target
from policydsl.analysis.remedy.whereabouts import value_at, with_values
from policydsl.api import Policies, Policy
from policydsl.feel.temporal import Date
from policydsl.feel.values import Value
from policydsl.policy.shipped import shipped_policies
from policydsl.text.diagnostic import UsageError
from policydsl.trace import Verdict

C, D, S = MeasureKind.CHANGE, MeasureKind.DOCUMENT, MeasureKind.DECLARE

Expected = Mapping[str, tuple[MeasureKind, Value | None, str]]

SCHOOL = ("anhui/evaluation-body-filing", "anhui/special-skill-school-fails-narrowly", "filing")
INCOMPLETE = ("anhui/evaluation-body-filing", "anhui/enterprise-incomplete", "filing")
HOSPITAL = (
    "foshan/evaluation-body-filing", "foshan/hospital-company-incomplete", "enterprise_filing",
)  # fmt: skip
CITY_SCHOOL = ("guangxi/evaluation-body-filing", "guangxi/city-school-fails-narrowly", "filing")
ASSOCIATION = (
    "foshan/evaluation-body-filing", "foshan/association-fails-narrowly", "organisation_filing",
)  # fmt: skip
RENEWAL = ("hebei/evaluation-body-renewal", "hebei/technical-school-fails-narrowly", "renewal")
SUMMARY = (
    "hebei/evaluation-body-renewal-papers", "hebei/technical-school-fails-narrowly",
    "work_summary_content",
)  # fmt: skip
INCUBATION = (
    "shandong/evaluation-body-filing", "shandong/training-school-fails-narrowly",
    "incubation_work",
)  # fmt: skip

CHEAPEST: list[tuple[tuple[str, str, str], Expected]] = [
    (SCHOOL, {"premises.office.area": (C, Decimal(50), "at_least")}),
    (
        INCOMPLETE,
        {
            "premises.office.remaining_use_years": (D, Decimal(3), "at_least"),
            "occupations[1].practical.hd_video_monitoring": (D, True, "exactly"),
            "occupations[1].levels[3].own_certified_examiners": (D, Decimal(5), "at_least"),
        },
    ),
    (
        CITY_SCHOOL,
        {
            "systems.emergency_plan": (C, True, "exactly"),
            "occupations[1].experience.shortfall_reason": (S, None, "any"),
        },
    ),
    (RENEWAL, {"occupations[2].levels[2].practical_question_sets": (C, Decimal(5), "at_least")}),
    (SUMMARY, {"summary.characters": (C, Decimal(2000), "at_most")}),
]


@cache
def policy(id_: str) -> Policy:
    return Policies(shipped_policies()).load(id_)


def asked(question: tuple[str, str, str], costs: Costs | None = None, **more: Any) -> Remedies:
    id_, example, decision = question
    found = policy(id_)
    facts = found.facts(ROOT / "examples" / f"{example}.yaml")
    return remedies(found.program, facts, found.day, decision, costs, **more)


@pytest.mark.parametrize("question, expected", CHEAPEST, ids=lambda each: str(each)[:60])
def test_the_cheapest_remedy(question: tuple[str, str, str], expected: Expected) -> None:
    answer = asked(question, count=1)
    assert answer.settled
    (remedy,) = answer.remedies
    assert remedy.verdict is Verdict.ELIGIBLE
    found = {each.fact.path: each for each in remedy.measures}
    assert found.keys() == expected.keys()
    for path, (kind, after, sense) in expected.items():
        assert (found[path].kind, found[path].sense) == (kind, sense)
        assert after is None or found[path].after == after


@pytest.mark.parametrize("question", [each[0] for each in CHEAPEST], ids=lambda each: each[1])
def test_no_measure_of_any_remedy_can_be_left_out_or_made_smaller(
    question: tuple[str, str, str],
) -> None:
    id_, example, decision = question
    found = policy(id_)
    before = found.facts(ROOT / "examples" / f"{example}.yaml").stated

    def verdict(stated: Mapping[str, Any]) -> Verdict | None:
        return found.evaluate(stated, decision).verdict

    for remedy in asked(question).remedies:
        assert verdict(remedy.facts) is Verdict.ELIGIBLE
        for measure in remedy.measures:
            path = measure.fact.path
            old = value_at(path, before)
            assert verdict(with_values(remedy.facts, {path: old})) is not Verdict.ELIGIBLE
            if isinstance(measure.after, Decimal):
                step = Decimal(1) if measure.sense == "at_least" else Decimal(-1)
                less = with_values(remedy.facts, {path: measure.after - step})
                assert verdict(less) is not Verdict.ELIGIBLE
                assert verdict(with_values(remedy.facts, {path: measure.after + step})) is (
                    Verdict.ELIGIBLE
                )


def test_a_measure_says_which_rules_it_is_for() -> None:
    (remedy,) = asked(SCHOOL).remedies
    ((rule,),) = [each.serves for each in remedy.measures]
    assert (rule.id, rule.clauses) == ("office-area", ("att1/3/1",))


def test_what_has_happened_cannot_be_changed_and_stands_in_the_way() -> None:
    answer = asked(HOSPITAL)
    assert not answer.remedies
    assert answer.complete
    (obstacle,) = answer.obstacles
    assert [rule.id for rule in obstacle.rules] == ["medium-or-larger"]
    assert [(each.fact.path, each.change) for each in obstacle.standing] == [
        ("institution.applicant_type", "never"),
        ("enterprise.industry", "never"),
    ]


def test_a_day_that_has_been_stands_in_the_way_unless_the_costs_say_it_can_move() -> None:
    (obstacle,) = asked(INCUBATION).obstacles
    # In time it would be too if it had never been evaluated; but that is asked for as well.
    assert [rule.id for rule in obstacle.rules] == [
        "question-bank-evaluated",
        "question-bank-evaluated-in-time",
    ]
    evaluated = "occupations[1].levels[3].question_bank_evaluated_on"
    assert evaluated in {each.fact.path for each in obstacle.standing}
    moved = Costs({"occupations[].levels[].question_bank_evaluated_on": CostEntry(change="free")})
    (remedy,) = asked(INCUBATION, moved).remedies
    (measure,) = remedy.measures
    assert isinstance(measure.before, Date)
    assert isinstance(measure.after, Date)
    assert measure.sense == "at_most"


def test_without_change_of_scope_the_association_cannot_be_helped() -> None:
    scope = Costs({"application.scope": CostEntry(change="never")})
    answer = asked(ASSOCIATION, scope)
    assert not answer.remedies
    (obstacle,) = answer.obstacles
    assert [rule.id for rule in obstacle.rules] == ["evaluated-share"]
    assert "experience.evaluated_person_times" in {each.fact.path for each in obstacle.standing}


def test_costs_decide_which_remedy_is_first() -> None:
    by_default = asked(INCOMPLETE).remedies[0].measures[0]
    assert by_default.fact.path == "premises.office.remaining_use_years"
    dear = Costs({"premises.office.remaining_use_years": CostEntry(document=Decimal(9))})
    first = asked(INCOMPLETE, dear).remedies[0]
    assert first.measures[0].fact.path == "premises.office.tenure"
    assert first.cost == 1


def test_each_unit_costs_what_the_file_says() -> None:
    costs = Costs({"premises.office.area": CostEntry(fixed=Decimal(2), per_unit=Decimal("0.5"))})
    (remedy,) = asked(SCHOOL, costs).remedies
    assert remedy.cost == Decimal("2.25")  # half a square metre


def test_a_figure_goes_no_further_than_the_costs_allow() -> None:
    answer = asked(SCHOOL, Costs({"premises.office.area": CostEntry(most=Decimal("49.9"))}))
    assert not answer.remedies
    assert [each.fact.path for each in answer.obstacles[0].standing] == ["premises.office.area"]


def test_a_conditional_verdict_may_be_enough() -> None:
    answer = asked(CITY_SCHOOL, target=Target.CONDITIONAL)
    assert [each.fact.path for each in answer.remedies[0].measures] == ["systems.emergency_plan"]
    assert answer.remedies[0].verdict is Verdict.CONDITIONAL


def test_an_institution_that_is_eligible_needs_nothing() -> None:
    passing = ("anhui/evaluation-body-filing", "anhui/technical-school-passes", "filing")
    answer = asked(passing)
    assert answer.reached
    assert not answer.remedies


def test_without_a_decision_every_checklist_that_fails_or_is_open_is_asked_about() -> None:
    found = policy("anhui/evaluation-body-filing")
    facts = found.facts(ROOT / "examples/anhui/special-skill-school-fails-narrowly.yaml")
    answers = remedies_for(found.program, facts, found.day, count=1)
    assert [each.before.decision for each in answers] == ["filing", "filing_form"]


@pytest.mark.parametrize(
    "decision, code", [("filng", "unknown-decision"), ("filed_until", "not-a-checklist")]
)
def test_only_a_checklist_can_be_asked_about(decision: str, code: str) -> None:
    found = policy("anhui/evaluation-body-filing")
    with pytest.raises(UsageError) as caught:
        remedies_for(found.program, found.facts({}), found.day, decision=decision)
    assert caught.value.diagnostics[0].code == code
