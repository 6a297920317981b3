"""`policydsl check`: what is wrong with what policies say."""

from __future__ import annotations

from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, progress, terminal_width, write


@click.command("check")
@options.paths
@options.items(2)
@options.timeout(20.0)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...],
    items: int,
    timeout: float,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """查出不起作用、互相矛盾的规则，有漏有重的决策表，放宽了上级的细化。

    Find rules that decide nothing or contradict, tables with gaps or overlaps, and refinements
    that loosen their base: proved, with facts that show it or the rules that prove it.

    需要 policydsl[smt]。有发现时退出码为 1。Needs policydsl[smt]. Exit 1 for any finding.

    \b
    例 / example:
      policydsl check policies/anhui
    """
    from policydsl.analysis.check import check_paths
    from policydsl.policy.shipped import shipped_policies
    from policydsl.report import check_report
    from policydsl.trace_json import dump_json

    with progress() as tell:
        run = check_paths(
            paths, (*folders, shipped_policies()), tell, items=items, timeout_seconds=timeout
        )
    language = chosen(lang)
    match form:
        case "json":
            write(dump_json(check_report.check_to_json(run)))
        case "markdown":
            write(check_report.check_to_markdown(run, language))
        case "html":
            write(check_report.check_to_html(run, language))
        case _:
            write(
                check_report.check_to_text(run, language, colour=coloured(), width=terminal_width())
            )
    return 0 if run.clean else FAILED_EXIT
