"""Pages of blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from policydsl.report.diagram_svg import diagram_svg
from policydsl.report.escaping import html_text
from policydsl.report.html_page import bullets, element, html_page
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language
from policydsl.text.width import text_width

SHORT_CELL = 20


def blocks_to_html(
    blocks: Iterable[Block], language: Language, *, title: str, foot: tuple[str, ...] = ()
) -> str:
    """The page on its own; `foot` are the lines of its footer."""
    body = [_block(block, language) for block in blocks]
    if foot:
        lines = "\n".join(element("p", line) for line in foot)
        body.append(f"<footer>\n{lines}\n</footer>")
    return html_page(title, "\n".join(body), language)


def _block(block: Block, language: Language) -> str:
    match block:
        case Heading(level, text):
            return element(f"h{level}", text)
        case Paragraph(text, tone):
            return element("p", text, tone or "")
        case Terms(entries, head):
            shown = "\n".join(
                f"<dt>{html_text(name)}</dt><dd>{html_text(value)}</dd>" for name, value in entries
            )
            return f'<dl class="{"head" if head else "terms"}">\n{shown}\n</dl>'
        case Bullets(items):
            return bullets(items)
        case Table():
            return _table(block)
        case Numbered(entries):
            shown = "\n".join(_entry(entry, language) for entry in entries)
            return f'<ol class="entries">\n{shown}\n</ol>'
        case Diagram():
            return diagram_svg(block)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{html_text(head)}</th>' for head in table.heads)
    marks = [_column_mark(column) for column in zip(*table.rows, strict=True)]
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td{mark}>{html_text(cell)}</td>" for cell, mark in zip(row, marks, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        '<div class="wide">\n<table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _column_mark(cells: Sequence[str]) -> str:
    """A column of short cells does not break their lines."""
    short = all(text_width(cell) <= SHORT_CELL for cell in cells)
    return f' class="{"short" if short else "long"}"'


def _entry(entry: Entry, language: Language) -> str:
    tags = "".join(element("span", tag, "tag") for tag in entry.tags)
    lines = "".join(
        f'\n<div class="line"><span class="name">{html_text(name)}{colon(language).rstrip()}</span>'
        f" {html_text(value)}</div>"
        for name, value in entry.lines
    )
    return f"<li><strong>{html_text(entry.title)}</strong>{tags}{lines}</li>"
