"""Wrong usage: one message in both languages, exit code 2, nothing on standard output."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import policydsl
from policydsl import __version__
from policydsl.cli.main import COMMANDS

FACTS = ("--facts", "facts/eligible.yaml")
WRONG: dict[str, tuple[str, ...]] = {
    "no such command": ("frobnicate",),
    "a command misspelt": ("evaluat",),
    "no policy": ("evaluate",),
    "no facts": ("evaluate", "demo/office-filing"),
    "an option without its value": ("evaluate", "demo/office-filing", "--facts"),
    "an option that takes no value": ("fmt", "policies", "--check=yes"),
    "an option misspelt": ("evaluate", "demo/office-filing", "--fact", "x"),
    "an extra argument": ("list", "everything"),
    "no such form": ("list", "--format", "xml"),
    "no such language": ("list", "--lang", "fr"),
    "no such schema": ("schema", "fact"),
    "no schema named": ("schema",),
    "no such day": ("show", "demo/office-filing", "--as-of", "2024-02-30"),
    "no such folder of policies": ("list", "--policies", "nowhere"),
    "a file for a folder of policies": ("list", "--policies", "register.yaml"),
    "a folder without policies": ("list", "--policies", "golden"),
    "no such path": ("lint", "nowhere"),
    "no path": ("lint",),
    "no such register": ("lint", "policies", "--clauses", "nothing.yaml"),
    "a folder for a register": ("coverage", "policies", "--clauses", "policies"),
    "no such verdict": ("evaluate", "demo/office-filing", *FACTS, "--fail-on", "refused"),
    "more items than allowed": ("check", "policies", "--items", "11"),
    "a word for a number": ("remedy", "demo/office-filing", *FACTS, "-k", "many"),
    "a folder to save cases in": ("mutate", "policies", "--save-cases", "policies"),
    "cases by the name of a policy": ("mutate", "policies", "--save-cases", "2024-01-01.yaml"),
    "no time at all": ("check", "policies", "--timeout", "0"),
    "a share above all": ("mutate", "policies", "--fail-under", "101"),
    "no such status": ("test", "policies", "--require", "passed"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_said_once_in_both_languages(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    outcome = policydsl(*WRONG[name])
    assert (outcome.code, outcome.out) == (2, "")
    assert len(re.findall(r"错误\[[a-z-]+\]: .*[一-鿿]", outcome.err)) == 1
    assert re.search("^  error: .", outcome.err, re.MULTILINE)
    assert re.search("^  办法: .*\n  help: .", outcome.err, re.MULTILINE)
    golden(Path(f"golden/usage/{name.replace(' ', '-')}.txt"), outcome.err)


def test_each_message_about_usage_has_its_case() -> None:
    texts = {path.stem for path in Path("golden/usage").glob("*.txt")}
    assert texts == {name.replace(" ", "-") for name in WRONG}


def test_without_a_command_the_help_is_shown_and_the_exit_code_is_2() -> None:
    outcome = policydsl()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == policydsl("--help").out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_in_both_languages(command: tuple[str, ...]) -> None:
    outcome = policydsl(*command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Usage: policydsl")
    assert re.search("[一-鿿]", outcome.out)
    assert policydsl(*command, "-h") == outcome


def test_the_version_is_told() -> None:
    assert __version__ in policydsl("--version").out
