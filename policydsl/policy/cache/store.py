"""Kept files: read only where they are whole and our own, written whole or not at all.

An entry is a line that says what it is, a digest of its key and content, and the content. Several
processes may read and write at once: a file appears by renaming, and the last writer wins.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from policydsl.policy.cache.place import cache_folder
from policydsl.runtime.digests import blake2b
from policydsl.runtime.place import is_own

_HEAD = b"policydsl kept data\n"
_DIGEST_SIZE = 32
_ENDING = ".kept"
_CODE = ".code"  # see policydsl.runtime.kept_code
_UNFINISHED = ".new"
MAX_BYTES = 64_000_000
MAX_FILES = 2_000
_ABANDONED_AFTER = 3600.0  # seconds after which nobody is still writing a file


def read_entry(key: str) -> bytes | None:
    """The content kept under a key; None where there is none, or none that can be trusted."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        if not is_own(folder.stat()):
            return None
        with (folder / (key + _ENDING)).open("rb") as file:
            found = os.fstat(file.fileno())
            if not (stat.S_ISREG(found.st_mode) and is_own(found)):
                return None
            data = file.read(MAX_BYTES)
    except (OSError, ValueError):
        return None
    start = len(_HEAD) + _DIGEST_SIZE
    content = data[start:]
    whole = data[:start] == _HEAD + _digest(key, content)
    return content if whole else None


def write_entry(key: str, content: bytes) -> None:
    """Keeps content under a key. Where that cannot be done, nothing is kept."""
    folder = cache_folder()
    if folder is None:
        return
    unfinished = folder / f"{key}.{os.getpid()}.{time.time_ns()}{_UNFINISHED}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_own(folder.stat()):
            return
        _make_room(folder, len(content))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(_HEAD + _digest(key, content) + content)
        unfinished.replace(folder / (key + _ENDING))
    except (OSError, ValueError):
        _remove(unfinished)


def clear() -> int:
    """Removes every kept file; how many there were. Raises OSError."""
    folder = cache_folder()
    files = _kept(folder) if folder is not None else []
    for path, _, _ in files:
        path.unlink(missing_ok=True)
    return len(files)


def size() -> tuple[int, int]:
    """How many files are kept, and their bytes."""
    folder = cache_folder()
    files = _kept(folder) if folder is not None else []
    return len(files), sum(length for _, _, length in files)


def _make_room(folder: Path, coming: int) -> None:
    """Removes the oldest files where one more would be too many, and what was never finished."""
    files = sorted(_kept(folder), key=lambda each: each[1])
    count, total = len(files), coming + sum(length for _, _, length in files)
    now = time.time()
    for path, written, length in files:
        abandoned = path.suffix == _UNFINISHED and now - written > _ABANDONED_AFTER
        if abandoned or count >= MAX_FILES or total > MAX_BYTES:
            _remove(path)
            count, total = count - 1, total - length


def _kept(folder: Path) -> list[tuple[Path, float, int]]:
    """Our files in a folder, with the time they were written and their length."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((_ENDING, _CODE, _UNFINISHED)):
                    state = entry.stat(follow_symlinks=False)
                    found.append((Path(entry.path), state.st_mtime, state.st_size))
    except OSError:
        return found
    return found


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def _digest(key: str, content: bytes) -> bytes:
    digest = blake2b(key.encode(), digest_size=_DIGEST_SIZE)
    digest.update(content)
    found: bytes = digest.digest()
    return found
