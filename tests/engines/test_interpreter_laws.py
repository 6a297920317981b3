"""Laws of evaluation, over a policy that uses each construct once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policydsl.engines.interpreter import evaluate_all
from policydsl.feel.values import Null, Value
from policydsl.policy.model import Program
from policydsl.trace import Item, Status, Trace, Verdict
from small_programs import AS_OF, facts, program

POLICY = """
definitions:
  has_office: {value: premises.office.area >= area_min, title: 有办公用房}
decisions:
  filing:
    title: 备案
    when: application.body_kind in kinds
    checklist:
      - rule: office
        title: 办公
        clause: "1"
        require: has_office and (premises.office.computers or premises.office.printers)
      - rule: examiners
        title: 考评员
        clause: "2"
        for: [occupation in occupations, level in occupation.levels]
        require: level.own_certified_examiners >= examiners_min
      - rule: stations
        title: 工位
        clause: "3"
        force: in_principle
        for: occupation in occupations
        when: occupation.widely_applicable
        require: occupation.practical.workstations >= workstations_min
        waiver: occupation.practical.workstation_shortfall_reason
      - rule: video
        title: 监控
        clause: "4"
        force: in_principle
        when: not(premises.video_monitoring)
        require: every each in occupations satisfies each.video_monitoring
      - rule: tasks
        title: 任务
        clause: "5"
        force: preferential
        group: preferred
        require: merits.lifelong_training_tasks
      - rule: resources
        title: 资源
        clause: "5"
        force: preferential
        group: preferred
        require: merits.good_digital_resources
    groups: {preferred: {need: any, title: 择优}}
  office:
    title: 受理部门
    table:
      hit: first
      inputs: {kind: application.body_kind, tier: application.tier, area: premises.office.area}
      outputs: {office: {title: 部门, values: {city: 市级, province: 省级}, default: city}}
      rows:
        - {when: {kind: special_skill_body}, then: city, clause: "6"}
        - {when: {tier: province, area: ">= 40"}, then: province, clause: "7"}
        - {when: {tier: [city, county]}, then: city, clause: "8"}
  best:
    title: 最优
    table:
      hit: priority
      inputs: {tier: application.tier, area: premises.office.area}
      outputs: {grade: {title: 等次, values: {high: 高, middle: 中, low: 低}, default: low}}
      rows:
        - {when: {area: ">= 100"}, then: high, clause: "9"}
        - {when: {tier: province}, then: middle, clause: "9"}
        - {when: {tier: "-"}, then: low, clause: "9"}
  tiers:
    title: 层级
    table:
      hit: collect
      aggregate: sum
      inputs: {tier: application.tier, computers: premises.office.computers}
      outputs: {points: {title: 分数, type: number}}
      rows:
        - {when: {tier: [province, nation]}, then: 2, clause: "10"}
        - {when: {computers: true}, then: 1, clause: "10"}
  answer:
    title: 答复
    value: |
      if filing = "ineligible" then "refuse" else if filing = "eligible" then office else "ask"
