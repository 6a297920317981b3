"""A case without a day runs on its version's first day, for all that the version links to."""

from __future__ import annotations

from pathlib import Path

from policydsl.analysis.case_runs import run_cases

HEAD = """policy: {policy}
version: 1.0.0
title: 试行
source: {{document: 试〔2024〕1号, issuer: 某厅, issued: 2024-01-01}}
effective: {{from: {start}}}
"""
BODY = """parameters:
  area_min: {{value: {area}, unit: m2, clause: "1", title: 面积下限}}
decisions:
  filing:
    title: 条件
    checklist:
      - rule: office-area
        title: 面积
        clause: "1"
        require: premises.office.area >= area_min
"""
CITY_CASES = """facts: {premises: {office: {area: 60}}}
cases:
  - case: 以首日有效的上级政策为准
    expect: {filing: eligible}
  - case: 以后来的上级政策为准
    as_of: 2026-05-01
    expect: {filing: ineligible}
"""


def test_a_case_runs_against_the_base_of_its_own_day(tmp_path: Path) -> None:
    province, city = tmp_path / "a/filing", tmp_path / "b/filing"
    province.mkdir(parents=True)
    city.mkdir(parents=True)
    for start, area in (("2024-01-01", 50), ("2026-01-01", 80)):
        text = HEAD.format(policy="a/filing", start=start) + BODY.format(area=area)
        (province / f"{start}.yaml").write_text(text, "utf-8")
    head = HEAD.format(policy="b/filing", start="2024-06-01")
    (city / "2024-06-01.yaml").write_text(head + "extends: a/filing\n", "utf-8")
    (city / "2024-06-01.cases.yaml").write_text(CITY_CASES, "utf-8")

    (run,) = run_cases([city])

    assert [case.mismatches for case in run.cases] == [(), ()]
