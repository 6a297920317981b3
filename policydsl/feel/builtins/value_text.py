"""Any value as text (DMN 1.5 §10.3.4.1, `string`).

Inside lists, contexts and ranges values stand as FEEL literals, so that the text can be read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.lexical import KEYWORDS, WORD
from policydsl.feel.limits import MAX_STRING_LENGTH, string_too_long
from policydsl.feel.literals import quote
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time, to_string
from policydsl.feel.values import CauseKind, Closure, Null, Range, Value, merge, null

MAX_DEPTH = 100


def text_of(value: Value) -> str | Null:
    """The text of a value; null for null, for functions, and for anything unknown within it."""
    match value:
        case str() | Null():
            return value
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return to_string(value)
        case _:
            return _literal(value)


def number_text(number: Decimal) -> str:
    """All digits, no exponent, no zeros at the end of a fraction: equal numbers read alike."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def literal_of(value: Value) -> str:
    """A value as FEEL text to show: strings in quotes, `null` for null, a word for a function."""
    match value:
        case Null():
            return "null"
        case Closure() | Builtin():
            return "function"
        case _:
            found = _literal(value)
            return found if isinstance(found, str) else "null"


def _literal(value: Value) -> str | Null:
    pieces: list[str] = []
    nulls: list[Null] = []
    length = 0
    # Shared parts of a small value can make a text without end, so it is counted while it grows.
    for piece in _pieces(value, 0):
        if isinstance(piece, Null):
            nulls.append(piece)
            continue
        pieces.append(piece)
        length += len(piece)
        if length > MAX_STRING_LENGTH:
            return string_too_long()
    return merge(nulls) if nulls else "".join(pieces)


def _pieces(value: Value, depth: int) -> Iterator[str | Null]:
    """The literal bit by bit, and a Null for each part that has none."""
    match value:
        case Null():
            yield value if value.unknown else "null"
        case bool():
            yield "true" if value else "false"
        case Decimal():
            yield number_text(value)
        case str():
            yield quote(value)
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            yield f"@{quote(to_string(value))}"
        case tuple() | dict() | Range():
            if depth == MAX_DEPTH:
                yield _too_deep()
            else:
                yield from _structure(value, depth + 1)
        case _:
            yield _no_text()


def _structure(
    value: tuple[Value, ...] | dict[str, Value] | Range, depth: int
) -> Iterator[str | Null]:
    match value:
        case tuple():
            yield "["
            for place, item in enumerate(value):
                yield ", " if place else ""
                yield from _pieces(item, depth)
            yield "]"
        case dict():
            yield "{"
            for place, (key, item) in enumerate(value.items()):
                yield f"{', ' if place else ''}{_key(key)}: "
                yield from _pieces(item, depth)
            yield "}"
        case Range():
            yield from _range(value, depth)


def _range(value: Range, depth: int) -> Iterator[str | Null]:
    if value.operator is not None:
        yield f"({value.operator} "
        yield from _pieces(value.high if isinstance(value.low, Null) else value.low, depth)
        yield ")"
        return
    yield "[" if value.low_included else "("
    yield from _pieces(value.low, depth)
    yield ".."
    yield from _pieces(value.high, depth)
    yield "]" if value.high_included else ")"


def _key(key: str) -> str:
    plain = WORD.fullmatch(key) is not None and key not in KEYWORDS
    return key if plain else quote(key)


def _no_text() -> Null:
    return null(
        CauseKind.WRONG_ARGUMENT,
        "string：函数不能变成文字",
        "string: a function has no text",
    )


def _too_deep() -> Null:
    return null(
        CauseKind.LIMIT,
        f"string：值套了 {MAX_DEPTH} 层以上",
        f"string: the value nests more than {MAX_DEPTH} deep",
    )
