"""What names, clauses and ids may look like."""

from __future__ import annotations

import re

from policydsl.text.lazy_pattern import pattern

NAME = pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
RULE_ID = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
POLICY_ID = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")
VERSION = pattern(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)", re.ASCII)
CLAUSE = pattern(r"[\w.一-鿿]+(?:[/-][\w.一-鿿]+)*")
# Chinese names are single words of an expression, and must differ from every id.
CHINESE_NAME = pattern(r"[㐀-䶿一-鿿A-Z〇][㐀-䶿一-鿿〇A-Za-z0-9]*")
HAN = pattern(r"[㐀-䶿一-鿿〇]")
ISO_DATE = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
YEAR = pattern(r"\d{4}", re.ASCII)
ANYTHING = pattern(r".+")
MONTH_DAY = pattern(r"\d{2}-\d{2}", re.ASCII)


def is_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return HAN.search(text) is not None
