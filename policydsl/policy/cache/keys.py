"""The name of a kept file: a digest of everything that its content follows from."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from policydsl.runtime.digests import blake2b

# One more whenever the form of what is kept changes.
FORMAT = b"1"
_PACKAGE = Path(__file__).resolve().parents[2]
# The code that makes what is kept; other rooms only read it.
_ROOMS = ("text", "feel", "policy")


def key_of(kind: str, parts: Iterable[str | bytes]) -> str:
    """The key of what this code makes of these parts, told apart by their lengths."""
    digest = blake2b(_code(), digest_size=20)
    for part in (kind, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    key: str = digest.hexdigest()
    return key


@cache
def _code() -> bytes:
    """This Python and this package: what another one made is not taken for its own.

    A checkout changes under one version number, so each file's size and time count.
    """
    digest = blake2b(FORMAT)
    digest.update(sys.version.encode())
    for room in _ROOMS:
        for entry in sorted(_files(_PACKAGE / room)):
            digest.update(entry.encode("utf-8", "surrogateescape"))
    code: bytes = digest.digest()
    return code


def _files(folder: Path | str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_mtime_ns} {found.st_size}\n"
