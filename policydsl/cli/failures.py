"""What becomes of an error: one message in both languages on standard error, and an exit code."""

from __future__ import annotations

import os
import sys

import click

from policydsl.text.diagnostic import Diagnostic, DiagnosticError, Text
from policydsl.text.render import RenderLanguage, render_all
from policydsl.text.spelling import nearest

FAILED_EXIT = 1
WRONG_EXIT = 2


def report_failure(error: Exception, language: RenderLanguage) -> int:
    """Says what went wrong and gives the exit code. Errors of our own making are raised again."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort():
            return FAILED_EXIT
        case DiagnosticError():
            _show(language, *error.diagnostics)
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
        case _:
            raise error


def _show(language: RenderLanguage, *diagnostics: Diagnostic) -> None:
    click.echo(render_all(diagnostics, language), err=True)


def _of_system(error: OSError) -> Diagnostic:
    name = error.filename or ""
    message = Text(f"{name} 用不了: {error.strerror}", f"cannot use {name}: {error.strerror}")
    help_ = Text("检查路径和权限", "check the path and its permissions")
    return Diagnostic("file-error", message, help=help_)


def _of_click(error: click.ClickException) -> Diagnostic:
    """click's own usage errors, in both languages."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "policydsl"
    help_ = Text(f"用法见: {path} --help", f"see: {path} --help")
    match error:
        case click.NoSuchOption():
            known = error.possibilities or []
            near = nearest(error.option_name, known) or (known[0] if known else None)
            if near:
                help_ = Text(f"是不是 {near}? {help_.zh}", f"did you mean {near}? {help_.en}")
            name = error.option_name
            message = Text(f"没有选项 {name}", f"there is no option {name}")
        case click.MissingParameter():
            name = _parameter(error, context)
            message = Text(f"缺少参数 {name}", f"{name} is missing")
        case click.BadParameter():
            name = _parameter(error, context)
            message = Text(f"{name} 的值不对: {error.message}", f"{name}: {error.message}")
        case _:
            message = _usage_message(error.format_message())
            near = _near_command(error.format_message())
            if near:
                help_ = Text(f"是不是 {near}? {help_.zh}", f"did you mean {near}? {help_.en}")
    return Diagnostic("wrong-usage", message, help=help_)


def _parameter(error: click.BadParameter, context: click.Context | None) -> str:
    return error.param.get_error_hint(context) if error.param and context else ""


def _usage_message(text: str) -> Text:
    if text.startswith("No such command"):
        name = text.split("'")[1] if "'" in text else text
        return Text(f"没有命令 {name}", f"there is no command {name}")
    if "unexpected extra argument" in text:
        names = text[text.index("(") :] if "(" in text else ""
        return Text(f"多余的参数 {names}", f"extra argument {names}")
    return Text(f"用法不对: {text}", text)


def _near_command(text: str) -> str | None:
    from policydsl.cli.main import COMMANDS  # main imports this module

    if not text.startswith("No such command") or "'" not in text:
        return None
    return nearest(text.split("'")[1], COMMANDS)
