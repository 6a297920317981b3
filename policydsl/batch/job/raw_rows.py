"""A row as it was given, as JSON text: to be mended, and sent again."""

from __future__ import annotations

from policydsl.batch.reading.ndjson import shown
from policydsl.batch.reading.source import JsonLines, Records, Table
from policydsl.batch.writing.results import json_line, json_text


def raw_row(content: Table | Records | JsonLines, at: int) -> str:
    """The row at a position of a part. Cells that state nothing are left out."""
    if isinstance(content, JsonLines):
        return shown(content.texts[at], "utf-8")
    if isinstance(content, Records):
        return content.texts[at] if content.texts else json_text(content.records[at])
    cells = content.frame.row(at, named=True)
    return json_line({name: cell for name, cell in cells.items() if cell not in (None, "")})
