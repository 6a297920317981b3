"""`policydsl diff`: what OLD and NEW may be, and what becomes of what it finds."""

import json
import subprocess
from pathlib import Path

import pytest

from command_line import Outcome, policydsl
from small_policies import OFFICE, write_policy
from two_versions import NEW, NEW_DAY, OLD_DAY, POLICY, write_versions


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_versions(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def diff(old: str, new: str, *options: str) -> Outcome:
    return policydsl("diff", old, new, "--policies", "policies", *options)


def relations(done: Outcome) -> dict[str, str]:
    assert done.code == 0
    return {each["new"]: each["relation"] for each in json.loads(done.out)["decisions"]}


OLD_FILE, NEW_FILE = (f"policies/{POLICY}/{day}.yaml" for day in (OLD_DAY, NEW_DAY))
EXPECTED = {"filing": "incomparable", "accepted_by": "incomparable", "filed_until": "incomparable"}


@pytest.mark.parametrize(
    "old, new",
    [
        (OLD_FILE, NEW_FILE),
        (f"{POLICY}@{OLD_DAY}", POLICY),
        (f"{POLICY}@2024-06-30", f"{POLICY}@2030-01-01"),
        (OLD_FILE, f"policies/{POLICY}"),
    ],
)
@pytest.mark.usefixtures("work")
def test_versions_are_files_folders_and_ids_with_a_day(old: str, new: str) -> None:
    assert relations(diff(old, new, "--format", "json")) == EXPECTED


@pytest.mark.usefixtures("work")
def test_a_version_against_itself_has_no_difference() -> None:
    done = diff(POLICY, NEW_FILE, "--fail-on", "any", "--lang", "en")
    assert done.code == 0
    assert "Nothing differs" in done.out


@pytest.mark.parametrize(
    "demand, same",
    [("area_min <= premises.office.area", True), ("premises.office.area > area_min", False)],
)
def test_only_what_means_the_same_is_said_to(demand: str, same: bool, work: Path) -> None:
    text = OFFICE.replace("premises.office.area >= area_min", demand)
    before = write_policy(work / "before", "test/office", NEW_DAY, OFFICE)
    after = write_policy(work / "after", "test/office", NEW_DAY, text)
    done = diff(str(before), str(after), "--lang", "en")
    assert ("the meaning does not" in done.out) is same


@pytest.mark.parametrize(
    "kind, code", [("loosened", 1), ("tightened", 1), ("incomparable", 1), ("any", 1)]
)
@pytest.mark.usefixtures("work")
def test_what_is_both_tighter_and_looser_fails_each_way(kind: str, code: int) -> None:
    assert diff(OLD_FILE, NEW_FILE, "--fail-on", kind).code == code


def test_only_what_was_asked_for_fails(work: Path) -> None:
    text = (work / NEW_FILE).read_text(encoding="utf-8")
    (work / "draft.yaml").write_text(text.replace("value: 60", "value: 70"), encoding="utf-8")
    assert diff(NEW_FILE, "draft.yaml", "--fail-on", "loosened").code == 0
    assert diff(NEW_FILE, "draft.yaml", "--fail-on", "tightened").code == 1
    assert diff("draft.yaml", NEW_FILE, "--fail-on", "loosened").code == 1


def test_witnesses_are_saved_as_cases_that_the_new_version_passes(work: Path) -> None:
    cases = work / f"policies/{POLICY}/{NEW_DAY}.diff.cases.yaml"
    assert diff(OLD_FILE, NEW_FILE, "--save-cases", str(cases)).code == 0
    tested = policydsl("test", str(cases), "--format", "json")
    assert tested.code == 0
    found = json.loads(tested.out)[0]["cases"]
    assert len(found) > 5


def test_git_revisions_are_read_with_all_that_lies_around_them(work: Path) -> None:
    git(work, "init", "--quiet")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "Before")
    (work / NEW_FILE).write_text(
        (work / NEW_FILE).read_text(encoding="utf-8").replace("value: 60", "value: 40"),
        encoding="utf-8",
    )
    done = diff(f"HEAD:{NEW_FILE}", NEW_FILE, "--format", "json")
    assert relations(done)["filing"] == "loosened"
    data = json.loads(done.out)
    assert data["old"]["file"] == f"HEAD:{NEW_FILE}"
    assert data["changes"][0]["old"][0]["file"] == f"HEAD:{NEW_FILE}"
    folder = diff(f"HEAD:policies/{POLICY}", NEW_FILE, "--format", "json")
    assert relations(folder)["filing"] == "loosened"


USING = """\
uses:
  office: {policy: test/office, decision: office}
decisions:
  filing:
    title: {zh: 备案, en: Filing}
    checklist:
      - rule: office
        title: {zh: 办公用房, en: Office}
        clause: "1"
        require: office = "eligible"
"""
USED = """\
decisions:
  office:
    title: {zh: 办公用房, en: Office}
    checklist:
      - rule: area
        title: {zh: 面积, en: Area}
        clause: "1"
        require: premises.office.area >= 50
"""


def test_what_a_policy_uses_is_that_of_the_same_revision(work: Path) -> None:
    write_policy(work / "policies", "test/office", NEW_DAY, USED)
    file = write_policy(work / "policies", "test/using", NEW_DAY, USING).relative_to(work)
    git(work, "init", "--quiet")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "Before")
    write_policy(work / "policies", "test/office", NEW_DAY, USED.replace("50", "60"))
    done = diff(f"HEAD:{file}", str(file), "--format", "json")
    assert relations(done) == {"filing": "tightened"}
    assert [each["kind"] for each in json.loads(done.out)["changes"]] == ["use"]


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize(
    "old, code",
    [
        ("nowhere:policies/x.yaml", "no-such-revision"),
        ("HEAD:policies/nothing.yaml", "not-in-revision"),
        ("HEAD:../../x.yaml", "not-in-revision"),
        ("test/unknown", "unknown-policy"),
        (f"{POLICY}@2024-02-31", "bad-date"),
        (f"{POLICY}@last", "bad-date"),
        ("gone.yaml", "no-such-path"),
    ],
)
def test_what_cannot_be_found_is_said(work: Path, old: str, code: str) -> None:
    git(work, "init", "--quiet")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "Before")
    done = diff(old, NEW_FILE)
    assert done.code == 2
    assert f"[{code}]" in done.err


def test_outside_a_repository_git_says_so(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(work.parent))
    done = diff(f"HEAD:{OLD_FILE}", NEW_FILE)
    assert done.code == 2
    assert "[git-failed]" in done.err


def test_a_folder_without_facts_is_said(work: Path) -> None:
    (work / "empty").mkdir()
    done = diff(OLD_FILE, NEW_FILE, "--facts", "empty")
    assert done.code == 2
    assert "[no-facts]" in done.err


def test_two_policies_with_nothing_in_common_are_compared_as_well(work: Path) -> None:
    text = NEW.replace("  filing:\n", "  other:\n")
    write_policy(work / "policies", "test/other", "2025-01-01", text)
    done = diff(NEW_FILE, "test/other", "--format", "json")
    assert set(relations(done).values()) == {"equivalent"}
    assert [each["kind"] for each in json.loads(done.out)["changes"]] == ["head", "decision"]
