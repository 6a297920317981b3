"""Words from policies and facts made safe to show: in a terminal, in Markdown, in HTML."""

from __future__ import annotations

import re
import unicodedata

MAX_SHOWN = 2_000
# Marks that turn the direction of text around can make a line read as another one.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# An underscore within a word means nothing in Markdown.
_MARKDOWN = re.compile(r"([\\`*\[\]|~#]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z]))")


def one_line(text: str) -> str:
    """The text on one line, without anything that a terminal would obey.

    Line breaks become spaces, other control characters `�`; a very long text is cut.
    """
    cut = text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"
    return (cut if cut.isprintable() else "".join(map(_shown, cut))).strip()


def _shown(char: str) -> str:
    if char in "\n\r\t\v\f\x85\u2028\u2029":
        return " "
    if char in _TURNS or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}:
        return "�"
    return char


def html_text(text: str) -> str:
    """The text for HTML, inside elements and quoted attributes."""
    import html

    return html.escape(one_line(text), quote=True)


def markdown_text(text: str) -> str:
    """The text for Markdown, in paragraphs, lists, headings and table cells."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", plain)


def markdown_code(text: str, *, in_table: bool = False) -> str:
    """The text as a Markdown code span; in a table the bars need an escape."""
    plain = one_line(text)
    if in_table:
        plain = plain.replace("|", r"\|")
    longest = max((len(run) for run in re.findall(r"`+", plain)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{plain}{space}{fence}"
