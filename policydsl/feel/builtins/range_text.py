"""A range from its text (DMN 1.5 §10.3.4.1): `range("[18..21)")`.

Its ends are literals, or a date, time or duration made of a string: nothing that is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from policydsl.feel import temporal
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.builtins.unreadable import unreadable
from policydsl.feel.literals import number_value, string_value
from policydsl.feel.operators import range_between
from policydsl.feel.tokens import FeelToken, tokenize
from policydsl.feel.types import ANY, STRING, RangeType
from policydsl.feel.values import Null, Range, Value
from policydsl.text.diagnostic import ExpressionError, Text
from policydsl.text.source import Source

_NAME = Text("区间", "range")
_FORM = "[18..21)"
_MAX_LENGTH = 10_000

_OPENING = frozenset({"LSQB", "LPAR", "RANGE_OPEN"})
_CLOSING = frozenset({"RSQB", "RPAR", "RANGE_CLOSE"})

# The kind of an end's tokens, one word each, and of what text it is made.
_PARSERS: Mapping[str, Callable[[str], Value | None]] = {
    "date": temporal.parse_date,
    "time": temporal.parse_time,
    "date and time": partial(temporal.parse_date_time, accept_date=True),
    "duration": temporal.parse_duration,
}


def _range(text: str) -> Range | Null:
    found = _read(text) if len(text) <= _MAX_LENGTH else None
    return unreadable("range", text, _NAME, _FORM) if found is None else found


def _read(text: str) -> Range | Null | None:
    try:
        tokens = tokenize(Source("range", text), _PARSERS)
    except ExpressionError:
        return None
    kinds = [token.kind for token in tokens]
    if len(tokens) < 5 or kinds[0] not in _OPENING or kinds[-1] not in _CLOSING:
        return None
    if kinds.count("DOTS") != 1:
        return None
    middle = kinds.index("DOTS")
    low, high = _end(tokens[1:middle]), _end(tokens[middle + 1 : -1])
    if low is None or high is None:
        return None
    return range_between(kinds[0] == "LSQB", low, high, kinds[-1] == "RSQB")


def _end(tokens: Sequence[FeelToken]) -> Value | None:
    """The value of an end, or None where it is not one."""
    texts = [token.text for token in tokens]
    match [token.kind for token in tokens]:
        case ["NUMBER"]:
            return number_value(texts[0])
        case ["MINUS", "NUMBER"]:
            number = number_value(texts[1])
            return None if number is None else -number
        case ["STRING"]:
            return string_value(texts[0])
        case ["AT_LITERAL"]:
            inner = string_value(texts[0][texts[0].index('"') :])
            return None if inner is None else temporal.parse_at_literal(inner)
        case ["NAME", "LPAR", "STRING", "RPAR"] if texts[0] in _PARSERS:
            inner = string_value(texts[2])
            return None if inner is None else _PARSERS[texts[0]](inner)
        case _:
            return None


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="range",
        overloads=(Overload((Parameter("from", STRING),), RangeType(ANY), _range),),
        doc=Text(
            "由文字得到区间；两端是数、文字、日期、时刻或时长，不做计算。",
            "A range from its text. Its ends are numbers, strings, dates, times or durations;"
            " nothing is calculated.",
        ),
        null_when=Text(
            "文字不是区间，两端不同类，或下限大于上限",
            "the text is no range, its ends are of two kinds, or the low end is above the high end",
        ),
        examples=(
            Example('range("[18..21)")', "[18..21)"),
            Example(r'range("[@\"2020-03-26\"..@\"2023-03-26\"]").end', '@"2023-03-26"'),
            Example('range("[21..18]")', "null"),
            Example('range("[18..]")', "null"),
        ),
        standard=True,
        section="10.3.4.1",
    ),
)
