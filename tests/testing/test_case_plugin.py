"""The pytest plugin: silent until asked, then a test for each case, by its name."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checkout import ROOT
from small_policies import write_policy

CASES = """\
facts: {premises: {office: {area: 60}}}
cases:
  - case: {zh: 面积足够, en: large enough}
    expect: {filing: eligible}
  - case: {zh: 面积略小, en: slightly too small}
    set: {premises.office.area: 49.99}
    expect: {filing: FOUND, filing.office: fail}
"""
INI = "[pytest]\naddopts = -q -p no:cacheprovider\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_policy(tmp_path / "policies", "test/small", "2024-01-01")
    write_cases(tmp_path, "ineligible")
    (tmp_path / "pytest.ini").write_text(INI, encoding="utf-8")
    return tmp_path


def write_cases(folder: Path, found: str) -> Path:
    path = folder / "policies/test/small/2024-01-01.cases.yaml"
    path.write_text(CASES.replace("FOUND", found), encoding="utf-8")
    return path


def run(folder: Path, *arguments: str) -> str:
    """What pytest prints with this plugin and no other."""
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "policydsl.testing.plugin", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ
        | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    return found.stdout


def test_a_folder_of_cases_is_left_alone_until_it_is_named(folder: Path) -> None:
    assert "no tests ran" in run(folder)
    assert "no tests ran" in run(folder, "policies")
    (folder / "pytest.ini").write_text(INI + "policydsl_cases = policies\n", encoding="utf-8")
    (folder / "tests").mkdir()
    assert "2 passed" in run(folder)
    assert "2 passed" in run(folder, "policies")
    assert "2 passed" in run(folder, "-o", "testpaths=tests")
    assert "no tests ran" in run(folder, "tests")


def test_a_case_file_is_collected_by_name_and_a_case_chosen_by_its(folder: Path) -> None:
    file = "policies/test/small/2024-01-01.cases.yaml"
    assert "2 passed" in run(folder, file)
    for name in ("略小", "slightly"):
        assert "1 passed, 1 deselected" in run(folder, file, "-k", name)
    assert "1 passed" in run(folder, f"{file}::面积略小")


def test_a_case_that_does_not_match_is_reported_as_the_test_command_does(folder: Path) -> None:
    file = write_cases(folder, "eligible")
    printed = run(folder, str(file))
    assert "1 failed, 1 passed" in printed
    assert "filing：期望符合（eligible），实际不符合（ineligible）" in printed
    assert "Traceback" not in printed
    in_english = run(folder, str(file), "-o", "policydsl_language=en")
    assert "slightly too small" in in_english
    assert "expected" in in_english
    assert "期望" not in in_english


def test_files_that_cannot_be_used_give_their_diagnostic(folder: Path) -> None:
    file = write_cases(folder, "elligible")
    assert "eligible" in run(folder, str(file))
    file.write_text("cases: 3\n", encoding="utf-8")
    printed = run(folder, str(file))
    assert "1 error" in printed
    assert "2024-01-01.cases.yaml:1:8" in printed
    assert "Traceback" not in printed


def test_the_plugin_is_declared_and_loads_nothing_heavy() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = project["entry-points"]["pytest11"]
    assert declared == {"policydsl": "policydsl.testing.plugin"}
    program = (
        "import sys, policydsl.testing.plugin\n"
        "print(*sorted({'hypothesis', 'lark', 'yaml', 'z3', 'jsonschema', "
        "'policydsl.feel', 'policydsl.policy', 'policydsl.report'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == []
