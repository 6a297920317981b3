"""What a refinement takes over is cited from the notice that says it."""

from __future__ import annotations

import datetime
from pathlib import Path

from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import facts_from_data
from policydsl.policy.library import Library
from policydsl.report.reader import Reader
from policydsl.report.rule_view import rule_view
from policydsl.trace import Clauses

HEAD = """policy: {policy}
version: 1.0.0
title: 备案
source: {{document: {document}, issuer: 某厅, issued: 2024-01-01}}
effective: {{from: 2024-01-01}}
"""
PROVINCE = """parameters:
  area_min: {value: 50, unit: m2, clause: 2/5, title: 面积下限}
definitions:
  enough: {value: premises.office.area >= area_min, title: 面积够}
decisions:
  filing:
    title: 条件
    clause: "2"
    checklist:
      - {rule: office, title: 面积, clause: 2/5, require: enough}
      - {rule: lawful, title: 合法, clause: 2/1, require: institution.lawfully_registered}
"""
CITY = """extends: province/filing
parameters:
  area_min: {value: 80, clause: "3"}
decisions:
  filing:
    checklist:
      - {rule: own, title: 自定, clause: "4", require: institution.lawfully_registered}
"""


def write(root: Path, policy: str, document: str, body: str) -> None:
    path = root / policy / "2024-01-01.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD.format(policy=policy, document=document) + body, "utf-8")


def test_each_rule_cites_its_own_notice(tmp_path: Path) -> None:
    write(tmp_path, "province/filing", "省发〔2023〕9号", PROVINCE)
    write(tmp_path, "city/filing", "市发〔2024〕7号", CITY)
    program = Library.open(tmp_path).program("city/filing", datetime.date(2024, 6, 1))
    facts = facts_from_data({"premises": {"office": {"area": 60}}}, program.facts)
    trace = evaluate(program, facts, "2024-06-01", "filing")
    assert trace.document == "市发〔2024〕7号"
    assert trace.decision_document == "省发〔2023〕9号"
    assert [(rule.id, rule.document, rule.refined_by) for rule in trace.rules] == [
        ("office", "省发〔2023〕9号", (Clauses("市发〔2024〕7号", ("3",)),)),
        ("lawful", "省发〔2023〕9号", ()),
        ("own", "市发〔2024〕7号", ()),
    ]
    reader = Reader.of(trace, "zh", detail=False)
    assert [rule_view(rule, reader).clauses for rule in trace.rules] == [
        "市发〔2024〕7号 第3条（细化 省发〔2023〕9号 第2/5条）",
        "省发〔2023〕9号 第2/1条",
        "第4条",
    ]
