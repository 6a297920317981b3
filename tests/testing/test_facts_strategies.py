"""What institutions are drawn for a policy: well typed, at its boundaries, small when shrunk."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from policydsl.api import Policies, Policy
from policydsl.policy.shipped import shipped_policies
from policydsl.testing import facts, institutions, policies, random_facts, varied_facts
from policydsl.testing.boundaries import Boundaries
from policydsl.trace import Verdict
from small_policies import program

BODY = """\
parameters:
  area_min: {value: 50, unit: m2, clause: "1", title: x}
  seats_min: {value: 30, unit: seat, clause: "1", title: x}
  filed_by: {value: 2024-03-31, type: date, clause: "1", title: x}
decisions:
  filing:
    title: Filing
    checklist:
      - {rule: office, title: Office, clause: "1", require: premises.office.area >= area_min}
      - {rule: tenure, title: Tenure, clause: "1", require: 'premises.office.tenure != "no_right"'}
      - {rule: filed, title: Filed, clause: "1", require: filing_record.filed_on <= filed_by}
      - rule: seats
        title: Seats
        clause: "1"
        for: one in occupations
        require: one.theory.seats >= seats_min
"""
SMALL = Policy(program(BODY), "2024-01-01")
SOME, WHOLE, NEAR = facts(SMALL), facts(SMALL, unknowns=False), institutions(SMALL)
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def drawn(count: int = 400, **options: Any) -> list[dict[str, Any]]:
    rng, boundaries = Random(1), Boundaries.of(SMALL.program)
    return [random_facts(rng, SMALL.program, boundaries, **options) for _ in range(count)]


@FEW
@given(data=st.data())
def test_facts_fit_the_schema_of_every_random_policy(data: st.DataObject) -> None:
    policy = data.draw(policies()).policy
    stated = data.draw(facts(policy))
    assert len(policy.evaluate_all(stated)) == len(policy.decisions)


@FEW
@given(data=st.data())
def test_only_what_the_policy_asks_for_is_stated(data: st.DataObject) -> None:
    stated = data.draw(SOME)
    assert stated.keys() <= {"premises", "filing_record", "occupations"}


@FEW
@given(data=st.data())
def test_without_unknowns_every_verdict_is_settled(data: st.DataObject) -> None:
    for strategy in (WHOLE, NEAR):
        trace = SMALL.evaluate(data.draw(strategy), "filing")
        assert trace.verdict is not Verdict.UNDETERMINED


def test_figures_days_choices_and_lengths_lie_at_and_around_the_boundaries() -> None:
    stated = drawn(1500, unknowns=False)
    areas = {Decimal(each["premises"]["office"]["area"]) for each in stated}
    assert areas >= {Decimal(each) for each in ("49", "49.99", "50", "50.01", "51", "0")}
    days = {each["filing_record"]["filed_on"] for each in stated}
    assert days >= {"2024-03-30", "2024-03-31", "2024-04-01"}
    tenures = {each["premises"]["office"]["tenure"] for each in stated}
    assert tenures == {"owned", "leased", "lent", "other_right", "no_right"}
    assert {len(each["occupations"]) for each in stated} == {0, 1, 2, 3}
    seats = {one["theory"]["seats"] for each in stated for one in each["occupations"]}
    assert seats >= {29, 30, 31}


def test_with_unknowns_each_fact_is_sometimes_missing() -> None:
    for section, name in (("premises", "office"), ("filing_record", "filed_on")):
        missing = [name not in each.get(section, {}) for each in drawn()]
        assert any(missing)
        assert not all(missing)


def test_an_example_shrinks_to_few_facts_and_plain_values() -> None:
    def passes_with_seats(stated: dict[str, Any]) -> bool:
        trace = SMALL.evaluate(stated, "filing")
        statuses = {rule.id: rule.status.value for rule in trace.rules}
        return statuses["seats"] == "pass" and statuses["tenure"] == "fail"

    asked = settings(max_examples=2000, database=None, deadline=None)
    small = find(SOME, passes_with_seats, settings=asked, random=Random(0))
    assert small["occupations"] in ([{"theory": {"seats": 30}}], [{"theory": {"seats": 31}}])
    assert small["premises"] == {"office": {"tenure": "no_right"}}
    assert "filing_record" not in small


def test_near_an_institution_most_facts_are_its_own() -> None:
    known = {"premises": {"office": {"area": 77, "tenure": "lent"}}, "summary": {"rules": True}}
    rng, boundaries = Random(1), Boundaries.of(SMALL.program)
    around = [varied_facts(rng, SMALL.program, known, boundaries) for _ in range(200)]
    kept = [each for each in around if each.get("premises", {}).get("office", {}).get("area") == 77]
    assert 100 < len(kept) < 200
    assert not any("summary" in each for each in around)


def test_institutions_near_an_eligible_one_come_out_either_way() -> None:
    """Institutions of nobody in particular almost never meet sixty conditions at once."""
    policy = Policies(shipped_policies()).load("anhui/evaluation-body-filing")
    strategy = institutions(policy)
    seen: set[Verdict | None] = set()

    @settings(max_examples=20, database=None, deadline=None, derandomize=True)
    @given(strategy)
    def look(stated: dict[str, Any]) -> None:
        seen.update(trace.verdict for trace in policy.evaluate_all(stated))

    look()
    assert seen >= {Verdict.ELIGIBLE, Verdict.INELIGIBLE}


def test_a_random_policy_shrinks_to_one_rule() -> None:
    asked = settings(max_examples=500, database=None, deadline=None)
    small = find(policies(), lambda each: "require: " in each.text, settings=asked)
    assert small.text.count("require: ") == 1
    assert "parameters" not in small.text
    assert repr(small) == f"RandomPolicy(\n{small.text})"
