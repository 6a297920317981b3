"""`policydsl evaluate`: verdicts, exit codes, where facts and policies come from, every form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkout import ROOT
from command_line import Outcome, policydsl
from policydsl.api import Form, load, render
from policydsl.text.diagnostic import Language

POLICY = "demo/office-filing"
TRACE = Draft202012Validator(
    json.loads((ROOT / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))
)


def evaluate(*more: str, facts: str = "eligible", policy: str = POLICY, **how: object) -> Outcome:
    """Evaluates as of a day in 2024, unless another is asked for."""
    day = () if "--as-of" in more else ("--as-of", "2024-06-03")
    file = facts if facts == "-" else f"facts/{facts}.yaml"
    arguments = ("evaluate", policy, "--facts", file, "--policies", "policies", *day, *more)
    return policydsl(*arguments, **how)  # type: ignore[arg-type]


def verdict(outcome: Outcome) -> str:
    return str(json.loads(outcome.out)["verdict"])


@pytest.mark.parametrize(
    "facts, expected",
    [
        ("eligible", "eligible"),
        ("one-manager-short", "conditional"),
        ("incomplete", "undetermined"),
        ("too-small", "ineligible"),
    ],
)
def test_any_verdict_is_an_answer_and_exits_0(facts: str, expected: str) -> None:
    outcome = evaluate("--decision", "filing", "--format", "json", facts=facts)
    assert (outcome.code, outcome.err) == (0, "")
    assert verdict(outcome) == expected


@pytest.mark.parametrize(
    "fail_on, code",
    [
        ("ineligible", 1),
        ("eligible, ineligible", 1),
        ("undetermined,conditional", 0),
        ("", 0),
    ],
)
def test_the_exit_code_is_1_for_the_verdicts_asked_for(fail_on: str, code: int) -> None:
    outcome = evaluate("--fail-on", fail_on, facts="too-small")
    assert outcome.code == code
    assert "不符合" in outcome.out


def test_a_verdict_to_fail_on_that_there_is_not_is_wrong_usage() -> None:
    outcome = evaluate("--fail-on", "inelligible")
    assert (outcome.code, outcome.out) == (2, "")
    assert "没有结论“inelligible”" in outcome.err
    assert "undetermined" in outcome.err


def test_facts_come_on_standard_input_as_yaml_or_json() -> None:
    asked = ("--decision", "filing", "--format", "json")
    yaml = evaluate(*asked, facts="-", stdin=Path("facts/eligible.yaml").read_bytes())
    data = {
        "institution": {"name": "演示学校"},
        "premises": {"office": {"area": 80}},
        "staff": {"managers": 2},
        "filing_record": {"filed_on": "2024-02-29"},
    }
    as_json = evaluate(*asked, facts="-", stdin=json.dumps(data).encode())
    assert yaml == as_json == evaluate(*asked)


def test_a_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policydsl.cli.standard_input.sys.stdin", None)
    from policydsl.cli.standard_input import read_standard_input
    from policydsl.text.diagnostic import UsageError

    with pytest.raises(UsageError, match="standard input is closed"):
        read_standard_input()


@pytest.mark.parametrize(
    "day, version", [("2020-01-01", "1.0.0"), ("2021-12-31", "1.0.0"), ("2022-01-01", "2.0.0")]
)
def test_the_version_in_force_on_the_day_is_used(day: str, version: str) -> None:
    outcome = evaluate("--as-of", day, "--decision", "filing", "--format", "json")
    trace = json.loads(outcome.out)
    assert (trace["version"], trace["as_of"]) == (version, day)


def test_a_day_before_the_first_version_is_refused_and_the_first_day_told() -> None:
    outcome = evaluate("--as-of", "2019-12-31")
    assert (outcome.code, outcome.out) == (2, "")
    assert "before-first-version" in outcome.err
    assert outcome.err.count("2020-01-01") == 4


@pytest.mark.parametrize(
    "day", ["2024-02-30", "20240301", "2024-W10-5", "1.3.2024", "２０２４-01-01"]
)
def test_a_day_is_written_in_one_way_only(day: str) -> None:
    outcome = evaluate("--as-of", day)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"“{day}”不是日期" in outcome.err
    assert "2024-12-31" in outcome.err


@pytest.mark.parametrize(
    "policy, version",
    [
        ("demo/office-filing", "2.0.0"),
        ("policies/demo/office-filing", "2.0.0"),
        ("policies/demo", "2.0.0"),
        ("policies/demo/office-filing/2022-01-01.yaml", "2.0.0"),
        ("policies/demo/office-filing/2022-01-01.cases.yaml", "2.0.0"),
    ],
)
def test_a_policy_is_an_id_a_folder_or_a_file(policy: str, version: str) -> None:
    outcome = evaluate("--decision", "filing", "--format", "json", policy=policy)
    assert json.loads(outcome.out)["version"] == version


def test_a_file_is_taken_as_it_is_and_evaluated_on_its_first_day() -> None:
    file = "policies/demo/office-filing/2020-01-01.yaml"
    asked = ("evaluate", file, "--facts", "facts/eligible.yaml", "--decision", "filing")
    trace = json.loads(policydsl(*asked, "--format", "json").out)
    assert (trace["version"], trace["as_of"]) == ("1.0.0", "2020-01-01")
    refused = policydsl(*asked, "--as-of", "2024-01-01")
    assert (refused.code, refused.out) == (2, "")
    assert "not-in-force" in refused.err


def test_without_a_day_the_version_of_today_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime

    monkeypatch.setattr("policydsl.cli.options.today", lambda: datetime.date(2020, 7, 1))
    asked = ("evaluate", POLICY, "--facts", "facts/eligible.yaml", "--policies", "policies")
    outcome = policydsl(*asked, "--decision", "filing", "--format", "json")
    trace = json.loads(outcome.out)
    assert (trace["version"], trace["as_of"]) == ("1.0.0", "2020-07-01")


@pytest.mark.parametrize(
    "policy, said",
    [
        ("demo/office-fling", "是不是“demo/office-filing”"),
        ("", "没有政策“”"),
        ("nothing.yaml", "没有文件“nothing.yaml”"),
        ("facts", "facts"),
    ],
)
def test_an_unknown_policy_is_refused(policy: str, said: str) -> None:
    outcome = evaluate(policy=policy)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_an_unknown_decision_is_refused_and_the_nearest_told() -> None:
    outcome = evaluate("--decision", "filling")
    assert (outcome.code, outcome.out) == (2, "")
    assert "“filling”" in outcome.err
    assert "是不是“filing”" in outcome.err


def test_the_environment_names_policy_folders_too() -> None:
    folders = os.pathsep.join(["policies", "../report/policies"])
    environment = {"POLICYDSL_POLICIES": folders}
    for policy in (POLICY, "demo/workshop-filing"):
        asked = ("evaluate", policy, "--facts", "facts/eligible.yaml", "--as-of", "2024-06-03")
        assert policydsl(*asked, environment=environment).code == 0
    wrong = policydsl("list", environment={"POLICYDSL_POLICIES": "nowhere"})
    assert (wrong.code, wrong.out) == (2, "")
    assert "nowhere" in wrong.err


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_what_the_python_interface_renders(form: Form, lang: Language) -> None:
    outcome = evaluate("--format", form, "--lang", lang, facts="too-small")
    assert (outcome.code, outcome.err) == (0, "")
    loaded = load(POLICY, "2024-06-03", folders=(Path("policies"),))
    traces = loaded.evaluate_all(Path("facts/too-small.yaml"))
    assert outcome.out == render(traces, form, lang).rstrip("\n") + "\n"
    assert ("办公用房面积" if lang == "zh" else "Office area") in outcome.out


@pytest.mark.parametrize("detail", [[], ["--detail"]])
def test_json_is_one_object_for_a_decision_and_else_a_list(detail: list[str]) -> None:
    one = json.loads(evaluate("--decision", "filing", "--format", "json", *detail).out)
    several = json.loads(evaluate("--format", "json", *detail).out)
    assert several[0] == one
    assert [trace["decision"] for trace in several] == ["filing", "filed_until"]
    for trace in several:
        TRACE.validate(trace)
    steps = [item["step"] for rule in one["rules"] for item in rule["items"]]
    assert all(step is not None for step in steps) == bool(detail)


def test_detail_adds_the_steps_to_a_text() -> None:
    short, long = evaluate(facts="too-small"), evaluate("--detail", facts="too-small")
    assert "premises.office.area >= office_area_min" not in short.out
    assert "office_area_min" in long.out


@pytest.mark.parametrize(
    "option, environment, expected",
    [
        ([], {}, "zh"),
        (["--lang", "en"], {}, "en"),
        ([], {"POLICYDSL_LANG": "en"}, "en"),
        (["--lang", "zh"], {"POLICYDSL_LANG": "en"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"POLICYDSL_LANG": "fr", "LANG": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_option_then_the_variable_then_the_locale(
    option: list[str], environment: dict[str, str], expected: str
) -> None:
    outcome = evaluate(*option, environment=environment)
    assert ("办公用房面积" in outcome.out) == (expected == "zh")
    assert ("Office area" in outcome.out) == (expected == "en")


@pytest.mark.parametrize(
    "arguments, environment, zh, en",
    [
        ([], {}, True, True),
        (["--lang", "zh"], {}, True, False),
        (["--lang=en"], {}, False, True),
        ([], {"POLICYDSL_LANG": "en"}, False, True),
        ([], {"LANG": "en_GB.UTF-8"}, True, True),
    ],
)
def test_errors_speak_both_languages_unless_one_is_asked_for(
    arguments: list[str], environment: dict[str, str], zh: bool, en: bool
) -> None:
    outcome = evaluate("--decision", "filling", *arguments, environment=environment)
    assert ("没有名为" in outcome.err) == zh
    assert ("has no decision" in outcome.err) == en
