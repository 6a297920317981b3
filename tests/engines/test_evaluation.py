"""Whole programs: names and their order, links to other policies, what a trace says of itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from policydsl.engines.interpreter import evaluate_all
from policydsl.feel.interpreter import Budget
from policydsl.feel.temporal import Date
from policydsl.feel.values import CauseKind, Null
from policydsl.policy.building.build import build
from policydsl.policy.model import Change, Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.report.trace_text import trace_to_text
from policydsl.text.diagnostic import UsageError
from policydsl.text.source import Source
from policydsl.trace import Status, Step, Trace, Verdict
from small_programs import (
    AS_OF,
    HEAD,
    checklist_trace,
    evaluate,
    facts,
    office,
    only_item,
    program,
    shared_schema,
)

THREE_DECISIONS = """
definitions:
  has_office: {value: premises.office.area >= area_min, title: 有办公用房}
  until: {value: filing_record.filed_on + term, title: 到期日}
decisions:
  answer:
    title: 答复
    clause: "9"
    note: {zh: 依结论而定, en: follows from the verdict}
    value: |
      if filing = "eligible" then "accept" else if filing = "ineligible" then "refuse" else "ask"
    values: {accept: 受理, refuse: 不予受理, ask: 补正}
  filing:
    title: 备案
    when: application.body_kind in kinds
    checklist:
      - {rule: office, title: 办公, clause: "1", require: has_office}
  filed_until: {title: 有效期至, clause: "5", value: until}
  missing_area:
    title: 缺额
    value: max(0, area_min - premises.office.area)
    unit: m2
"""


def traces(stated: dict[str, Any], **options: Any) -> dict[str, Trace]:
    found = evaluate_all(program(THREE_DECISIONS), facts(stated), AS_OF, **options)
    return {trace.decision: trace for trace in found}


def applying(area: int | None, kind: str | None = "level_body") -> dict[str, Any]:
    return office(area) | ({"application": {"body_kind": kind}} if kind else {})


@pytest.mark.parametrize(
    "area, kind, verdict, answer",
    [
        (50, "level_body", Verdict.ELIGIBLE, "accept"),
        (49, "level_body", Verdict.INELIGIBLE, "refuse"),
        (49, "special_skill_body", Verdict.NOT_APPLICABLE, "ask"),
        (None, "level_body", Verdict.UNDETERMINED, Null()),
        (50, None, Verdict.UNDETERMINED, Null()),
    ],
)
def test_a_checklist_stands_for_its_verdict_in_other_decisions(
    area: int | None, kind: str | None, verdict: Verdict, answer: object
) -> None:
    found = traces(applying(area, kind))
    assert found["filing"].verdict is verdict
    assert found["answer"].value == answer


def test_an_undetermined_verdict_is_unknown_to_others_for_its_own_reasons() -> None:
    found = traces({})
    missing = ["application.body_kind", "premises.office.area"]
    assert [cause.fact for cause in found["filing"].causes] == missing
    assert [cause.fact for cause in found["answer"].causes] == missing


def test_all_decisions_come_in_the_order_of_the_file() -> None:
    assert list(traces({})) == ["answer", "filing", "filed_until", "missing_area"]


def test_one_decision_alone_is_told_as_among_all() -> None:
    for name, trace in traces(applying(50)).items():
        alone = evaluate(program(THREE_DECISIONS), facts(applying(50)), AS_OF, name)
        assert alone == trace


def test_a_checklist_that_is_not_about_an_institution_looks_at_no_item() -> None:
    trace = traces(applying(49, "special_skill_body"))["filing"]
    assert [(rule.status, rule.items) for rule in trace.rules] == [(Status.NOT_APPLICABLE, ())]
    assert trace.causes == ()


@pytest.mark.parametrize(
    "kind, verdict, value, missing",
    [
        ("level_body", None, Decimal(50), []),
        ("special_skill_body", Verdict.NOT_APPLICABLE, None, []),
        (None, None, Null(), ["application.body_kind"]),
    ],
)
def test_a_value_that_is_not_about_an_institution(
    kind: str | None, verdict: Verdict | None, value: object, missing: list[str]
) -> None:
    body = """
decisions:
  area: {title: 面积, when: application.body_kind in kinds, value: premises.office.area}
"""
    trace = evaluate(program(body), facts(applying(50, kind)), AS_OF, "area")
    assert (trace.verdict, trace.value) == (verdict, value)
    assert [each.fact for each in trace.causes] == missing


def test_what_is_not_about_an_institution_is_null_to_other_decisions() -> None:
    body = """
decisions:
  area: {title: 面积, when: application.body_kind in kinds, value: premises.office.area}
  large: {title: 大, value: area >= area_min}
