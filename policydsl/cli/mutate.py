"""`policydsl mutate`: whether the cases would notice a change of the policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, progress, terminal_width, write
from policydsl.text.diagnostic import Diagnostic, Text, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policydsl.analysis.mutate.kinds import Kind
    from policydsl.analysis.mutate.results import VersionMutation


@click.command("mutate")
@options.paths
@click.option(
    "--only",
    metavar="KIND,…",
    default="",
    help="只做这些种类的改动 / only these kinds of change: figure, bound, and-or, rule, …",
)
@click.option(
    "--decision",
    metavar="ID",
    help="只改动这项决定所依据的 / only what this decision depends on",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="每个版本至多改动几处，均匀选取 / at most so many changes of each version",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help="到时即止，其余算未运行 / stop after so long",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="同时用几个进程 / processes at once",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help="发现率低于此数时退出码为 1 / exit 1 where a smaller share is noticed",
)
@click.option(
    "--proof/--no-proof",
    default=True,
    help="未发现的，证明等价或给出能发现的机构；需要 policydsl[smt] / prove what goes unnoticed "
    "equivalent, or show by whom it would be noticed; needs policydsl[smt]",
)
@options.items(3)
@options.timeout(20.0)
@options.save_cases(
    "把能发现的机构写成用例，只限一项政策 / write those institutions as cases, of one policy"
)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...],
    only: str,
    decision: str | None,
    limit: int | None,
    seconds: float | None,
    jobs: int,
    fail_under: int,
    proof: bool,
    items: int,
    timeout: float,
    cases_path: Path | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """逐处略改政策，看用例能否发现：数值差一、含不含本数、少一条规则……

    Change the policy a little, one place at a time, and see whether a case notices.

    有改动没有用例能发现时退出码为 1。Exit 1 where a change goes unnoticed.

    \b
    例 / examples:
      policydsl mutate policies/anhui
      policydsl mutate policies --jobs 2 --only figure,bound
    """
    from policydsl.analysis.mutate.equivalence import Proving
    from policydsl.analysis.mutate.runs import Asked, mutate_policies
    from policydsl.policy.selection import policy_files
    from policydsl.policy.shipped import shipped_policies

    if cases_path is not None and len(policy_files(paths)) > 1:
        raise UsageError(_several())
    proving = Proving(items, timeout) if proof else None
    asked = Asked(_kinds(only), decision, limit, seconds, jobs, proving)
    try:
        with progress() as tell:
            runs = mutate_policies(paths, (*folders, shipped_policies()), asked, tell)
    except ModuleNotFoundError as problem:
        if problem.name != "z3":
            raise
        raise UsageError(_solver_needed()) from None
    if cases_path is not None:
        _save(runs, cases_path)
    write(_rendered(runs, form, lang))
    good = all(run.cases and not run.failing and run.score.percent >= fail_under for run in runs)
    return 0 if good else FAILED_EXIT


def _rendered(runs: Sequence[VersionMutation], form: str, lang: str | None) -> str:
    from policydsl.report import mutation_report
    from policydsl.trace_json import dump_json

    language = chosen(lang)
    match form:
        case "json":
            return dump_json(mutation_report.mutation_to_json(runs))
        case "markdown":
            return mutation_report.mutation_to_markdown(runs, language)
        case "html":
            return mutation_report.mutation_to_html(runs, language)
        case _:
            width = terminal_width()
            return mutation_report.mutation_to_text(runs, language, colour=coloured(), width=width)


def _save(runs: Sequence[VersionMutation], path: Path) -> None:
    """Writes the cases that would have noticed; nothing where there are none."""
    from policydsl.report.mutation_witnesses import witness_cases

    for run in runs:
        if any(each.fate.witness is not None for each in run.results):
            path.write_text(witness_cases(run), encoding="utf-8")


def _several() -> Diagnostic:
    return Diagnostic(
        "cases-of-several-policies",
        Text("--save-cases 一次只写一项政策的用例", "--save-cases writes the cases of one policy"),
        help=Text("只写一个政策文件或它所在的文件夹", "name one policy file, or its folder"),
    )


def _solver_needed() -> Diagnostic:
    return Diagnostic(
        "solver-needed",
        Text(
            "有改动没有用例能发现，要用求解器 Z3 才能证明，这里没有安装",
            "a change goes unnoticed; proving it needs the solver Z3, which is not installed",
        ),
        help=Text(
            '安装：pip install "policydsl[smt]"；或者加 --no-proof，不作证明',
            'install it: pip install "policydsl[smt]"; or do without proofs: --no-proof',
        ),
    )


def _kinds(text: str) -> frozenset[Kind]:
    from policydsl.analysis.mutate.kinds import Kind

    known = {kind.value: kind for kind in Kind}
    asked = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [part for part in asked if part not in known]
    if wrong:
        names = ", ".join(known)
        message = Text(f"没有改动种类“{wrong[0]}”", f"there is no kind of change “{wrong[0]}”")
        raise UsageError(Diagnostic("unknown-kind", message, help=Text(f"可用：{names}", names)))
    return frozenset(known[part] for part in asked)
