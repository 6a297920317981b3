"""Where a command's result goes."""

from __future__ import annotations

import os
import sys

import click


def write(text: str) -> None:
    """The result on standard output, in UTF-8, ending in one line break."""
    click.echo(text.rstrip("\n"))


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
