"""Searching, replacing and splitting by XPath patterns, bounded in time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any

from policydsl.feel.limits import MAX_STRING_LENGTH
from policydsl.feel.xpath_regex.reader import PatternError
from policydsl.feel.xpath_regex.translate import translate
from policydsl.text.diagnostic import Text
from policydsl.text.lazy_pattern import pattern

MAX_PATTERN_LENGTH = 1_000
# A pattern that backtracks without end is stopped here; an ordinary one needs microseconds.
MAX_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Compiled:
    pattern: Any
    groups: int


def matches(text: str, pattern: str, flags: str = "") -> bool:
    """Whether the pattern is found anywhere in the text.

    `PatternError`, as for all functions here, for a pattern or flags that XPath does not allow and
    for work beyond the limits.
    """
    return _found(_compile(pattern, flags), text)


def replace(text: str, pattern: str, replacement: str, flags: str = "") -> str:
    """Every match replaced; `$1` stands for a group, `$0` for the match, `\\$` for a dollar sign.

    `PatternError` also for a pattern that finds the empty text.
    """
    compiled = _compile(pattern, flags)
    _refuse_empty_match(compiled)
    parts = (replacement,) if "q" in flags else _replacement(replacement, compiled.groups)
    pieces: list[str] = []
    length, end = 0, 0
    for match in _all_matches(compiled, text):
        new = [text[end : match.start()], *(_filled(part, match) for part in parts)]
        pieces += new
        length += sum(map(len, new))
        end = match.end()
        if length > MAX_STRING_LENGTH:
            raise _too_long()
        if len(pieces) > MAX_STRING_LENGTH:
            raise _took_too_long()
    pieces.append(text[end:])
    if length + len(pieces[-1]) > MAX_STRING_LENGTH:
        raise _too_long()
    return "".join(pieces)


def split(text: str, pattern: str) -> tuple[str, ...]:
    """What stands between the matches: one piece more than there are matches.

    `PatternError` also for a pattern that finds the empty text.
    """
    compiled = _compile(pattern, "")
    _refuse_empty_match(compiled)
    pieces, end = [], 0
    for match in _all_matches(compiled, text):
        pieces.append(text[end : match.start()])
        end = match.end()
    return (*pieces, text[end:])


@lru_cache(maxsize=256)
def _compile(pattern: str, flags: str) -> _Compiled:
    import regex

    if len(pattern) > MAX_PATTERN_LENGTH:
        message = Text(
            f"正则表达式超过 {MAX_PATTERN_LENGTH} 个字符",
            f"the pattern has more than {MAX_PATTERN_LENGTH} characters",
        )
        raise PatternError(message, limit=True)
    translated = translate(pattern, flags)
    options = regex.VERSION0 | (regex.IGNORECASE if translated.ignore_case else 0)
    return _Compiled(regex.compile(translated.text, options), translated.groups)


def _found(compiled: _Compiled, text: str) -> bool:
    try:
        return compiled.pattern.search(text, timeout=MAX_SECONDS) is not None
    except TimeoutError:
        raise _took_too_long() from None


def _all_matches(compiled: _Compiled, text: str) -> Iterator[Any]:
    # The package counts the time of one match; here all of them together matter.
    deadline = monotonic() + MAX_SECONDS
    try:
        for match in compiled.pattern.finditer(text, timeout=MAX_SECONDS):
            yield match
            if monotonic() > deadline:
                raise _took_too_long()
    except TimeoutError:
        raise _took_too_long() from None


def _refuse_empty_match(compiled: _Compiled) -> None:
    if _found(compiled, ""):
        raise PatternError(
            Text(
                "这个正则表达式能匹配空文字，不能用来替换或拆分",
                "the pattern finds the empty text, so it can neither replace nor split",
            )
        )


_REPLACEMENT_PART = pattern(r"\\([\\$])|\$([0-9]+)|([^\\$]+)|(.)", re.DOTALL)


def _replacement(text: str, groups: int) -> tuple[str | int, ...]:
    """The literal parts, and the numbers of the groups that stand between them."""
    parts: list[str | int] = []
    for found in _REPLACEMENT_PART.finditer(text):
        escaped, digits, plain, wrong = found.groups()
        if wrong:
            raise _bad_replacement(wrong)
        if digits:
            number = _group_number(digits, groups)
            parts.append(int(number))
            plain = digits[len(number) :]
        if escaped or plain:
            parts.append(escaped or plain)
    return tuple(parts)


def _group_number(digits: str, groups: int) -> str:
    """One digit, and more where there are that many groups: of 1 group, `$12` is `$1` and a 2."""
    length = 1
    while digits[0] != "0" and length < len(digits) and int(digits[: length + 1]) <= groups:
        length += 1
    return digits[:length]


def _filled(part: str | int, match: Any) -> str:
    if isinstance(part, str):
        return part
    return match[part] or "" if part <= match.re.groups else ""


def _bad_replacement(char: str) -> PatternError:
    allowed = ("\\\\", "\\$") if char == "\\" else ("$0", "$1", "\\$")
    return PatternError(
        Text(
            f"替换文字里的 {char} 只能写成 {'、'.join(allowed)}",
            f"{char} in a replacement is only allowed as {', '.join(allowed)}",
        )
    )


def _took_too_long() -> PatternError:
    return PatternError(
        Text("正则表达式匹配太久，已停止", "the pattern took too long to match and was stopped"),
        limit=True,
    )


def _too_long() -> PatternError:
    return PatternError(
        Text(
            f"替换后的文字超过 {MAX_STRING_LENGTH} 个字符",
            f"the replaced string would have more than {MAX_STRING_LENGTH} characters",
        ),
        limit=True,
    )
