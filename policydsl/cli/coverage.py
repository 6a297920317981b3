"""`policydsl coverage`: which clauses of the notices the policies state."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write

if TYPE_CHECKING:
    from policydsl.policy.model import Program
    from policydsl.policy.publishing.coverage import Coverage
    from policydsl.policy.publishing.register import Register


@click.command("coverage")
@options.paths
@options.clauses
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...],
    clauses: Path | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """通知的每一条由哪些规则编入，或者为什么不编入。

    Each clause of the notices: by which rules it is encoded, or why not.

    有没有着落的条款时退出码为 1。Exit 1 where a clause is not accounted for.

    \b
    例 / example:
      policydsl coverage policies --clauses clauses.yaml
    """
    from policydsl.policy.library import Library
    from policydsl.policy.publishing.register import read_register
    from policydsl.policy.selection import is_root, policy_files
    from policydsl.policy.shipped import shipped_policies
    from policydsl.report.coverage_report import (
        coverage_to_html,
        coverage_to_json,
        coverage_to_markdown,
        coverage_to_text,
    )

    library = Library.open(*folders, shipped_policies())
    programs = [library.program_at(path) for path in policy_files(paths)]
    registers = read_register(clauses) if clauses else ()
    found = _coverages(programs, registers, everything=any(map(is_root, paths)))
    language = chosen(lang)
    match form:
        case "json":
            write(json.dumps(coverage_to_json(found), ensure_ascii=False, indent=2))
        case "markdown":
            write(coverage_to_markdown(found, language))
        case "html":
            write(coverage_to_html(found, language))
        case _:
            write(coverage_to_text(found, language, colour=coloured(), width=terminal_width()))
    return 0 if all(each.complete for each in found) else FAILED_EXIT


def _coverages(
    programs: list[Program], registers: tuple[Register, ...], *, everything: bool
) -> list[Coverage]:
    """One coverage per notice: those of the register, then notices that it does not hold.

    A notice that none of the programs encodes is asked about only where `everything` is meant.
    """
    from policydsl.policy.publishing.coverage import coverage
    from policydsl.policy.publishing.register import same_document

    documents = list(dict.fromkeys(program.citation.document for program in programs))
    found = [
        coverage(programs, register)
        for register in registers
        if everything or any(same_document(each, register.document) for each in documents)
    ]
    for document in documents:
        if not any(same_document(document, register.document) for register in registers):
            found.append(coverage(programs, None, document))
    return found
