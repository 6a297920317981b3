"""A form asks for exactly what a policy reads, and helps whoever fills it in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import policydsl
from policydsl.batch.workbooks.asked_facts import asked_facts
from policydsl.batch.workbooks.identity import (
    FIRST_ROW,
    HEAD_ROW,
    HINT_ROW,
    Identity,
    read_identity,
)
from policydsl.batch.workbooks.template import Form, template_bytes
from policydsl.policy.building.mentioned_facts import mentioned_facts
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.shipped import shipped_policies
from policydsl.text.diagnostic import Language, UsageError

FILING = "anhui/evaluation-body-filing"
POLICIES = policydsl.Policies(shipped_policies())


@cache
def policy(name: str) -> policydsl.Policy:
    return POLICIES.load(name)


@cache
def form(name: str, decision: str | None = None) -> Form:
    return Form.of(policy(name).program, policy(name).day, decision)


@cache
def book(name: str = FILING, language: Language = "zh") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_bytes(form(name), language)))


def ids(sheet: Worksheet) -> list[str]:
    return [cell.value for cell in sheet[1]]


def column_of(sheet: Worksheet, path: str) -> int:
    return ids(sheet).index(path) + 1


def validation_of(sheet: Worksheet, path: str) -> DataValidation:
    cell = sheet.cell(FIRST_ROW + 1, column_of(sheet, path)).coordinate
    (found,) = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    return found


def paths_asked(of: Form) -> Iterator[str]:
    for sheet in of.sheets:
        yield from (column.path for column in sheet.columns)


@pytest.mark.parametrize("name", POLICIES.ids())
def test_every_fact_that_a_policy_reads_has_a_column(name: str) -> None:
    program = policy(name).program
    read = {
        path
        for path in mentioned_facts((program,))
        if (info := program.facts.info(path)) and info.leaf
    }
    asked = list(paths_asked(form(name)))
    assert read <= set(asked)
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", POLICIES.ids())
def test_what_no_decision_reads_only_tells_institutions_and_items_apart(name: str) -> None:
    program = policy(name).program
    asked = asked_facts(program)
    for sheet in form(name).sheets:
        for column in sheet.columns:
            names_it = column.path.endswith(f"[].{program.facts.item_label_of(sheet.path)}")
            assert column.path in asked or names_it or column.path.startswith("institution.")


@pytest.mark.parametrize("name", POLICIES.ids())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_form_can_be_opened_and_says_which_it_is(name: str, language: Language) -> None:
    workbook = book(name, language)
    first = workbook.sheetnames[0]
    assert first == ("填写说明" if language == "zh" else "How to fill in")
    hidden = [sheet.title for sheet in workbook if sheet.sheet_state == "veryHidden"]
    assert hidden == ["_choices", "_policydsl"]
    identity = read_identity(workbook["_policydsl"].iter_rows(values_only=True))
    program = policy(name).program
    decisions = ",".join(program.decisions)
    assert identity == Identity(
        name, program.version, program.digest, policy(name).day, decisions, language, "1"
    )


def test_a_sheet_for_institutions_and_one_for_each_list() -> None:
    assert book().sheetnames == [
        "填写说明", "机构", "职业", "职业等级", "考点", "设备", "考评人员", "管理技术人员",
        "财务人员", "_choices", "_policydsl",
    ]  # fmt: skip


def test_one_decision_asks_for_less() -> None:
    whole, part = set(paths_asked(form(FILING))), set(paths_asked(form(FILING, "filed_until")))
    assert part == {
        "institution.name",
        "institution.unified_social_credit_code",
        "filing_record.filed_on",
    }
    assert part < whole


def test_a_decision_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        form(FILING, "fileing")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "unknown-decision"
    assert "是不是“filing”" in diagnostic.help.zh if diagnostic.help else False


def test_ids_stand_in_a_hidden_row_and_people_see_titles_in_groups_with_units() -> None:
    sheet = book()["机构"]
    assert sheet.row_dimensions[1].hidden
    at = column_of(sheet, "premises.office.area")
    assert sheet.cell(HEAD_ROW + 1, at).value == "面积"
    assert sheet.cell(HINT_ROW + 1, at).value == "平方米"
    (group,) = [each for each in sheet.merged_cells.ranges if each.min_col <= at <= each.max_col]
    assert sheet.cell(group.min_row, group.min_col).value == "场所·办公用房"
    assert sheet.freeze_panes == "B5"


def test_a_heading_s_note_tells_the_meaning_and_the_clauses() -> None:
    sheet = book()["职业等级"]
    comment = sheet.cell(
        HEAD_ROW + 1, column_of(sheet, "occupations[].levels[].own_certified_examiners")
    ).comment
    assert comment is not None
    assert "单位：人" in comment.text
    assert "本机构自有、持有本职业（工种）本等级有效考评证书的人员数。" in comment.text
    assert "每个职业每个等级的自有持证考评人员（附件1/4）" in comment.text


def test_a_truth_is_yes_or_no_and_an_enumeration_one_of_its_labels() -> None:
    sheet = book()["机构"]
    truth = validation_of(sheet, "institution.independent_legal_person")
    assert (truth.type, truth.formula1) == ("list", '"是,否"')
    choice = validation_of(sheet, "application.body_kind")
    name, _, span = str(choice.formula1).partition("!")
    labels = [cell.value for (cell,) in book()[name.strip("'")][span.replace("$", "")]]
    info = policy(FILING).program.facts.info("application.body_kind")
    assert info is not None
    assert labels == [label.zh for _, label in info.values]


def test_numbers_days_and_codes_are_checked_as_they_are_typed() -> None:
    sheet = book()["机构"]
    area = validation_of(sheet, "premises.office.area")
    assert (area.type, area.formula1) == ("decimal", "0")
    assert area.error == "这里应填：数字，不小于 0，单位：平方米。不清楚的留空。"
    whole = validation_of(sheet, "staff.examiners")
    assert (whole.type, whole.formula1) == ("whole", "0")
    day = validation_of(sheet, "filing_record.filed_on")
    assert day.type == "date"
    code = validation_of(sheet, "institution.unified_social_credit_code")
    assert (code.type, code.formula1) == ("textLength", "18")
    rank = validation_of(book()["职业等级"], "occupations[].levels[].rank")
    assert (rank.formula1, rank.formula2) == ("1", "5")


def test_no_column_of_texts_loses_digits() -> None:
    workbook = book()
    for of in form(FILING).sheets:
        sheet = workbook[of.name.zh]
        for column in of.columns:
            if isinstance(column.leaf, FactLeaf) and column.leaf.kind == "string":
                at = column_of(sheet, column.path)
                runs = sheet.column_dimensions.values()
                (formats,) = [run.number_format for run in runs if run.min <= at <= run.max]
                assert formats == "@"


def test_a_record_is_joined_to_whom_it_belongs_by_a_list_of_names() -> None:
    sheet = book()["职业等级"]
    assert ids(sheet)[:3] == [
        "@institution.name",
        "@occupations[].name",
        "occupations[].levels[].rank",
    ]
    whose, which = (
        validation_of(sheet, "@institution.name"),
        validation_of(sheet, "@occupations[].name"),
    )
    assert str(whose.formula1).startswith("OFFSET('机构'!$A$5,0,0,MAX(1,COUNTA('机构'!$A$5:")
    assert str(which.formula1).startswith("OFFSET('职业'!$B$5,MATCH($A5,'职业'!$A$5:")
    assert "统一社会信用代码" in sheet.cell(HEAD_ROW + 1, 1).comment.text


def test_none_at_all_can_be_said_of_each_list() -> None:
    sheet = book()["机构"]
    said = validation_of(sheet, "?occupations")
    assert said.formula1 == '"有,无"'
    assert (
        "一个也没有的，这里选“无”"
        in sheet.cell(HEAD_ROW + 1, column_of(sheet, "?occupations")).comment.text
    )


def test_the_same_form_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = template_bytes(form(FILING), "zh")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert template_bytes(form(FILING), "zh") == first
