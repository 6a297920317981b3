"""Regular expressions (DMN 1.5 §10.3.4.3): `matches`, `replace`, `split`, as XPath has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.types import BOOLEAN, STRING, ListType
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.feel.xpath_regex import PatternError, matches, replace, split
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.3"
_INPUT = Parameter("input", STRING)
_PATTERN = Parameter("pattern", STRING)
_FLAGS = Parameter("flags", STRING, optional=True)
_WRONG_PATTERN = Text(
    "正则表达式或标志不合 XPath 的写法，或匹配起来太久",
    "XPath does not allow the pattern or the flags, or the match takes too long",
)
_WRONG_REPLACEMENT = Text(
    _WRONG_PATTERN.zh + "；正则表达式能匹配空文字；结果太长",
    _WRONG_PATTERN.en + "; the pattern finds the empty string; the result is too long",
)

_Result = TypeVar("_Result", bool, str, tuple[str, ...])


def _matches(text: str, pattern: str, flags: str | None) -> Value:
    return _or_null("matches", lambda: matches(text, pattern, flags or ""))


def _replace(text: str, pattern: str, replacement: str, flags: str | None) -> Value:
    return _or_null("replace", lambda: replace(text, pattern, replacement, flags or ""))


def _split(string: str, delimiter: str) -> Value:
    return _or_null("split", lambda: split(string, delimiter))


def _or_null(function: str, found: Callable[[], _Result]) -> _Result | Null:
    try:
        return found()
    except PatternError as error:
        kind = CauseKind.LIMIT if error.limit else CauseKind.WRONG_ARGUMENT
        return null(kind, f"{function}：{error.message.zh}", f"{function}: {error.message.en}")


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="matches",
        overloads=(Overload((_INPUT, _PATTERN, _FLAGS), BOOLEAN, _matches),),
        doc=Text(
            "文字里有没有一段符合正则表达式（XPath 的写法，要管到整段文字就写 ^…$）。"
            "标志：i 不分大小写，s 让 . 也指换行，m 让 ^ $ 指每一行，x 忽略空白，q 按原样比较。",
            "Whether some part of the string fits a regular expression, as XPath writes them; `^…$`"
            " asks it of the whole. Flags: `i` upper and lower case alike, `s` `.` is a line break"
            " too, `m` `^` and `$` are those of lines, `x` white space is ignored, `q` no character"
            " is special.",
        ),
        null_when=_WRONG_PATTERN,
        examples=(
            Example('matches("34010020200001", "^[0-9]{14}$")', "true"),
            Example('matches("abracadabra", "^a.*a$")', "true"),
            Example('matches("Anhui", "^a", "i")', "true"),
            Example('matches("foobar", "(?=b)")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="replace",
        overloads=(
            Overload(
                (_INPUT, _PATTERN, Parameter("replacement", STRING), _FLAGS), STRING, _replace
            ),
        ),
        doc=Text(
            "把符合正则表达式的每一段换掉；替换文字里 $1 指第一个括号，$0 指整段。标志同 matches。",
            "Every part that fits a regular expression replaced. In the replacement `$1` stands for"
            " the first group, `$0` for the whole part. Flags as of `matches`.",
        ),
        null_when=_WRONG_REPLACEMENT,
        examples=(
            Example('replace("abracadabra", "bra", "*")', '"a*cada*"'),
            Example('replace("2020-03-26", "([0-9]+)-([0-9]+)-([0-9]+)", "$2/$3")', '"03/26"'),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="split",
        overloads=(
            Overload(
                (Parameter("string", STRING), Parameter("delimiter", STRING)),
                ListType(STRING),
                _split,
            ),
        ),
        doc=Text(
            "在每个符合正则表达式 delimiter 的地方拆开；比分隔处多一段。",
            "The pieces between the parts that fit the regular expression `delimiter`.",
        ),
        null_when=_WRONG_REPLACEMENT,
        examples=(
            Example('split("焊工、电工、钳工", "、")', '["焊工", "电工", "钳工"]'),
            Example('split("a;b;c;;", ";")', '["a", "b", "c", "", ""]'),
        ),
        standard=True,
        section=_SECTION,
    ),
)
