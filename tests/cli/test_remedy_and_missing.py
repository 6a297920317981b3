"""`policydsl remedy` and `policydsl missing`: forms, exit codes, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Outcome, policydsl
from policydsl.cli.failures import report_failure

POLICY = "demo/office-filing"


def run(command: str, *more: str, facts: str = "too-small", **how: object) -> Outcome:
    file = facts if facts == "-" else f"facts/{facts}.yaml"
    day = ("--as-of", "2024-06-03")
    arguments = (command, POLICY, "--facts", file, "--policies", "policies", *day, *more)
    return policydsl(*arguments, **how)  # type: ignore[arg-type]


def test_a_remedy_is_an_answer_and_exits_0() -> None:
    outcome = run("remedy", "--decision", "filing")
    assert (outcome.code, outcome.err) == (0, "")
    assert "80 平方米以上" in outcome.out


def test_where_there_is_none_the_exit_code_is_1(tmp_path: Path) -> None:
    costs = tmp_path / "costs.yaml"
    costs.write_text("costs: {premises: never}\n", encoding="utf-8")
    outcome = run("remedy", "--decision", "filing", "--costs", str(costs))
    assert outcome.code == 1
    assert "没有办法" in outcome.out


def test_one_decision_is_one_object_all_of_them_a_list() -> None:
    one = json.loads(run("remedy", "--decision", "filing", "--format", "json").out)
    every = json.loads(run("remedy", "--format", "json").out)
    assert one["remedies"][0]["measures"][0]["path"] == "premises.office.area"
    assert one in every


@pytest.mark.parametrize("command", ["remedy", "missing"])
@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_in_both_languages(command: str, form: str, lang: str) -> None:
    outcome = run(command, "--format", form, "--lang", lang, facts="incomplete")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out


def test_what_is_missing_comes_from_standard_input_too() -> None:
    text = Path("facts/incomplete.yaml").read_bytes()
    outcome = run("missing", "--decision", "filing", "--format", "json", facts="-", stdin=text)
    data = json.loads(outcome.out)
    assert data["sets"]
    assert data["verdict"] == "undetermined"


def test_a_wrong_costs_file_is_said_at_its_place(tmp_path: Path) -> None:
    costs = tmp_path / "costs.yaml"
    costs.write_text("costs:\n  premises.office.aera: 2\n", encoding="utf-8")
    outcome = run("remedy", "--costs", str(costs))
    assert (outcome.code, outcome.out) == (2, "")
    assert "costs.yaml:2:3: 错误[unknown-fact]" in outcome.err


@pytest.mark.parametrize("command", ["remedy", "missing"])
def test_an_unknown_decision_is_refused(command: str) -> None:
    outcome = run(command, "--decision", "filng")
    assert outcome.code == 2
    assert "错误[unknown-decision]" in outcome.err
    assert "filing" in outcome.err


def test_without_the_solver_it_is_said_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    code = report_failure(ModuleNotFoundError("No module named 'z3'", name="z3"), "both")
    said = capsys.readouterr().err
    assert code == 2
    assert "错误[solver-needed]" in said
    assert 'pip install "policydsl[smt]"' in said
