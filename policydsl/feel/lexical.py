"""The lexical table of FEEL (DMN 1.5 §10.3.1.2): characters, keywords, marks, and known names."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

# Full-width marks that an input method types where FEEL wants the ASCII one.
FULL_WIDTH = {
    "，": ",", "、": ",", "；": ",", "：": ":", "。": ".", "．": ".", "（": "(", "）": ")",
    "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}", "＜": "<", "＞": ">",
    "＝": "=", "＋": "+", "－": "-", "—": "-", "＊": "*", "／": "/", "×": "*", "÷": "/",
    "≥": ">=", "≤": "<=", "≠": "!=", "“": '"', "”": '"', "＂": '"', "‘": '"', "’": '"',
    "「": '"', "」": '"', "《": '"', "》": '"', "！": "!", "？": "?", "＠": "@", "％": "%",
}  # fmt: skip

# The specification's name characters, less the punctuation above and the ideographic space.
_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3005-\u3007\u3021-\u3029\u3031-\ud7ff\uf900-\ufdcf"
    "\ufdf0-\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
WORD = re.compile(f"[{_START}][{_PART}]*")
_PART_CHAR = re.compile(f"[{_PART}]")
_NAME_PIECE = re.compile(f"[{_PART}]+|[^\\s{_PART}]")

SPACE = re.compile(
    r"[\s\u0009\u0020\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
AT = re.compile(r'@\s*"(?:[^"\\]|\\.)*"', re.DOTALL)

KEYWORDS = {
    word: word.upper()
    for word in (
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or",
        "between", "instance", "of", "function", "external", "true", "false", "null",
    )
}  # fmt: skip

# Longer marks stand before their beginnings.
SYMBOLS = (
    ("**", "POWER"), ("->", "ARROW"), ("..", "DOTS"), ("!=", "NE"), ("<=", "LE"), (">=", "GE"),
    ("+", "PLUS"), ("-", "MINUS"), ("*", "STAR"), ("/", "SLASH"), ("=", "EQ"), ("<", "LT"),
    (">", "GT"), (".", "DOT"), (",", "COMMA"), (":", "COLON"), ("(", "LPAR"), (")", "RPAR"),
    ("[", "LSQB"), ("]", "RSQB"), ("{", "LBRACE"), ("}", "RBRACE"),
)  # fmt: skip

# Names of several words that the language itself brings: types and properties.
LANGUAGE_NAMES = frozenset(
    {
        "date and time",
        "days and time duration",
        "years and months duration",
        "day time duration",
        "year month duration",
        "time offset",
        "start included",
        "end included",
    }
)


def normal_name(text: str) -> str:
    """A name with single spaces between words and none around operators: `a  b` is `a b`."""
    pieces: list[str] = _NAME_PIECE.findall(text)
    out = ""
    for piece in pieces:
        joint = " " if out and _PART_CHAR.match(out[-1]) and _PART_CHAR.match(piece[0]) else ""
        out += joint + piece
    return out


class KnownNames:
    """Names of more than one word or with operators, found in a text by their first word."""

    def __init__(self, names: frozenset[str]) -> None:
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=len, reverse=True):
            first = WORD.match(name)
            if first is not None and first.end() < len(name):
                by_first[first.group()].append(name)
        self._by_first = dict(by_first)

    def longest(self, text: str, position: int) -> int | None:
        """Where the longest known name that starts at `position` ends."""
        word = WORD.match(text, position)
        for name in self._by_first.get(word.group(), ()) if word else ():
            found = _pattern(name).match(text, position)
            if found and not (_PART_CHAR.match(name[-1]) and _PART_CHAR.match(text, found.end())):
                return found.end()
        return None


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """A name as it may be spaced in a text."""
    pieces: list[str] = _NAME_PIECE.findall(name)
    pattern = re.escape(pieces[0])
    for before, piece in pairwise(pieces):
        both_words = _PART_CHAR.match(before[-1]) and _PART_CHAR.match(piece[0])
        pattern += (r"\s+" if both_words else r"\s*") + re.escape(piece)
    return re.compile(pattern)


@lru_cache(maxsize=256)
def known_names(names: frozenset[str]) -> KnownNames:
    """The finder of these names and the language's own."""
    return KnownNames(names | LANGUAGE_NAMES)
