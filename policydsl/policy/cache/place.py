"""Where kept files lie, as a path."""

from __future__ import annotations

from pathlib import Path

from policydsl.runtime.place import kept_folder


def cache_folder() -> Path | None:
    """The folder of kept files, whether or not it is there; None where nothing shall be kept."""
    found = kept_folder()
    return None if found is None else Path(found)
