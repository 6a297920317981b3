"""Workbooks are read as they were filled in; what cannot be read is told by its cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import policydsl
from filled_forms import cell_of, filled, saved
from policydsl.batch.reading.source import Loaded, Table
from policydsl.batch.workbooks.source import WorkbookPart, WorkbookSource
from policydsl.batch.workbooks.template import Form
from policydsl.text.diagnostic import UsageError

FILING = "anhui/evaluation-body-filing"
SCHOOL: dict[str, Any] = {
    "institution": {"name": "甲学校", "unified_social_credit_code": "513408005006Q81D9G"},
    "premises": {"office": {"area": Decimal("49.99"), "tenure": "owned"}},
    "staff": {"examiners": Decimal(4)},
    "filing_record": {"filed_on": "2020-06-01"},
    "occupations": [
        {"name": "电工", "levels": [{"rank": Decimal(3)}, {"rank": Decimal(4)}]},
        {"name": "焊工", "theory": {"seats": Decimal(30)}},
    ],
}
OTHER: dict[str, Any] = {"institution": {"name": "乙学校"}, "occupations": []}


@cache
def form() -> Form:
    policy = policydsl.load(FILING)
    return Form.of(policy.program, policy.day)


def parts(path: Path, size: int = 100) -> list[WorkbookPart]:
    return list(WorkbookSource(path, form().program.facts).parts(size))


def read(path: Path) -> Loaded:
    (part,) = parts(path)
    return part.load()


def rows(table: object) -> list[dict[str, Any]]:
    """The cells that say something, by heading."""
    assert isinstance(table, Table)
    return [
        {name: cell for name, cell in row.items() if cell is not None}
        for row in table.frame.to_dicts()
    ]


@pytest.fixture
def typed(tmp_path: Path) -> Callable[..., Loaded]:
    """Reads a form with both institutions after something was typed into it."""

    def type_into(change: Callable[[openpyxl.Workbook], None] | None = None) -> Loaded:
        book = filled(form(), [SCHOOL, OTHER])
        if change is not None:
            change(book)
        return read(saved(book, tmp_path / "form.xlsx"))

    return type_into


def test_what_was_filled_in_is_read_under_the_facts_names(typed: Callable[..., Loaded]) -> None:
    loaded = typed()
    first, second = rows(loaded.content)
    assert first == {
        "机构.名称": "甲学校",
        "机构.统一社会信用代码": "513408005006Q81D9G",
        "场所.办公用房.面积": 49.99,
        "场所.办公用房.权属": "自有",
        "人员.考评人员数": 4,
        "备案情况.备案日期": datetime.date(2020, 6, 1),
    }
    assert second == {"机构.名称": "乙学校", "各职业": "无"}
    assert rows(loaded.related["occupations"]) == [
        {"机构.名称": "甲学校", "各职业.名称": "电工"},
        {"机构.名称": "甲学校", "各职业.名称": "焊工", "各职业.理论考场.考位数": 30},
    ]
    assert [each["各职业.各等级.级别"] for each in rows(loaded.related["occupations.levels"])] == [
        3,
        4,
    ]
    assert loaded.broken == ()


def test_a_cell_is_named_by_its_sheet_and_place(typed: Callable[..., Loaded]) -> None:
    loaded = typed()
    occupations = loaded.related["occupations"]
    assert occupations.place(1, "各职业.名称") == "职业!B6"
    assert isinstance(loaded.content, Table)
    assert loaded.content.place(0, "机构.名称") == "机构!A5"


def test_columns_may_be_moved_and_sheets_renamed(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["职业等级"]
        sheet.title = "我的等级表"
        for row in sheet.iter_rows(min_row=1, max_row=6, max_col=3):
            first, _, third = row
            if not isinstance(first, openpyxl.cell.cell.MergedCell) and row[0].row != 2:
                first.value, third.value = third.value, first.value

    moved, plain = typed(change), typed()
    levels = moved.related["occupations.levels"]
    assert levels.sheet == "我的等级表"
    assert rows(levels) == rows(plain.related["occupations.levels"])


def test_rows_without_anything_are_no_rows(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "机构", "institution.name", 20).value = "丙学校"
        cell_of(book, "机构", "institution.name", 18).value = "   "

    content = typed(change).content
    assert isinstance(content, Table)
    assert (content.rows, content.lines) == ([1, 2, 3], [5, 6, 20])


@pytest.mark.parametrize(
    "sheet, id_, value, place, code",
    [
        ("机构", "staff.examiners", "#N/A", "机构!AI5", "cell-error"),
        ("机构", "staff.examiners", "=1+3", "机构!AI5", "cell-formula"),
        ("机构", "institution.unified_social_credit_code", 9134 * 10**14, "机构!B5", "cell-digits"),
        ("职业", "occupations[].theory.seats", "#DIV/0!", "职业!R5", "cell-error"),
        ("职业等级", "occupations[].levels[].rank", "=A1", "职业等级!C5", "cell-formula"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_value_rejects_its_institution_alone(
    typed: Callable[..., Loaded], sheet: str, id_: str, value: object, place: str, code: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = cell_of(book, sheet, id_)
        cell.value = value
        assert f"{sheet}!{cell.coordinate}" == place

    loaded = typed(change)
    (broken,) = loaded.broken
    assert (broken.row, broken.line, broken.column) == (1, 5, place)
    assert broken.diagnostic.code == code
    assert "甲学校" in broken.raw
    assert [each["机构.名称"] for each in rows(loaded.content)] == ["乙学校"]
    assert loaded.related == {}


@pytest.mark.parametrize(
    "line, said, code",
    [(5, "无", "list-said-none"), (6, "有", "list-said-some"), (6, "没填", "list-said")],
)
def test_some_or_none_agrees_with_the_list(
    typed: Callable[..., Loaded], line: int, said: str, code: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "机构", "?occupations", line).value = said

    (broken,) = typed(change).broken
    assert (broken.line, broken.diagnostic.code) == (line, code)
    assert broken.column is not None
    assert broken.column.startswith("机构!")


def test_none_can_be_said_of_a_list_within_a_list(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "职业", "?occupations[].levels", 6).value = "无"

    loaded = typed(change)
    assert loaded.broken == ()
    assert [each.get("各职业.各等级") for each in rows(loaded.related["occupations"])] == [
        None,
        "无",
    ]


def test_a_row_of_nobody_is_handed_on_to_be_rejected(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "职业", "@institution.name", 6).value = "丁学校"

    occupations = typed(change).related["occupations"]
    assert [each["机构.名称"] for each in rows(occupations)] == ["甲学校", "丁学校"]


def test_the_credit_code_tells_institutions_of_one_name_apart(typed: Callable[..., Loaded]) -> None:
    code = "12340000485001234A"

    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "机构", "institution.name", 6).value = "甲学校"
        cell_of(book, "机构", "institution.unified_social_credit_code", 6).value = code
        cell_of(book, "机构", "?occupations", 5).value = None
        cell_of(book, "机构", "?occupations", 6).value = "有"
        for line, sheet in ((5, "职业等级"), (6, "职业等级"), (5, "职业"), (6, "职业")):
            cell_of(book, sheet, "@institution.name", line).value = code

    loaded = typed(change)
    assert loaded.broken == ()
    for each in loaded.related.values():
        assert {row["机构.统一社会信用代码"] for row in rows(each)} == {code}


def test_a_name_that_two_institutions_have_tells_neither(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "机构", "institution.name", 6).value = "甲学校"

    first, second = typed(change).broken
    assert (first.row, second.row) == (1, 2)
    assert first.diagnostic.code == "record-of-several"
    assert "第 5、6 行" in first.diagnostic.message.zh
    assert first.column == "职业!A5"


def test_parts_together_hold_each_row_once(tmp_path: Path) -> None:
    many = [
        {"institution": {"name": f"第{n}所"}, "occupations": [{"name": "电工"}]} for n in range(7)
    ]
    path = saved(filled(form(), many), tmp_path / "form.xlsx")
    found = parts(path, 3)
    assert [(each.number, each.first_row, each.count, each.end) for each in found] == [
        (0, 1, 3, (3,)), (1, 4, 3, (6,)), (2, 7, 1, (7,)),
    ]  # fmt: skip
    names = [row["机构.名称"] for each in found for row in rows(each.load().content)]
    assert names == [f"第{n}所" for n in range(7)]
    owners = [
        row["机构.名称"] for each in found for row in rows(each.load().related["occupations"])
    ]
    assert owners == names
    (last,) = WorkbookSource(path, form().program.facts).parts(3, 2, 7, (6,))
    assert rows(last.load().content) == rows(found[2].load().content)


def plain(path: Path, sheets: dict[str, list[list[Any]]], hidden: str = "") -> Path:
    """A workbook that is no form; a pair is a formula and its result."""
    with xlsxwriter.Workbook(path) as book:
        dates = book.add_format({"num_format": "yyyy/m/d"})
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(table):
                for at, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        sheet.write_formula(line, at, cell[0], None, cell[1])
                    elif isinstance(cell, datetime.date):
                        sheet.write_datetime(line, at, cell, dates)
                    elif cell is not None:
                        sheet.write(line, at, cell)
            if name == hidden:
                sheet.hide()
    return path


def test_any_other_workbook_is_read_by_its_headings(tmp_path: Path) -> None:
    day = datetime.date(2020, 6, 1)
    time = datetime.datetime(2020, 6, 1, 8, 30)
    loaded = read(
        plain(
            tmp_path / "a.xlsx",
            {
                "汇总": [
                    ["2020年机构情况汇总表"],
                    ["名称", "办公用房面积（平方米）", "备案日期", "独立法人资格"],
                    ["甲学校", ("=49+0.5", 49.5), day, True],
                    [],
                    ["乙学校", 50, time, "是"],
                ],
                "职业": [["机构名称", "职业名称"], ["甲学校", "电工"]],
                "说明": [["这张表隐藏了，不读"]],
            },
            hidden="说明",
        )
    )
    first, second = rows(loaded.content)
    assert list(first.values()) == ["甲学校", 49.5, "2020-06-01", "true"]
    assert list(second.values()) == ["乙学校", 50.0, "2020-06-01 08:30:00", "是"]
    assert isinstance(loaded.content, Table)
    assert loaded.content.lines == [3, 5]
    assert rows(loaded.related["occupations"]) == [{"名称": "甲学校", "职业名称": "电工"}]


@pytest.mark.parametrize(
    "number, number_format, read",
    [
        (0.3, "0%", "30%"),
        (0.125, "0.00%", "12.5%"),
        (1, "0%", "100%"),
        (30, '0"%"', 30),
        (30, "0\\%", 30),
        (0.1, "0.00", 0.1),
        (1234.5, "#,##0.00", 1234.5),
    ],
)
def test_a_percentage_is_what_was_typed(
    tmp_path: Path, number: float, number_format: str, read: object
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("机构")
        sheet.write_row(0, 0, ["名称", "占比"])
        sheet.write_string(1, 0, "甲")
        sheet.write_number(1, 1, number, book.add_format({"num_format": number_format}))
    (part,) = parts(path)
    assert rows(part.load().content) == [{"名称": "甲", "占比": read}]


@pytest.mark.parametrize(
    "sheets, code",
    [
        (
            {"机构": [["名称", "面积"], ["甲", 1]], "职业表": [["a", "b"], ["c", "d"]]},
            "workbook-sheet",
        ),
        (
            {"机构": [["名称", "面积"], ["甲", 1]], "Institutions": [["名称"]]},
            "workbook-sheet-twice",
        ),
        ({"机构": [["名称", "名称"], ["甲", "乙"]]}, "heading-twice"),
        ({"机构": [["名称", None, "x"], ["甲", "乙"]]}, "heading-blank"),
        ({"机构": []}, "workbook-empty"),
    ],
)
def test_a_workbook_whose_sheets_are_unclear_is_refused(
    tmp_path: Path, sheets: dict[str, list[list[Any]]], code: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read(plain(tmp_path / "a.xlsx", sheets))
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_a_form_of_a_later_version_is_refused(typed: Callable[..., Loaded]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for row in book["_policydsl"].iter_rows():
            if row[0].value == "format":
                row[1].value = "9"

    with pytest.raises(UsageError) as caught:
        typed(change)
    assert caught.value.diagnostics[0].code == "form-version"


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "workbook-unreadable"),
        (b"a,b\n1,2\n", "workbook-unreadable"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "workbook-old-or-locked"),
    ],
)
def test_what_is_no_workbook_is_told_so(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read(path)
    assert caught.value.diagnostics[0].code == code


def test_a_workbook_cut_off_anywhere_is_told_so(tmp_path: Path) -> None:
    whole = saved(filled(form(), [SCHOOL]), tmp_path / "form.xlsx").read_bytes()
    for end in range(1, len(whole), len(whole) // 40):
        path = tmp_path / "cut.xlsx"
        path.write_bytes(whole[:end])
        with pytest.raises(UsageError):
            read(path)
