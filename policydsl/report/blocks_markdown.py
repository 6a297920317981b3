"""Pages of blocks as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from policydsl.report.blocks import (
    Block,
    Bullets,
    Diagram,
    Entry,
    Heading,
    Named,
    Numbered,
    Paragraph,
    Table,
    Terms,
)
from policydsl.report.escaping import markdown_text, one_line
from policydsl.report.markdown_parts import markdown_table
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language


def blocks_to_markdown(blocks: Iterable[Block], language: Language) -> str:
    """The page, ending with a newline."""
    return "\n\n".join(_block(block, language) for block in blocks) + "\n"


def _block(block: Block, language: Language) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {markdown_text(text)}"
        case Paragraph(text):
            return markdown_text(text)
        case Terms(entries):
            return "\n".join(f"- {_named(entry, language)}" for entry in entries)
        case Bullets(items):
            return "\n".join(f"- {markdown_text(item)}" for item in items)
        case Table(heads, rows):
            return markdown_table(
                [markdown_text(head) for head in heads],
                [[markdown_text(cell) for cell in row] for row in rows],
            )
        case Numbered(entries):
            return "\n".join(
                _entry(number, entry, language) for number, entry in enumerate(entries, start=1)
            )
        case Diagram():
            return _mermaid(block)
        case _:
            assert_never(block)


def _mermaid(diagram: Diagram) -> str:
    """A flow chart from the bottom up, as Markdown viewers draw it."""
    boxes = [f'  n{number}["{_quoted(text)}"]' for number, text in enumerate(diagram.boxes)]
    lines = [f"  n{low} --> n{high}" for low, high in diagram.lines]
    return "\n".join(["```mermaid", "flowchart BT", *boxes, *lines, "```"])


def _quoted(text: str) -> str:
    return one_line(text).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _entry(number: int, entry: Entry, language: Language) -> str:
    mark = f"{number}. "
    opened, closed = ("〔", "〕") if language == "zh" else (" (", ")")
    tags = "".join(f"{opened}{markdown_text(tag)}{closed}" for tag in entry.tags)
    indent = " " * len(mark)
    lines = [f"{indent}- {_named(line, language)}" for line in entry.lines]
    return "\n".join([f"{mark}**{markdown_text(entry.title)}**{tags}", *lines])


def _named(entry: Named, language: Language) -> str:
    name, value = entry
    return f"{markdown_text(name)}{colon(language)}{markdown_text(value)}"
