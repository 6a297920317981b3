"""In which encoding a file of lines is: UTF-8, or what Chinese Excel saves (GB18030)."""

from __future__ import annotations

import codecs
from pathlib import Path

from policydsl.batch.reading import errors_reading as errors
from policydsl.text.diagnostic import UsageError

BOM = codecs.BOM_UTF8
_SAMPLE = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(path: Path, asked: str | None) -> str:
    """`utf-8` or `gb18030`: what was asked for, else what most of the first lines are in.

    A few lines that are in neither are left to be rejected one by one. Raises UsageError for
    UTF-16, and OSError.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if sample.startswith(_UTF16):
        raise UsageError(errors.utf16(str(path)))
    if asked is not None:
        return asked
    if sample.startswith(BOM):
        return "utf-8"
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines.pop()  # the sample may end within a character
    best = max(("utf-8", "gb18030"), key=lambda name: sum(_is_in(name, line) for line in lines))
    return best


def start_of_text(path: Path) -> int:
    """The bytes of a byte-order mark at a file's beginning."""
    with path.open("rb") as file:
        return len(BOM) if file.read(len(BOM)) == BOM else 0


def _is_in(encoding: str, line: bytes) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
