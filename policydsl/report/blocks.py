"""A page as data: a few kinds of blocks, all of plain text in one language.

Pages that are mostly tables and lists (a policy, its coverage, its test results) are made of
these; `blocks_text`, `blocks_markdown` and `blocks_html` lay them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.report.rule_view import Tone

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the page's own) to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `tone` says whether it tells of something good or bad, or is quiet."""

    text: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Names and values, one under another; `head` where they are the head of the page."""

    entries: tuple[Named, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, as many in each as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a numbered list: a title, tags beside it, named lines under it."""

    title: str
    tags: tuple[str, ...] = ()
    lines: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """Entries that are counted from 1."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes in layers, the highest first, and lines up from one box to another.

    `boxes` are their texts; layers and lines count them from 0.
    """

    boxes: tuple[str, ...]
    layers: tuple[tuple[int, ...], ...]
    lines: tuple[tuple[int, int], ...]


Block = Heading | Paragraph | Terms | Bullets | Table | Numbered | Diagram


def used_table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """A table without the columns that are empty in every row."""
    used = [column for column in range(len(heads)) if any(row[column] for row in rows)]
    return Table(
        tuple(heads[column] for column in used),
        tuple(tuple(row[column] for column in used) for row in rows),
    )
