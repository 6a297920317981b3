"""`policydsl compare`: policies side by side."""

from __future__ import annotations

from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, progress, terminal_width, write
from policydsl.text.diagnostic import Diagnostic, Text, UsageError


@click.command("compare")
@click.argument("policies", metavar="POLICY…", nargs=-1, required=True)
@click.option(
    "--assume",
    metavar="EXPRESSION",
    help="只看符合这个条件的机构 / only institutions that meet this condition",
)
@click.option(
    "--decision",
    "decisions",
    multiple=True,
    metavar="POLICY=NAME",
    help="比较哪一份清单 / which checklist to compare",
)
@click.option(
    "--criteria",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="自己的标准文件 / criteria of your own",
)
@options.items(2)
@options.timeout(10.0)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    policies: tuple[str, ...],
    assume: str | None,
    decisions: tuple[str, ...],
    criteria: Path | None,
    items: int,
    timeout: float,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """几份政策逐项比较：各自的数值要求，整体上谁更严。

    Compare policies: the figures that each demands, and who is stricter than whom, proved.

    POLICY 是政策编号、政策文件或文件夹；需要 policydsl[smt]。
    POLICY is an id, a file or a folder. Needs policydsl[smt].

    \b
    例 / example:
      policydsl compare anhui/evaluation-body-filing foshan/evaluation-body-filing
      policydsl compare policies/anhui policies/guangxi --assume '机构.机构类型 = "enterprise"'
    """
    from policydsl.analysis.compare import (
        columns_of,
        compare_policies,
        read_criteria,
        shipped_criteria,
    )
    from policydsl.report import compare_report
    from policydsl.report.compare_json import comparison_to_json
    from policydsl.trace_json import dump_json

    columns = columns_of(policies, folders, dict(map(_chosen, decisions)))
    listed = read_criteria(criteria or shipped_criteria(), columns[0].main.facts)
    with progress() as tell:
        found = compare_policies(
            columns, listed, assumed=assume, items=items, timeout_seconds=timeout, progress=tell
        )
    language = chosen(lang)
    match form:
        case "json":
            write(dump_json(comparison_to_json(found)))
        case "markdown":
            write(compare_report.comparison_to_markdown(found, language))
        case "html":
            write(compare_report.comparison_to_html(found, language))
        case _:
            text = compare_report.comparison_to_text(
                found, language, colour=coloured(), width=terminal_width()
            )
            write(text)
    return 0


def _chosen(written: str) -> tuple[str, str]:
    policy, equals, name = written.partition("=")
    if not (policy and equals and name):
        problem = Diagnostic(
            "wrong-usage",
            Text(f"“{written}”不是 政策=清单", f"“{written}” is not POLICY=NAME"),
            help=Text(
                "例如 --decision anhui/evaluation-body-filing=filing",
                "such as --decision anhui/evaluation-body-filing=filing",
            ),
        )
        raise UsageError(problem)
    return policy, name
