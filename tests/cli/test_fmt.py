"""`policydsl fmt`: one form, names in either language, and nothing lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checkout import ROOT
from command_line import policydsl

SMALL = Path(__file__).parent / "policies"
SHIPPED = ROOT / "policies"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "policies"))


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_files_in_form_are_left_alone(small: Path) -> None:
    before = texts(small)
    outcome = policydsl("fmt", str(small), "--lang", "zh")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "改写了 2 个文件中的 0 个\n"
    assert texts(small) == before
    assert policydsl("fmt", str(small), "--check").code == 0


def test_check_tells_and_changes_nothing(small: Path) -> None:
    before = texts(small)
    outcome = policydsl("fmt", str(small), "--names", "zh", "--check", "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.splitlines() == [str(path) for path in policy_files(small)]
    assert outcome.err == "2 of 2 files would change\n"
    assert texts(small) == before


def policy_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.yaml") if ".cases." not in path.name)


def test_names_turn_to_chinese_and_back_to_the_same_bytes(small: Path) -> None:
    before = texts(small)
    assert policydsl("fmt", str(small), "--names", "zh").code == 0
    chinese = texts(small)
    version = chinese["demo/office-filing/2022-01-01.yaml"].decode()
    assert "require: 场所.办公用房.面积 >= 办公面积下限" in version
    assert "# 原则上 / in principle" in version
    assert policydsl("fmt", str(small), "--names", "zh", "--check").code == 0
    assert policydsl("test", str(small)).code == 0
    assert policydsl("lint", str(small)).code == 0
    assert policydsl("fmt", str(small), "--names", "en").code == 0
    assert texts(small) == before


def test_the_verdict_does_not_hang_on_the_language_of_names(small: Path) -> None:
    asked = ("--facts", "facts/too-small.yaml", "--as-of", "2024-06-03", "--lang", "zh")
    policy = str(small / "demo")
    before = policydsl("evaluate", policy, *asked)
    policydsl("fmt", str(small), "--names", "zh")
    after = policydsl("evaluate", policy, *asked)
    assert without_digest(before.out) == without_digest(after.out)
    assert "不符合" in after.out


def without_digest(text: str) -> list[str]:
    """The lines of a report but for the one that names the policy's digest."""
    return [line for line in text.splitlines() if "政策摘要" not in line]


def test_nothing_is_written_where_one_file_cannot_be_used(small: Path) -> None:
    broken = small / "demo" / "office-filing" / "2022-01-01.yaml"
    broken.write_text(broken.read_text("utf-8").replace("decisions:", "decision:"), "utf-8")
    before = texts(small)
    outcome = policydsl("fmt", str(small), "--names", "zh")
    assert (outcome.code, outcome.out) == (2, "")
    assert "decisions" in outcome.err
    assert texts(small) == before


@pytest.mark.parametrize("policy", ["guangxi/evaluation-body-exit", "national/enterprise-size"])
def test_shipped_policies_survive_both_languages(
    policy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    folder = Path(shutil.copytree(SHIPPED / policy, tmp_path / "policies" / policy))
    monkeypatch.setattr("policydsl.policy.shipped.shipped_policies", lambda: folder.parent)
    assert policydsl("fmt", str(folder), "--names", "en").code == 0
    english = texts(folder)
    assert policydsl("fmt", str(folder), "--names", "zh").code == 0
    assert texts(folder) != english
    assert policydsl("test", str(folder)).code == 0
    assert policydsl("fmt", str(folder), "--names", "en").code == 0
    assert texts(folder) == english


def test_an_untidy_file_is_brought_into_form(small: Path) -> None:
    untidy = small / "demo" / "office-filing" / "2020-01-01.yaml"
    tidy = untidy.read_bytes()
    untidy.write_bytes(tidy.replace(b"decisions:", b"decisions:   "))
    assert policydsl("fmt", str(untidy), "--check").code == 1
    assert policydsl("fmt", str(untidy)).code == 0
    assert untidy.read_bytes() == tidy
