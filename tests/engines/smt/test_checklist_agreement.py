"""Checklists: `for`, `when`, `empty`, waivers, groups and verdicts, as the interpreter has them."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from policydsl.policy.facts import Facts
from small_programs import facts
from small_spaces import encoding, rule, rules
from solver_agreement import differences

LEVELS: tuple[Any, ...] = (None, [], [None], [4], [5, 4], [5, None])
REASONS = (None, "设备在途")
OCCUPATIONS: tuple[Any, ...] = (
    None,
    [],
    *([{"levels": each}] for each in LEVELS),
    [{"levels": [5]}, {"levels": []}],
    [{"levels": [5]}, {"levels": None}],
    [{"levels": None}, {"levels": [4]}],
)


def institutions() -> list[Facts]:
    found = []
    for occupations, area, reason in product(OCCUPATIONS, (None, 49, 50), REASONS):
        stated: dict[str, Any] = {}
        if occupations is not None:
            stated["occupations"] = [_occupation(each["levels"], reason) for each in occupations]
        if area is not None:
            stated["premises"] = {"office": {"area": Decimal(area)}}
        found.append(facts(stated))
    return found


def _occupation(levels: Any, reason: str | None) -> dict[str, Any]:
    if levels is None:
        return {}
    made = [{} if each is None else {"own_certified_examiners": each} for each in levels]
    if reason is not None and made:
        made[0]["equipment_shortfall_reason"] = reason
    return {"levels": made}


INSTITUTIONS = institutions()


def assert_agrees(body: str) -> None:
    made = encoding(body)
    assert made.unencodable() == ()
    for each in INSTITUTIONS:
        assert differences(made.program, made, each) == [], each.stated


FOR_LEVELS = "for: [occupation in occupations, level in occupation.levels]\n"
EXAMINERS = f"{FOR_LEVELS}require: level.own_certified_examiners >= examiners_min\n"


@pytest.mark.parametrize("empty", ["fail", "pass", "not_applicable"])
@pytest.mark.parametrize(
    "when",
    [
        "",
        "when: premises.office.area >= area_min\n",
        "when: level.own_certified_examiners != 4\n",
        "when: count(occupation.levels) > 1 or premises.office.area < area_min\n",
    ],
)
def test_what_a_rule_goes_through(when: str, empty: str) -> None:
    assert_agrees(rule(f"{EXAMINERS}{when}empty: {empty}"))


@pytest.mark.parametrize(
    "domain",
    [
        "examiners in occupations.levels.own_certified_examiners",
        "examiners in flatten(for each in occupations return each.levels).own_certified_examiners",
        "examiners in [4, 5, occupations[1].examiners]",
        "examiners in null",
        "examiners in occupations[1].levels.own_certified_examiners",
    ],
)
def test_what_it_may_go_through(domain: str) -> None:
    assert_agrees(rule(f"for: {domain}\nrequire: examiners >= examiners_min"))


@pytest.mark.parametrize("force", ["mandatory", "in_principle", "preferential"])
@pytest.mark.parametrize(
    "waiver",
    [
        "level.equipment_shortfall_reason",
        'if count(occupation.levels) > 1 then level.equipment_shortfall_reason else "  "',
        "occupation.practical.workstation_shortfall_reason",
        'if premises.office.area > 49 then "已说明" else level.equipment_shortfall_reason',
    ],
)
def test_forces_and_waivers(force: str, waiver: str) -> None:
    waived = f"waiver: {waiver!r}\n" if force == "in_principle" else ""
    assert_agrees(rule(f"{EXAMINERS}force: {force}\n{waived}"))


SEVERAL = """
- rule: office
  title: 办公
  clause: "1"
  require: premises.office.area >= area_min
- rule: several
  title: 职业
  clause: "1"
  force: in_principle
  require: count(occupations) > 1
- rule: examiners
  title: 考评
  clause: "1"
  force: preferential
  group: merit
  for: [occupation in occupations, level in occupation.levels]
  require: level.own_certified_examiners >= examiners_min
  empty: pass
- rule: large
  title: 大
  clause: "1"
  force: preferential
  group: merit
  require: premises.office.area > area_min
"""


@pytest.mark.parametrize("need", ["any", "all"])
@pytest.mark.parametrize(
    "when",
    [
        "",
        "    when: count(occupations) > 0\n",
        "    when: if premises.office.area > 49 then true else null\n",
    ],
)
def test_verdicts_and_groups(need: str, when: str) -> None:
    groups = f"    groups: {{merit: {{title: 优先, need: {need}}}}}\n"
    assert_agrees(rules(SEVERAL, groups + when))


def test_a_decision_is_a_name_in_others() -> None:
    more = """
  outcome:
    title: 结果
    value: 'if filing = "eligible" then "yes" else filing'
  size:
    title: 大小
    when: premises.office.area >= area_min
    value: premises.office.area * 2
  doubled:
    title: 两倍
    value: size / 4 + 1
"""
    assert_agrees(rules(SEVERAL.replace("  group: merit\n", "")) + more)
