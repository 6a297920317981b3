"""Golden files: what people read, kept to the letter and compared on every run."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path


def update_wanted(environment: Mapping[str, str]) -> bool:
    """Whether golden files are to be rewritten: UPDATE_GOLDEN=1 asks for it.

    Raises ValueError where CI asks: a check that rewrites what it compares checks nothing.
    """
    wanted = environment.get("UPDATE_GOLDEN") == "1"
    if wanted and environment.get("CI"):
        raise ValueError("UPDATE_GOLDEN=1 is refused under CI")
    return wanted


def mismatch(path: Path, actual: str, *, update: bool) -> str | None:
    """What differs between the file and `actual`; None where nothing does, or after an update."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8", newline="\n")
        return None
    if not path.is_file():
        return f"{path} does not exist; write it with UPDATE_GOLDEN=1"
    expected = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    if expected == actual:
        return None
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), str(path), "actual", lineterm=""
    )
    shown = "\n".join(lines) or "only the line ends at the end of the text differ"
    return f"{shown}\n\nIf the new text is right, rewrite the file with UPDATE_GOLDEN=1"
