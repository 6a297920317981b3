"""Where a command's result goes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click


def write(text: str) -> None:
    """The result on standard output, in UTF-8, ending in one line break."""
    click.echo(text.rstrip("\n"))


def speak_utf8() -> None:
    """Makes both output streams UTF-8, whatever the locale; what has no UTF-8 form is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour (https://no-color.org)."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def terminal_width() -> int:
    """Columns for text: the terminal's, at most 120; 100 in a pipe."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


@contextmanager
def progress() -> Iterator[Callable[[int, int], None] | None]:
    """Tells how far long work is, on a terminal's error stream; nothing in a pipe."""
    if not is_terminal(sys.stderr):
        yield None
        return

    def tell(done: int, of: int) -> None:
        click.echo(f"\r{done + 1}/{of}", nl=False, err=True)

    yield tell
    click.echo("\r\033[K", nl=False, err=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is one; None is a stream that whoever started the command has closed."""
    return stream is not None and stream.isatty()
