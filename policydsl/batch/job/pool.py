"""Parts worked on here, or in several processes at once; what comes of them is in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from policydsl.batch.job.asking import Asked
from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.folder import Done, Folder
from policydsl.batch.job.part_work import work
from policydsl.batch.reading.source import Part
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, UsageError

WAITING = 2
"""Parts that wait for each process: enough to keep it busy, and few enough to hold."""

_worker: Worker | None = None
"""A process's own, once it was started for work."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Works on parts, and keeps what came of them."""

    asked: Asked
    folder: Folder
    evaluation: Evaluation = field(repr=False)

    def keep(self, part: Part) -> Done:
        """Raises DiagnosticError for what no row of its own is to blame for, and OSError."""
        worked = work(part, self.evaluation, self.asked.language)
        return self.folder.keep(part, worked)


def kept_parts(parts: Iterator[Part], worker: Worker, jobs: int) -> Iterator[Done]:
    """What becomes of the parts, in their order. Those that are done are not done again.

    Raises what `Worker.keep` raises.
    """
    if jobs == 1:
        for part in parts:
            yield worker.folder.is_done(part) or worker.keep(part)
        return
    context = multiprocessing.get_context("spawn")
    arguments = (worker.asked, worker.folder)
    with ProcessPoolExecutor(jobs, context, _start, arguments) as pool:
        try:
            yield from _in_order(parts, worker.folder, pool, jobs * WAITING)
        except BrokenProcessPool:
            raise UsageError(_lost()) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    parts: Iterator[Part], folder: Folder, pool: ProcessPoolExecutor, waiting: int
) -> Iterator[Done]:
    under_way: deque[Done | Future[Done | tuple[Diagnostic, ...]]] = deque()
    for part in parts:
        under_way.append(folder.is_done(part) or pool.submit(_keep, part))
        if len(under_way) >= waiting:
            yield _result(under_way.popleft())
    while under_way:
        yield _result(under_way.popleft())


def _result(found: Done | Future[Done | tuple[Diagnostic, ...]]) -> Done:
    result = found.result() if isinstance(found, Future) else found
    if isinstance(result, tuple):
        raise DiagnosticError(*result)
    return result


def _start(asked: Asked, folder: Folder) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this process
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(asked, folder, Evaluation.of(asked))


def _keep(part: Part) -> Done | tuple[Diagnostic, ...]:
    """Diagnostics come back as data: an exception is not sent whole."""
    assert _worker is not None
    try:
        return _worker.keep(part)
    except DiagnosticError as problem:
        return problem.diagnostics


def _end_with_parent() -> None:
    """Whoever started this process may be killed, and then nobody waits for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _lost() -> Diagnostic:
    from policydsl.batch.job.errors_job import process_lost

    return process_lost()
