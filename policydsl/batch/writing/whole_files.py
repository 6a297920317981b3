"""Files that appear whole or not at all, and stay after the power has gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Writes beside the file, and puts it in its place when it is on disk. Raises OSError."""

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(data)

    make_whole(path, write)


def make_whole(path: Path, write: Callable[[Path], None]) -> None:
    """As `write_whole`, for whoever writes a file by its name. Raises OSError, and what it does."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        write(unfinished)
        sync(unfinished)
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Has the system put a file, or a folder's list of files, on disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folder, and keeps its list itself
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
