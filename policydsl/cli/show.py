"""`policydsl show`: a policy as a page to read."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import coloured, terminal_width, write
from policydsl.cli.policy_argument import argument, load_asked


@click.command("show")
@argument
@options.as_of
@options.formats("text", "markdown", "html")
@options.lang
@options.policies
def command(
    policy: str,
    as_of: datetime.date | None,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """把一项政策写成可读的页面。

    A policy as a page that an officer or a lawyer can read.

    \b
    例 / example:
      policydsl show anhui/evaluation-body-filing --format html > anhui.html
    """
    from policydsl.report.policy_page import policy_to_html, policy_to_markdown, policy_to_text

    program = load_asked(policy, as_of, folders).program
    language = chosen(lang)
    match form:
        case "markdown":
            write(policy_to_markdown(program, language))
        case "html":
            write(policy_to_html(program, language))
        case _:
            width = terminal_width()
            write(policy_to_text(program, language, colour=coloured(), width=width))
    return 0
