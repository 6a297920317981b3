"""Numbers from text, and text from any value (DMN 1.5 §10.3.4.1)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.builtins.unreadable import unreadable
from policydsl.feel.builtins.value_text import text_of
from policydsl.feel.literals import rounded_number
from policydsl.feel.types import ANY, NUMBER, STRING
from policydsl.feel.values import CauseKind, Null, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.1"
_GROUPING_SEPARATORS = (None, " ", ",", ".")
_DECIMAL_SEPARATORS = (None, ",", ".")
_MAX_LENGTH = 10_000


def _number(text: str, grouping: str | None, decimal: str | None) -> Decimal | Null:
    if (
        grouping not in _GROUPING_SEPARATORS
        or decimal not in _DECIMAL_SEPARATORS
        or (grouping is not None and grouping == decimal)
    ):
        return null(
            CauseKind.WRONG_ARGUMENT,
            "number：千位分隔符只能是空格、逗号或点，小数点只能是逗号或点，两者不能相同",
            "number: the grouping separator is a space, comma or period, the decimal separator a"
            " comma or period, and they differ",
        )
    found = _pattern(grouping, decimal).fullmatch(text) if len(text) <= _MAX_LENGTH else None
    number = None if found is None else rounded_number(_plain(found, grouping))
    if number is None:
        return unreadable("number", text, Text("数值", "number"), "1234.5")
    return number


@lru_cache
def _pattern(grouping: str | None, decimal: str | None) -> re.Pattern[str]:
    """A number's text. Without a decimal separator the point is one, unless it groups digits."""
    point = decimal or ("." if grouping != "." else None)
    groups = f"(?:{re.escape(grouping)}[0-9]+)*" if grouping else ""
    fraction = f"(?:{re.escape(point)}(?P<fraction>[0-9]+))?" if point else "(?P<fraction>(?!))?"
    return re.compile(
        rf"(?P<sign>-?)(?P<whole>(?:[0-9]+{groups})?){fraction}(?P<exponent>[eE][+-]?[0-9]{{1,9}})?"
    )


def _plain(found: re.Match[str], grouping: str | None) -> str:
    """The number as FEEL writes it; no digits at all stay none, and are no number."""
    sign, whole, fraction, exponent = found.group("sign", "whole", "fraction", "exponent")
    digits = whole.replace(grouping, "") if grouping else whole
    return f"{sign}{digits}" + (f".{fraction}" if fraction else "") + (exponent or "")


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="number",
        overloads=(
            Overload(
                (
                    Parameter("from", STRING),
                    Parameter("grouping separator", STRING, optional=True),
                    Parameter("decimal separator", STRING, optional=True),
                ),
                NUMBER,
                _number,
            ),
        ),
        doc=Text(
            "把文字读成数值。千位分隔符可以是空格、逗号或点，小数点可以是逗号或点（不写就是点）。",
            "The number that a text writes. Digits may be grouped by spaces, commas or periods; the"
            " decimal separator is a comma or a period, a period where it is left out.",
        ),
        null_when=Text(
            "文字不是数值，或分隔符不在所列之内，或两个分隔符相同",
            "the text writes no number, or a separator is none of these, or both are the same",
        ),
        examples=(
            Example('number("1 000 000.01", " ", ".")', "1000000.01"),
            Example('number("1.000.000,01", ".", ",")', "1000000.01"),
            Example('number("-2.50")', "-2.5"),
            Example('number("五十")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="string",
        overloads=(Overload((Parameter("from", ANY),), STRING, text_of),),
        doc=Text(
            "任何值的文字。数值不带多余的零；列表、成员组里的值写成 FEEL 的样子。",
            "The text of any value. Numbers have no needless zeros; within lists and contexts"
            " values are written as FEEL writes them.",
        ),
        null_when=Text(
            "值是 null 或函数，或文字太长", "the value is null or a function, or its text too long"
        ),
        examples=(
            Example("string(1.10)", '"1.1"'),
            Example('string(@"2020-03-26")', '"2020-03-26"'),
            Example('string([1, "一", {a: null}])', r'"[1, \"一\", {a: null}]"'),
            Example("string(null)", "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
)
