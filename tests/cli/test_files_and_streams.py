"""Streams that close early, are full or are no terminal; the environment's colours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import policydsl

EVALUATE = (
    "evaluate", "demo/office-filing", "--policies", "policies",
    "--facts", "facts/eligible.yaml", "--as-of", "2024-06-03",
)  # fmt: skip
TEST = ("test", "policies")


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `policydsl` is the command under test."""
    command = f"""policydsl() {{ "{sys.executable}" -c \
        'from policydsl.cli import main; main()' "$@"; }}; set -o pipefail; {line}"""
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **environment},
    )


def test_a_reader_that_goes_early_causes_no_traceback() -> None:
    done = shell("policydsl schema facts | head -1")
    assert done.stdout == "{\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_said() -> None:
    done = shell("policydsl schema facts > /dev/full", POLICYDSL_LANG="zh")
    assert done.returncode == 2
    assert done.stderr.startswith("错误[file-error]: 结果写不出去：磁盘已满\n")
    assert "Traceback" not in done.stderr


def test_closed_streams_cause_no_traceback() -> None:
    done = shell(f"policydsl {' '.join(EVALUATE)} >&-")
    assert (done.returncode, done.stderr) == (0, "")
    done = shell("policydsl evaluate demo/office-filing --policies policies --facts - <&-")
    assert done.returncode == 2
    assert "no-input" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_output_is_utf_8_whatever_the_locale() -> None:
    done = shell(f"policydsl {' '.join(EVALUATE)}", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, "")
    assert "办公用房面积" in done.stdout


def test_an_argument_that_is_no_text_is_shown_escaped() -> None:
    done = shell("policydsl feel $'\\xff'")
    assert done.returncode == 2
    assert "bad-character" in done.stderr
    assert "\\udcff" in done.stderr


def test_an_interrupt_ends_the_command_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policydsl.analysis.case_runs.run_cases", interrupted)
    outcome = policydsl(*TEST)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "\n")


def test_an_error_of_our_own_making_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("policydsl.analysis.case_runs.run_cases", broken)
    with pytest.raises(ZeroDivisionError):
        policydsl(*TEST)


@pytest.mark.parametrize("arguments", [EVALUATE, TEST], ids=["evaluate", "test"])
@pytest.mark.parametrize(
    "terminal, environment, coloured",
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    arguments: tuple[str, ...], terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    outcome = policydsl(*arguments, terminal=terminal, environment=environment)
    assert ("\x1b[" in outcome.out) == coloured


def test_errors_have_no_colours() -> None:
    assert "\x1b" not in policydsl("frobnicate", terminal=True).err


def test_progress_is_told_on_a_terminal_and_to_nobody_else() -> None:
    assert policydsl(*TEST).err == ""
    told = policydsl(*TEST, terminal=True).err
    assert told == "\r1/2\r2/2\r\x1b[K"


@pytest.mark.parametrize("columns, widest", [("60", 60), ("200", 120)])
def test_text_is_as_wide_as_the_terminal_but_not_wider_than_is_readable(
    columns: str, widest: int
) -> None:
    from policydsl.text.width import text_width

    arguments = ("show", "demo/office-filing", "--policies", "policies")
    outcome = policydsl(*arguments, environment={"COLUMNS": columns})
    assert max(map(text_width, outcome.out.splitlines())) <= widest
