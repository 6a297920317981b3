"""What becomes of an error: one message in both languages on standard error, and an exit code."""

from __future__ import annotations

import errno
import os
import sys

import click

from policydsl.api import tables_needed
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, Text
from policydsl.text.render import RenderLanguage, render_all
from policydsl.text.spelling import nearest

FAILED_EXIT = 1
WRONG_EXIT = 2
INTERRUPTED_EXIT = 130  # as shells say it

# What a system says most often, in Chinese; the rest stands as the system words it.
_SYSTEM_REASONS = {
    errno.EACCES: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOENT: "没有这个文件",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
}

_SOLVER_NEEDED = Diagnostic(
    "solver-needed",
    Text("这个命令要用求解器 Z3，这里没有安装", "this needs the solver Z3, which is not installed"),
    help=Text('安装：pip install "policydsl[smt]"', 'install it: pip install "policydsl[smt]"'),
)

# What the extra `columns` brings.
_TABLE_LIBRARIES = frozenset({"openpyxl", "polars", "xlsxwriter"})


def report_failure(error: Exception, language: RenderLanguage) -> int:
    """Says what went wrong and gives the exit code. Errors of our own making are raised again."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            return INTERRUPTED_EXIT
        case DiagnosticError():
            _show(language, *error.diagnostics)
            return WRONG_EXIT
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return WRONG_EXIT
        case click.ClickException():
            _show(language, _of_click(error))
            return WRONG_EXIT
        case BrokenPipeError():
            # The reader of a pipe has gone: say nothing more, and keep Python from trying.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED_EXIT
        case OSError():
            _show(language, _of_system(error))
            return WRONG_EXIT
        case ModuleNotFoundError(name="z3"):
            _show(language, _SOLVER_NEEDED)
            return WRONG_EXIT
        case ModuleNotFoundError(name=str(name)) if name.partition(".")[0] in _TABLE_LIBRARIES:
            _show(language, tables_needed())
            return WRONG_EXIT
        case _:
            raise error


def _show(language: RenderLanguage, *diagnostics: Diagnostic) -> None:
    click.echo(render_all(diagnostics, language), err=True)


def _of_system(error: OSError) -> Diagnostic:
    zh = _SYSTEM_REASONS.get(error.errno or 0, error.strerror)
    if error.filename is None:
        message = Text(f"结果写不出去：{zh}", f"the result cannot be written: {error.strerror}")
    else:
        name = error.filename
        message = Text(f"“{name}”用不了：{zh}", f"cannot use “{name}”: {error.strerror}")
    help_ = Text("检查路径、权限和磁盘空间", "check the path, its permissions and the space left")
    return Diagnostic("file-error", message, help=help_)


def _of_click(error: click.ClickException) -> Diagnostic:
    """click's own usage errors, in both languages."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "policydsl"
    see = Text(f"用法见：{path} --help", f"see: {path} --help")
    match error:
        case click.NoSuchOption(option_name=name):
            message = Text(f"没有选项 {name}", f"there is no option {name}")
            known = error.possibilities or []
            see = _with_hint(see, nearest(name, known) or (known[0] if known else None))
        case click.BadOptionUsage(option_name=name):
            message = (
                Text(f"选项 {name} 后面缺少值", f"the option {name} wants a value")
                if "requires" in error.message
                else Text(f"选项 {name} 后面不带值", f"the option {name} takes no value")
            )
        case click.MissingParameter():
            name = _parameter(error, context)
            message = Text(f"缺少 {name}", f"{name} is missing")
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            name = _parameter(error, context)
            message = Text(f"{name} 没有这个取值", f"{name} has no such value")
            names = ", ".join(map(str, choices))
            see = Text(f"可用：{names}", f"it may be: {names}")
        case click.BadParameter(
            param=click.Parameter(type=(click.IntRange() | click.FloatRange()) as kind)
        ):
            name, span = _parameter(error, context), _span(kind)
            message = Text(f"{name} 应是{span.zh}", f"{name} must be {span.en}")
        case click.BadParameter():
            name = _parameter(error, context)
            message = Text(f"{name} 的值不对", f"{name}: {error.message}")
        case _:
            text = error.format_message()
            message = _usage_message(text)
            see = _with_hint(see, _near_command(text))
    return Diagnostic("wrong-usage", message, help=see)


def _with_hint(see: Text, near: str | None) -> Text:
    return Text(f"是不是 {near}？{see.zh}", f"did you mean {near}? {see.en}") if near else see


def _parameter(error: click.BadParameter, context: click.Context | None) -> str:
    """The parameter as it is written on the command line: `--facts`, `POLICY`."""
    if error.param is None or context is None:
        return ""
    if isinstance(error.param, click.Argument):
        return error.param.make_metavar(context)
    return error.param.opts[0]


def _usage_message(text: str) -> Text:
    if text.startswith("No such command"):
        name = text.split("'")[1] if "'" in text else text
        return Text(f"没有命令 {name}", f"there is no command {name}")
    if "unexpected extra argument" in text:
        names = text[text.index("(") :] if "(" in text else ""
        return Text(f"多余的参数 {names}", f"extra argument {names}")
    return Text(f"用法不对：{text}", text)


def _near_command(text: str) -> str | None:
    from policydsl.cli.main import COMMANDS  # main imports this module

    if not text.startswith("No such command") or "'" not in text:
        return None
    return nearest(text.split("'")[1], COMMANDS)


def _span(kind: click.IntRange | click.FloatRange) -> Text:
    """The numbers that an option takes, after 应是: a Chinese figure wants a space before it."""
    whole = isinstance(kind, click.IntRange)
    zh, en = ("整数", "a whole number") if whole else ("数", "a number")
    if kind.max is not None:
        return Text(f" {kind.min} 到 {kind.max} 的{zh}", f"{en} from {kind.min} to {kind.max}")
    if kind.min_open:
        return Text(f"大于 {kind.min} 的{zh}", f"{en} above {kind.min}")
    return Text(f"不小于 {kind.min} 的{zh}", f"{en} from {kind.min}")
