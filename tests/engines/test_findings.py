"""How a requirement's comparisons are told: what is, what is asked, by how much it is short."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration
from policydsl.feel.values import Null, Range, Value
from policydsl.trace import Finding, Status
from small_programs import AS_OF, checklist_trace, evaluate, facts, office, only_item, program

PASS, FAIL, UNKNOWN = Status.PASS, Status.FAIL, Status.UNKNOWN

DAY = 86_400


def findings(require: str, stated: dict[str, Any]) -> tuple[Finding, ...]:
    return only_item(f"require: |\n  {require}", stated).findings


def only(require: str, stated: dict[str, Any]) -> Finding:
    (finding,) = findings(require, stated)
    return finding


@pytest.mark.parametrize(
    "require, area, status, shortfall",
    [
        ("premises.office.area >= area_min", "50", PASS, None),
        ("premises.office.area >= area_min", "49.99", FAIL, "0.01"),
        ("premises.office.area > area_min", "50", FAIL, None),  # short by the least there is
        ("premises.office.area > area_min", "48", FAIL, "2"),
        ("premises.office.area <= area_min", "50.5", FAIL, "0.5"),
        ("premises.office.area < area_min", "50.5", FAIL, "0.5"),
        ("premises.office.area = area_min", "49", FAIL, None),
        ("area_min <= premises.office.area", "49", FAIL, "1"),  # the figure may stand first
        ("area_min > premises.office.area", "51", FAIL, "1"),
        ("not(premises.office.area < area_min)", "49", FAIL, "1"),
        ("not(premises.office.area < area_min)", "50", PASS, None),
        ("premises.office.area >= area_min", None, UNKNOWN, None),
    ],
)
def test_a_comparison(
    require: str, area: str | None, status: Status, shortfall: str | None
) -> None:
    found = only(require, office(area))
    assert found.expression == require
    assert found.status is status
    assert found.actual == (Null() if area is None else Decimal(area))
    assert found.required == Decimal(50)
    assert found.shortfall == (None if shortfall is None else Decimal(shortfall))
    assert found.unit == "m2"


@pytest.mark.parametrize(
    "require, operator, label",
    [
        ("premises.office.area >= area_min", ">=", "办公用房·面积"),
        ("premises.office.area > 0", ">", "办公用房·面积"),
        ("area_min <= premises.office.area", ">=", "办公用房·面积"),
        ("not(premises.office.area < area_min)", ">=", "办公用房·面积"),
        ("premises.office.area != area_min", "!=", "办公用房·面积"),
        ("premises.office.area in [10..area_min]", "in", "办公用房·面积"),
        ("not(premises.office.area in [10..area_min])", "not in", "办公用房·面积"),
        ("premises.office.area + 1 >= area_min", ">=", "面积下限"),  # what has a name of its own
        ("premises.office.filing_cabinets", None, "办公用房·有档案柜"),
        ("not(premises.office.filing_cabinets)", None, "办公用房·有档案柜"),
        ("premises.office.filing_cabinets = true", "=", "办公用房·有档案柜"),
        ("count(occupations) >= 1", ">=", "各职业的数量"),
        ("count(occupations[widely_applicable]) >= 1", ">=", "各职业的数量"),
        ("is stated(premises.office.area)", None, "已填报“办公用房·面积”"),
    ],
)
def test_what_is_compared_has_a_label_and_an_operator(
    require: str, operator: str | None, label: str
) -> None:
    found = only(require, {})
    assert found.label is not None
    assert (found.operator, found.label.zh) == (operator, label)


@pytest.mark.parametrize(
    "require, stated, required, shortfall",
    [
        ("filing_record.filed_on <= last_day", "2024-04-02", Date(2024, 3, 31), 2 * DAY),
        ("filing_record.filed_on >= last_day", "2024-03-30", Date(2024, 3, 31), DAY),
        ("filing_record.filed_on <= last_day + term", "2027-04-01", Date(2027, 3, 31), DAY),
    ],
)
def test_dates_are_short_by_days(
    require: str, stated: str, required: Value, shortfall: int
) -> None:
    found = only(require, {"filing_record": {"filed_on": stated}})
    assert (found.status, found.required) == (FAIL, required)
    assert found.shortfall == DaysDuration(Decimal(shortfall))
    assert found.unit is None


def test_durations_are_short_by_a_duration() -> None:
    stated = {"filing_record": {"filed_on": "2022-01-31", "filed_until": "2024-01-31"}}
    require = "years and months duration(filing_record.filed_on, filing_record.filed_until) >= term"
    found = only(require, stated)
    assert (found.actual, found.required) == (MonthsDuration(24), MonthsDuration(36))
    assert found.shortfall == MonthsDuration(12)


def test_a_fact_that_is_true_or_false() -> None:
    cabinets = {"premises": {"office": {"filing_cabinets": False}}}
    found = only("premises.office.filing_cabinets", cabinets)
    assert (found.status, found.actual, found.required) == (FAIL, False, True)
    denied = only("not(premises.office.filing_cabinets)", cabinets)
    assert (denied.status, denied.actual, denied.required) == (PASS, False, False)
    assert denied.expression == "not(premises.office.filing_cabinets)"


def test_a_function_that_is_true_or_false() -> None:
    found = only("is stated(premises.office.area)", {})
    assert (found.expression, found.actual, found.required) == (
        "is stated(premises.office.area)",
        False,
        True,
    )


def test_anything_but_a_value_is_asked_for_as_such() -> None:
    stated = {"application": {"body_kind": "level_body"}}
    found = only('application.body_kind != "level_body"', stated)
    assert (found.status, found.actual) == (FAIL, "level_body")
    assert found.required == Range(True, "level_body", "level_body", True, "!=")


@pytest.mark.parametrize(
    "require, area, required, shortfall",
    [
        ("premises.office.area between 10 and area_min", "8", (True, 10, 50, True), "2"),
        ("premises.office.area between 10 and area_min", "51", (True, 10, 50, True), "1"),
        ("premises.office.area in [10..area_min)", "51", (True, 10, 50, False), "1"),
        ("premises.office.area in [10..area_min)", "9", (True, 10, 50, False), "1"),
    ],
)
def test_a_range(require: str, area: str, required: tuple[Any, ...], shortfall: str) -> None:
    low_included, low, high, high_included = required
    found = only(require, office(area))
    assert found.status is FAIL
    assert found.required == Range(low_included, Decimal(low), Decimal(high), high_included)
    assert found.shortfall == Decimal(shortfall)
    assert found.unit == "m2"


def test_a_list_of_values() -> None:
    stated = {"application": {"body_kind": "special_skill_body"}}
    found = only("application.body_kind in kinds", stated)
    assert (found.status, found.actual) == (FAIL, "special_skill_body")
    assert found.required == ("level_body", "qualification_body")


def test_a_figure_that_a_list_of_facts_must_hold() -> None:
    found = only("examiners_min in occupations.examiners", {"occupations": [{"examiners": 3}]})
    assert (found.status, found.actual, found.required) == (FAIL, (Decimal(3),), Decimal(5))


def test_a_conjunction_tells_first_what_fails_then_what_is_unknown() -> None:
    found = findings(
        "premises.office.computers and premises.office.area >= area_min"
        " and premises.office.filing_cabinets",
        {"premises": {"office": {"computers": True, "filing_cabinets": False}}},
    )
    assert [(each.expression, each.status) for each in found] == [
        ("premises.office.filing_cabinets", FAIL),
        ("premises.office.area >= area_min", UNKNOWN),
        ("premises.office.computers", PASS),
    ]


def test_a_disjunction_tells_first_what_met_it_and_where_nothing_did_all() -> None:
    require = "premises.office.computers or premises.office.filing_cabinets"
    met = {"premises": {"office": {"computers": False, "filing_cabinets": True}}}
    assert [each.status for each in findings(require, met)] == [PASS, FAIL]
    neither = {"premises": {"office": {"computers": False, "filing_cabinets": False}}}
    assert [each.status for each in findings(require, neither)] == [FAIL, FAIL]
    half = {"premises": {"office": {"computers": False}}}
    assert [each.status for each in findings(require, half)] == [UNKNOWN, FAIL]


def test_inside_not_the_parts_are_asked_to_be_otherwise() -> None:
    found = findings(
        "not(premises.office.computers or premises.office.area < area_min)",
        {"premises": {"office": {"computers": False, "area": 40}}},
    )
    assert [(each.expression, each.status, each.shortfall) for each in found] == [
        ("not(premises.office.area < area_min)", FAIL, 10),
        ("not(premises.office.computers)", PASS, None),
    ]


OCCUPATIONS = {
    "occupations": [
        {"name": "焊工", "examiners": 5, "video_monitoring": True},
        {"name": "电工", "examiners": 3},
        {"name": "钳工", "video_monitoring": False},
    ]
}


def test_every_tells_the_rounds_that_fail_or_are_unknown() -> None:
    require = "every each in occupations satisfies each.examiners >= examiners_min"
    found = findings(require, OCCUPATIONS)
    assert [(each.status, each.actual, each.shortfall, each.unit) for each in found] == [
        (FAIL, Decimal(3), Decimal(2), "person"),
        (UNKNOWN, Null(), None, "person"),
    ]


def test_some_tells_the_round_that_meets_it() -> None:
    require = "some each in occupations satisfies each.examiners >= examiners_min"
    found = findings(require, OCCUPATIONS)
    assert [(each.status, each.actual) for each in found] == [(PASS, 5), (UNKNOWN, Null())]


def test_some_over_nothing_is_told_as_a_whole() -> None:
    require = "some each in occupations satisfies each.video_monitoring"
    found = only(require, {"occupations": []})
    assert (found.expression, found.status, found.actual) == (require, FAIL, False)
    unknown = only(require, {})
    assert (unknown.status, unknown.actual) == (UNKNOWN, Null())


def test_the_rounds_that_are_told_are_bounded() -> None:
    many = {"occupations": [{"name": str(n), "examiners": 0} for n in range(500)]}
    require = "every each in occupations satisfies each.examiners >= examiners_min"
    assert 0 < len(findings(require, many)) <= 100


def test_a_conditional_tells_the_branch_that_counts() -> None:
    require = (
        'if application.body_kind = "level_body" then premises.office.area >= area_min'
        " else premises.office.computers"
    )
    stated: dict[str, Any] = office(40) | {"application": {"body_kind": "level_body"}}
    assert [each.expression for each in findings(require, stated)] == [
        "premises.office.area >= area_min"
    ]


def test_a_definition_is_told_by_its_own_comparisons() -> None:
    found = evaluate(
        program(
            """
