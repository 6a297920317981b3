"""The command reference, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Mapping

import click
from click.testing import CliRunner

from policydsl.cli.main import COMMANDS, main

_HEAD = """\
# Commands

`policydsl COMMAND --help` says the same. Results go to standard output, errors to standard error.

- A policy is its id (`anhui/evaluation-body-filing`), its file, or its folder. The shipped policies
  are always there; `--policies` and the variable `POLICYDSL_POLICIES` add folders.
- `--as-of` is today where it is left out. It is written into the trace. Nothing else reads a clock.
- Reports are in Chinese, unless `--lang`, `POLICYDSL_LANG` or the locale says English. Errors are
  in both languages, unless `--lang` or `POLICYDSL_LANG` names one.
- `NO_COLOR` switches colours off; in a pipe there are none.
"""


def commands() -> Mapping[str, click.Command]:
    """Each command by its name, in the order of `policydsl --help`."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in COMMANDS}
    return {name: command for name, command in found.items() if command is not None}


def command_page() -> str:
    """The page with the help of `policydsl` and of each command."""
    parts = [_HEAD, _help([]), *(f"## {name}\n\n{_help([name])}" for name in commands())]
    return "\n".join(parts)


def _help(words: list[str]) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(
        main, [*words, "--help"], prog_name="policydsl"
    )
    assert result.exit_code == 0
    shown = "\n".join(line.rstrip() for line in result.output.splitlines())
    return f"```text\n$ {' '.join(['policydsl', *words, '--help'])}\n{shown}\n```\n"
