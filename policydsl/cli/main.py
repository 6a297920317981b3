"""The `policydsl` command: what there is, and what becomes of errors."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

import click

from policydsl import __version__
from policydsl.cli.failures import report_failure
from policydsl.cli.languages import of_errors
from policydsl.cli.output import speak_utf8

# Command → module. A command's heavy imports wait until it is called.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "evaluate": "policydsl.cli.evaluate",
        "batch": "policydsl.cli.batch",
        "remedy": "policydsl.cli.remedy",
        "missing": "policydsl.cli.missing",
        "diff": "policydsl.cli.diff",
        "compare": "policydsl.cli.compare",
        "check": "policydsl.cli.check",
        "lint": "policydsl.cli.lint",
        "fmt": "policydsl.cli.fmt",
        "test": "policydsl.cli.test",
        "mutate": "policydsl.cli.mutate",
        "coverage": "policydsl.cli.coverage",
        "show": "policydsl.cli.show",
        "template": "policydsl.cli.template",
        "schema": "policydsl.cli.schema",
        "feel": "policydsl.cli.feel",
        "list": "policydsl.cli.list_policies",
        "cache": "policydsl.cli.cache",
    }
)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = import_module(module).command
        assert isinstance(command, click.Command)
        return command

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Runs a command; every failure ends in one clear message and an exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        speak_utf8()
        try:
            code = super().main(
                arguments, prog_name or "policydsl", **{**extra, "standalone_mode": False}
            )
        except Exception as error:  # noqa: BLE001 - reported, or raised again, by report_failure
            sys.exit(report_failure(error, of_errors(arguments)))
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policydsl")
def main() -> None:
    """评价机构备案政策：检查、评估、说明、测试。

    Filing policies as data: check, evaluate, explain and test them.

    \b
    退出码 / exit codes:
      0  完成 / done
      1  要求的检查没有通过 / the checks asked for failed
      2  用法、政策或事实有误 / wrong use, or a policy or facts that cannot be used
      130  被中断 / interrupted
    """
