"""`policydsl evaluate`: a verdict, with every reason."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write
from policydsl.cli.policy_argument import argument, load_asked
from policydsl.cli.standard_input import read_standard_input
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.trace import Trace, Verdict

VERDICTS = tuple(verdict.value for verdict in Verdict)


@click.command("evaluate")
@argument
@click.option(
    "--facts",
    "facts_file",
    required=True,
    metavar="FILE",
    help="机构的事实，YAML 或 JSON；- 为标准输入 / the institution's facts, - for standard input",
)
@click.option("--decision", help="只问这个决定 / only this decision")
@options.as_of
@click.option("--detail", is_flag=True, help="列出每一步计算 / show every step")
@click.option(
    "--fail-on",
    metavar="VERDICT,…",
    default="",
    help=f"遇到这些结论时退出码为 1 / exit 1 on these verdicts: {', '.join(VERDICTS)}",
)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    policy: str,
    facts_file: str,
    decision: str | None,
    as_of: datetime.date | None,
    detail: bool,
    fail_on: str,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """评估一个机构，列出每条理由。

    Evaluate an institution and give every reason.

    \b
    例 / examples:
      policydsl evaluate anhui/evaluation-body-filing --facts school.yaml
      policydsl evaluate anhui/evaluation-body-filing --facts - --decision filing --format json
      policydsl evaluate policies/hebei --facts f.yaml --as-of 2023-10-01 --fail-on ineligible
    """
    failing = _verdicts(fail_on)
    loaded = load_asked(policy, as_of, folders)
    facts = loaded.facts(read_standard_input() if facts_file == "-" else Path(facts_file))
    if decision is None:
        traces = loaded.evaluate_all(facts, detail=detail)
    else:
        traces = (loaded.evaluate(facts, decision, detail=detail),)
    write(_rendered(traces, form, lang, single=decision is not None, detail=detail))
    found = {trace.verdict.value for trace in traces if trace.verdict is not None}
    return FAILED_EXIT if found & failing else 0


def _rendered(
    traces: tuple[Trace, ...], form: str, lang: str | None, *, single: bool, detail: bool
) -> str:
    from policydsl.api import render

    language = chosen(lang)
    match form:
        case "json":
            return render(traces[0] if single else traces, "json", language, detail=detail)
        case "markdown":
            return render(traces, "markdown", language, detail=detail)
        case "html":
            return render(traces, "html", language, detail=detail)
        case _:
            from policydsl.report.trace_text import traces_to_text

            width = terminal_width()
            return traces_to_text(traces, language, colour=coloured(), detail=detail, width=width)


def _verdicts(text: str) -> frozenset[str]:
    asked = frozenset(part.strip() for part in text.split(",") if part.strip())
    wrong = sorted(asked - set(VERDICTS))
    if wrong:
        names = ", ".join(VERDICTS)
        message = Text(f"没有结论“{wrong[0]}”", f"there is no verdict “{wrong[0]}”")
        raise UsageError(Diagnostic("unknown-verdict", message, help=Text(f"可用：{names}", names)))
    return asked
