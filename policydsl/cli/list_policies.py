"""`policydsl list`: which policies there are, and from when."""

from __future__ import annotations

from pathlib import Path

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import write
from policydsl.text.width import pad, text_width


@click.command("list")
@options.formats("text", "json")
@options.lang
@options.policies
def command(form: str, lang: str | None, folders: tuple[Path, ...]) -> int:
    """列出政策及其各版本。

    List the policies and their versions.
    """
    from policydsl.policy.library import Library
    from policydsl.policy.shipped import shipped_policies

    library = Library.open(*folders, shipped_policies())
    versions = [version for policy in library.policies() for version in library.versions(policy)]
    if form == "json":
        import json

        data = [
            {
                "policy": version.policy,
                "version": version.version,
                "title": {"zh": version.title.zh, "en": version.title.en},
                "from": version.start,
                "until": version.end,
            }
            for version in versions
        ]
        write(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    language = chosen(lang)
    rows = [
        (v.policy, v.version, f"{v.start} – {v.end or ''}".rstrip(), v.title.in_language(language))
        for v in versions
    ]
    widths = [max(text_width(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [pad(cell, width) for cell, width in zip(row, widths, strict=False)]
        write("  ".join([*cells, row[3]]))
    return 0
