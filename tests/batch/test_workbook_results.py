"""Results as a workbook: what fails is seen at once, and why stands beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

import policydsl
from filled_forms import cell_of, filled, saved
from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.workbooks import results_book
from policydsl.batch.workbooks.column_reasons import ColumnReasons
from policydsl.batch.workbooks.marking import Marked, marked
from policydsl.batch.workbooks.reasons import reasons_of
from policydsl.batch.workbooks.results_book import Results, write_results_workbook
from policydsl.batch.workbooks.source import WorkbookSource
from policydsl.batch.workbooks.template import Form
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Language, UsageError
from shipped_programs import examples, shipped

FILING = "anhui/evaluation-body-filing"
RED = "FFFFC7CE"
DAY = datetime.date(2020, 6, 1)
SCHOOL: dict[str, Any] = {
    "institution": {"name": "甲学校"},
    "premises": {"office": {"area": Decimal("49.5")}},
    "application": {"body_kind": "level_body"},
    "occupations": [
        {"name": "焊工", "levels": [{"rank": Decimal(4), "own_certified_examiners": Decimal(9)}]},
        {
            "name": "电工",
            "levels": [
                {"rank": Decimal(5), "own_certified_examiners": Decimal(9)},
                {"rank": Decimal(3), "own_certified_examiners": Decimal(4)},
            ],
        },
    ],
}


def row(number: int, name: str, verdict: str, office: str, **more: Any) -> dict[str, Any]:
    found = {"row": number, "institution.name": name, "as_of": DAY, "version": "1.0.0"}
    statuses = {"filing.office-area": office, "filing.sound-finance": "pass"}
    return {**found, "filing": verdict, **statuses, "filed_until": None, "处室": None, **more}


ROWS = [
    row(1, "甲学校", "ineligible", "fail", 处室="一处"),
    row(2, "乙学校", "eligible", "pass", filed_until=DAY),
    row(4, "丁学校", "undetermined", "unknown", 处室="=1+1"),
]
REJECTS = [
    {"row": 3, "line": 7, "table": "", "column": "机构!C7", "code": "cell-error",
     "reason": "这一格是错误值 #N/A", "help": "改正公式", "raw": '{"机构.名称": "丙学校"}'},
]  # fmt: skip


@cache
def program() -> Program:
    return policydsl.load(FILING).program


def written(
    path: Path,
    rows: list[dict[str, Any]] = ROWS,
    found: Marked | None = None,
    language: Language = "zh",
) -> openpyxl.Workbook:
    results = Results(program(), tuple(rows[0]), rows, REJECTS, found)
    write_results_workbook(path, results, language)
    return openpyxl.load_workbook(path)


def column(sheet: Worksheet, heading: str) -> dict[int, Cell]:
    """The cells under a heading, by their line."""
    at = [cell.value for cell in sheet[2]].index(heading) + 1
    return {line: sheet.cell(line, at) for line in range(3, sheet.max_row + 1)}


def explained(row: Mapping[str, Any], **columns: Any) -> dict[str, Any]:
    return {**row, **{f"filing.office-area.{name}": value for name, value in columns.items()}}


@pytest.fixture
def found(tmp_path: Path) -> Marked:
    """A form with one school, whose office and one level fall short; and why."""
    policy = policydsl.load(FILING)
    book = filled(Form.of(policy.program, policy.day), [SCHOOL])
    path = saved(book, tmp_path / "form.xlsx")
    source = WorkbookSource(path, policy.program.facts)
    return marked(source, {1: DAY}, ("filing",), lambda _: policy.program, "zh")


def test_verdicts_are_words_with_colours(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx")["结果"]
    verdicts = column(sheet, "结论")
    assert [cell.value for cell in verdicts.values()] == ["✗ 不符合", "✓ 符合", "? 尚不能确定"]
    fills = [cell.fill.start_color.rgb for cell in verdicts.values()]
    assert fills[0] == RED
    assert len(set(fills)) == 3
    assert [cell.value for cell in sheet[1] if cell.value] == [
        "机构",
        "备案通用条件",
        "备案有效期至",
        "保留的列",
    ]
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == f"A2:{sheet.cell(2, sheet.max_column).coordinate[:-1]}5"


def test_only_what_fails_is_marked(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx")["结果"]
    red = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.fill.start_color.rgb == RED
    ]
    failing = column(sheet, "办公用房面积")[3]
    assert failing.value == "✗ 不符合"
    assert red == [column(sheet, "结论")[3].coordinate, failing.coordinate]


def test_the_reason_stands_beside_the_verdict(tmp_path: Path) -> None:
    rows = [
        explained(ROWS[0], actual="49.5", required="50", shortfall=Decimal("0.5000000000")),
        explained(ROWS[1], actual=None, required=None, shortfall=None),
        explained(ROWS[2], actual=None, required=None, shortfall=None),
    ]
    sheet = written(tmp_path / "r.xlsx", rows)["结果"]
    reasons = column(sheet, "原因")
    assert reasons[3].value == (
        "办公用房面积：实际 49.5 平方米，要求 不少于 50 平方米，差 0.5 平方米"
    )
    assert reasons[4].value is None
    assert reasons[5].value == "尚不能确定：办公用房面积"
    assert "filing.office-area.actual" not in [cell.value for cell in sheet[2]]


def test_values_keep_their_kind_and_nothing_becomes_a_formula(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx")["结果"]
    assert column(sheet, "行号")[5].value == 4
    assert column(sheet, "结果")[4].value == datetime.datetime(2020, 6, 1)
    kept = column(sheet, "处室")
    assert (kept[5].value, kept[5].data_type) == ("=1+1", "s")


def test_rejects_have_their_place_and_reason(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx")["未受理"]
    heads, row = [[cell.value for cell in each] for each in sheet.iter_rows()]
    told = dict(zip(heads, row, strict=True))
    assert (told["行号"], told["文件行"], told["列或单元格"]) == (3, 7, "机构!C7")
    assert (told["原因"], told["办法"]) == ("这一格是错误值 #N/A", "改正公式")


def test_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    sheet = written(tmp_path / "r.xlsx")["汇总"]
    cells = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}
    assert cells["已评估"][0] == 3
    assert cells["未受理"][0] == 1
    assert cells["机构数"][:5] == [1, 0, 1, 1, 0]
    assert cells["办公用房面积"] == [1, 1, 1, 0, None, "附件1/3/1"]


def test_the_same_results_are_the_same_bytes(
    tmp_path: Path, found: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    written(first, found=found)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    written(second, found=found)
    assert first.read_bytes() == second.read_bytes()


def test_in_english_everything_is_english(tmp_path: Path) -> None:
    book = written(tmp_path / "r.xlsx", language="en")
    assert book.sheetnames == ["Results", "Rejects", "Summary"]
    assert column(book["Results"], "Verdict")[3].value == "✗ not met"


def test_more_rows_than_a_sheet_takes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results_book, "LAST_ROW", 3)
    with pytest.raises(UsageError) as caught:
        written(tmp_path / "r.xlsx")
    assert caught.value.diagnostics[0].code == "results-too-many"


def test_cells_that_fail_are_marked_where_they_were_typed(tmp_path: Path, found: Marked) -> None:
    book = written(tmp_path / "r.xlsx", found=found)
    given = openpyxl.load_workbook(tmp_path / "form.xlsx")
    office = cell_of(given, "机构", "premises.office.area")
    examiners = cell_of(given, "职业等级", "occupations[].levels[].own_certified_examiners", line=7)
    red = {
        (sheet.title, cell.coordinate): cell
        for sheet in book
        if sheet.title.endswith("（标注）")
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == RED
    }
    assert set(red) >= {
        ("机构（标注）", office.coordinate),
        ("职业等级（标注）", examiners.coordinate),
    }
    marked_office = red["机构（标注）", office.coordinate]
    assert marked_office.value == 49.5
    why = "办公用房面积：实际 49.5 平方米，要求 不少于 50 平方米，差 0.5 平方米"
    assert marked_office.comment.text == why
    reasons = [row[-1].value for row in book["机构（标注）"].iter_rows(min_row=5, max_row=5)]
    assert reasons == [why]
    (shortfall,) = [
        row[-1].value for row in book["职业等级（标注）"].iter_rows(min_row=7, max_row=7)
    ]
    assert shortfall == (
        "每个职业每个等级的自有持证考评人员：电工 / 3级：实际 4 人，要求 不少于 5 人，差 1 人"
    )
    assert book["职业等级（标注）"].cell(5, examiners.column).fill.start_color.rgb != RED


def test_the_reasons_of_a_workbook_come_from_the_interpreter(tmp_path: Path, found: Marked) -> None:
    sheet = written(tmp_path / "r.xlsx", found=found)["结果"]
    reason = column(sheet, "原因")[3].value
    assert "差 0.5 平方米" in reason
    assert "电工 / 3级：实际 4 人" in reason


def test_columns_that_explain_read_as_the_interpreter_says_it() -> None:
    compared = 0
    for policy in shipped():
        evaluator = TableEvaluator.of(policy.program)
        in_columns = ColumnReasons(policy.program, "zh")
        planned = {(each.decision, each.rule.id) for each in in_columns.rules if each.plan}
        rows = evaluator.evaluate_records([*examples().values()], explain=True).results.to_dicts()
        for row, stated in zip(rows, examples().values(), strict=True):
            told = {(each.decision, each.rule): each.told for each in in_columns.of(row)}
            known: dict[tuple[str, str], str] = {}
            for trace in policy.evaluate_all(stated):
                for reason in reasons_of(trace, policy.program, "zh"):
                    known.setdefault((reason.decision, reason.rule), reason.told)
            assert told.keys() == known.keys()
            assert {each: told[each] for each in told.keys() & planned} == {
                each: known[each] for each in known.keys() & planned
            }
            compared += len(told.keys() & planned)
    assert compared >= 20
