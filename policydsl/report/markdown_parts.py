"""Markdown tables, aligned so that they read well as they are."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.text.width import pad, text_width

# Wider cells are left as they are, so that one of them does not widen every row.
MAX_ALIGNED = 48


def markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    widths = [
        min(MAX_ALIGNED, max(3, *(text_width(row[column]) for row in (heads, *rows))))
        for column in range(len(heads))
    ]
    ruler = ["-" * width for width in widths]
    lines = [
        "| " + " | ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (heads, ruler, *rows)
    ]
    return "\n".join(lines)
