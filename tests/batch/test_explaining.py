"""Why a row fails: the first failing item and what decides there, as the interpreter says."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
import pytest

from drawn_programs import draw_program
from fact_frames import DAY, frame_of
from policydsl.api import Policy
from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.explaining import PARTS
from policydsl.batch.finding_plans import shortfall_is_number
from policydsl.batch.result_columns import as_text, in_places
from policydsl.engines.interpreter import evaluate_all
from policydsl.feel.values import Null
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Checklist, Program
from policydsl.testing.drawn_facts import random_facts, varied_facts
from policydsl.trace import Finding, RuleTrace, Status
from shipped_programs import boundaries_of, examples, shipped
from small_programs import office, program

PROGRAMS = 10
INSTITUTIONS = 6

SMALL = program(
    """\
definitions:
  roomy: {value: premises.office.area >= area_min, title: 宽敞, clause: "1"}
decisions:
  filing:
    title: 备案
    checklist:
      - rule: merit
        title: 择优
        clause: "1"
        force: preferential
        require: merits.well_regarded
      - rule: in-principle
        title: 原则上
        clause: "1"
        force: in_principle
        require: staff.managers >= 2
      - {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
      - {rule: credit, title: 信用, clause: "1", require: record.good_credit}
      - rule: both
        title: 两项
        clause: "1"
        require: record.no_violations and staff.experts >= 3
      - {rule: pair, title: 相比, clause: "1", require: staff.finance_staff >= staff.examiners}
      - {rule: room, title: 宽敞, clause: "1", require: roomy}
      - {rule: day, title: 日期, clause: "1", require: filing_record.filed_on <= last_day}
      - rule: seats
        title: 考位
        clause: "1"
        for: occupation in occupations
        empty: fail
        require: occupation.theory.seats >= 30
      - rule: levels
        title: 等级
        clause: "1"
        for: [occupation in occupations, level in occupation.levels]
        empty: fail
        require: level.rank in [1..4]
"""
)


def explained(program: Program, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows from frames, by rows and by columns, and from records."""
    by_rows, by_columns = (TableEvaluator.of(program, few=few) for few in (10**6, 0))
    frame = frame_of(records, program.facts.root)
    found = by_rows.evaluate_records(records, explain=True)
    for other in (by_rows.evaluate(frame, explain=True), by_columns.evaluate(frame, explain=True)):
        assert other.results.to_dicts() == found.results.to_dicts()
    assert dict(found.results.drop("row").schema) == by_rows.result_types(explain=True)
    return found.results.to_dicts()


def told(program: Program, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of explanations, from the interpreter's traces."""
    found: dict[str, Any] = {}
    for trace in evaluate_all(program, facts_from_data(record, program.facts), DAY):
        body = program.decisions[trace.decision].body
        if not isinstance(body, Checklist):
            continue
        fails = {rule.id: rule.force for rule in trace.rules if rule.status is Status.FAIL}
        first = [id_ for id_, force in fails.items() if force == "mandatory"]
        first += [id_ for id_, force in fails.items() if force == "in_principle"]
        found[f"{trace.decision}.failing"] = first[0] if first else None
        for rule, each in zip(body.rules, trace.rules, strict=True):
            parts = _parts(each, numbers=shortfall_is_number(program, rule))
            names = (f"{trace.decision}.{each.id}.{part}" for part in PARTS)
            found |= dict(zip(names, parts, strict=True))
    return found


def _parts(trace: RuleTrace, *, numbers: bool) -> tuple[Any, ...]:
    item = next((each for each in trace.items if each.status is Status.FAIL), None)
    if trace.status is not Status.FAIL or item is None:
        return (None,) * 4
    finding = item.deciding
    if finding is None:
        return (item.path, None, None, None)
    return (item.path, _text(finding.actual), _text(finding.required), _short(finding, numbers))


def _text(value: Any) -> str | None:
    return None if isinstance(value, Null) else as_text(value)


def _short(finding: Finding, numbers: bool) -> Any:
    if finding.shortfall is None:
        return None
    if numbers:
        assert isinstance(finding.shortfall, Decimal)
        return in_places(finding.shortfall)
    return as_text(finding.shortfall)


def same_as_traces(program: Program, records: list[dict[str, Any]]) -> None:
    for row, record in zip(explained(program, records), records, strict=True):
        expected = told(program, record)
        assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("number", range(PROGRAMS))
def test_random_programs(number: int) -> None:
    rng = Random(f"explained/{number}")
    drawn = draw_program(rng)
    same_as_traces(drawn.program, [drawn.institution(rng)[0] for _ in range(INSTITUTIONS)])


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_shipped_policies(policy: Policy) -> None:
    rng = Random(policy.id)
    figures = boundaries_of(policy)
    drawn = [random_facts(rng, policy.program, figures) for _ in range(2)]
    near = [
        varied_facts(rng, policy.program, stated, figures)
        for stated in rng.sample(list(examples().values()), 2)
    ]
    same_as_traces(policy.program, [*drawn, *near])


def one(record: dict[str, Any]) -> dict[str, Any]:
    (row,) = explained(SMALL, [record])
    return row


def parts(row: Mapping[str, Any], rule: str) -> tuple[Any, ...]:
    return tuple(row[f"filing.{rule}.{part}"] for part in PARTS)


@pytest.mark.parametrize(
    "record, rule, said",
    [
        (office("49.99"), "area", ("", "49.99", "50", Decimal("0.01"))),
        (office(50), "area", (None, None, None, None)),
        ({}, "area", (None, None, None, None)),
        ({"record": {"good_credit": False}}, "credit", ("", "false", "true", None)),
        ({"record": {"no_violations": False}}, "both", ("", "false", "true", None)),
        ({"staff": {"experts": 1}}, "both", ("", "1", "3", 2)),
        (
            {"record": {"no_violations": True}, "staff": {"experts": 2}},
            "both",
            ("", "2", "3", 1),
        ),
        ({"staff": {"finance_staff": 1, "examiners": 3}}, "pair", ("", "1", "3", 2)),
        (office(40), "room", ("", "40", "50", "10")),
        (
            {"filing_record": {"filed_on": "2024-04-03"}},
            "day",
            ("", "2024-04-03", "2024-03-31", "P3D"),
        ),
        (
            {"occupations": [{"theory": {"seats": seats}} for seats in (30, 28, 1)]},
            "seats",
            ("occupations[2]", "28", "30", 2),
        ),
        ({"occupations": []}, "seats", ("occupations", None, None, None)),
        (
            {"occupations": [{"levels": [{"rank": 4}]}, {"levels": []}, {"levels": [{"rank": 5}]}]},
            "levels",
            ("occupations[2].levels", None, None, None),
        ),
        (
            {"occupations": [{"levels": [{"rank": 4}, {"rank": 5}]}]},
            "levels",
            ("occupations[1].levels[2]", "5", "[1..4]", 1),
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_a_rule(record: dict[str, Any], rule: str, said: tuple[Any, ...]) -> None:
    assert parts(one(record), rule) == said


@pytest.mark.parametrize(
    "record, first",
    [
        ({}, None),
        ({"merits": {"well_regarded": False}}, None),
        ({"staff": {"managers": 1}}, "in-principle"),
        ({"staff": {"managers": 1}, "record": {"good_credit": False}}, "credit"),
    ],
)
def test_the_first_rule_that_fails_is_one_that_decides(
    record: dict[str, Any], first: str | None
) -> None:
    assert one(record)["filing.failing"] == first


def test_who_lacks_one_can_be_asked_of_a_table() -> None:
    table = pl.DataFrame({"机构名称": ["甲", "乙", "丙"], "管理人员数": ["1", "0", "2"]})
    found = TableEvaluator.of(SMALL).evaluate_table(table, explain=True).results
    lacking = found.filter(pl.col("filing.in-principle.shortfall") == 1)
    assert lacking["row"].to_list() == [0]


def test_what_only_the_interpreter_tells_is_known_by_name() -> None:
    assert TableEvaluator.of(SMALL).explainer.left_to_the_interpreter == ("filing.room",)
