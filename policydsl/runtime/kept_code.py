"""Generated code on disk: run only where this user wrote it, here, and nothing of it has changed.

A file is a line that says what it is, a keyed digest, and marshalled data. The key is a secret of
the folder, which only its owner can read; digested with the content are the file's name, the
folder's identity and this Python. So what is damaged, was copied from elsewhere, or was made by
another Python is never unmarshalled, let alone run. What it was made from is looked at each time:
files by size, times and number, as they were.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time

from policydsl.runtime.digests import blake2b
from policydsl.runtime.place import is_own, kept_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    States = tuple[tuple[str, tuple[int, ...] | None], ...]

_HEAD = b"policydsl kept code 1\n"
_DIGEST_SIZE = 32
_SECRET = "code.secret"
_ENDING = ".code"
_SETTLED = 2_000_000_000  # nanoseconds after which a file's times tell whether it changed again
MAX_BYTES = 32_000_000


def name_of(question: Iterable[str]) -> str:
    """The name of the file for a question, whose parts are told apart by their lengths."""
    digest = blake2b(digest_size=20)
    for part in question:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest() + _ENDING


def states_of(paths: Iterable[str]) -> States:
    """How files and folders stand now; None for one that is not there."""
    return tuple((path, _state(path)) for path in paths)


def _state(path: str) -> tuple[int, ...] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def read(name: str) -> Any:
    """What is kept under a name; None where there is nothing, or nothing that can be trusted."""
    folder = kept_folder()
    if folder is None:
        return None
    data = _own_bytes(folder, name)
    start = len(_HEAD) + _DIGEST_SIZE
    if data is None or not data.startswith(_HEAD) or len(data) <= start:
        return None
    secret = _own_bytes(folder, _SECRET)
    if secret is None or data[len(_HEAD) : start] != _digest(secret, folder, name, data[start:]):
        return None
    states, kept = marshal.loads(memoryview(data)[start:])
    return kept if all(_state(path) == state for path, state in states) else None


def write(name: str, states: States, kept: Any, since: int) -> None:
    """Keeps marshallable data that follows from files in these states.

    `since` is when reading them began, in nanoseconds. Where keeping cannot be done, and where a
    file changed so shortly before that a further change might not show, nothing is kept.
    """
    folder = kept_folder()
    newest = max((max(state[:2]) for _, state in states if state), default=0)
    if folder is None or since - newest < _SETTLED:
        return
    try:
        os.makedirs(folder, 0o700, exist_ok=True)
        if not is_own(os.stat(folder)):
            return
        secret = _own_bytes(folder, _SECRET) or _new_secret(folder)
        body = marshal.dumps((states, kept))
        if secret is not None and len(body) < MAX_BYTES:
            _put(folder, name, _HEAD + _digest(secret, folder, name, body) + body)
    except (OSError, ValueError):
        return


def _own_bytes(folder: str, name: str) -> bytes | None:
    """A whole file of this user's in a folder of this user's."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not is_own(os.stat(folder)):
            return None
        file = os.open(os.path.join(folder, name), flags)
    except (OSError, ValueError):
        return None
    try:
        found = os.fstat(file)
        if not (stat.S_ISREG(found.st_mode) and is_own(found) and found.st_size < MAX_BYTES):
            return None
        return os.read(file, found.st_size)
    except OSError:
        return None
    finally:
        os.close(file)


def _new_secret(folder: str) -> bytes | None:
    _put(folder, _SECRET, os.urandom(32), replace=False)
    return _own_bytes(folder, _SECRET)


def _put(folder: str, name: str, data: bytes, *, replace: bool = True) -> None:
    """A whole file, or none."""
    unfinished = os.path.join(folder, f"{name}.{os.getpid()}.{time.time_ns()}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(data)
        if replace or not os.path.exists(os.path.join(folder, name)):
            os.replace(unfinished, os.path.join(folder, name))
    finally:
        if os.path.exists(unfinished):
            os.unlink(unfinished)


def _digest(secret: bytes, folder: str, name: str, body: bytes | memoryview) -> bytes:
    found = os.stat(folder)
    digest = blake2b(key=secret, digest_size=_DIGEST_SIZE)
    for part in (name, sys.version, sys.implementation.cache_tag or "", __file__):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    digest.update(b"%d %d\n" % (found.st_dev, found.st_ino))
    digest.update(body)
    return digest.digest()
