"""Where each character of a YAML or JSON scalar's value stands in the file.

Each way of writing a scalar is read again, keeping for every character of the value the offset of
the character, escape or line break it comes from (YAML 1.2 §7.3 flow styles, §8.1 block styles,
with the line folding of §6.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from policydsl.policy.source.yaml_nodes import YamlScalar
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Source

# A character of the value and the offset it comes from.
Origin = tuple[str, int]

_BREAK = pattern("\r\n|[\n\r\x85\u2028\u2029]")
_BLANK_RUN = pattern("(?:[ \t]|\r\n|[\n\r\x85\u2028\u2029])+")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_ESCAPE_LENGTHS = {"x": 2, "u": 4, "U": 8}


def embedded(scalar: YamlScalar) -> Source:
    """The scalar's value as a source of its own, each of its characters placed in the file."""
    text = scalar.source.text
    start, end = scalar.span.start, scalar.span.end
    match scalar.style:
        case "plain":
            origins = list(_plain(text, start, end))
        case "single":
            origins = list(_single(text, start + 1, end - 1))
        case "double":
            origins = list(_double(text, start + 1, end - 1))
        case "json":
            origins = list(_unescaped(text, start + 1, end - 1))
        case "literal" | "folded":
            origins = _block(scalar)
        case _:
            assert_never(scalar.style)
    value = "".join(char for char, _ in origins)
    after = end - 1 if scalar.style in ("single", "double", "json") else end
    offsets = [offset for _, offset in origins]
    # A block's last line break lies behind the last character of its span.
    offsets.append(max(after, offsets[-1] + 1) if offsets else after)
    return Source(scalar.source.name, value, scalar.source, tuple(offsets))


def _plain(text: str, start: int, end: int) -> Iterator[Origin]:
    at = start
    while at < end:
        run = _BLANK_RUN.match(text, at, end)
        if run is None:
            yield text[at], at
            at += 1
            continue
        yield from _folded_run(text, at, run.end())
        at = run.end()


def _single(text: str, start: int, end: int) -> Iterator[Origin]:
    at = start
    while at < end:
        run = _BLANK_RUN.match(text, at, end)
        if run is not None:
            yield from _folded_run(text, at, run.end())
            at = run.end()
        else:
            yield text[at], at
            at += 2 if text[at] == "'" else 1


def _double(text: str, start: int, end: int) -> Iterator[Origin]:
    at = start
    while at < end:
        run = _BLANK_RUN.match(text, at, end)
        if run is not None:
            yield from _folded_run(text, at, run.end())
            at = run.end()
        elif text[at] != "\\":
            yield text[at], at
            at += 1
        elif _BREAK.match(text, at + 1):
            # An escaped line break joins its lines; only empty lines after it are kept.
            run = _BLANK_RUN.match(text, at + 1, end)
            stop = run.end() if run else at + 1
            yield from list(_breaks(text, at + 1, stop))[1:]
            at = stop
        else:
            char, length = _escape(text, at)
            yield char, at
            at += length


def _unescaped(text: str, start: int, end: int) -> Iterator[Origin]:
    """A JSON string's characters: nothing in it is folded."""
    at = start
    while at < end:
        char, length = _escape(text, at) if text[at] == "\\" else (text[at], 1)
        yield char, at
        at += length


def _escape(text: str, at: int) -> Origin:
    """The character of the escape at `at`, and the escape's length."""
    kind = text[at + 1]
    digits = _ESCAPE_LENGTHS.get(kind)
    if digits is None:
        return _ESCAPES[kind], 2
    code = int(text[at + 2 : at + 2 + digits], 16)
    if 0xD800 <= code < 0xDC00 and text.startswith("\\u", at + 6):
        low = int(text[at + 8 : at + 12], 16)
        return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), 12
    return chr(code), 2 + digits


