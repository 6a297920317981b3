"""Regular expressions that are compiled when they are first used.

Most processes use few of them, and compiling all would be a good part of their start.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but a mistake in the text is found at the first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))


class _Lazy:
    """Stands for a pattern; what was asked of it once is at hand from then on."""

    __slots__ = (
        "_flags", "_text", "findall", "finditer", "flags", "fullmatch", "match", "pattern",
        "search", "split", "sub",
    )  # fmt: skip

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags
        self.pattern = text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found
