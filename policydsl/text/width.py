"""How many terminal columns a text takes: full-width characters take two."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TAB_WIDTH = 4


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Columns of one character: 0 for a combining mark, 2 for wide and full-width ones."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def text_width(text: str) -> int:
    """Columns of a text on one line."""
    tabs = text.count("\t") * (TAB_WIDTH - char_width("\t"))
    return tabs + (len(text) if text.isascii() else sum(map(char_width, text)))


def pad(text: str, width: int) -> str:
    """`text` filled with spaces on the right to `width` columns."""
    return text + " " * max(0, width - text_width(text))
