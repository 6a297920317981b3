"""Pages of blocks as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from policydsl.report.blocks import (
    Block,
    Bullets,
    Diagram,
    Entry,
    Heading,
    Numbered,
    Paragraph,
    Table,
    Terms,
)
from policydsl.report.escaping import one_line
from policydsl.report.layout import GAP, table_lines
from policydsl.report.text_page import TextPage
from policydsl.text.width import text_width

LONGEST_MARK = len("99. ")


def blocks_to_text(blocks: Iterable[Block], page: TextPage) -> str:
    """The page, ending with a newline."""
    return "\n\n".join("\n".join(_block(block, page)) for block in blocks) + "\n"


def _block(block: Block, page: TextPage) -> list[str]:
    match block:
        case Heading(level, text):
            return _heading(level, one_line(text), page)
        case Paragraph(text, tone):
            return page.lines(one_line(text), *([tone] if tone else []))
        case Terms(entries):
            width = max(text_width(name) for name, _ in entries) + GAP
            return [
                line
                for name, value in entries
                for line in _term(one_line(name), one_line(value), width, page)
            ]
        case Bullets(items):
            return [
                line
                for item in items
                for line in page.lines(f"- {one_line(item)}", indent=2, hanging=2)
            ]
        case Table():
            return _table(block, page)
        case Numbered(entries):
            return [
                line
                for number, entry in enumerate(entries, start=1)
                for line in _entry(number, entry, page)
            ]
        case Diagram():
            return _diagram(block, page)
        case _:
            assert_never(block)


def _diagram(diagram: Diagram, page: TextPage) -> list[str]:
    """Each box with those that it has lines up to."""
    lines = []
    for layer in diagram.layers:
        for box in layer:
            above = [one_line(diagram.boxes[high]) for low, high in diagram.lines if low == box]
            told = one_line(diagram.boxes[box]) + (f"  → {', '.join(above)}" if above else "")
            lines += page.lines(told, indent=2, hanging=2)
    return lines


def _heading(level: int, text: str, page: TextPage) -> list[str]:
    lines = page.lines(text, "bold")
    if level > 2:
        return lines
    mark = "═" if level == 1 else "─"
    return [*lines, page.paint(mark * min(page.columns, text_width(text)), "dim")]


def _term(name: str, value: str, width: int, page: TextPage) -> list[str]:
    head = name + " " * (width - text_width(name))
    return page.lines(head + value, hanging=width)


def _table(table: Table, page: TextPage) -> list[str]:
    rows = [[one_line(cell) for cell in row] for row in (table.heads, *table.rows)]
    heads, *others = table_lines(rows, page.columns)
    return [page.paint(line, "bold") for line in heads] + [line for row in others for line in row]


def _entry(number: int, entry: Entry, page: TextPage) -> list[str]:
    mark = f"{number}. "
    indent = max(0, LONGEST_MARK - len(mark))
    opened, closed = ("〔", "〕") if page.language == "zh" else (" [", "]")
    tags = "".join(f"{opened}{one_line(tag)}{closed}" for tag in entry.tags)
    head = f"{mark}{one_line(entry.title)}{tags}"
    lines = page.lines(head, "bold", indent=indent, hanging=len(mark))
    for name, value in entry.lines:
        told = f"{one_line(name)}{page.colon}{one_line(value)}"
        lines += page.lines(told, indent=indent + len(mark), hanging=2)
    return lines
