"""`check` and `compare` as commands: exit codes, forms, and what stands in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import policydsl
from small_policies import OFFICE, write_policy

WIDER = OFFICE + (
    "      - rule: again\n        title: {zh: 又一条, en: Again}\n        clause: '1'\n"
    "        require: premises.office.area >= area_min\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_policy(tmp_path, "test/sound", "2024-01-01")
    write_policy(tmp_path, "test/twice", "2024-01-01", WIDER)
    return tmp_path


class TestCheck:
    def test_a_sound_policy_exits_with_0(self, folder: Path) -> None:
        found = policydsl("check", str(folder / "test" / "sound"))
        assert (found.code, found.err) == (0, "")
        assert "没有发现" in found.out

    def test_a_finding_exits_with_1_and_says_where_and_why(self, folder: Path) -> None:
        found = policydsl("check", str(folder / "test" / "twice"))
        assert found.code == 1
        assert "yaml:16:15" in "".join(found.out.split())  # long paths are broken
        assert "filing.again" in found.out
        assert "由这些规则可知：office" in found.out

    @pytest.mark.parametrize("form, part", [("markdown", "# What"), ("html", "<h1>")])
    def test_pages(self, form: str, part: str, folder: Path) -> None:
        found = policydsl("check", str(folder), "--format", form, "--lang", "en")
        assert part in found.out
        assert "decides nothing" in found.out

    def test_json_holds_the_finding(self, folder: Path) -> None:
        found = policydsl("check", str(folder / "test" / "twice"), "--format", "json")
        (policy,) = json.loads(found.out)
        (finding,) = policy["findings"]
        assert finding["code"] == "rule-implied"
        assert (finding["subject"], finding["proof"]) == ("filing.again", ["office"])
        assert (finding["line"], finding["column"]) == (16, 15)
        assert (policy["items"], policy["unsettled"], policy["remarks"]) == (2, [], [])


class TestCompare:
    def test_two_policies(self, folder: Path) -> None:
        found = policydsl("compare", "test/sound", "test/twice", "--policies", str(folder))
        assert (found.code, found.err) == (0, "")
        assert "办公用房面积" in found.out
        assert "一样" in found.out

    def test_json_holds_demands_and_relations(self, folder: Path) -> None:
        found = policydsl(
            "compare", "test/sound", "test/twice", "--policies", str(folder), "--format", "json"
        )
        data = json.loads(found.out)
        (row,) = data["criteria"]
        assert row["id"] == "office_area"
        assert [cell[0]["value"] for cell in row["demands"]] == [50, 50]
        (pair,) = data["whole"]["pairs"]
        assert pair["relation"] == "equivalent"
        assert data["whole"]["groups"] == [[0, 1]]

    @pytest.mark.parametrize(
        "options, code",
        [
            (["--assume", "institution.nam = 1"], "unknown-member"),
            (["--assume", "1 +"], "feel-syntax"),
            (["--decision", "filing"], "wrong-usage"),
            (["--decision", "test/sound=nothing"], "compare-not-a-checklist"),
            (["--criteria", "no-such.yaml"], "file"),
        ],
    )
    def test_what_is_wrong_is_said_once(self, options: list[str], code: str, folder: Path) -> None:
        asked = ["compare", "test/sound", "test/twice", "--policies", str(folder)]
        found = policydsl(*asked, *options)
        assert (found.code, found.out) == (2, "")
        assert code in found.err
        assert "Traceback" not in found.err
