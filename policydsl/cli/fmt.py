"""`policydsl fmt`: one way of writing, names in Chinese or as ids."""

from __future__ import annotations

from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.failures import FAILED_EXIT
from policydsl.text.diagnostic import Text


@click.command("fmt")
@options.paths
@click.option(
    "--names",
    type=click.Choice(["zh", "en"]),
    help="名字一律用中文 (zh) 或英文 (en) / write all names in Chinese or as ids",
)
@click.option("--check", is_flag=True, help="只检查，不改文件 / change nothing, exit 1 if it would")
@options.lang
@options.policies
def command(
    paths: tuple[Path, ...],
    names: str | None,
    check: bool,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """统一政策文件的写法，保留注释和顺序。

    Rewrite policy files in one form; comments and order stay.

    \b
    例 / examples:
      policydsl fmt policies --check
      policydsl fmt policies/anhui --names zh
    """
    from policydsl.analysis.formatting import formatted
    from policydsl.policy.selection import policy_files
    from policydsl.policy.shipped import shipped_policies
    from policydsl.policy.source.source_files import replace_file

    files = policy_files(paths)
    # All files are made ready before the first one is written: nothing is left half done.
    ready = [(path, formatted(path, names, (*folders, shipped_policies()))) for path in files]
    changed = [(path, new) for path, new in ready if new is not None]
    for path, new in changed:
        if not check:
            replace_file(path, new)
        click.echo(str(path))
    _summary(len(changed), len(files), check, lang)
    return FAILED_EXIT if check and changed else 0


def _summary(changed: int, files: int, check: bool, lang: str | None) -> None:
    from policydsl.cli.languages import chosen

    words = (
        Text(f"{files} 个文件中 {changed} 个需要改写", f"{changed} of {files} files would change")
        if check
        else Text(f"改写了 {files} 个文件中的 {changed} 个", f"{changed} of {files} files changed")
    )
    click.echo(words.in_language(chosen(lang)), err=True)