"""

ORDER = [Verdict.INELIGIBLE, Verdict.CONDITIONAL, Verdict.ELIGIBLE]

amounts = st.sampled_from([0, 4, 5, 9, 10, 39, 40, 50, 100])
levels = st.fixed_dictionaries({"rank": st.integers(1, 5), "own_certified_examiners": amounts})
occupations = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["焊工", "电工"]),
        "widely_applicable": st.booleans(),
        "video_monitoring": st.booleans(),
        "practical": st.fixed_dictionaries(
            {"workstations": amounts},
            optional={"workstation_shortfall_reason": st.just("轮换使用")},
        ),
        "levels": st.lists(levels, max_size=2),
    }
)
institutions = st.fixed_dictionaries(
    {
        "application": st.fixed_dictionaries(
            {
                "body_kind": st.sampled_from(["level_body", "special_skill_body"]),
                "tier": st.sampled_from(["nation", "province", "city"]),
            }
        ),
        "premises": st.fixed_dictionaries(
            {
                "video_monitoring": st.booleans(),
                "office": st.fixed_dictionaries(
                    {"area": amounts, "computers": st.booleans(), "printers": st.booleans()}
                ),
            }
        ),
        "merits": st.fixed_dictionaries(
            {"lifelong_training_tasks": st.booleans(), "good_digital_resources": st.booleans()}
        ),
        "occupations": st.lists(occupations, max_size=2),
    }
)


def small() -> Program:
    return program(POLICY)


def evaluated(stated: dict[str, Any]) -> dict[str, Trace]:
    return {trace.decision: trace for trace in evaluate_all(small(), facts(stated), AS_OF)}


@st.composite
def with_gaps(draw: st.DrawFn, known: Any, key: str = "") -> Any:
    """The same facts with some left out. What an applicant states stays: it is no unknown."""
    if isinstance(known, dict):
        kept = [name for name in known if name.endswith("_reason") or draw(st.integers(0, 5)) != 0]
        return {name: draw(with_gaps(known[name])) for name in kept}
    if isinstance(known, list):
        return [draw(with_gaps(item)) for item in known]
    return known


def decided_items(trace: Trace) -> Iterator[tuple[str, str, Item]]:
    for rule in trace.rules:
        for item in rule.items:
            if item.status is not Status.UNKNOWN:
                yield rule.id, item.path, item


@settings(max_examples=60)
@given(st.data())
def test_facts_that_come_in_never_contradict_what_was_decided(data: st.DataObject) -> None:
    complete = data.draw(institutions)
    partial = data.draw(with_gaps(complete))
    before, after = evaluated(partial), evaluated(complete)
    for name, trace in before.items():
        if trace.verdict is not None and trace.verdict is not Verdict.UNDETERMINED:
            assert after[name].verdict is trace.verdict
        if trace.value is not None and not isinstance(trace.value, Null):
            assert after[name].value == trace.value
    if "body_kind" not in partial.get("application", {}):
        return  # what rules say then holds only if the checklist is about the institution
    later = {(rule, path): item for rule, path, item in decided_items(after["filing"])}
    for rule, path, item in decided_items(before["filing"]):
        assert later[rule, path].status is item.status
    for then, now in zip(before["filing"].rules, after["filing"].rules, strict=True):
        assert then.status in {now.status, Status.UNKNOWN}
    for group, same in zip(before["filing"].groups, after["filing"].groups, strict=True):
        assert group.status in {same.status, Status.UNKNOWN}


@settings(max_examples=60)
@given(institutions)
def test_with_all_facts_known_nothing_is_undetermined(stated: dict[str, Any]) -> None:
    found = evaluated(stated)
    assert found["filing"].verdict is not Verdict.UNDETERMINED
    for trace in found.values():
        assert not any(cause.fact for cause in trace.causes)
        assert all(rule.status is not Status.UNKNOWN for rule in trace.rules)


@settings(max_examples=60)
@given(st.data())
def test_an_undetermined_verdict_names_a_fact_whose_lack_matters(data: st.DataObject) -> None:
    stated = data.draw(institutions.flatmap(with_gaps))
    trace = evaluated(stated)["filing"]
    assume(trace.verdict is Verdict.UNDETERMINED)
    assert trace.causes
    assert all(cause.fact for cause in trace.causes)


def reversed_keys(stated: Any) -> Any:
    if isinstance(stated, dict):
        return {key: reversed_keys(stated[key]) for key in reversed(stated)}
    return [reversed_keys(item) for item in stated] if isinstance(stated, list) else stated


@settings(max_examples=60)
@given(institutions.flatmap(with_gaps))
def test_the_order_in_which_facts_are_stated_does_not_matter(stated: dict[str, Any]) -> None:
    assert evaluated(reversed_keys(stated)) == evaluated(stated)


def more(known: Any, by: int) -> Any:
    """The same institution with more of everything that is counted or measured."""
    if isinstance(known, dict):
        return {key: value if key == "rank" else more(value, by) for key, value in known.items()}
    if isinstance(known, list):
        return [more(item, by) for item in known]
    return known if isinstance(known, bool) or not isinstance(known, int) else known + by


@settings(max_examples=60)
@given(institutions, st.integers(1, 60))
def test_more_never_hurts(stated: dict[str, Any], by: int) -> None:
    before, after = evaluated(stated)["filing"], evaluated(more(stated, by))["filing"]
    assume(before.verdict in ORDER)
    assert before.verdict is not None
    assert after.verdict is not None
    assert ORDER.index(after.verdict) >= ORDER.index(before.verdict)


def values_of(trace: Trace) -> Iterator[Value]:
    for rule in trace.rules:
        for item in rule.items:
            for finding in item.findings:
                yield from (finding.actual, finding.required)


@settings(max_examples=60)
@given(institutions.flatmap(with_gaps))
def test_every_fail_and_every_unknown_is_told(stated: dict[str, Any]) -> None:
    """No rule fails without a finding or a note, none is unknown without a cause."""
    for rule in evaluated(stated)["filing"].rules:
        for item in rule.items:
            deciding = item.deciding
            if item.status is Status.FAIL:
                assert item.note or (deciding and deciding.status is Status.FAIL)
            if item.status is Status.UNKNOWN:
                assert item.causes
            if deciding and isinstance(deciding.shortfall, Decimal):
                assert deciding.status is Status.FAIL
                assert deciding.shortfall > 0
