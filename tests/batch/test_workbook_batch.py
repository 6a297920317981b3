"""From a form, over the command line, to a workbook of results."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import policydsl
from command_line import Outcome
from command_line import policydsl as command
from filled_forms import cell_of, filled, saved
from policydsl.batch.workbooks.template import Form

FILING = "anhui/evaluation-body-filing"


def school(number: int, area: str) -> dict[str, Any]:
    level = {"rank": Decimal(4), "own_certified_examiners": Decimal(5)}
    return {
        "institution": {"name": f"第{number}所"},
        "premises": {"office": {"area": Decimal(area)}},
        "application": {"body_kind": "level_body"},
        "occupations": [{"name": "电工", "levels": [level]}, {"name": "焊工"}],
    }


SCHOOLS = [school(1, "50"), school(2, "49.99"), school(3, "60"), school(4, "70")]


@cache
def form() -> Form:
    policy = policydsl.load(FILING)
    return Form.of(policy.program, policy.day)


def batch(folder: Path, output: str = "r.xlsx", *more: str) -> Outcome:
    arguments = ("--as-of", "2020-06-01", "--decision", "filing", "--lang", "zh", *more)
    return command(
        "batch", FILING, "--input", str(folder / "form.xlsx"), "--output", str(folder / output),
        *arguments,
    )  # fmt: skip


def offices(path: Path) -> dict[str, str]:
    """What became of each institution's office."""
    sheet = openpyxl.load_workbook(path)["结果"]
    heads = [cell.value for cell in sheet[2]]
    name, office = heads.index("机构名称"), heads.index("办公用房面积")
    return {row[name]: row[office] for row in sheet.iter_rows(min_row=3, values_only=True)}


def rejects(folder: Path, name: str = "r.rejects.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_form_goes_in_and_a_workbook_comes_out(tmp_path: Path) -> None:
    saved(filled(form(), SCHOOLS), tmp_path / "form.xlsx")
    outcome = batch(tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert offices(tmp_path / "r.xlsx") == {
        "第1所": "✓ 符合",
        "第2所": "✗ 不符合",
        "第3所": "✓ 符合",
        "第4所": "✓ 符合",
    }
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames[:5] == ["结果", "未受理", "汇总", "机构（标注）", "职业（标注）"]
    assert rejects(tmp_path) == []


def test_parts_make_no_difference_to_the_bytes(tmp_path: Path) -> None:
    saved(filled(form(), SCHOOLS), tmp_path / "form.xlsx")
    assert batch(tmp_path, "whole.xlsx").code == 0
    assert batch(tmp_path, "parts.xlsx", "--part-rows", "1").code == 0
    assert (tmp_path / "whole.xlsx").read_bytes() == (tmp_path / "parts.xlsx").read_bytes()


@pytest.mark.parametrize(
    "sheet, id_, typed, place, said",
    [
        ("机构", "premises.office.area", "五十来平", "机构!U6", "场所.办公用房.面积"),
        ("机构", "premises.office.area", "#REF!", "机构!U6", "#REF!"),
        ("机构", "institution.legal_form", "学校", "机构!E6", "机构.机构类型"),
        ("机构", "institution.unified_social_credit_code", "513408005006Q81D9X", "", "校验"),
        ("职业", "occupations[].theory.seats", "很多", "职业!R7", "各职业.理论考场.考位数"),
        ("职业等级", "occupations[].levels[].rank", 7, "", "级别"),
        ("机构", "?occupations", "无", "机构!BA6", "职业"),
    ],
)
def test_a_wrong_cell_rejects_its_institution_and_is_named(
    tmp_path: Path, sheet: str, id_: str, typed: object, place: str, said: str
) -> None:
    book = filled(form(), SCHOOLS)
    line = {"职业": 7}.get(sheet, 6)
    cell = cell_of(book, sheet, id_, line)
    cell.value = typed
    saved(book, tmp_path / "form.xlsx")
    outcome = batch(tmp_path)
    assert outcome.code == 0
    (reject,) = rejects(tmp_path)
    assert reject["行号"] == "2"
    if place:
        assert reject["列"] == f"{sheet}!{cell.coordinate}"
    assert said in reject["原因"] + reject["列"]
    assert list(offices(tmp_path / "r.xlsx")) == ["第1所", "第3所", "第4所"]
    (row,) = openpyxl.load_workbook(tmp_path / "r.xlsx")["未受理"].iter_rows(min_row=2)
    assert row[0].value == 2


def test_a_record_of_nobody_is_told_and_harms_nobody(tmp_path: Path) -> None:
    book = filled(form(), SCHOOLS)
    cell_of(book, "职业", "@institution.name", 20).value = "第9所"
    cell_of(book, "职业", "occupations[].name", 20).value = "车工"
    saved(book, tmp_path / "form.xlsx")
    assert batch(tmp_path).code == 0
    (reject,) = rejects(tmp_path)
    assert (reject["表"], reject["文件行"]) == ("occupations", "20")
    assert len(offices(tmp_path / "r.xlsx")) == 4


def test_results_of_any_other_input_may_be_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("名称,办公用房面积\n甲,49.5\n乙,1a\n", encoding="utf-8")
    arguments = ("--as-of", "2020-06-01", "--decision", "filing", "--lang", "zh", "--explain")
    given, output = str(tmp_path / "form.csv"), str(tmp_path / "r.xlsx")
    assert command("batch", FILING, "--input", given, "--output", output, *arguments).code == 0
    book = openpyxl.load_workbook(output)
    assert book.sheetnames == ["结果", "未受理", "汇总"]
    row = {cell.value for cell in book["结果"][3]}
    assert "办公用房面积：实际 49.5 平方米，要求 不少于 50 平方米，差 0.5 平方米" in row
    assert book["未受理"]["A2"].value == 2


def test_a_form_of_another_policy_is_read_and_told(tmp_path: Path) -> None:
    saved(filled(form(), SCHOOLS[:1]), tmp_path / "form.xlsx")
    output = str(tmp_path / "r.xlsx")
    asked = ("--as-of", "2020-06-01", "--decision", "yearly_report", "--lang", "zh")
    given = ("--input", str(tmp_path / "form.xlsx"), "--output", output)
    assert command("batch", "anhui/evaluation-body-operation", *given, *asked).code == 0
    told = [row[0] for row in openpyxl.load_workbook(output)["汇总"].iter_rows(values_only=True)]
    assert any("是为 anhui/evaluation-body-filing 1.0.0 生成的" in str(each) for each in told)
