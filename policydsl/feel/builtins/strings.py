"""Strings (DMN 1.5 §10.3.4.3). Positions and lengths count characters, that is code points."""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.limits import MAX_STRING_LENGTH, string_too_long
from policydsl.feel.types import ANY, BOOLEAN, NUMBER, STRING, ListType
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.3"
_NEVER = Text("不会", "never")
_STRING = Parameter("string", STRING)
_MATCH = Parameter("match", STRING)


def _substring(string: str, start_position: Decimal, length: Decimal | None) -> str | Null:
    start = int(start_position)
    if start == 0 or abs(start) > len(string):
        return null(
            CauseKind.WRONG_ARGUMENT,
            f"substring：文字有 {len(string)} 个字符，没有第 {start_position} 个",
            f"substring: the string has {len(string)} characters, and none at {start_position}",
        )
    begin = start - 1 if start > 0 else len(string) + start
    if length is None:
        return string[begin:]
    if length < 1:
        return null(
            CauseKind.WRONG_ARGUMENT,
            "substring：长度至少是 1",
            "substring: the length is at least 1",
        )
    return string[begin : begin + int(length)]


def _string_length(string: str) -> Decimal:
    return Decimal(len(string))


def _upper_case(string: str) -> str | Null:
    return _bounded(string.upper())


def _lower_case(string: str) -> str | Null:
    return _bounded(string.lower())


def _substring_before(string: str, match: str) -> str:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


def _substring_after(string: str, match: str) -> str:
    return string.partition(match)[2] if match else string


def _contains(string: str, match: str) -> bool:
    return match in string


def _starts_with(string: str, match: str) -> bool:
    return string.startswith(match)


def _ends_with(string: str, match: str) -> bool:
    return string.endswith(match)


def _string_join(items: tuple[Value, ...], delimiter: str | None) -> str | Null:
    strings = [item for item in items if isinstance(item, str)]
    if len(strings) + sum(isinstance(item, Null) for item in items) < len(items):
        return null(
            CauseKind.WRONG_ARGUMENT,
            "string join：列表里有不是文字的项",
            "string join: the list holds something that is not a string",
        )
    separator = delimiter or ""
    length = sum(map(len, strings)) + len(separator) * max(0, len(strings) - 1)
    return separator.join(strings) if length <= MAX_STRING_LENGTH else string_too_long()


def _bounded(string: str) -> str | Null:
    return string if len(string) <= MAX_STRING_LENGTH else string_too_long()


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="substring",
        overloads=(
            Overload(
                (
                    _STRING,
                    Parameter("start position", NUMBER),
                    Parameter("length", NUMBER, optional=True),
                ),
                STRING,
                _substring,
            ),
        ),
        doc=Text(
            "从某个位置起的 length 个字符，不写 length 就到末尾；位置从 1 数起，负数从末尾数起。",
            "The `length` characters from a position on, or all to the end. Positions count from 1,"
            " negative ones from the end.",
        ),
        null_when=Text(
            "位置是 0 或在文字之外，或 length 小于 1",
            "the position is 0 or outside the string, or the length is below 1",
        ),
        examples=(
            Example('substring("技能等级认定", 3, 2)', '"等级"'),
            Example('substring("foobar", -2, 1)', '"a"'),
            Example('substring("foobar", 9)', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="string length",
        overloads=(Overload((_STRING,), NUMBER, _string_length),),
        doc=Text("字符数，一个汉字算一个。", "How many characters the string has."),
        null_when=_NEVER,
        examples=(Example('string length("考评员")', "3"), Example('string length("")', "0")),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="upper case",
        overloads=(Overload((_STRING,), STRING, _upper_case),),
        doc=Text("字母改成大写。", "The string in capital letters."),
        null_when=_NEVER,
        examples=(Example('upper case("aBc4")', '"ABC4"'),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="lower case",
        overloads=(Overload((_STRING,), STRING, _lower_case),),
        doc=Text("字母改成小写。", "The string in small letters."),
        null_when=_NEVER,
        examples=(Example('lower case("aBc4")', '"abc4"'),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="substring before",
        overloads=(Overload((_STRING, _MATCH), STRING, _substring_before),),
        doc=Text(
            "match 第一次出现之前的部分；没有出现就是空文字。",
            "What stands before the first `match`; the empty string where there is none.",
        ),
        null_when=_NEVER,
        examples=(
            Example('substring before("2020-64", "-")', '"2020"'),
            Example('substring before("foobar", "xyz")', '""'),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="substring after",
        overloads=(Overload((_STRING, _MATCH), STRING, _substring_after),),
        doc=Text(
            "match 第一次出现之后的部分；没有出现就是空文字。",
            "What stands after the first `match`; the empty string where there is none.",
        ),
        null_when=_NEVER,
        examples=(
            Example('substring after("2020-64", "-")', '"64"'),
            Example('substring after("foobar", "")', '"foobar"'),
            Example('substring after("", "a")', '""'),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="contains",
        overloads=(Overload((_STRING, _MATCH), BOOLEAN, _contains),),
        doc=Text("文字里有没有 match。", "Whether `match` occurs in the string."),
        null_when=_NEVER,
        examples=(
            Example('contains("职业技能等级认定", "等级")', "true"),
            Example('contains("foobar", "of")', "false"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="starts with",
        overloads=(Overload((_STRING, _MATCH), BOOLEAN, _starts_with),),
        doc=Text("是不是以 match 开头。", "Whether the string begins with `match`."),
        null_when=_NEVER,
        examples=(Example('starts with("foobar", "fo")', "true"),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="ends with",
        overloads=(Overload((_STRING, _MATCH), BOOLEAN, _ends_with),),
        doc=Text("是不是以 match 结尾。", "Whether the string ends with `match`."),
        null_when=_NEVER,
        examples=(Example('ends with("foobar", "r")', "true"),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="string join",
        overloads=(
            Overload(
                (
                    Parameter("list", ListType(ANY)),
                    Parameter("delimiter", STRING, optional=True),
                ),
                STRING,
                _string_join,
            ),
        ),
        doc=Text(
            "把列表里的文字连起来，中间放 delimiter；列表里的 null 跳过。",
            "The strings of a list one after another, `delimiter` between; nulls are left out.",
        ),
        null_when=Text(
            "列表里有不是文字的项，或结果太长",
            "the list holds something that is not a string, or the result is too long",
        ),
        examples=(
            Example('string join(["a", "b", "c"], " and ")', '"a and b and c"'),
            Example('string join(["a", null, "c"], "、")', '"a、c"'),
            Example("string join([])", '""'),
        ),
        standard=True,
        section=_SECTION,
    ),
)
