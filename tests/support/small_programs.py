"""Small policies and facts for tests, through the same loader as real ones."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from policydsl.engines.interpreter import evaluate
from policydsl.policy.building.build import build
from policydsl.policy.facts import Facts, load_facts
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema
from policydsl.policy.model import Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.text.source import Source
from policydsl.trace import Item, RuleTrace, Trace

AS_OF = "2024-06-03"

HEAD = """\
policy: test/small
version: 1.0.0
title: {zh: 小政策, en: A small policy}
source: {document: 试〔2024〕1号, issuer: 试验机关, issued: 2024-01-01}
effective: {from: 2024-01-01}
"""

PARAMETERS = """\
parameters:
  area_min: {value: 50, unit: m2, clause: "1", title: {zh: 面积下限, en: Least area}}
  office_years_min: {value: 3, unit: year, clause: "1", title: {zh: 年限下限, en: Least years}}
  examiners_min: {value: 5, unit: person, clause: "2", title: {zh: 考评员下限, en: Least examiners}}
  workstations_min: {value: 10, unit: workstation, clause: "3", title: {zh: 工位下限, en: Stations}}
  last_day: {value: 2024-03-31, type: date, clause: "4", title: {zh: 截止日, en: Last day}}
  term: {value: P3Y, type: duration, clause: "5", title: {zh: 期限, en: Term}}
  kinds: {value: [level_body, qualification_body], type: list, clause: "6", title: 类别}
"""


@cache
def shared_schema() -> FactsSchema:
    return load_facts_schema()


@cache
def program(body: str, *, parameters: str = PARAMETERS) -> Program:
    """A program from the YAML of its definitions and decisions."""
    source = Source("small.yaml", HEAD + parameters + body)
    return build(read_policy(source), shared_schema(), {}).program


def facts(stated: Mapping[str, Any]) -> Facts:
    """Facts from plain data; whole numbers and texts of decimals as they are."""
    return load_facts(stated, shared_schema())


def checklist_trace(
    rules: str, stated: Mapping[str, Any], *, more: str = "", **options: Any
) -> Trace:
    """The trace of a checklist `filing` with these rules and, in `more`, what else it holds."""
    body = f"decisions:\n  filing:\n    title: 备案\n    checklist:\n{_indented(rules, 6)}"
    if more:
        body += _indented(more, 4)
    return evaluate(program(body), facts(stated), AS_OF, "filing", **options)


def rule_trace(rule: str, stated: Mapping[str, Any], **options: Any) -> RuleTrace:
    """The trace of a checklist's only rule, its fields given as YAML without id and title."""
    lines = f'- rule: the-rule\n  title: 规则\n  clause: "1"\n{_indented(rule, 2)}'
    return checklist_trace(lines, stated, **options).rules[0]


def only_item(rule: str, stated: Mapping[str, Any], **options: Any) -> Item:
    """The only item of a checklist's only rule."""
    (item,) = rule_trace(rule, stated, **options).items
    return item


def office(area: str | int | None) -> dict[str, Any]:
    """An institution's office area, unknown where None."""
    return {} if area is None else {"premises": {"office": {"area": Decimal(area)}}}


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line + "\n" for line in text.strip("\n").split("\n"))
