"""`policydsl diff`: what changed between two versions, what it means, whom it touches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write

if TYPE_CHECKING:
    from policydsl.analysis.diff.difference import Difference
    from policydsl.analysis.diff.effects import Known
    from policydsl.analysis.diff.versions import Version

FAILING = ("loosened", "tightened", "incomparable", "any")


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="看对这些机构的影响 / show what it does to these institutions",
)
@options.items(3)
@options.timeout(20.0)
@click.option(
    "--fail-on",
    type=click.Choice(FAILING),
    help="有这样的决定时退出码为 1 / exit 1 where a decision is so",
)
@options.save_cases("把实例存为新版本的用例 / write the institutions as cases of the new version")
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    old: str,
    new: str,
    facts: Path | None,
    items: int,
    timeout: float,
    fail_on: str | None,
    cases_path: Path | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """比较两个版本：改了什么，含义怎么变，涉及谁。

    Compare two versions: what changed, what it means, whom it touches.

    OLD 和 NEW 是政策编号（可加 @日期）、文件、文件夹，或 Git 版本 REV:路径；需要 policydsl[smt]。
    OLD and NEW are ids (perhaps @date), files, folders, or REV:path of Git. Needs policydsl[smt].

    \b
    例 / examples:
      policydsl diff main:policies/foshan/evaluation-body-exit policies/foshan/evaluation-body-exit
      policydsl diff anhui/evaluation-body-filing@2020-03-26 draft.yaml --facts examples/anhui
      policydsl diff old.yaml new.yaml --fail-on loosened --save-cases new.diff.cases.yaml
    """
    from policydsl.analysis.diff.difference import difference
    from policydsl.analysis.diff.encoding import Options
    from policydsl.analysis.diff.versions import version

    before, after = version(old, folders), version(new, folders)
    institutions = _institutions(facts, after) if facts else ()
    found = difference(before, after, institutions, Options(items, timeout))
    if cases_path is not None:
        _save(found, cases_path)
    write(_rendered(found, form, lang))
    return FAILED_EXIT if fail_on is not None and _fails(found, fail_on) else 0


def _institutions(path: Path, version: Version) -> tuple[Known, ...]:
    from policydsl.analysis.diff.effects import known_institutions

    return known_institutions(path, version.program.facts)


def _fails(found: Difference, fail_on: str) -> bool:
    """What is not settled fails too: nobody knows that it is not so."""
    names = {None if each is None else each.value for each in found.relations}
    if found.added or found.removed:
        names.add("incomparable")
    wanted = {"loosened", "tightened", "incomparable"} if fail_on == "any" else {fail_on}
    if fail_on in ("loosened", "tightened"):
        wanted.add("incomparable")
    return bool(names & {None, *wanted})


def _save(found: Difference, path: Path) -> None:
    from policydsl.analysis.diff.saved_cases import difference_cases

    text = difference_cases(found)
    if text is not None:
        path.write_text(text, encoding="utf-8")


def _rendered(found: Difference, form: str, lang: str | None) -> str:
    from policydsl.report import diff_report

    language = chosen(lang)
    match form:
        case "json":
            from policydsl.report.diff_json import difference_to_json
            from policydsl.trace_json import dump_json

            return dump_json(difference_to_json(found))
        case "markdown":
            return diff_report.difference_to_markdown(found, language)
        case "html":
            return diff_report.difference_to_html(found, language)
        case _:
            width = terminal_width()
            return diff_report.difference_to_text(found, language, colour=coloured(), width=width)
