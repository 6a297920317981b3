"""Decision tables: every hit policy is to the solver what it is to the interpreter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from policydsl.engines.smt import Encoding, Space
from policydsl.policy.facts import Facts
from policydsl.policy.model import Table
from small_programs import facts
from small_spaces import encoding
from solver_agreement import differences

TIERS = (None, "city", "province", "nation")
AREAS = (None, 50, 100, 200)
LABELS = "values: {nation: 国家, province: 省级, city: 市级}"

ONE_FOR_EACH = """
  - {when: {tier: city}, then: city, clause: "1"}
  - {when: {tier: province}, then: province, clause: "2"}
"""
OVERLAPPING = """
  - {when: {tier: city}, then: city, clause: "1"}
  - {when: {area: ">= 100"}, then: province, clause: "2"}
  - {when: {tier: [province, city]}, then: province, clause: "3"}
  - {when: {tier: nation, area: "> 100"}, then: nation, clause: "4"}
"""
FROM_FACTS = """
  - {when: {area: ">= 100"}, then: application.tier, clause: "1"}
  - {when: {tier: [province, nation]}, then: institution.city, clause: "2"}
  - {when: {area: "< 200"}, then: '"city"', clause: "3"}
"""
FIGURES = """
  - {when: {tier: city}, then: 1, clause: "1"}
  - {when: {area: ">= 100"}, then: 5, clause: "2"}
  - {when: {tier: [province, city]}, then: premises.office.area, clause: "3"}
"""


def institutions() -> list[Facts]:
    found: list[dict[str, Any]] = []
    for tier, area in product(TIERS, AREAS):
        stated: dict[str, Any] = {} if tier is None else {"application": {"tier": tier}}
        if area is not None:
            stated["premises"] = {"office": {"area": Decimal(area)}}
        found.append(stated)
    return [facts(each) for each in found]


def table(hit: str, outputs: str, rows: str, more: str = "") -> str:
    return f"""decisions:
  office:
    title: 受理部门
{more}    table:
      hit: {hit}
      inputs: {{tier: application.tier, area: premises.office.area}}
      outputs: {{{outputs}}}
      rows: {rows.replace(chr(10), chr(10) + "      ")}
"""


def assert_agrees(body: str) -> None:
    made = encoding(body)
    assert made.unencodable() == ()
    for each in institutions():
        assert differences(made.program, made, each) == [], each.stated


@pytest.mark.parametrize("default", ["", ", default: city"])
@pytest.mark.parametrize("rows", [ONE_FOR_EACH, OVERLAPPING])
@pytest.mark.parametrize("hit", ["unique", "first", "any", "priority", "collect", "rule_order"])
def test_each_hit_policy(hit: str, rows: str, default: str) -> None:
    assert_agrees(table(hit, f"office: {{title: 部门, {LABELS}{default}}}", rows))


@pytest.mark.parametrize("hit", ["unique", "first", "any", "collect", "rule_order"])
def test_results_that_are_facts(hit: str) -> None:
    assert_agrees(table(hit, "office: {title: 部门, type: string}", FROM_FACTS))


@pytest.mark.parametrize("default", ["", ", default: 0"])
@pytest.mark.parametrize("aggregation", ["sum", "min", "max", "count", "list"])
def test_each_aggregation(aggregation: str, default: str) -> None:
    output = f"area: {{title: 面积, type: number, unit: m2{default}}}"
    assert_agrees(table(f"collect\n      aggregate: {aggregation}", output, FIGURES))


@pytest.mark.parametrize("default", ["", ", default: 0"])
@pytest.mark.parametrize("aggregation", ["sum", "min", "max", "count", "list"])
def test_an_aggregate_of_no_rows(aggregation: str, default: str) -> None:
    """No policy has such a table, but one whose only row was left out to see what notices."""
    output = f"area: {{title: 面积, type: number, unit: m2{default}}}"
    made = encoding(table(f"collect\n      aggregate: {aggregation}", output, FIGURES))
    office = made.program.decisions["office"]
    assert isinstance(office.body, Table)
    emptied = replace(office, body=replace(office.body, rows=()))
    program = replace(made.program, decisions={"office": emptied})
    again = Encoding(program, Space.of([program]))
    for each in institutions():
        assert differences(program, again, each) == []


SEVERAL = """
  - {when: {tier: city}, then: {office: city, speed: slow}, clause: "1"}
  - {when: {area: ">= 100"}, then: {office: city, speed: fast}, clause: "2"}
  - {when: {tier: nation}, then: {office: nation, speed: fast}, clause: "3"}
"""


@pytest.mark.parametrize("hit", ["unique", "first", "any", "priority", "collect"])
@pytest.mark.parametrize("default", ["", ", default: slow"])
def test_several_outputs_make_a_context(hit: str, default: str) -> None:
    speed = f"speed: {{title: 快慢, values: {{fast: 快, slow: 慢}}{default}}}"
    assert_agrees(table(hit, f"office: {{title: 部门, {LABELS}}}, {speed}", SEVERAL))


def test_a_condition_of_the_whole_table() -> None:
    condition = "    when: premises.office.area > 50\n"
    assert_agrees(table("first", f"office: {{title: 部门, {LABELS}}}", OVERLAPPING, condition))
