"""Expressions as people read them, in both languages."""

import pytest

from policydsl.feel.check_names import names_in
from policydsl.feel.checker import check, check_tests
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.types import NUMBER, STRING, Type
from policydsl.report.expression_words import (
    cell_words,
    condition_lines,
    expression_words,
    words_of,
)
from policydsl.report.names_in_words import Names, labels_of_type
from policydsl.text.source import Source
from report_policies import PROVINCE, program

READINGS = [
    ("premises.office.area >= office_area_min",
     "场所.办公用房.面积 ≥ 50 平方米（办公面积下限）",
     "premises.office.area ≥ 50 m² (Minimum office area)"),
    ("场所.办公用房.面积 >= 办公面积下限",
     "场所.办公用房.面积 ≥ 50 平方米（办公面积下限）",
     "premises.office.area ≥ 50 m² (Minimum office area)"),
    ("premises.office.area between 1 and 2",
     "场所.办公用房.面积 在 1 与 2 之间（含两端）",
     "premises.office.area is between 1 and 2, both included"),
    ("premises.office.area in [1..2)", "场所.办公用房.面积 属于 [1..2)",
     "premises.office.area is in [1..2)"),
    ("premises.office.area in (> 1)", "场所.办公用房.面积 > 1", "premises.office.area > 1"),
    ('premises.office.tenure = "owned"', "场所.办公用房.权属 = “自有”",
     "premises.office.tenure = “owned”"),
    ('premises.office.tenure in ["leased", "lent"]',
     "场所.办公用房.权属 是下列之一：“租用”、“借用”",
     "premises.office.tenure is one of “leased”, “lent”"),
    ("premises.office.tenure in rights_of_use",
     "场所.办公用房.权属 属于 租用、借用（有使用权的权属）",
     "premises.office.tenure is in leased, lent (Rights of use other than ownership)"),
    ("not(premises.office.papers_safe)", "并非（场所.办公用房.有保密柜）",
     "not (premises.office.papers_safe)"),
    ("premises.office.papers_safe and (staff.managers > 0 or staff.experts > 0)",
     "场所.办公用房.有保密柜 且 （人员.管理人员数 > 0 或 人员.专家人数 > 0）",
     "premises.office.papers_safe and (staff.managers > 0 or staff.experts > 0)"),
    ("staff.managers > 0 or staff.experts > 0 and premises.office.papers_safe",
     "人员.管理人员数 > 0 或 （人员.专家人数 > 0 且 场所.办公用房.有保密柜）",
     "staff.managers > 0 or (staff.experts > 0 and premises.office.papers_safe)"),
    ("(staff.managers + 1) * 2 - staff.experts / 4",
     "（人员.管理人员数 + 1） × 2 - 人员.专家人数 ÷ 4",
     "(staff.managers + 1) × 2 - staff.experts ÷ 4"),
    ("every occupation in occupations satisfies occupation.widely_applicable",
     "各职业中每一项都满足：职业.通用性强且从业人员较多",
     "every occupation in occupations: occupation.widely_applicable"),
    ("some level in occupations[1].levels satisfies level.rank != senior_level",
     "各职业[1].各等级中至少有一项满足：等级.级别 ≠ 2 级（技师等级）",
     "some level in occupations[1].levels: level.rank ≠ 2 level (Level of technician)"),
    ("count(occupations[widely_applicable]) > 0",
     "各职业（其中 通用性强且从业人员较多）的个数 > 0",
     "the number of occupations (those where widely_applicable) > 0"),
    ("for n in 1..3 return n * 2", "1至3中每一项（称“n”）的：n × 2", "for each n in 1 to 3: n × 2"),
    ("is stated(premises.office.area)", "场所.办公用房.面积 已填报",
     "premises.office.area is stated"),
    ("working days after(application.received_on, reply_days)",
     "申报.收件日期之后 10 个工作日（答复期限）",
     "10 working days (Days to reply) after application.received_on"),
    ("working days before(application.received_on, 3)",
     "申报.收件日期之前 3（按工作日计）",
     "3 before application.received_on (counting working days)"),
    ("date in year(application.received_on.year, report_from)",
     "申报.收件日期的年份的3月1日（年报起始日）",
     "1 March (First day of the report) of the year of application.received_on"),
    ('if premises.office.area = null then "a" else "b"',
     "若 场所.办公用房.面积 = 空值，则 “a”；否则 “b”",
     "if premises.office.area = nothing, then “a”; otherwise “b”"),
    ('@"2024-02-29" + @"P3Y"', "2024年2月29日 + 3年", "2024-02-29 + 3 years"),
    ("-floor(premises.office.area)", "-floor(场所.办公用房.面积)", "-floor(premises.office.area)"),
    ("senior_level_applied_for", "申报技师等级", "senior_level_applied_for"),
    ('filing = "eligible"', "备案结论 = “符合”", "filing = “met”"),
]  # fmt: skip


def canonical(text: str):  # type: ignore[no-untyped-def]
    scope = program(PROVINCE).scope
    source = Source("test", text)
    checked = check(parse_expression(source, names_in(scope)), source, scope)
    assert checked.diagnostics == ()
    return checked.tree


@pytest.mark.parametrize("text, zh, en", READINGS, ids=[text for text, _, _ in READINGS])
def test_an_expression_reads(text: str, zh: str, en: str) -> None:
    tree = canonical(text)
    assert expression_words(tree, program(PROVINCE), "zh") == zh
    assert expression_words(tree, program(PROVINCE), "en") == en


@pytest.mark.parametrize(
    "cell, kind, zh, en",
    [
        ("-", NUMBER, "任意", "anything"),
        (">= 5, 3", NUMBER, "≥ 5、3", "≥ 5, 3"),
        ("not([1..2])", NUMBER, "并非（[1..2]）", "not ([1..2])"),
        ('"x", "y"', STRING, "x、y", "x, y"),
    ],
)
def test_a_cell_reads(cell: str, kind: Type, zh: str, en: str) -> None:
    source = Source("test", cell)
    scope = program(PROVINCE).scope
    checked = check_tests(parse_unary_tests(source), source, scope, kind)
    labels = labels_of_type(kind)
    assert cell_words(checked.tree, Names.of(program(PROVINCE), "zh"), labels) == zh
    assert cell_words(checked.tree, Names.of(program(PROVINCE), "en"), labels) == en


def test_what_and_joins_stands_on_lines_of_its_own() -> None:
    names = Names.of(program(PROVINCE), "zh")
    tree = canonical("staff.managers > 0 and premises.office.papers_safe")
    assert condition_lines(tree, names) == ("人员.管理人员数 > 0", "场所.办公用房.有保密柜")
    assert condition_lines(canonical("staff.managers > 0"), names) == ("人员.管理人员数 > 0",)


def test_a_bound_name_hides_a_figure() -> None:
    names = Names.of(program(PROVINCE), "en")
    tree = canonical("every office_area_min in [1, 2] satisfies office_area_min > 0")
    assert words_of(tree, names) == "every office_area_min in [1, 2]: office_area_min > 0"
