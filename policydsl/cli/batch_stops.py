"""A batch that is stopped: by Ctrl-C, by the system, or by a full disk. What was done stays."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from policydsl.text.diagnostic import Diagnostic, Severity, Text
from policydsl.text.render import RenderLanguage, render

TERMINATED_EXIT = 143  # as shells say it


class Terminated(KeyboardInterrupt):
    """The system, or whoever may, has asked the process to end."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Makes a request to end (SIGTERM) an exception, so that nothing is left half-done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def how_to_go_on(folder: Path, language: RenderLanguage) -> None:
    """Says what became of the work, if any of it is kept."""
    click.echo(render(_kept(str(folder)) if folder.exists() else _nothing(), language), err=True)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _kept(folder: str) -> Diagnostic:
    return Diagnostic(
        "job-interrupted",
        Text(
            f"没有做完；已完成的部分在“{folder}”里",
            f"it was not finished; what was done is kept in “{folder}”",
        ),
        help=Text(
            "再运行同一命令，从这里继续；不再需要时删去这个文件夹",
            "run the same command again to go on from here, or remove the folder",
        ),
        severity=Severity.WARNING,
    )


def _nothing() -> Diagnostic:
    return Diagnostic(
        "job-interrupted",
        Text("没有做完，没有写出任何结果", "it was not finished, and nothing was written"),
        help=Text("再运行同一命令，从头做", "run the same command again to begin anew"),
        severity=Severity.WARNING,
    )
