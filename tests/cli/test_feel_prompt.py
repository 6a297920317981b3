"""`policydsl feel` without an expression: a conversation, line by line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from policydsl.analysis.feel_session import COMMANDS, Answer, Session
from policydsl.analysis.feel_views import shown
from policydsl.cli.feel import facts_of_file
from policydsl.cli.feel_prompt import LineEditor, history_file

SCHOOL = str(ROOT / "examples" / "anhui" / "technical-school-passes.yaml")

PROGRAM = [sys.executable, "-c", "from policydsl.cli import main; main()", "feel"]


@pytest.fixture(scope="module")
def empty() -> Session:
    return Session("zh", facts_of_file)


@pytest.fixture(scope="module")
def school() -> Session:
    return Session("zh", facts_of_file, facts_of_file(SCHOOL))


def said(session: Session, *lines: str) -> Answer:
    """The answer to the last of several lines."""
    answer = Answer(session)
    for line in lines:
        answer = answer.session.answer(line)
    return answer


def printed(answer: Answer) -> str:
    return answer.text if answer.value is None else shown(answer.value)


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["1 + 2"], "3"),
        (['  "甲" + "乙"  '], '"甲乙"'),
        (['@"2020-02-29" + @"P3Y"'], '@"2023-02-28"'),
        ([""], ""),
        (["// 说明"], ""),
        ([":let 面积 = 60"], "面积 = 60"),
        ([":let 面积 = 60", "面积 >= 50"], "true"),
        ([":let a = 1", ":let a = a + 1", "a"], "2"),
        ([":let 建筑 面积 = 7", "建筑  面积 + 1"], "8"),
        ([":let double = function(x) 2 * x", "double(21)"], "42"),
        ([":let c = {面积: 3}", "c.面积"], "3"),
        ([":type 1 + 1"], "数值"),
        ([":type [1, 2]"], "数值的列表"),
        ([":tree 1 + x", ":tree 1 + 2"], "Arithmetic operator=+\n  NumberLiteral value=1\n"
         "  NumberLiteral value=2"),
        ([":let x = 3", ":explain x * 2 + 1"], "x * 2 + 1 = 7\n  x * 2 = 6\n    x = 3"),
        ([":explain for i in [1, 2] return i + 1"],
         "for i in [1, 2] return i + 1 = [2, 3]\n  [1, 2] = [1, 2]\n"
         "  i + 1 = 2  [i = 1]\n    i = 1\n  i + 1 = 3  [i = 2]\n    i = 2"),
    ],
)  # fmt: skip
def test_a_line_is_answered(empty: Session, lines: list[str], expected: str) -> None:
    answer = said(empty, *lines)
    assert (printed(answer), answer.diagnostics) == (expected, ())


@pytest.mark.parametrize(
    "line, code, marked",
    [
        ("1 +", "feel-syntax", "+"),
        ("面积 > 1", "unknown-name", "面积"),
        (":type 面积 > 1", "unknown-name", "面积"),
        (":let a = b", "unknown-name", "b"),
        (":let if = 1", "bad-definition", " if "),
        (":let count = 1", "bad-definition", " count "),
        (":let 1a = 1", "bad-definition", " 1a "),
        (":let a", "bad-definition", " a"),
        (":tpye 1", "unknown-command", ":tpye"),
        (":explain", "empty-expression", ""),
    ],
)
def test_what_is_wrong_is_said_at_its_place_in_the_line(
    empty: Session, line: str, code: str, marked: str
) -> None:
    answer = empty.answer(line)
    (diagnostic,) = answer.diagnostics
    place = diagnostic.place
    assert place is not None
    assert diagnostic.code == code
    assert place.source.text[place.span.start : place.span.end] == marked
    assert diagnostic.help is not None
    assert answer.session == empty


def test_a_line_of_a_longer_input_knows_its_number(empty: Session) -> None:
    (diagnostic,) = empty.answer("1 + 面积", "<stdin>", 7).diagnostics
    assert diagnostic.place is not None
    assert diagnostic.place.source.position(diagnostic.place.span.start) == (7, 5)


def test_only_quit_ends_the_conversation(empty: Session) -> None:
    assert empty.answer(":quit").over
    assert not any(empty.answer(line).over for line in (":help", "1 +", ":nonsense", "quit"))


def test_help_names_every_command_in_either_language(empty: Session) -> None:
    for text in (empty.answer(":help").text, Session("en", facts_of_file).answer(":help").text):
        assert [name for name in COMMANDS if name not in text] == []


def test_facts_are_read_and_definitions_stay(empty: Session) -> None:
    answer = said(empty, ":let 下限 = 50", f":facts {SCHOOL}", "场所.办公用房.面积 >= 下限")
    assert answer.value is True


@pytest.mark.parametrize("name", ["", "-", "nowhere.yaml"])
def test_facts_that_cannot_be_read_change_nothing(school: Session, name: str) -> None:
    answer = school.answer(f":facts {name}")
    assert len(answer.diagnostics) == 1
    assert answer.session == school


def test_a_definition_hides_a_fact_of_its_name(school: Session) -> None:
    assert said(school, ":let 场所 = 1", "场所 + 1").value == 2


def test_a_value_with_unknown_members_is_still_shown(school: Session) -> None:
    text = printed(school.answer("场所"))
    assert text.startswith("{office: {")
    assert "video_monitoring: null" in text


@pytest.mark.parametrize(
    "prefix, names",
    [
        ("场", ["场所 (premises)"]),
        ("场所.办公用房.面", ["场所.办公用房.面积 (area)"]),
        ("working days af", ["working days after("]),
        ("no such", []),
    ],
)
def test_names_are_listed_by_their_beginning(
    school: Session, prefix: str, names: list[str]
) -> None:
    lines = school.answer(f":names {prefix}").text.splitlines()
    assert len(lines) == len(names)
    assert all(line.startswith(name) for line, name in zip(lines, names, strict=True))


@pytest.mark.parametrize(
    "line, completed",
    [
        ("场", ["场所"]),
        ("prem", ["premises"]),
        ("1 < 场所.办公用房.面", ["1 < 场所.办公用房.面积"]),
        ("count(场所.off", ["count(场所.office"]),
        ('@"2020-01-01".w', ['@"2020-01-01".weekday']),
        ("string l", ["string length("]),
        ("1 + working days be", ["1 + working days before(", "1 + working days between("]),
        (":ty", [":type "]),
        (":tree 场所.办", [":tree 场所.办公用房"]),
        (":let x = 场", [":let x = 场所"]),
        ("1", []),
        ('"没有写完', []),
        ("没有.这个", []),
    ],
)
def test_a_line_is_completed(school: Session, line: str, completed: list[str]) -> None:
    assert list(school.completions(line)) == completed


def test_what_is_defined_is_completed_with_its_members(empty: Session) -> None:
    after = said(empty, ":let 学校 = {面积: 3, 面貌: 1, 人数: 2}").session
    assert after.completions("1 + 学") == ("1 + 学校",)
    assert after.completions("学校.面") == ("学校.面积", "学校.面貌")


def test_an_empty_line_offers_the_facts_under_both_names(school: Session) -> None:
    assert {"场所", "premises"} <= set(school.completions(""))


def test_completions_are_handed_out_one_by_one(school: Session) -> None:
    editor = LineEditor(school)
    assert [editor.complete("working days be", state) for state in range(3)] == [
        "working days before(",
        "working days between(",
        None,
    ]


@pytest.mark.parametrize(
    "state, inside", [("", "home/.local/state"), ("state", "home/.local/state")]
)
def test_history_is_kept_in_the_state_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str, inside: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", state)
    assert history_file() == tmp_path / inside / "policydsl" / "feel_history"
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    assert history_file() == tmp_path / "elsewhere" / "policydsl" / "feel_history"


def piped(text: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *options],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "POLICYDSL_LANG": "zh", "PYTHONUTF8": "1"},
        check=False,
    )


def test_a_pipe_gets_one_line_for_each_line_and_no_prompt() -> None:
    run = piped("1 + 1\n\n// 说明\n场所.办公用房.面积\n:let a = 2\na * 2", "--facts", SCHOOL)
    assert (run.stdout, run.stderr, run.returncode) == ("2\n\n\n62.5\na = 2\n4\n", "", 0)


def test_a_wrong_line_in_a_pipe_leaves_an_empty_one_and_stops_nothing() -> None:
    run = piped("1\n面积 > 2\n3\n")
    assert (run.stdout, run.returncode) == ("1\n\n3\n", 2)
    assert run.stderr.startswith("<stdin>:2:1: 错误[unknown-name]")
    assert "^^^^" in run.stderr


def test_a_pipe_ends_at_quit_and_bytes_of_no_text_are_an_error_like_any_other() -> None:
    assert piped("1\n:quit\n2\n").stdout == "1\n"
    run = subprocess.run(
        PROGRAM, input=b"\xff\xfe\n1\n", capture_output=True, cwd=ROOT, check=False
    )
    assert (run.stdout, run.returncode) == (b"\n1\n", 2)
    assert b"Traceback" not in run.stderr


def test_json_answers_can_be_read_line_by_line() -> None:
    run = piped("1 + 1\n[1, 2]\n", "--format", "json")
    assert [json.loads(line)["value"] for line in run.stdout.splitlines()] == [2, [1, 2]]


def test_standard_input_cannot_be_facts_and_expressions_at_once() -> None:
    run = piped("1\n", "--facts", "-")
    assert (run.stdout, run.returncode) == ("", 2)
    assert "wrong-usage" in run.stderr