def _folded_run(text: str, start: int, end: int) -> Iterator[Origin]:
    """White space inside a flow scalar: kept on one line, folded where it holds line breaks."""
    breaks = list(_breaks(text, start, end))
    if not breaks:
        yield from ((text[at], at) for at in range(start, end))
        return
    first, offset = breaks[0]
    if first != "\n":
        yield from breaks
    elif len(breaks) == 1:
        yield " ", offset
    else:
        yield from breaks[1:]


def _breaks(text: str, start: int, end: int) -> Iterator[Origin]:
    """The line breaks of a range, as the characters YAML makes of them."""
    for found in _BREAK.finditer(text, start, end):
        kept = found.group() in ("\u2028", "\u2029")
        yield found.group() if kept else "\n", found.start()


def _block(scalar: YamlScalar) -> list[Origin]:
    """A block scalar's characters.

    Where its header gives the indentation, that counts from the parent node, which a scalar does
    not know; the depth that gives the scalar's own text is the right one.
    """
    text = scalar.source.text
    header = re.compile(r"[|>]([-+0-9]*)[^\r\n\x85\u2028\u2029]*").match(text, scalar.span.start)
    assert header is not None, "a block scalar starts with its header"
    indicators = header.group(1)
    first_break = _BREAK.match(text, header.end())
    if first_break is None:
        return []
    start = first_break.end()
    chomping = next((char for char in indicators if char in "+-"), "")
    given = next((int(char) for char in indicators if char.isdigit()), 0)
    detected = _detected_indent(text, start)
    for indent in [detected] if not given else range(given, max(given, detected) + 1):
        lines = _lines(text, start, indent)
        origins = _unfolded(lines, chomping, folded=scalar.style == "folded")
        if "".join(char for char, _ in origins) == scalar.text:
            return origins
    return [(char, scalar.span.start) for char in scalar.text]


def _detected_indent(text: str, start: int) -> int:
    """The indentation of the first line with text, or of a longer empty line before it."""
    widest = 0
    at = start
    while True:
        spaces = 0
        while text.startswith(" ", at):
            at += 1
            spaces += 1
        widest = max(widest, spaces)
        line_break = _BREAK.match(text, at)
        if line_break is None:
            return max(widest, 1)
        at = line_break.end()


# A line of a block scalar: its characters after the indentation, and its break (none at the end
# of the file).
_Line = tuple[list[Origin], Origin | None]


def _lines(text: str, start: int, indent: int) -> list[_Line]:
    """The lines that belong to the block scalar."""
    lines: list[_Line] = []
    at = start
    while at < len(text):
        inside = at
        while inside < at + indent and inside < len(text) and text[inside] == " ":
            inside += 1
        found = _BREAK.search(text, inside)
        stop = found.start() if found else len(text)
        if inside < at + indent and inside < stop:
            break
        line_break = next(_breaks(text, stop, found.end()), None) if found else None
        lines.append(([(text[i], i) for i in range(inside, stop)], line_break))
        at = found.end() if found else len(text)
    return lines


def _unfolded(lines: list[_Line], chomping: str, *, folded: bool) -> list[Origin]:
    """The value of a block scalar's lines: folded if it is `>`, and chomped (§8.1.1.2)."""
    origins: list[Origin] = []
    pending: list[Origin] = []
    first_break: Origin | None = None
    blank_before = False
    for chars, line_break in lines:
        if not chars:
            pending += [line_break] if line_break else []
            continue
        blank = chars[0][0] in " \t"
        origins += _joint(first_break, pending, folded and not blank_before and not blank)
        origins += chars
        first_break, pending, blank_before = line_break, [], blank
    if chomping != "-" and first_break is not None:
        origins.append(first_break)
    if chomping == "+":
        origins += pending
    return origins


def _joint(first: Origin | None, empty_lines: list[Origin], folding: bool) -> list[Origin]:
    """What stands between two lines of text: a space, or line breaks."""
    if first is None:
        return empty_lines
    if not folding or first[0] != "\n":
        return [first, *empty_lines]
    return empty_lines or [(" ", first[1])]
