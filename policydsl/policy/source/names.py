"""What names, clauses and ids may look like."""

from __future__ import annotations

import re

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
RULE_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
POLICY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+")
VERSION = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)", re.ASCII)
CLAUSE = re.compile(r"[\w.一-鿿]+(?:[/-][\w.一-鿿]+)*")
# Chinese names are single words of an expression, and must differ from every id.
CHINESE_NAME = re.compile(r"[㐀-䶿一-鿿A-Z〇][㐀-䶿一-鿿〇A-Za-z0-9]*")
HAN = re.compile(r"[㐀-䶿一-鿿〇]")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
ANYTHING = re.compile(r".+")
MONTH_DAY = re.compile(r"\d{2}-\d{2}", re.ASCII)


def is_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return HAN.search(text) is not None
