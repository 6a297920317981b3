"""`policydsl template`: a workbook to fill in for the facts that a policy asks for."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import write
from policydsl.cli.policy_argument import argument, load_asked
from policydsl.text.diagnostic import Diagnostic, Text, UsageError

ENDING = ".xlsx"


@click.command("template")
@argument
@click.option("--decision", help="只为这个决定 / for this decision only")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="写到哪个文件，默认按政策取名 / the file to write, by default named after the policy",
)
@click.option("--force", is_flag=True, help="文件已有时覆盖 / overwrite a file that is there")
@options.as_of
@options.lang
@options.policies
def command(
    policy: str,
    decision: str | None,
    output: Path | None,
    force: bool,
    as_of: datetime.date | None,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """写出一份 Excel 填报表：政策要看的事实，一项不多，一项不少。

    Write an Excel workbook to fill in: exactly the facts that the policy reads, with drop-downs,
    units, and notes that name the clauses. `policydsl batch` reads it back.

    需要 policydsl[columns]。Needs policydsl[columns].

    \b
    例 / examples:
      policydsl template anhui/evaluation-body-filing --decision filing --output 填报表.xlsx
      policydsl template policies/hebei/evaluation-body-renewal --as-of 2023-10-01 --lang en
    """
    from policydsl.batch.workbooks.template import Form, template_bytes

    loaded = load_asked(policy, as_of, folders)
    file = output or Path(f"{loaded.id.replace('/', '-')}{ENDING}")
    _refuse(file, force)
    form = Form.of(loaded.program, loaded.day, decision)
    _put(file, template_bytes(form, chosen(lang)))
    write(str(file))
    return 0


def _refuse(file: Path, force: bool) -> None:
    if file.suffix.lower() != ENDING:
        raise UsageError(_no_workbook(file))
    if file.exists() and not force:
        raise UsageError(_already_there(file))


def _no_workbook(file: Path) -> Diagnostic:
    return Diagnostic(
        "form-file-name",
        Text(f"填报表的文件名要以 {ENDING} 结尾", f"a form's name ends in {ENDING}"),
        help=Text(f"例如：{file.stem}{ENDING}", f"for example: {file.stem}{ENDING}"),
    )


def _already_there(file: Path) -> Diagnostic:
    return Diagnostic(
        "form-exists",
        Text(f"文件“{file}”已经有了", f"the file “{file}” is there already"),
        help=Text(
            "换个名字；确实要覆盖的，加 --force（填过的内容会丢失）",
            "give another name, or --force to overwrite it, with whatever was filled in",
        ),
    )


def _put(file: Path, data: bytes) -> None:
    """Whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
