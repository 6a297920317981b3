"""Whether an input is still the one that a job was begun with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policydsl.batch.reading.source import Source


def stamps(files: Sequence[Path]) -> list[list[int]]:
    """What changes whenever a file is written to: cheap to ask for."""
    return [[state.st_size, state.st_mtime_ns, state.st_ino] for state in map(Path.stat, files)]


def digests(files: Sequence[Path]) -> list[str]:
    """Of the files' whole content, read in a stream."""
    found = []
    for path in files:
        with path.open("rb") as file:
            found.append(hashlib.file_digest(file, "blake2b").hexdigest()[:32])
    return found


def described(source: Source, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The input as JSON data. Files as a kept job `known` describes them are not read again."""
    files = source.files()
    now = stamps(files)
    same = known is not None and known.get("stamps") == now and "digests" in known
    return {
        "options": dict(source.options()),
        "stamps": now,
        "digests": known["digests"] if known is not None and same else digests(files),
    }
