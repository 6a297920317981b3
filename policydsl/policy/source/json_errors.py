"""What is said of JSON syntax errors."""

from __future__ import annotations

from policydsl.policy.source.yaml_errors import shown
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place


def _syntax(place: Place, zh: str, en: str, help_zh: str, help_en: str) -> Diagnostic:
    return Diagnostic("json-syntax", Text(zh, en), place, Text(help_zh, help_en))


def after_the_end(place: Place) -> Diagnostic:
    return _syntax(
        place,
        "JSON 已经结束，后面又有文字",
        "the JSON value has ended, yet more text follows",
        "一个文件只写一个 JSON 值，请删去多余的部分",
        "a file holds one JSON value; delete the rest",
    )


def name_expected(place: Place) -> Diagnostic:
    return _syntax(
        place,
        "这里应当是双引号里的名称",
        "a name in double quotes is expected here",
        '请写成 "名称": 值；最后一项后面不加逗号',
        'write "name": value; no comma follows the last entry',
    )


def value_expected(place: Place) -> Diagnostic:
    return _syntax(
        place,
        "这里缺少一个值",
        "a value is expected here",
        "请写数字、true、false、null、双引号里的文字、[…] 或 {…}；最后一项后面不加逗号",
        "write a number, true, false, null, a text in double quotes, […] or {…}; "
        "no comma follows the last item",
    )


def separator_expected(place: Place, going_on: str, ending: str) -> Diagnostic:
    if going_on == ending:
        zh, en = f"这里应当是“{ending}”", f"`{ending}` is expected here"
    else:
        zh, en = (
            f"这里应当是“{going_on}”或“{ending}”",
            f"`{going_on}` or `{ending}` is expected here",
        )
    return _syntax(
        place,
        zh,
        en,
        "各项之间用半角逗号隔开，括号要成对",
        "separate entries with ASCII commas and close every bracket",
    )


def bad_string(place: Place) -> Diagnostic:
    return _syntax(
        place,
        "双引号里的文字没有正确结束，或反斜杠写法不对",
        "this text in double quotes has no proper end, or an unknown backslash escape",
        '文字要在同一行内以 " 结束；反斜杠本身写成 \\\\',
        'end the text with " on the same line; write the backslash itself as \\\\',
    )


def not_a_value(place: Place, word: str) -> Diagnostic:
    word = shown(word)
    return _syntax(
        place,
        f"“{word}”不是 JSON 的值",
        f"`{word}` is no JSON value",
        "文字请放进双引号；数字不写 NaN、Infinity，整数前不加 0 或 +",
        "put text in double quotes; a number is not NaN or Infinity and has no leading 0 or +",
    )
