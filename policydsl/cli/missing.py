"""`policydsl missing`: which unknown facts would settle a verdict."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write
from policydsl.cli.policy_argument import argument, load_asked
from policydsl.cli.standard_input import read_standard_input

if TYPE_CHECKING:
    from policydsl.analysis.missing.results import Missing

DEFAULT_COUNT = 5


@click.command("missing")
@argument
@click.option(
    "--facts",
    "facts_file",
    required=True,
    metavar="FILE",
    help="机构的事实，YAML 或 JSON；- 为标准输入 / the institution's facts, - for standard input",
)
@click.option("--decision", help="只问这个条件清单 / only this checklist")
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=DEFAULT_COUNT,
    show_default=True,
    help="列出最小的几组 / how many of the smallest sets",
)
@click.option("--all", "everything", is_flag=True, help="全部列出 / all there are")
@options.as_of
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    policy: str,
    facts_file: str,
    decision: str | None,
    count: int,
    everything: bool,
    as_of: datetime.date | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """还缺哪些事实：补齐哪几项结论就能确定，哪几项不必再填。

    Which unknown facts would settle the verdict, whatever they turn out to be; which single
    facts could settle it at once; and which no longer matter.

    需要 policydsl[smt]。Needs policydsl[smt].

    \b
    例 / example:
      policydsl missing anhui/evaluation-body-filing --facts school.yaml --decision filing
    """
    from policydsl.analysis.missing.asking import missing_for

    loaded = load_asked(policy, as_of, folders)
    facts = loaded.facts(read_standard_input() if facts_file == "-" else Path(facts_file))
    answers = missing_for(
        loaded.program,
        facts,
        loaded.day,
        decision=decision,
        count=None if everything else count,
    )
    write(_rendered(answers, form, lang, single=decision is not None))
    return 0


def _rendered(answers: tuple[Missing, ...], form: str, lang: str | None, *, single: bool) -> str:
    from policydsl.report import missing_report
    from policydsl.trace_json import dump_json

    language = chosen(lang)
    match form:
        case "json":
            data = [missing_report.missing_to_json(each) for each in answers]
            return dump_json(data[0] if single else data)
        case "markdown":
            return missing_report.missing_to_markdown(answers, language)
        case "html":
            return missing_report.missing_to_html(answers, language)
        case _:
            width = terminal_width()
            return missing_report.missing_to_text(answers, language, colour=coloured(), width=width)