"""
    trace = evaluate(program(body), facts(applying(50, "special_skill_body")), AS_OF, "large")
    assert [(each.kind, each.message.en) for each in trace.causes] == [
        (CauseKind.NO_MATCH, "this decision is not about this institution")
    ]


def test_a_verdict_that_only_an_error_keeps_open_is_unknown_to_other_decisions() -> None:
    """FEEL would compare an error's null as different, and so refuse."""
    body = """
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: rate, title: 率, clause: "1", require: premises.office.area / (area_min - 50) > 1}
  answer: {title: 答复, value: 'if filing = "eligible" then "accept" else "refuse"'}
"""
    trace = evaluate(program(body), facts(office(50)), AS_OF, "answer")
    assert trace.value == Null()
    assert [cause.kind for cause in trace.causes] == [CauseKind.ARITHMETIC, CauseKind.MISSING_FACT]


def test_a_trace_says_what_it_rests_on() -> None:
    stated = applying(50) | {"institution": {"name": "某学校"}}
    small, given = program(THREE_DECISIONS), facts(stated)
    trace = evaluate(small, given, AS_OF, "answer")
    assert (trace.policy, trace.version, trace.digest) == ("test/small", "1.0.0", small.digest)
    assert (trace.document, trace.policy_title.en) == ("试〔2024〕1号", "A small policy")
    assert (trace.as_of, trace.subject, trace.facts_digest) == (AS_OF, "某学校", given.digest)
    assert (trace.decision, trace.title.zh, trace.kind) == ("answer", "答复", "value")
    assert (trace.clauses, trace.note and trace.note.en) == (("9",), "follows from the verdict")
    assert dict(trace.value_labels)["refuse"].zh == "不予受理"


def test_a_numeric_value_comes_with_its_unit() -> None:
    trace = traces(office(20))["missing_area"]
    assert (trace.value, trace.unit) == (Decimal(30), "m2")
    assert [(unit, label.zh) for unit, label in trace.units] == [("m2", "平方米")]


def test_values_of_dates() -> None:
    trace = traces({"filing_record": {"filed_on": "2020-02-29"}})["filed_until"]
    assert trace.value == Date(2023, 2, 28)


def test_an_unknown_decision_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as refused:
        evaluate(program(THREE_DECISIONS), facts({}), AS_OF, "fling")
    (diagnostic,) = refused.value.diagnostics
    assert diagnostic.code == "unknown-decision"
    assert diagnostic.help is not None
    assert diagnostic.help.en.startswith("did you mean “filing”?")


def linked(body: str, used: Program) -> Program:
    uses = "uses:\n  verdict: {policy: test/small, decision: filing}\n"
    source = Source("linked.yaml", HEAD.replace("test/small", "test/linked") + uses + body)
    return build(read_policy(source), shared_schema(), {"verdict": used}).program


@pytest.mark.parametrize("area, value", [(50, True), (49, False), (None, Null())])
def test_a_decision_of_another_policy_is_made_on_the_same_facts(
    area: int | None, value: object
) -> None:
    body = 'decisions:\n  accepted: {title: 受理, value: verdict = "eligible"}\n'
    both = linked(body, program(THREE_DECISIONS))
    assert evaluate(both, facts(applying(area)), AS_OF, "accepted").value == value


def test_a_refinement_names_what_it_changed_where_that_matters() -> None:
    refined = replace(
        program(THREE_DECISIONS),
        changes=(
            Change("parameter_overridden", "area_min", "30", "50"),
            Change("parameter_overridden", "term", "P2Y", "P3Y"),
            Change("rule_added", "office", None, "has_office"),
        ),
    )
    found = {trace.decision: trace for trace in evaluate_all(refined, facts({}), AS_OF)}
    ids = {name: [each.id for each in trace.amendments] for name, trace in found.items()}
    assert ids == {
        "answer": ["area_min", "office"],
        "filing": ["area_min", "office"],
        "filed_until": ["term"],
        "missing_area": ["area_min"],
    }
    amendment = found["filed_until"].amendments[0]
    assert (amendment.before, amendment.after, amendment.policy) == ("P2Y", "P3Y", "test/small")


def test_a_condition_without_a_value_leaves_the_rule_unknown_for_its_reason() -> None:
    item = only_item("require: premises.office.area / (area_min - area_min) > 0", office(1))
    assert item.status is Status.UNKNOWN
    assert [cause.kind for cause in item.causes] == [CauseKind.ARITHMETIC]


def many_occupations(count: int) -> dict[str, Any]:
    return {"occupations": [{"name": str(n), "examiners": 5} for n in range(count)]}


