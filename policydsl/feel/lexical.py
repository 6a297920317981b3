"""The lexical table of FEEL (DMN 1.5 §10.3.1.2): characters, keywords, marks, and known names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from policydsl.text.lazy_pattern import pattern

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
WORD = pattern(f"[{_START}][{_PART}]*")
_PART_CHAR = pattern(f"[{_PART}]")
_NAME_PIECE = pattern(f"[{_PART}]+|[^\\s{_PART}]")
_SPACED_PIECE = pattern(f"\\s*([{_PART}]+|[^\\s{_PART}])")

SPACE = pattern(
    r"[\s\u0009\u0020\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+"
)
COMMENT = pattern(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
NUMBER = pattern(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
STRING = pattern(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
AT = pattern(r'@\s*"(?:[^"\\]|\\.)*"', re.DOTALL)

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


class _Step:
    """What follows in names that begin alike; `ends` counts the names that end here."""

    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.ends = 0
        self.following: dict[str, _Step] = {}


class KnownNames:
    """Names of more than one word or with operators, found in a text piece by piece.

    Finding one takes as long as it is, however many there are.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._start = _Step()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Makes a name known, once more where it is known already."""
        step = self._start
        for piece in _NAME_PIECE.findall(name):
            step = step.following.setdefault(piece, _Step())
        step.ends += 1

    def remove(self, name: str) -> None:
        """Takes back one `add`."""
        step = self._start
        for piece in _NAME_PIECE.findall(name):
            step = step.following[piece]
        step.ends -= 1

    def longest(self, text: str, position: int) -> int:
        """Where the longest known name that starts at `position` ends; -1 where there is none."""
        step, end = self._start, -1
        while found := _SPACED_PIECE.match(text, position):
            following = step.following.get(found.group(1))
            if following is None:
                break
            step, position = following, found.end()
            end = position if step.ends else end
        return end


@lru_cache(maxsize=256)
def known_names(names: frozenset[str]) -> KnownNames:
    """The finder of these names and the language's own. It is shared: add nothing to it."""
    return KnownNames(name for name in names | LANGUAGE_NAMES if not WORD.fullmatch(name))
