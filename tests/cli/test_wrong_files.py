"""Each file of `wrong/` is one mistake: one message, placed, in both languages, and exit code 2."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Outcome, policydsl

HERE = Path(__file__).parent
FACTS = sorted(path for path in (HERE / "wrong").iterdir() if path.suffix != ".txt")
POLICIES = sorted((HERE.parent / "policy" / "wrong").glob("*.yaml"))
# Standard input is read as YAML, which has JSON in it, and allows a comma before a bracket.
YAML_ALLOWS = "trailing-comma.json"
MESSAGE = re.compile(r"^(.*)错误\[[a-z0-9-]+\]: .*[一-鿿]", re.MULTILINE)


def evaluate(facts: str) -> Outcome:
    asked = ("demo/office-filing", "--policies", "../policies", "--as-of", "2024-06-03")
    return policydsl("evaluate", *asked, "--facts", facts)


def assert_one_message(outcome: Outcome) -> str:
    """Nothing but one message in both languages; gives its place."""
    assert (outcome.code, outcome.out) == (2, "")
    (place,) = MESSAGE.findall(outcome.err)
    assert re.search("^  error: .", outcome.err, re.MULTILINE)
    assert ("  办法: " in outcome.err) == ("  help: " in outcome.err)
    assert "Traceback" not in outcome.err
    return str(place)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.name)
def test_wrong_facts(
    path: Path, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE / "wrong")
    outcome = evaluate(path.name)
    place = assert_one_message(outcome)
    assert re.search("^  办法: .*\n  help: .", outcome.err, re.MULTILINE)
    assert re.fullmatch(rf"{re.escape(path.name)}:\d+:\d+: |", place)
    golden(path.with_name(path.name + ".txt"), outcome.err)


@pytest.mark.parametrize(
    "path", [path for path in FACTS if path.name != YAML_ALLOWS], ids=lambda path: path.name
)
def test_the_same_facts_on_standard_input_are_the_same_mistake(path: Path) -> None:
    outcome = policydsl(
        "evaluate", "demo/office-filing", "--policies", "policies", "--facts", "-",
        stdin=path.read_bytes(),
    )  # fmt: skip
    assert_one_message(outcome)


@pytest.mark.parametrize("facts", ["missing.yaml", ".", ""])
def test_facts_that_are_no_file(facts: str) -> None:
    assert assert_one_message(evaluate(facts)) == ""


def test_there_are_many_and_each_golden_text_has_its_file() -> None:
    assert len(FACTS) >= 34
    texts = {path.name for path in (HERE / "wrong").glob("*.txt")}
    assert texts == {path.name + ".txt" for path in FACTS}


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_wrong_policies_are_refused_alike_by_evaluate_and_lint(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    evaluated = policydsl("evaluate", path.name, "--facts", "-", stdin=b"{}")
    assert assert_one_message(evaluated).startswith(f"{path.name}:")
    linted = policydsl("lint", path.name)
    assert linted.code == 2
    assert linted.out == evaluated.err
    assert linted.err == "检查了 1 个政策文件，1 处问题 / policy files checked: 1, problems: 1\n"