def test_work_is_bounded_and_what_is_left_undone_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "policydsl.engines.interpreter.evaluation.Budget", lambda: Budget(steps=400)
    )
    trace = checklist_trace(
        """
- rule: pairs
  title: 成对
  clause: "1"
  for: [one in occupations, other in occupations]
  require: one.examiners = other.examiners
- {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
""",
        many_occupations(100) | office(50),
    )
    pairs, area = trace.rules
    assert len(pairs.items) < 100
    assert pairs.items[0].status is Status.PASS
    for last in (pairs.items[-1], area.items[0]):
        assert last.status is Status.UNKNOWN
        assert [cause.kind for cause in last.causes] == [CauseKind.LIMIT]
    assert trace.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("steps", range(15))
def test_a_requirement_that_is_stopped_half_way_is_never_met(
    steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "policydsl.engines.interpreter.evaluation.Budget", lambda: Budget(steps=steps)
    )
    item = only_item(
        "require: premises.office.area >= area_min and not(premises.office.computers)",
        {"premises": {"office": {"area": 50, "computers": True}}},
    )
    assert item.status in {Status.UNKNOWN, Status.FAIL}
    assert (item.status is Status.UNKNOWN) == (CauseKind.LIMIT in {c.kind for c in item.causes})


def texts(step: Step | None) -> list[str]:
    return [] if step is None else [step.expression, *(t for s in step.steps for t in texts(s))]


def test_without_detail_there_are_no_steps() -> None:
    for trace in traces(applying(49)).values():
        assert trace.step is None
        assert all(item.step is None for rule in trace.rules for item in rule.items)


def test_detail_adds_each_expression_with_its_value() -> None:
    found = traces(applying(49), detail=True)
    filing = found["filing"]
    assert texts(filing.step) == [
        "application.body_kind in kinds",
        "application.body_kind",
        "kinds",
    ]
    (item,) = filing.rules[0].items
    assert item.step is not None
    assert texts(item.step) == [
        "has_office",
        "premises.office.area >= area_min",
        "premises.office.area",
        "area_min",
    ]
    assert item.step.value is False
    assert found["missing_area"].step is not None
    assert found["missing_area"].step.value == 1


def test_detail_shows_a_rules_condition_and_the_items_of_inner_lists() -> None:
    item = only_item(
        """
when: premises.office.computers
require: every each in occupations satisfies each.examiners >= examiners_min
""",
        {"premises": {"office": {"computers": True}}} | many_occupations(1),
        detail=True,
    )
    assert texts(item.step) == [
        "premises.office.computers → every each in occupations satisfies"
        " each.examiners >= examiners_min",
        "premises.office.computers",
        "every each in occupations satisfies each.examiners >= examiners_min",
        "occupations",
        "each.examiners >= examiners_min  [each = 0]",
        "each.examiners",
        "examiners_min",
    ]


def test_definitions_that_name_one_another_may_form_a_long_chain() -> None:
    links = "".join(f"  link_{n}: {{value: not(link_{n - 1}), title: 环}}\n" for n in range(1, 400))
    body = f"""
definitions:
  link_0: {{value: premises.office.computers, title: 环}}
{links}
decisions:
  filing:
    title: 备案
    checklist:
      - {{rule: chain, title: 链, clause: "1", require: link_399}}
"""
    computers = facts({"premises": {"office": {"computers": True}}})
    trace = evaluate(program(body), computers, AS_OF, "filing", detail=True)
    (item,) = trace.rules[0].items
    assert (item.status, len(item.findings)) == (Status.FAIL, 1)
    assert texts(item.step)[-1] == "…"


def test_detail_is_bounded() -> None:
    require = "require: every each in occupations satisfies each.examiners >= examiners_min"
    item = only_item(require, many_occupations(3000), detail=True)
    steps = texts(item.step)
    assert len(steps) <= 2_100
    assert steps[-1] == "…"


def test_a_decision_that_does_not_apply_tells_what_of_its_condition_does_not_hold() -> None:
    body = """
decisions:
  filing:
    title: 备案
    when: premises.office.area > 0 and application.body_kind = "level_body"
    checklist: [{rule: one, title: 一, clause: "1", require: premises.office.filing_cabinets}]
"""
    stated = {
        "application": {"body_kind": "special_skill_body"},
        "premises": {"office": {"area": 9}},
    }
    trace = evaluate(program(body), facts(stated), AS_OF, "filing")
    (finding,) = trace.condition
    assert (finding.actual, finding.required) == ("special_skill_body", "level_body")
    assert dict(trace.value_labels)["level_body"].zh == "职业技能等级认定机构"
    assert [rule.id for rule in trace.rules] == ["one"]
    text = trace_to_text(trace, "zh", colour=False)
    assert "实际 专项职业能力考核机构，要求 职业技能等级认定机构" in text
    assert "不适用的条件" not in text
