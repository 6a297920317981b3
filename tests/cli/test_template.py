"""`policydsl template` writes a form, and never over one that may be filled in."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from command_line import policydsl

FILING = "anhui/evaluation-body-filing"


def test_a_form_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "填报表.xlsx"
    outcome = policydsl("template", FILING, "--as-of", "2020-06-01", "--output", str(file))
    assert (outcome.code, outcome.out.strip(), outcome.err) == (0, str(file), "")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames[:3] == ["填写说明", "机构", "职业"]
    assert "2020年6月1日" in [cell.value for cell in book["填写说明"]["C"]]
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_it_is_named_after_the_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert policydsl("template", FILING, "--lang", "en").code == 0
    book = openpyxl.load_workbook(tmp_path / "anhui-evaluation-body-filing.xlsx")
    assert book.sheetnames[:2] == ["How to fill in", "Institutions"]


def test_what_is_filled_in_is_not_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"filled in")
    outcome = policydsl("template", FILING, "--output", str(file), "--lang", "zh")
    assert outcome.code == 2
    assert "已经有了" in outcome.err
    assert "--force" in outcome.err
    assert file.read_bytes() == b"filled in"
    assert policydsl("template", FILING, "--output", str(file), "--force").code == 0
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--output", "form.xls"], "以 .xlsx 结尾"),
        (["--decision", "nothing"], "没有名为“nothing”的决定"),
        (["--output", "no/such/folder/form.xlsx"], "没有这个文件"),
    ],
)
def test_a_wrong_wish_gives_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = policydsl("template", FILING, *arguments, "--lang", "zh")
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_libraries_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    outcome = policydsl("template", FILING)
    assert outcome.code == 2
    assert 'pip install "policydsl[columns]"' in outcome.err
