"""An XPath pattern in the syntax of the `regex` package (F&O 3.1 §5.6.1).

Read by recursive descent, one function for each production. What XPath does not know (look-ahead,
named groups, possessive repeats, `\\b`) is refused, however familiar it is from other languages.
"""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.feel.xpath_regex.character_class import (
    ANY_CHARACTER,
    class_expression,
    literal,
    set_escape,
    single_escape,
)
from policydsl.feel.xpath_regex.reader import PatternError, Reader
from policydsl.text.diagnostic import Text
from policydsl.text.lazy_pattern import pattern

FLAGS = "smixq"
# A compiled pattern writes counted repeats out: (a{1000}){1000} would be a million characters.
MAX_SIZE = 10_000

_WHITE_SPACE = frozenset(" \t\n\r")
_COUNT = pattern(r"\{([0-9]+)(?:(,)([0-9]*))?\}")


@dataclass(frozen=True, slots=True)
class Translated:
    """A pattern for `regex`; `groups` is how many parentheses capture."""

    text: str
    groups: int
    ignore_case: bool


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Part of it; `size` is how many atoms it has with all counted repeats written out."""

    text: str
    size: int


def translate(pattern: str, flags: str) -> Translated:
    """The pattern under the flags; `PatternError` where XPath does not allow one of them."""
    for flag in flags:
        if flag not in FLAGS:
            raise PatternError(
                Text(
                    f"没有“{flag}”这个标志，只有 s、m、i、x、q",
                    f"there is no flag “{flag}”, only s, m, i, x and q",
                )
            )
    ignore_case = "i" in flags
    if "q" in flags:
        return Translated("".join(map(literal, pattern)), 0, ignore_case)
    reader = _PatternReader(_without_space(pattern) if "x" in flags else pattern, flags)
    fragment = _branches(reader)
    if reader.peek():
        raise reader.error("多了一个 )", "there is a ) too many", reader.position)
    return Translated(fragment.text, reader.opened, ignore_case)


class _PatternReader(Reader):
    def __init__(self, text: str, flags: str) -> None:
        super().__init__(text)
        self.dot_all = "s" in flags
        self.multiline = "m" in flags
        self.opened = 0
        self.closed: set[int] = set()


def _branches(reader: _PatternReader) -> _Fragment:
    branches = [_branch(reader)]
    while reader.skip("|"):
        branches.append(_branch(reader))
    return _Fragment("|".join(b.text for b in branches), sum(b.size for b in branches))


def _branch(reader: _PatternReader) -> _Fragment:
    text, size = "", 0
    while reader.peek() not in ("", "|", ")"):
        piece = _piece(reader)
        text, size = text + piece.text, size + piece.size
        if size > MAX_SIZE:
            message = Text(
                "正则表达式里的重复次数太大", "the pattern repeats something too many times"
            )
            raise PatternError(message, limit=True)
    return _Fragment(text, size)


def _piece(reader: _PatternReader) -> _Fragment:
    atom = _atom(reader)
    quantifier, times = _quantifier(reader)
    if not quantifier:
        return atom
    return _Fragment(f"(?:{atom.text}){quantifier}", atom.size * times)


def _quantifier(reader: _PatternReader) -> tuple[str, int]:
    """The quantifier that comes next, or "", and how often it makes the atom be written out."""
    char = reader.peek()
    if char and char in "?*+":
        quantifier, times = reader.next(), 1
    elif char == "{":
        quantifier, times = _count(reader)
    else:
        return "", 1
    return quantifier + ("?" if reader.skip("?") else ""), times


def _count(reader: _PatternReader) -> tuple[str, int]:
    found = _COUNT.match(reader.text, reader.position)
    if found is None:
        raise reader.error(
            "重复次数要写成 {2}、{2,} 或 {2,5}",
            "a count is written {2}, {2,} or {2,5}",
            reader.position,
        )
    low = int(found[1])
    high = int(found[3]) if found[3] else low
    if high < low:
        raise reader.error("重复次数前大后小", "the count's bounds are reversed", reader.position)
    reader.position = found.end()
    if found[2] and not found[3]:
        return f"{{{low},}}", max(low, 1)
    return f"{{{low},{high}}}", max(high, 1)


def _atom(reader: _PatternReader) -> _Fragment:
    char = reader.next()
    match char:
        case "(":
            return _group(reader)
        case "[":
            return _Fragment(class_expression(reader), 1)
        case "\\":
            return _Fragment(_escape(reader), 1)
        case ".":
            return _Fragment(ANY_CHARACTER if reader.dot_all else r"[^\n\r]", 1)
        case "^":
            # The break that ends the whole text begins no line.
            lines = rf"(?:\A|(?<=\n)(?={ANY_CHARACTER}))"
            return _Fragment(lines if reader.multiline else r"\A", 1)
        case "$":
            return _Fragment(r"(?:(?=\n)|\Z)" if reader.multiline else r"\Z", 1)
        case "?" | "*" | "+" | "{":
            raise reader.error(
                f"{char} 前面没有可重复的内容", f"there is nothing for {char} to repeat"
            )
        case "}" | "]":
            raise reader.error(f"{char} 要写成 \\{char}", f"{char} needs a \\ before it")
        case _:
            return _Fragment(literal(char), 1)


def _group(reader: _PatternReader) -> _Fragment:
    start = reader.position - 1
    reader.enter()
    number = 0
    if not reader.skip("?:"):
        if reader.peek() == "?":
            raise reader.error("( 后面不能是 ?", "? cannot follow (", start)
        reader.opened += 1
        number = reader.opened
    inner = _branches(reader)
    if not reader.skip(")"):
        raise reader.error("圆括号没有闭合", "the parenthesis is not closed", start)
    reader.leave()
    if not number:
        return _Fragment(f"(?:{inner.text})", inner.size + 1)
    reader.closed.add(number)
    return _Fragment(f"({inner.text})", inner.size + 1)


def _escape(reader: _PatternReader) -> str:
    if reader.peek().isdecimal():
        return _back_reference(reader)
    found = set_escape(reader)
    return literal(single_escape(reader)) if found is None else found


def _back_reference(reader: _PatternReader) -> str:
    """`\\12` is group 12 where that many have been opened before it, else group 1 and a 2."""
    digits = reader.next()
    while reader.peek() in frozenset("0123456789") and int(digits + reader.peek()) <= reader.opened:
        digits += reader.next()
    if not digits.isascii() or int(digits) not in reader.closed:
        raise reader.error(
            f"\\{digits} 之前没有第 {digits} 个括号", f"no group {digits} ends before \\{digits}"
        )
    number = int(digits)
    # A group that took no part stands for the empty text.
    return f"(?:(?({number})\\{number}))"


def _without_space(pattern: str) -> str:
    """Flag x: white space goes, also after a backslash, but stays inside brackets."""
    kept, depth, escaped = [], 0, False
    for char in pattern:
        if depth == 0 and char in _WHITE_SPACE:
            continue
        kept.append(char)
        if escaped or char == "\\":
            escaped = not escaped
        elif char == "[":
            depth += 1
        elif char == "]" and depth:
            depth -= 1
    return "".join(kept)