definitions:
  has_office: {value: premises.office.area >= area_min, title: 有办公用房}
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: office, title: 办公, clause: "1", require: has_office and premises.office.computers}
"""
        ),
        facts(office(49)),
        AS_OF,
        "filing",
    )
    told = found.rules[0].items[0].findings
    assert [(each.expression, each.status, each.shortfall) for each in told] == [
        ("premises.office.area >= area_min", FAIL, 1),
        ("premises.office.computers", UNKNOWN, None),
    ]


def test_a_comparison_over_several_lines_is_told_on_one() -> None:
    item = only_item("require: |\n  premises.office.area\n    >= area_min", office(1))
    assert item.findings[0].expression == "premises.office.area >= area_min"


def test_enumeration_values_and_units_that_occur_come_with_their_labels() -> None:
    trace = checklist_trace(
        """
- {rule: kind, title: 类别, clause: "1", require: application.body_kind in kinds}
- {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
""",
        office(1) | {"application": {"body_kind": "special_skill_body"}},
    )
    assert dict(trace.value_labels)["special_skill_body"].zh == "专项职业能力考核机构"
    assert [(unit, label.zh) for unit, label in trace.units] == [("m2", "平方米")]


def test_an_id_that_two_enumerations_read_differently_is_left_alone() -> None:
    """A wrong label would mislead, so the id itself is shown."""
    trace = checklist_trace(
        """
- {rule: a, title: 甲, clause: "1", require: institution.legal_form = "private_non_enterprise_unit"}
- {rule: b, title: 乙, clause: "1", require: institution.nature = "private_non_enterprise_unit"}
""",
        {},
    )
    assert "private_non_enterprise_unit" not in dict(trace.value_labels)
