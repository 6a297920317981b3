"""YAML written by hand: one line a thing, quotes only where YAML needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NEEDS_QUOTES = re.compile(r"^[\"\[{@>\-!&*%`'?|#,\]}]|: | #|:$")


def scalar(expression: str) -> str:
    """An expression as a YAML scalar on one line."""
    if _NEEDS_QUOTES.search(expression) or expression in ("true", "false"):
        return "'" + expression.replace("'", "''") + "'"
    return expression


def cell(expression: str) -> str:
    """An expression as a value inside braces."""
    if re.fullmatch(r"[\w.]+", expression):
        return expression
    return "'" + expression.replace("'", "''") + "'"


def flow(entries: Mapping[str, str]) -> str:
    """A mapping in braces; values as YAML already."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"


def title(zh: str, en: str) -> str:
    """A title in both languages."""
    return flow({"zh": zh, "en": en})
