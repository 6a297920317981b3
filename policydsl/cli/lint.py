"""`policydsl lint`: what is wrong with policy files."""

from __future__ import annotations

from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT, WRONG_EXIT
from policydsl.cli.languages import of_option
from policydsl.cli.output import write
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.render import render_all, to_json


@click.command("lint")
@options.paths
@options.clauses
@options.formats("text", "json")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...],
    clauses: Path | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """检查政策文件和用例文件，指出错误的行。

    Check policy files and their cases; say what is wrong, on which line.

    退出码：0 没有问题；1 能用但不应发布；2 有文件不能用。
    Exit codes: 0 clean; 1 usable but not to be published; 2 a file cannot be used.

    \b
    例 / example:
      policydsl lint policies
    """
    from policydsl.analysis.lint_runs import lint_paths
    from policydsl.policy.publishing.register import read_register
    from policydsl.policy.shipped import shipped_policies

    registers = read_register(clauses) if clauses else ()
    run = lint_paths(paths, (*folders, shipped_policies()), registers)
    problems = (*run.unusable, *run.findings)
    _show(problems, len(run.files), form, lang)
    if run.unusable:
        return WRONG_EXIT
    return FAILED_EXIT if run.findings else 0


def _show(problems: tuple[Diagnostic, ...], files: int, form: str, lang: str | None) -> None:
    if form == "json":
        import json

        write(json.dumps([to_json(each) for each in problems], ensure_ascii=False, indent=2))
        return
    if problems:
        write(render_all(problems, of_option(lang)))
    summary = Text(
        f"检查了 {files} 个政策文件，{len(problems)} 处问题",
        f"policy files checked: {files}, problems: {len(problems)}",
    )
    language = of_option(lang)
    line = f"{summary.zh} / {summary.en}" if language == "both" else summary.in_language(language)
    click.echo(line, err=True)
