"""Cases beside a version: of its policy, its days, each with a name; files named to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from policydsl.analysis.case_runs import run_cases
from policydsl.analysis.lint_runs import lint_paths
from policydsl.text.diagnostic import Diagnostic, DiagnosticError
from small_policies import OFFICE, write_policy

CASE = "  - case: {zh: 一, en: one}\n    expect: {filing: undetermined}\n"
EXTENDS = "extends: a/filing\n"


def place(found: Diagnostic) -> str:
    assert found.place is not None
    return found.place.source.text[found.place.span.start : found.place.span.end]


def write_cases(root: Path, text: str, name: str = "2024-01-01.cases.yaml") -> None:
    write_policy(root, "a/filing", "2024-01-01")
    (root / "a/filing" / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "text, code, at",
    [
        (f"policy: b/filing\ncases:\n{CASE}", "cases-of-other-policy", "b/filing"),
        (f"as_of: 2020-01-01\ncases:\n{CASE}", "not-in-force", "2020-01-01"),
        (f"cases:\n{CASE}    as_of: 2021-01-01\n", "not-in-force", "2021-01-01"),
    ],
)
def test_cases_of_another_policy_or_day_are_refused(
    tmp_path: Path, text: str, code: str, at: str
) -> None:
    write_cases(tmp_path, text)
    (found,) = lint_paths([tmp_path]).unusable
    assert (found.code, place(found)) == (code, at)
    with pytest.raises(DiagnosticError) as refused:
        run_cases([tmp_path])
    assert [each.code for each in refused.value.diagnostics] == [code]


def test_two_cases_of_one_name_are_found(tmp_path: Path) -> None:
    write_cases(tmp_path, f"cases:\n{CASE}{CASE}{CASE.replace('one', 'other')}")
    assert [each.code for each in lint_paths([tmp_path]).findings] == ["case-name-twice"]


@pytest.mark.parametrize(
    "name, code, way_out",
    [
        ("2024-01-02.cases.yaml", "cases-without-version", "2024-01-01"),
        ("2024-01-01.yml", "file-misnamed", "rename it to 2024-01-01.yaml"),
        ("2024-01-01.cases.yml", "file-misnamed", "rename it to 2024-01-01.cases.yaml"),
        ("2024-01-01.case.yaml", "file-misnamed", "rename it to 2024-01-01.cases.yaml"),
    ],
)
def test_files_that_nobody_would_read_are_refused(
    tmp_path: Path, name: str, code: str, way_out: str
) -> None:
    write_cases(tmp_path, f"cases:\n{CASE}", name)
    for run in (lint_paths, run_cases):
        with pytest.raises(DiagnosticError) as refused:
            run([tmp_path])
        (found,) = refused.value.diagnostics
        assert found.code == code
        assert found.help is not None
        assert way_out in found.help.en


def test_a_refinement_is_checked_against_each_base_of_its_time(tmp_path: Path) -> None:
    write_policy(tmp_path, "a/filing", "2024-01-01", OFFICE.replace("area_min", "space_min"))
    write_policy(tmp_path, "a/filing", "2025-01-01")
    body = EXTENDS + 'parameters:\n  area_min: {value: 80, clause: "1"}\n'
    write_policy(tmp_path, "b/filing", "2024-06-01", body)
    found = lint_paths([tmp_path / "b"]).unusable
    assert [each.code for each in found] == ["missing-key"]  # new under the base of 2024: no title
    write_policy(tmp_path, "b/filing", "2025-06-01", body)
    (tmp_path / "b/filing/2024-06-01.yaml").unlink()
    assert lint_paths([tmp_path / "b"]).unusable == ()


def test_a_refinement_does_not_start_before_its_base(tmp_path: Path) -> None:
    write_policy(tmp_path, "a/filing", "2024-01-01")
    write_policy(tmp_path, "b/filing", "2023-06-01", EXTENDS)
    (found,) = lint_paths([tmp_path / "b"]).unusable
    assert (found.code, place(found)) == ("before-first-version", "a/filing")
