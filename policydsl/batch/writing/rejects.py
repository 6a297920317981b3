"""Rejects: the rows that were not evaluated, each with its reason and as it was given."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from policydsl.text.diagnostic import Language


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row of the rejects file. `row` is the institution's data row, from 1.

    It is None where a row of a related table belongs to no institution. `table` is the related
    table in which something is wrong, "" for that of institutions, and `line` its line or sheet
    row; `column` is a heading or a cell's place. `raw` is the institution's row as it was given, or
    the related one's, as JSON text where it could be read so far.
    """

    row: int | None
    line: int | None
    table: str
    column: str | None
    code: str
    reason: str
    help: str
    raw: str


COLUMNS = tuple(each.name for each in fields(RejectedRow))
HEADINGS_ZH = ("行号", "文件行", "表", "列", "代码", "原因", "办法", "原文")


def to_lines(rejects: Iterable[RejectedRow]) -> bytes:
    """As JSON lines, in which rejects are kept."""
    rows = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in rejects)
    return "".join(rows).encode("utf-8", errors="backslashreplace")


def from_file(path: Path) -> Iterator[Mapping[str, Any]]:
    """Rejects as they are kept."""
    with path.open("rb") as file:
        for line in file:
            yield json.loads(line)


REJECTS_ENDINGS = (".csv", ".ndjson", ".jsonl")


def write_rejects(
    path: Path, ending: str, kept: Iterable[Path], language: Language, *, bom: bool
) -> int:
    """All rejects of some files in one, CSV or JSON lines by the ending.

    Gives how many institutions are among them.
    """
    if ending != ".csv":
        return _write_lines(path, kept)
    found = 0
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS_ZH if language == "zh" else COLUMNS)
        for each in kept:
            for reject in from_file(each):
                writer.writerow(reject[name] for name in COLUMNS)
                found += reject["row"] is not None
    return found


def _write_lines(path: Path, kept: Iterable[Path]) -> int:
    found = 0
    with path.open("wb") as file:
        for each in kept:
            file.write(each.read_bytes())
            found += sum(reject["row"] is not None for reject in from_file(each))
    return found
