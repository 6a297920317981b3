"""Runs what a page shows, and says what the page would show now.

Blocks of a page share a scratch folder and are run in order, by the word after the fence:

- `console`: each line `$ command` is run; the lines after it are what it writes. A line `…` alone
  stands for any lines. `$ echo $?` gives the exit code of the command before.
- `python`: executed; a block `text` right after it is what it prints.
- any word, then `file=name`: written as that file; after `diff`, the change is made to that file.

Other blocks are left alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from checkout import ROOT
from policydsl.cli.main import main

ELISION = "…"
_FENCE = re.compile(r"^```(\w+)(?: file=(\S+))?$")
_SHELL_MARKS = re.compile(r"[|<>;&$`*]")
_ENVIRONMENT = {
    "COLUMNS": "100",
    "LC_ALL": "zh_CN.UTF-8",
    "NO_COLOR": "1",
    "POLICYDSL_LANG": "",
    "POLICYDSL_POLICIES": "",
}


@dataclass
class Scratch:
    """A folder beside the shipped policies and examples, in which a page's blocks are run."""

    folder: Path
    last_exit: int = 0
    names: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("examples", "policies", "schemas"):
            (self.folder / name).symlink_to(ROOT / name)

    def run(self, command: str) -> str:
        """What a command writes, errors included."""
        if command == "echo $?":
            return f"{self.last_exit}\n"
        words = shlex.split(command)
        with contextlib.chdir(self.folder):
            if words[0] == "policydsl" and not _SHELL_MARKS.search(_unquoted(command)):
                result = CliRunner(env=_ENVIRONMENT).invoke(main, words[1:])
                if result.exception and not isinstance(result.exception, SystemExit):
                    raise result.exception
                self.last_exit, written = result.exit_code, result.output
            else:
                path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
                done = subprocess.run(
                    ["sh", "-c", command],
                    env={**os.environ, **_ENVIRONMENT, "PATH": path, "PYTHONUTF8": "1"},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    check=False,
                )
                self.last_exit, written = done.returncode, done.stdout.decode()
        assert str(self.folder) not in written, f"{command} tells where it ran"
        assert str(ROOT) not in written, f"{command} tells where the checkout lies"
        return written

    def execute(self, code: str) -> str:
        """What a Python block prints. Blocks of a page share their names."""
        printed = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
            exec(compile(code, "<page>", "exec"), self.names)
        return printed.getvalue()

    def write(self, name: str, text: str) -> None:
        path = self._own(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, difference: Sequence[str]) -> None:
        """Replaces the lines marked `-` and blank by those marked `+` and blank."""
        path = self._own(name)
        old = "".join(f"{line[1:]}\n" for line in difference if line[:1] != "+")
        new = "".join(f"{line[1:]}\n" for line in difference if line[:1] != "-")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has these lines {text.count(old)} times:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def _own(self, name: str) -> Path:
        path = self.folder / name
        inside = path.parent.resolve().is_relative_to(self.folder.resolve())
        assert inside, f"{name} is not the page's own file"
        return path


def page_now(text: str, folder: Path) -> str:
    """The page with what its blocks write now. Raises AssertionError where one cannot be run."""
    scratch = Scratch(folder)
    lines: list[str] = []
    printed: str | None = None
    for block in _parts(text.splitlines()):
        opening = _FENCE.match(block[0])
        if opening is None:
            lines += block
            printed = None if any(block) else printed
            continue
        body, word, name = block[1:-1], opening[1], opening[2]
        if word == "console":
            body = _console_now(body, scratch)
        elif word == "python" and name is None:
            printed = scratch.execute("\n".join(body))
        elif word == "text" and printed is not None:
            body, printed = _kept_or_new(body, printed), None
        elif word == "diff" and name:
            scratch.change(name, body)
        elif name:
            scratch.write(name, "\n".join(body) + "\n")
        lines += [block[0], *body, block[-1]]
    return "\n".join(lines) + "\n"


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    """The page's lines in order, each fenced block as one part with its fences."""
    block: list[str] = []
    for line in lines:
        if block:
            block.append(line)
            if line == "```":
                yield block
                block = []
        elif line.startswith("```"):
            block = [line]
        else:
            yield [line]
    assert not block, f"no end of the block {block[0]}"


def _console_now(body: Sequence[str], scratch: Scratch) -> list[str]:
    lines: list[str] = []
    for command, shown in _commands(body):
        text = "\n".join(line.removeprefix("> ").rstrip("\\") for line in command)
        written = scratch.run(text.removeprefix("$ ").replace("\n", " "))
        lines += [*command, *_kept_or_new(shown, written)]
    return lines


def _commands(body: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Each command, with its continued lines, and the lines shown after it."""
    starts = [number for number, line in enumerate(body) if line.startswith("$ ")]
    assert starts[:1] == [0], "a console block begins with a command"
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        rest = start + 1
        while body[rest - 1].endswith("\\"):
            rest += 1
        yield list(body[start:rest]), list(body[rest:end])


def _kept_or_new(shown: Sequence[str], written: str) -> list[str]:
    """The shown lines where they tell what was written, else all that was written."""
    actual = [line.rstrip() for line in written.strip("\n").splitlines()]
    return list(shown) if shows(shown, actual) else actual


def shows(shown: Sequence[str], actual: Sequence[str]) -> bool:
    """Whether the lines are the same, where `…` alone on a line stands for one line or more."""
    parts: list[list[str]] = [[]]
    for line in _without_blank_ends(shown):
        if line.strip() == ELISION:
            parts.append([])
        else:
            parts[-1].append(line.rstrip())
    actual = _without_blank_ends(actual)
    if len(parts) == 1:
        return parts[0] == actual
    first, *middle, last = parts
    if actual[: len(first)] != first or (last and actual[-len(last) :] != last):
        return False
    at, end = len(first) + 1, len(actual) - len(last)
    for part in middle:
        while actual[at : at + len(part)] != part:
            at += 1
            if at > end:
                return False
        at += len(part) + 1
    return at <= end


def _without_blank_ends(lines: Sequence[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n") if any(lines) else []


def _unquoted(command: str) -> str:
    return re.sub(r"'[^']*'", "", command)
