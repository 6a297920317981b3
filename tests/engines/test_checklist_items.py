"""A rule's items: `for`, `when`, `waiver` and empty lists."""

from __future__ import annotations

from typing import Any

import pytest

from policydsl.trace import Status, Verdict
from small_programs import checklist_trace, office, only_item, rule_trace

PASS, FAIL, UNKNOWN, SKIP = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE

EXAMINERS = """
for: [occupation in occupations, level in occupation.levels]
require: level.own_certified_examiners >= examiners_min
"""


def occupation(name: str | None, *levels: tuple[int, int | None]) -> dict[str, Any]:
    found: dict[str, Any] = {"levels": [level(*each) for each in levels]}
    return found if name is None else found | {"name": name}


def level(rank: int, examiners: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {"rank": rank}
    return found if examiners is None else found | {"own_certified_examiners": examiners}


def test_a_rule_without_for_has_one_item_without_path_and_label() -> None:
    item = only_item("require: premises.office.area >= area_min", office(50))
    assert (item.path, item.label, item.status) == ("", None, PASS)


def test_each_level_of_each_occupation_is_an_item() -> None:
    rule = rule_trace(
        EXAMINERS,
        {"occupations": [occupation("焊工", (3, 5), (4, 4)), occupation("电工", (3, None))]},
    )
    assert [(item.path, item.label, item.status) for item in rule.items] == [
        ("occupations[1].levels[1]", "焊工 / 3级", PASS),
        ("occupations[1].levels[2]", "焊工 / 4级", FAIL),
        ("occupations[2].levels[1]", "电工 / 3级", UNKNOWN),
    ]
    assert rule.status is FAIL


def test_an_item_without_a_label_is_named_by_its_path() -> None:
    rule = rule_trace(EXAMINERS, {"occupations": [{"levels": [{"own_certified_examiners": 5}]}]})
    assert [item.label for item in rule.items] == ["occupations[1] / levels[1]"]


def test_items_of_a_list_of_figures_are_named_by_themselves() -> None:
    rule = rule_trace(
        "for: kind in kinds\nrequire: application.body_kind = kind",
        {"application": {"body_kind": "level_body"}},
    )
    assert [(item.path, item.label, item.status) for item in rule.items] == [
        ("kinds[1]", "level_body", PASS),
        ("kinds[2]", "qualification_body", FAIL),
    ]


def test_items_of_independent_lists_are_told_apart_by_both_paths() -> None:
    rule = rule_trace(
        "for: [occupation in occupations, kind in kinds]\nrequire: occupation.name != kind",
        {"occupations": [occupation("焊工")]},
    )
    assert [(item.path, item.label) for item in rule.items] == [
        ("occupations[1] / kinds[1]", "焊工 / level_body"),
        ("occupations[1] / kinds[2]", "焊工 / qualification_body"),
    ]


@pytest.mark.parametrize(
    "empty, status", [("fail", FAIL), ("pass", PASS), ("not_applicable", SKIP)]
)
def test_an_empty_list_means_what_the_policy_says(empty: str, status: Status) -> None:
    item = only_item(f"{EXAMINERS}empty: {empty}", {"occupations": []})
    assert (item.path, item.label, item.status) == ("occupations", None, status)
    assert item.findings == ()
    assert item.note is not None


def test_an_empty_list_fails_where_the_policy_is_silent_and_says_why() -> None:
    item = only_item(EXAMINERS, {"occupations": []})
    assert item.status is FAIL
    assert item.note is not None
    assert (item.note.zh, item.note.en) == ("没有可评的项目", "nothing to evaluate")
    note = "empty_note: {zh: 没有申报职业, en: no occupation applied for}"
    noted = only_item(f"{EXAMINERS}{note}", {"occupations": []})
    assert noted.note is not None
    assert noted.note.en == "no occupation applied for"


def test_an_occupation_without_levels_is_an_item_of_its_own() -> None:
    rule = rule_trace(EXAMINERS, {"occupations": [occupation("焊工"), occupation("电工", (3, 9))]})
    assert [(item.path, item.label, item.status) for item in rule.items] == [
        ("occupations[1].levels", "焊工", FAIL),
        ("occupations[2].levels[1]", "电工 / 3级", PASS),
    ]


def test_an_unstated_list_is_one_unknown_item() -> None:
    item = only_item(EXAMINERS, {})
    assert (item.path, item.status, item.note) == ("occupations", UNKNOWN, None)
    assert [cause.fact for cause in item.causes] == ["occupations"]
    inner = only_item(EXAMINERS, {"occupations": [{"name": "焊工"}]})
    assert (inner.path, inner.label, inner.status) == ("occupations[1].levels", "焊工", UNKNOWN)
    assert [cause.fact for cause in inner.causes] == ["occupations[1].levels"]


BODY_KIND = 'when: application.body_kind = "level_body"\n'


@pytest.mark.parametrize(
    "kind, area, status, verdict",
    [
        ("special_skill_body", 10, SKIP, Verdict.ELIGIBLE),
        ("special_skill_body", None, SKIP, Verdict.ELIGIBLE),
        ("level_body", 50, PASS, Verdict.ELIGIBLE),
        ("level_body", 49, FAIL, Verdict.INELIGIBLE),
        ("level_body", None, UNKNOWN, Verdict.UNDETERMINED),
        (None, 50, UNKNOWN, Verdict.ELIGIBLE),  # a pass or not applicable: it cannot refuse
        (None, 49, UNKNOWN, Verdict.UNDETERMINED),
        (None, None, UNKNOWN, Verdict.UNDETERMINED),
    ],
)
def test_when(kind: str | None, area: int | None, status: Status, verdict: Verdict) -> None:
    stated = office(area) | ({"application": {"body_kind": kind}} if kind else {})
    rule = '- {rule: area, title: 面积, clause: "1", when: application.body_kind = "level_body",'
    trace = checklist_trace(f"{rule} require: premises.office.area >= area_min}}", stated)
    assert (trace.rules[0].status, trace.verdict) == (status, verdict)


@pytest.mark.parametrize(
    "kind, status", [("special_skill_body", SKIP), ("level_body", FAIL), (None, UNKNOWN)]
)
def test_when_also_decides_over_a_list_without_items(kind: str | None, status: Status) -> None:
    stated: dict[str, Any] = {"occupations": []}
    stated |= {"application": {"body_kind": kind}} if kind else {}
    item = only_item(BODY_KIND + EXAMINERS, stated)
    assert item.status is status
    assert (item.note is None) == (status is SKIP)


@pytest.mark.parametrize(
    "kind, status", [("special_skill_body", SKIP), ("level_body", UNKNOWN), (None, UNKNOWN)]
)
def test_when_also_decides_over_an_unknown_list(kind: str | None, status: Status) -> None:
    stated = {"application": {"body_kind": kind}} if kind else {}
    assert only_item(BODY_KIND + EXAMINERS, stated).status is status


def test_a_when_that_asks_for_an_item_says_nothing_of_an_empty_list() -> None:
    rule = """
for: occupation in occupations
when: occupation.widely_applicable
require: occupation.video_monitoring
"""
    assert only_item(rule, {"occupations": []}).status is FAIL
    items = rule_trace(
        rule,
        {
            "occupations": [
                {"name": "焊工", "widely_applicable": False},
                {"name": "电工", "widely_applicable": True, "video_monitoring": True},
            ]
        },
    ).items
    assert [item.status for item in items] == [SKIP, PASS]


WORKSTATIONS = """
force: in_principle
for: occupation in occupations
require: occupation.practical.workstations >= workstations_min
waiver: occupation.practical.workstation_shortfall_reason
"""


@pytest.mark.parametrize(
    "practical, status, waiver",
    [
        ({"workstations": 10}, PASS, None),
        ({"workstations": 10, "workstation_shortfall_reason": "轮换使用"}, PASS, None),
        ({"workstations": 8}, FAIL, None),
        ({"workstations": 8, "workstation_shortfall_reason": "轮换使用"}, PASS, "轮换使用"),
        ({"workstation_shortfall_reason": "轮换使用"}, PASS, "轮换使用"),
        ({}, UNKNOWN, None),
    ],
)
def test_a_waiver(practical: dict[str, Any], status: Status, waiver: str | None) -> None:
    stated = {"occupations": [{"name": "焊工", "practical": practical}]}
    item = only_item(WORKSTATIONS, stated)
    assert (item.status, item.waiver) == (status, waiver)


def test_a_waived_shortfall_stays_listed_and_the_verdict_counts_it_as_met() -> None:
    practical = {"workstations": 8, "workstation_shortfall_reason": "轮换使用"}
    lines = WORKSTATIONS.strip().replace("\n", "\n  ")
    trace = checklist_trace(
        f'- rule: workstations\n  title: 工位\n  clause: "1"\n  {lines}',
        {"occupations": [{"name": "焊工", "practical": practical}]},
    )
    (item,) = trace.rules[0].items
    assert item.deciding is not None
    assert (item.deciding.status, item.deciding.shortfall) == (FAIL, 2)
    assert trace.verdict is Verdict.ELIGIBLE


def test_every_rule_is_evaluated() -> None:
    trace = checklist_trace(
        """
- {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
- {rule: cabinets, title: 文件柜, clause: "2", require: premises.office.filing_cabinets}
- {rule: computers, title: 电脑, clause: "3", require: premises.office.computers}
""",
        {"premises": {"office": {"area": 10, "filing_cabinets": False}}},
    )
    assert [rule.status for rule in trace.rules] == [FAIL, FAIL, UNKNOWN]
    assert trace.verdict is Verdict.INELIGIBLE


PREFERENCES = """
- {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
- rule: tasks
  title: 任务
  clause: "2"
  force: preferential
  group: preferred
  require: merits.lifelong_training_tasks
- rule: resources
  title: 资源
  clause: "2"
  force: preferential
  group: preferred
  require: merits.good_digital_resources
"""


@pytest.mark.parametrize(
    "merits, any_of, all_of",
    [
        ({}, UNKNOWN, UNKNOWN),
        ({"lifelong_training_tasks": True}, PASS, UNKNOWN),
        ({"lifelong_training_tasks": False}, UNKNOWN, FAIL),
        ({"lifelong_training_tasks": False, "good_digital_resources": False}, FAIL, FAIL),
    ],
)
def test_preferences_never_refuse(merits: dict[str, bool], any_of: Status, all_of: Status) -> None:
    for need, expected in (("any", any_of), ("all", all_of)):
        trace = checklist_trace(
            PREFERENCES,
            office(50) | {"merits": merits},
            more=f"groups: {{preferred: {{need: {need}, title: 择优}}}}",
        )
        assert trace.verdict is Verdict.ELIGIBLE
        assert [(group.id, group.need, group.status) for group in trace.groups] == [
            ("preferred", need, expected)
        ]
        assert trace.groups[0].rules == ("tasks", "resources")
