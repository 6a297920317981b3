"""POLICY on the command line: an id, a folder or a file; a case file means the one beside it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from policydsl.api import Policy, load
from policydsl.cli import options

argument = click.argument("policy", metavar="POLICY")


def load_asked(policy: str, as_of: datetime.date | None, folders: tuple[Path, ...]) -> Policy:
    """The version in force on the day asked for, else today. A file is taken as it is."""
    path = Path(policy)
    if path.is_file():
        from policydsl.policy.selection import policy_files

        (file,) = policy_files([path])
        return load(file, as_of, folders=folders)
    return load(policy, as_of or options.today(), folders=folders)
