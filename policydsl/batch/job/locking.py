"""A lock on a folder: one process at a time; the system lets go of it when the process ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policydsl.batch.job import errors_job as errors
from policydsl.text.diagnostic import UsageError

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def hold(folder: Path, lock: Path) -> Iterator[None]:
    """Holds a folder, which is made where it is not there.

    Raises UsageError where another process holds it, and OSError.
    """
    handle = _locked(folder, lock)
    try:
        yield
    finally:
        os.close(handle)


def _locked(folder: Path, lock: Path) -> int:
    while True:
        folder.mkdir(exist_ok=True)
        try:
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue  # whoever held it has just removed the folder
        try:
            _lock(handle)
            if lock.exists() and os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
            os.close(handle)
        except FileNotFoundError:
            os.close(handle)
        except OSError:
            os.close(handle)
            raise UsageError(errors.already_running(str(folder))) from None
