"""`policydsl test`: runs the cases beside the policies."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, progress, terminal_width, write
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.trace import Status


@click.command("test")
@options.paths
@click.option(
    "--require",
    metavar="STATUS,…",
    default="",
    help="每条必备和原则上的规则都须在用例中出现这些结果 / each mandatory and in-principle rule "
    "must be seen so: pass, fail, unknown, not_applicable",
)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...], require: str, form: str, lang: str | None, folders: tuple[Path, ...]
) -> int:
    """运行政策旁边的用例，报告哪些情形没有覆盖。

    Run the cases beside the policies; report the outcomes that no case shows.

    没有用例的政策算不通过。A policy without cases fails.

    \b
    例 / examples:
      policydsl test policies
      policydsl test policies/anhui --require pass,fail
    """
    from policydsl.analysis.case_runs import run_cases
    from policydsl.policy.shipped import shipped_policies
    from policydsl.report.cases_report import (
        cases_to_html,
        cases_to_json,
        cases_to_markdown,
        cases_to_text,
    )

    required = _statuses(require)
    with progress() as told:
        runs = run_cases(paths, (*folders, shipped_policies()), told)
    language = chosen(lang)
    match form:
        case "json":
            write(json.dumps(cases_to_json(runs), ensure_ascii=False, indent=2))
        case "markdown":
            write(cases_to_markdown(runs, language, outcomes=True))
        case "html":
            write(cases_to_html(runs, language, outcomes=True))
        case _:
            write(
                cases_to_text(
                    runs, language, colour=coloured(), width=terminal_width(), outcomes=True
                )
            )
    unseen = [
        rule
        for run in runs
        for rule in run.outcomes.rules
        if rule.force != "preferential" and required & set(rule.not_seen)
    ]
    return 0 if all(run.passed for run in runs) and not unseen else FAILED_EXIT


def _statuses(text: str) -> set[Status]:
    asked = [part.strip() for part in text.split(",") if part.strip()]
    known = {status.value: status for status in Status}
    wrong = [part for part in asked if part not in known]
    if wrong:
        names = ", ".join(known)
        message = Text(f"没有结果“{wrong[0]}”", f"there is no status “{wrong[0]}”")
        raise UsageError(Diagnostic("unknown-status", message, help=Text(f"可用：{names}", names)))
    return {known[part] for part in asked}
