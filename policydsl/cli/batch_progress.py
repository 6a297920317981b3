"""How far a batch is: one line on a terminal's error stream, rewritten; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from policydsl.cli.output import is_terminal
from policydsl.text.diagnostic import Language, Text

if TYPE_CHECKING:
    from policydsl.batch.job.running import Progress

_LINE = Text("已完成 {rows:,} 行", "{rows:,} rows")
_RATE = Text("每秒 {rate:,.0f} 行", "{rate:,.0f} rows/s")
_LEFT = Text("还要 {left}", "{left} left")
_REJECTS = Text("未受理 {rejects:,} 行", "{rejects:,} rejects")


@contextmanager
def telling(language: Language) -> Iterator[Callable[[Progress], None] | None]:
    """What a batch tells its progress to; None in a pipe."""
    if not is_terminal(sys.stderr):
        yield None
        return
    began = time.monotonic()

    def tell(progress: Progress) -> None:
        line = progress_line(progress, time.monotonic() - began, language)
        click.echo(f"\r\033[K{line}", nl=False, err=True)

    try:
        yield tell
    finally:
        click.echo("\r\033[K", nl=False, err=True)


def progress_line(progress: Progress, seconds: float, language: Language) -> str:
    """Rows done, their rate in this run, the time left where that is known, and rejects."""
    parts = [_LINE.in_language(language).format(rows=progress.rows)]
    if progress.share is not None:
        parts.append(f"{progress.share:.0%}")
    if seconds > 0:
        rate = (progress.rows - progress.begun) / seconds
        parts.append(_RATE.in_language(language).format(rate=rate))
    left = _left(progress, seconds)
    if left is not None:
        parts.append(_LEFT.in_language(language).format(left=_clock(left)))
    if progress.rejects:
        parts.append(_REJECTS.in_language(language).format(rejects=progress.rejects))
    return ("，" if language == "zh" else ", ").join(parts)


def _left(progress: Progress, seconds: float) -> float | None:
    """Seconds, if the rest takes as long as what this run has done."""
    if progress.share is None or progress.share <= progress.begun_share:
        return None
    return seconds * (1 - progress.share) / (progress.share - progress.begun_share)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
