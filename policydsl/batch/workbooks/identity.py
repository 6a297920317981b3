"""What a form says of itself on a hidden sheet, and of each column in a hidden row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "1"
SHEET = "_policydsl"
CHOICES_SHEET = "_choices"
_KIND = "policydsl form"

# Rows of every sheet that is filled in, from 0: ids (hidden), groups, headings, hints, then data.
ID_ROW, GROUP_ROW, HEAD_ROW, HINT_ROW, FIRST_ROW = range(5)
# Before an id in the hidden row: it says whose a record is; it says whether a list has any.
KEY_MARK, LIST_MARK = "@", "?"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which form it is: what is asked, by which version of which policy, for which day."""

    policy: str
    version: str
    digest: str
    day: str
    decisions: str
    language: str
    format: str = FORMAT


def write_identity(book: Any, identity: Identity) -> None:
    """The hidden sheet, which Excel itself offers nobody to show."""
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, _KIND)
    for row, (name, value) in enumerate(asdict(identity).items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()


def read_identity(rows: Iterable[Sequence[Any]]) -> Identity | None:
    """What the hidden sheet says; None where it is no form's. `rows` are cells' values."""
    cells = [tuple(row[:2]) for row in rows]
    if not cells or cells[0][:1] != (_KIND,):
        return None
    said = {str(row[0]): str(row[1]) for row in cells[1:] if len(row) == 2 and row[1] is not None}
    names = Identity.__dataclass_fields__
    return Identity(**{name: said.get(name, "") for name in names})
