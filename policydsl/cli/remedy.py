"""`policydsl remedy`: what it would take to be eligible."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write
from policydsl.cli.policy_argument import argument, load_asked
from policydsl.cli.standard_input import read_standard_input

if TYPE_CHECKING:
    from policydsl.analysis.remedy.results import Remedies

DEFAULT_COUNT = 5


@click.command("remedy")
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
    "--costs",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="各项改变的费用，哪些不能改 / what changes cost, and which cannot be made",
)
@click.option(
    "-k",
    "count",
    type=click.IntRange(min=1),
    default=DEFAULT_COUNT,
    show_default=True,
    help="列出最省的几种 / how many of the cheapest",
)
@click.option("--all", "everything", is_flag=True, help="全部列出 / all there are")
@click.option(
    "--target",
    type=click.Choice(["eligible", "conditional"]),
    default="eligible",
    show_default=True,
    help="要达到的结论；conditional 为附条件符合即可 / the verdict wanted, at least",
)
@options.as_of
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    policy: str,
    facts_file: str,
    decision: str | None,
    costs: Path | None,
    count: int,
    everything: bool,
    target: str,
    as_of: datetime.date | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """怎样才能符合：最省的几种改变；没有办法的，说明为什么。

    What it would take: the cheapest sets of changes that make an institution eligible, each
    checked by evaluating it; or why there is none.

    需要 policydsl[smt]。有清单达不到目标时退出码为 1。
    Needs policydsl[smt]. Exit 1 where there is no remedy.

    \b
    例 / examples:
      policydsl remedy anhui/evaluation-body-filing --facts school.yaml --decision filing
      policydsl remedy policies/hebei --facts f.yaml --costs costs.yaml --all
    """
    from policydsl.analysis.remedy.asking import remedies_for
    from policydsl.analysis.remedy.costs import Costs
    from policydsl.analysis.remedy.costs_file import read_costs_file
    from policydsl.analysis.remedy.results import Target

    loaded = load_asked(policy, as_of, folders)
    facts = loaded.facts(read_standard_input() if facts_file == "-" else Path(facts_file))
    terms = read_costs_file(costs, loaded.program.facts) if costs else Costs()
    answers = remedies_for(
        loaded.program,
        facts,
        loaded.day,
        decision=decision,
        costs=terms,
        count=None if everything else count,
        target=Target(target),
    )
    write(_rendered(answers, form, lang, single=decision is not None))
    helped = all(answer.reached or answer.remedies for answer in answers)
    return 0 if helped else FAILED_EXIT


def _rendered(answers: tuple[Remedies, ...], form: str, lang: str | None, *, single: bool) -> str:
    from policydsl.report import remedy_report
    from policydsl.trace_json import dump_json

    language = chosen(lang)
    match form:
        case "json":
            data = [remedy_report.remedies_to_json(each) for each in answers]
            return dump_json(data[0] if single else data)
        case "markdown":
            return remedy_report.remedies_to_markdown(answers, language)
        case "html":
            return remedy_report.remedies_to_html(answers, language)
        case _:
            width = terminal_width()
            return remedy_report.remedies_to_text(answers, language, colour=coloured(), width=width)
