"""How test cases ran, as people and programs read it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from policydsl.analysis.case_runs import VersionRun, run_cases
from policydsl.report.cases_report import (
    cases_to_html,
    cases_to_json,
    cases_to_markdown,
    cases_to_text,
)
from policydsl.text.diagnostic import Language
from policydsl.trace_json import dump_json
from report_policies import CITY, POLICIES, PROVINCE, without_folder
from small_policies import write_policy

LANGUAGES: tuple[Language, ...] = get_args(Language)
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def runs() -> tuple[VersionRun, ...]:
    return run_cases([POLICIES])


def wide_text(runs: tuple[VersionRun, ...], language: Language) -> str:
    text = cases_to_text(runs, language, colour=False, outcomes=True, width=400)
    return without_folder(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(golden: Golden, runs: tuple[VersionRun, ...], language: Language) -> None:
    golden(Path(f"golden/cases/demo.{language}.txt"), wide_text(runs, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(golden: Golden, runs: tuple[VersionRun, ...], language: Language) -> None:
    text = without_folder(cases_to_markdown(runs, language))
    golden(Path(f"golden/cases/demo.{language}.md"), text)


def test_what_no_case_reaches_is_left_out_unless_asked_for(runs: tuple[VersionRun, ...]) -> None:
    assert "Outcomes that no case reaches" in wide_text(runs, "en")
    assert "Outcomes that no case reaches" not in cases_to_text(runs, "en", colour=False)
    assert "<h3>Outcomes that no case reaches</h3>" in cases_to_html(runs, "en", outcomes=True)


def test_a_run_that_passed_takes_one_line(runs: tuple[VersionRun, ...]) -> None:
    run = next(run for run in runs if run.cases)
    passed = replace(run, cases=run.cases[:1])
    text = cases_to_text([passed], "zh", colour=False)
    assert text == (
        "用例结果\n════════\n\n✓ demo/workshop-filing 1.2.0：1个用例全部符合\n\n"
        "共1个版本、1个用例，0个不符\n"
    )


def test_json_says_what_was_expected_and_found(runs: tuple[VersionRun, ...]) -> None:
    by_policy = {each["policy"]: each for each in json.loads(dump_json(cases_to_json(runs)))}
    city, province = by_policy[CITY], by_policy[PROVINCE]
    assert (city["passed"], city["cases"]) == (False, [])
    assert [case["passed"] for case in province["cases"]] == [True, False]
    found = {each["subject"]: each for each in province["cases"][1]["mismatches"]}
    assert (found["filing"]["expected"], found["filing"]["actual"]) == ("eligible", "ineligible")
    assert (found["filed_until"]["expected"], found["filed_until"]["actual"]) == (
        "2027-03-01",
        "2027-02-28",
    )
    assert found["filing.examiners occupations[7]"]["actual"] is None
    assert province["version"] == "1.2.0"


def test_of_a_group_each_member_is_told(tmp_path: Path) -> None:
    body = """\
decisions:
  filing:
    title: {zh: 备案, en: Filing}
    checklist:
      - rule: base
        title: {zh: 培训基地, en: Training base}
        force: preferential
        group: merit
        require: merits.provincial_training_base
    groups: {merit: {need: any, title: {zh: 择优, en: Merit}}}
"""
    path = write_policy(tmp_path, "a/merit", "2024-01-01", body)
    path.with_suffix(".cases.yaml").write_text(
        "facts: {merits: {provincial_training_base: false}}\n"
        "cases: [{case: one, expect: {filing.merit: pass}}]\n",
        encoding="utf-8",
    )
    text = cases_to_text(run_cases([path]), "en", colour=False)
    assert "filing.merit: expected pass, found fail" in text
    assert "✗ Training base (base)" in text
