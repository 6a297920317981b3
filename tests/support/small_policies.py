"""Small policies written to disk for tests, and programs made of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policydsl.policy.building.build import Built, build
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.model import Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.text.source import Source

HEAD = """\
policy: {policy}
version: 1.0.0
title: {{zh: 测试政策, en: Test policy}}
source: {{document: 测试〔2024〕1号, issuer: 测试厅, issued: 2024-01-01}}
effective: {effective}
"""

OFFICE = """\
parameters:
  area_min: {value: 50, unit: m2, zh: 面积下限, clause: "1", title: {zh: 面积下限, en: Least area}}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    checklist:
      - rule: office
        title: {zh: 办公用房, en: Office}
        clause: "1"
        require: premises.office.area >= area_min
"""


def policy_text(
    body: str = OFFICE, policy: str = "test/small", effective: str = "{from: 2024-01-01}"
) -> str:
    """A whole policy file; `body` is all that follows the head."""
    return HEAD.format(policy=policy, effective=effective) + body


def built_policy(body: str = OFFICE, uses: Mapping[str, Program] | None = None) -> Built:
    """The checked policy with this body."""
    document = read_policy(Source("small.yaml", policy_text(body)))
    return build(document, load_facts_schema(), uses or {})


def program(body: str = OFFICE) -> Program:
    """The program of the policy with this body."""
    return built_policy(body).program


def write_policy(
    root: Path,
    policy: str,
    day: str,
    body: str = OFFICE,
    effective: str | None = None,
    name: str | None = None,
) -> Path:
    """Writes a version of a policy into its place under a folder."""
    path = root / policy / f"{name or day}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = policy_text(body, policy, effective or f"{{from: {day}}}")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
