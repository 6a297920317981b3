"""`list`, `show`, `schema`, `lint`, `test`, `coverage` and `feel` on two versions of one policy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from checkout import ROOT
from command_line import Outcome, policydsl

CASES = "demo/office-filing/2022-01-01.cases.yaml"
VERSION = "demo/office-filing/2022-01-01.yaml"


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A copy of the policies that a test may change."""
    return Path(shutil.copytree("policies", tmp_path / "policies"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


class TestList:
    def test_each_version_has_a_line(self) -> None:
        lines = policydsl("list", "--policies", "policies").out.splitlines()
        shown = [line.split() for line in lines if line.startswith("demo/")]
        assert shown == [
            ["demo/office-filing", "1.0.0", "2020-01-01", "–", "2021-12-31", "演示备案"],
            ["demo/office-filing", "2.0.0", "2022-01-01", "–", "演示备案"],
        ]

    def test_columns_stand_under_one_another(self) -> None:
        lines = policydsl("list", "--policies", "policies", "--lang", "en").out.splitlines()
        assert len({line.index(" – ") for line in lines}) == 1
        assert sum("Demonstration filing" in line for line in lines) == 2

    def test_json_holds_the_same(self) -> None:
        data = json.loads(policydsl("list", "--policies", "policies", "--format", "json").out)
        assert next(each for each in data if each["policy"].startswith("demo/")) == {
            "policy": "demo/office-filing",
            "version": "1.0.0",
            "title": {"zh": "演示备案", "en": "Demonstration filing"},
            "from": "2020-01-01",
            "until": "2021-12-31",
        }

    def test_the_shipped_policies_are_always_there(self) -> None:
        policies = {line.split()[0] for line in policydsl("list").out.splitlines()}
        folders = (ROOT / "policies").glob("*/*")
        assert policies == {f"{path.parent.name}/{path.name}" for path in folders}


class TestShow:
    @pytest.mark.parametrize("form", ["text", "markdown", "html"])
    @pytest.mark.parametrize("lang, title", [("zh", "办公用房面积"), ("en", "Office area")])
    def test_a_policy_is_a_page(self, form: str, lang: str, title: str) -> None:
        asked = ("show", "demo/office-filing", "--policies", "policies", "--as-of", "2024-01-01")
        outcome = policydsl(*asked, "--format", form, "--lang", lang)
        assert (outcome.code, outcome.err) == (0, "")
        assert title in outcome.out
        assert ("<html" in outcome.out) == (form == "html")

    def test_the_version_of_the_day_is_shown(self) -> None:
        asked = ("show", "demo/office-filing", "--policies", "policies", "--as-of")
        assert "演示〔2020〕1号" in policydsl(*asked, "2021-12-31").out
        assert "演示〔2021〕9号" in policydsl(*asked, "2022-01-01").out


class TestSchema:
    @pytest.mark.parametrize("name", ["facts", "policy", "cases", "trace"])
    def test_a_schema_is_printed_as_it_is(self, name: str) -> None:
        file = ROOT / "schemas" / f"{name}.schema.json"
        outcome = policydsl("schema", name)
        assert (outcome.code, outcome.out) == (0, file.read_text(encoding="utf-8"))


class TestLint:
    def test_clean_files_exit_0(self) -> None:
        outcome = policydsl("lint", "policies")
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err.startswith("检查了 2 个政策文件，0 处问题")

    def test_what_should_not_be_published_exits_1(self, policies: Path) -> None:
        change(policies / VERSION, ">= office_area_min", ">= 80")
        outcome = policydsl("lint", str(policies), "--lang", "zh")
        assert outcome.code == 1
        assert f"2022-01-01.yaml:{line_of(policies / VERSION, '>= 80')}:" in outcome.out
        assert outcome.err.startswith("检查了 2 个政策文件，")

    def test_what_cannot_be_used_exits_2(self, policies: Path) -> None:
        change(policies / VERSION, ">= office_area_min", ">= office_area_mim")
        outcome = policydsl("lint", str(policies), "--lang", "en")
        assert outcome.code == 2
        assert "office_area_min" in outcome.out
        assert outcome.err == "policy files checked: 2, problems: 1\n"

    def test_case_files_are_checked_too(self, policies: Path) -> None:
        change(policies / CASES, "filing.managers: fail", "filing.mangers: fail")
        outcome = policydsl("lint", str(policies / CASES))
        assert outcome.code == 2
        assert f"{Path(CASES).name}:{line_of(policies / CASES, 'mangers')}:" in outcome.out

    def test_json_is_a_list_of_diagnostics(self, policies: Path) -> None:
        assert json.loads(policydsl("lint", "policies", "--format", "json").out) == []
        change(policies / VERSION, ">= office_area_min", ">= office_area_mim")
        (found,) = json.loads(policydsl("lint", str(policies), "--format", "json").out)
        assert (found["code"], found["severity"]) == ("unknown-name", "error")
        assert found["file"] == str(policies / VERSION)
        assert found["line"] == line_of(policies / VERSION, "mim")
        assert set(found["message"]) == {"zh", "en"}

    def test_a_register_of_clauses_is_compared(self, tmp_path: Path) -> None:
        assert policydsl("lint", "policies", "--clauses", "register.yaml").code == 0
        register = Path(shutil.copy("register.yaml", tmp_path))
        change(register, 'id: "3"', 'id: "5"')
        outcome = policydsl("lint", "policies", "--clauses", str(register), "--format", "json")
        assert outcome.code == 1
        places = {(each["file"], each["line"]) for each in json.loads(outcome.out)}
        version = Path("policies") / VERSION
        assert (str(version), line_of(version, "filing_term:")) in places
        assert {file for file, _ in places} == {str(version)}


class TestTest:
    def test_cases_that_match_exit_0(self) -> None:
        outcome = policydsl("test", "policies")
        assert (outcome.code, outcome.err) == (0, "")
        assert "5个用例" in outcome.out

    def test_a_case_that_does_not_match_is_placed_with_both_values(self, policies: Path) -> None:
        change(policies / CASES, "{filing: conditional,", "{filing: eligible,")
        outcome = policydsl("test", str(policies))
        assert outcome.code == 1
        unbroken = "".join(line.strip() for line in outcome.out.splitlines())
        case = "管理人员少一人"
        assert f"{Path(CASES).name}:{line_of(policies / CASES, case)}:" in unbroken
        for shown in (case, "期望", "（eligible）", "实际", "（conditional）", "(managers)"):
            assert shown in outcome.out

    def test_a_case_about_nothing_is_refused(self, policies: Path) -> None:
        change(policies / CASES, "filing.managers: fail", "filing.manager: fail")
        outcome = policydsl("test", str(policies))
        assert (outcome.code, outcome.out) == (2, "")
        assert f"{Path(CASES).name}:{line_of(policies / CASES, 'filing.manager:')}:" in outcome.err

    def test_a_change_of_no_fact_is_refused(self, policies: Path) -> None:
        change(policies / CASES, "set: {staff.managers: 1}", "set: {staff.mangers: 1}")
        outcome = policydsl("test", str(policies))
        assert (outcome.code, outcome.out) == (2, "")
        assert "是不是" in outcome.err
        assert f"{Path(CASES).name}:{line_of(policies / CASES, 'mangers')}:" in outcome.err

    def test_a_policy_without_cases_fails(self, policies: Path) -> None:
        (policies / CASES).unlink()
        outcome = policydsl("test", str(policies))
        assert outcome.code == 1
        assert "✗ demo/office-filing 2.0.0" in outcome.out
        assert "✓ demo/office-filing 1.0.0" in outcome.out

    def test_a_path_names_what_is_tested(self) -> None:
        version = Path("policies") / VERSION
        for path in (version, Path("policies") / CASES):
            outcome = policydsl("test", str(path), "--format", "json")
            assert outcome.code == 0
            assert "1.0.0" not in outcome.out

    @pytest.mark.parametrize(
        "required, code",
        [("pass", 0), ("pass,fail,unknown", 1), ("not_applicable", 0), ("fail", 1), ("", 0)],
    )
    def test_outcomes_may_be_required(self, required: str, code: int) -> None:
        assert policydsl("test", "policies", "--require", required).code == code

    @pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
    def test_every_form(self, form: str) -> None:
        outcome = policydsl("test", "policies", "--format", form)
        assert (outcome.code, outcome.err) == (0, "")
        assert "demo/office-filing" in outcome.out
        if form == "json":
            json.loads(outcome.out)


class TestCoverage:
    def test_without_a_register_all_that_is_cited_is_shown(self) -> None:
        outcome = policydsl("coverage", "policies")
        assert (outcome.code, outcome.err) == (0, "")
        assert "演示〔2021〕9号" in outcome.out

    @pytest.mark.parametrize(
        "register, code", [("register.yaml", 0), ("register-with-more.yaml", 1)]
    )
    def test_a_clause_not_accounted_for_exits_1(self, register: str, code: int) -> None:
        outcome = policydsl("coverage", "policies", "--clauses", register)
        assert (outcome.code, outcome.err) == (code, "")
        assert ("archive" in outcome.out) == (code == 1)

    @pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
    def test_every_form(self, form: str) -> None:
        outcome = policydsl("coverage", "policies", "--format", form, "--lang", "en")
        assert "演示〔2021〕9号" in outcome.out
        if form == "json":
            json.loads(outcome.out)


def feel(expression: str, *more: str, stdin: bytes = b"") -> Outcome:
    return policydsl("feel", expression, *more, stdin=stdin)


class TestFeel:
    @pytest.mark.parametrize(
        "expression, value",
        [
            ("1/3 * 3 = 1", "false"),
            ("0.1 + 0.2", "0.3"),
            ('@"2020-02-29" + @"P3Y"', '@"2023-02-28"'),
            ('"备" + "案"', '"备案"'),
        ],
    )
    def test_a_value_is_written_as_feel(self, expression: str, value: str) -> None:
        assert feel(expression) == Outcome(0, value + "\n", "")

    def test_json_is_exact(self) -> None:
        outcome = feel("{a: 0.1 + 0.2, b: [1, null]}", "--format", "json")
        data = json.loads(outcome.out, parse_float=str)
        assert data == {"value": {"a": "0.3", "b": [1, None]}, "reasons": []}

    @pytest.mark.parametrize("lang, said", [("zh", "  除数为零\n"), ("en", "  division by zero\n")])
    def test_why_a_value_is_unknown_stands_on_standard_error(self, lang: str, said: str) -> None:
        assert feel("1/0", "--lang", lang) == Outcome(0, "null\n", said)

    def test_facts_may_be_named(self) -> None:
        stdin = Path("facts/too-small.yaml").read_bytes()
        for more in (("--facts", "facts/too-small.yaml"), ("--facts", "-")):
            for name in ("premises.office.area", "场所.办公用房.面积"):
                assert feel(f"{name} * 2", *more, stdin=stdin) == Outcome(0, "159\n", "")

    def test_a_missing_fact_is_the_reason(self) -> None:
        outcome = feel("premises.office.area >= 50", "--facts", "facts/incomplete.yaml")
        assert (outcome.code, outcome.out) == (0, "null\n")
        assert "premises.office.area" in outcome.err

    @pytest.mark.parametrize("expression", ["1 +", "premises.office", '1 + "a"', "", "(" * 5000])
    def test_an_expression_that_is_wrong_is_placed(self, expression: str) -> None:
        outcome = feel(expression)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("<feel>:1:")
