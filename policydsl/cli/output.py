"""Where a command's result goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


def write(text: str) -> None:
    """The result on standard output, in UTF-8, ending in one line break."""
    click.echo(text.rstrip("\n"))


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def terminal_width() -> int:
    """Columns for text: the terminal's, at most 120; 100 in a pipe."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Tells how far long work is, on a terminal's error stream; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(done: int, of: int) -> None:
        click.echo(f"\r{done + 1}/{of}", nl=False, err=True)

    yield tell
    click.echo("\r\033[K", nl=False, err=True)
