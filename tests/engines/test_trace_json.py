"""Traces as JSON: exact numbers, one shape, described by its schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checkout import ROOT
from policydsl.engines.interpreter import evaluate_all
from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.values import NULL, NUMBER_CONTEXT, missing
from policydsl.text.source import Source
from policydsl.trace import Trace
from policydsl.trace_json import dump_json, trace_to_json, value_to_json
from sample_traces import every_answer, every_verdict, full_checklist, hostile
from small_programs import AS_OF, facts, program

SCHEMA = json.loads((ROOT / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))

EVERYTHING = """
decisions:
  filing:
    title: {zh: 备案条件, en: Filing conditions}
    clause: att1
    checklist:
      - rule: office-area
        title: {zh: 办公用房面积, en: Office area}
        clause: att1/3/1
        require: premises.office.area >= area_min
      - rule: kind
        title: {zh: 机构类别, en: Kind of body}
        clause: ["1", "2"]
        require: application.body_kind in kinds
      - rule: examiners
        title: {zh: 考评员, en: Examiners}
        clause: att1/4
        for: [occupation in occupations, level in occupation.levels]
        require: level.own_certified_examiners >= examiners_min
        empty_note: {zh: 没有申报等级, en: no level applied for}
      - rule: workstations
        title: {zh: 工位, en: Workstations}
        clause: att1/3/3
        force: in_principle
        for: occupation in occupations
        require: occupation.practical.workstations >= workstations_min
        waiver: occupation.practical.workstation_shortfall_reason
      - rule: resources
        title: {zh: 资源, en: Resources}
        clause: "9"
        force: preferential
        group: preferred
        require: merits.good_digital_resources
    groups: {preferred: {need: any, title: {zh: 择优, en: Preferences}}}
  office:
    title: {zh: 受理部门, en: Accepted by}
    table:
      hit: first
      inputs: {area: premises.office.area, tier: application.tier}
      outputs: {office: {title: 部门, values: {city: {zh: 市级, en: city}, province: 省级}}}
      rows:
        - {when: {area: "< 10"}, then: city, clause: "3"}
        - {when: {tier: city}, then: city, clause: "4", note: {zh: 注, en: note}}
        - {when: {}, then: province, clause: "5"}
  filed_until:
    title: {zh: 有效期至, en: Filed until}
    clause: "5"
    value: filing_record.filed_on + term
"""

INSTITUTION: dict[str, Any] = {
    "institution": {"name": "某学校"},
    "application": {"body_kind": "special_skill_body", "tier": "city"},
    "filing_record": {"filed_on": "2020-02-29"},
    "premises": {"office": {"area": Decimal("49.99")}},
    "occupations": [
        {
            "name": "焊工",
            "practical": {"workstations": 8, "workstation_shortfall_reason": "轮换使用"},
            "levels": [{"rank": 3, "own_certified_examiners": 5}, {"rank": 4}],
        },
        {"name": "电工", "practical": {"workstations": 10}, "levels": []},
    ],
}


def traces(detail: bool = False) -> tuple[Trace, ...]:
    return evaluate_all(program(EVERYTHING), facts(INSTITUTION), AS_OF, detail=detail)


def schema_errors(trace: Trace) -> list[str]:
    read = json.loads(dump_json(trace_to_json(trace)), parse_float=Decimal)
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(read)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


SAMPLES = {
    **every_verdict(),
    **every_answer(),
    "full": full_checklist(),
    "hostile": hostile(),
    **{trace.decision: trace for trace in traces()},
    **{f"{trace.decision} in detail": trace for trace in traces(detail=True)},
}


@pytest.mark.parametrize("trace", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_trace_fits_the_schema(trace: Trace) -> None:
    assert schema_errors(trace) == []


def test_the_schema_refuses_another_shape() -> None:
    data = trace_to_json(traces()[0])
    wrong = (
        data | {"verdict": None},
        data | {"value": "city"},
        trace_to_json(traces()[1]) | {"verdict": "eligible"},
        data | {"surprise": 1},
        {key: value for key, value in data.items() if key != "rules"},
    )
    for each in wrong:
        assert not Draft202012Validator(SCHEMA).is_valid(each)


@pytest.mark.parametrize("trace", traces(), ids=[trace.decision for trace in traces()])
def test_what_a_program_reads(trace: Trace, golden: Callable[[Path, str], None]) -> None:
    golden(Path(f"golden/{trace.decision}.json"), dump_json(trace_to_json(trace)) + "\n")


def test_an_item_says_in_words_why_it_is_not_plainly_met() -> None:
    rules = {rule["id"]: rule for rule in trace_to_json(traces()[0])["rules"]}
    unknown, empty = rules["examiners"]["items"][1:]
    assert unknown["reason"]["zh"].startswith("没有填报")
    assert unknown["causes"][0]["fact"] == "occupations[1].levels[2].own_certified_examiners"
    assert empty["reason"] == {"zh": "没有申报等级", "en": "no level applied for"}
    waived, met = rules["workstations"]["items"]
    assert waived["reason"]["zh"] == "原则性条件未达到，已说明理由：轮换使用"
    assert (waived["status"], waived["shortfall"]) == ("pass", Decimal(2))
    assert met["reason"] is None


@pytest.mark.parametrize(
    "expression, written",
    [
        ("null", "null"),
        ("true", "true"),
        ("0.1 + 0.2", "0.3"),
        ("1.10", "1.1"),
        ("100", "100"),
        ("-0.0", "0"),
        ("1/3", "0." + "3" * 34),
        ("1234567890123456789012345678901234", "1234567890123456789012345678901234"),
        ("10 ** 6000", "1E+6000"),
        ('@"2020-03-26"', '"2020-03-26"'),
        ('@"P3Y"', '"P3Y"'),
        ('@"-P1DT2H"', '"-P1DT2H"'),
        ('"说“是”\\n"', '"说“是”\\n"'),
        ("[1..5)", '"[1..5)"'),
        ("(>= 5)", '"(>= 5)"'),
        ('(!= "a")', '"(!= \\"a\\")"'),
        ('[@"2020-01-01"..@"2020-12-31"]', '"[@\\"2020-01-01\\"..@\\"2020-12-31\\"]"'),
        ("[]", "[]"),
        ("{}", "{}"),
        ("[1, [null, true]]", "[\n  1,\n  [\n    null,\n    true\n  ]\n]"),
        ("{甲: 1, b: {}}", '{\n  "甲": 1,\n  "b": {}\n}'),
        ("function(x) x", '"function"'),
        ("count", '"count"'),
    ],
)
def test_values(expression: str, written: str) -> None:
    value = evaluate(parse_expression(Source("test", expression)), Scope.of({}))
    assert dump_json(value_to_json(value)) == written


def test_an_unknown_is_null_like_any_other() -> None:
    assert value_to_json(missing("premises.office.area")) is None
    assert value_to_json(NULL) is None


numbers = st.decimals(allow_nan=False, allow_infinity=False).map(NUMBER_CONTEXT.plus)
data = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(data)
def test_what_is_written_reads_back_the_same(value: Any) -> None:
    written = dump_json(value)
    read = json.loads(written, parse_float=Decimal, parse_int=Decimal)
    assert read == value
    assert written.encode("utf-8").decode("utf-8") == written


def test_half_a_surrogate_pair_is_escaped() -> None:
    assert dump_json("a\ud83d") == '"a\\ud83d"'


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        dump_json({"area": 49.99})
    with pytest.raises(TypeError):
        dump_json(Decimal("Infinity"))
