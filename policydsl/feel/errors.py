"""Every diagnostic of the expression language: one small function each."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policydsl.feel.kind_names import type_name
from policydsl.feel.lexical import FULL_WIDTH
from policydsl.feel.types import NumberType, Type
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place

CharacterError = Callable[[Place], Diagnostic]


def _text(place: Place) -> str:
    return place.source.text[place.span.start : place.span.end]


def full_width(place: Place) -> Diagnostic:
    """A full-width mark where FEEL wants the ASCII one."""
    mark = _text(place)
    half = FULL_WIDTH[mark]
    return Diagnostic(
        "full-width-mark",
        Text(f"这里是全角符号“{mark}”", f"“{mark}” is a full-width mark"),
        place,
        Text(f"改用半角：{half}", f"write the half-width form: {half}"),
    )


def unclosed_string(place: Place) -> Diagnostic:
    return Diagnostic(
        "unclosed-string",
        Text("这段文字缺少结尾的引号", "this string has no closing quote"),
        place,
        Text('在文字末尾补上 "', 'add a " where the text ends'),
    )


def unclosed_comment(place: Place) -> Diagnostic:
    return Diagnostic(
        "unclosed-comment",
        Text("这段注释缺少结尾的 */", "this comment has no closing */"),
        place,
        Text("补上 */，或改用 // 注释到行尾", "add */, or comment to the end of the line with //"),
    )


def bad_character(place: Place) -> Diagnostic:
    char = _text(place)
    code = f"U+{ord(char):04X}" if len(char) == 1 else char
    return Diagnostic(
        "bad-character",
        Text(f"表达式里不能用字符 {char!r}（{code}）", f"{char!r} ({code}) has no meaning here"),
        place,
        Text("删去它；文字要放在双引号里", "remove it; text stands in double quotes"),
    )


def too_long(place: Place, limit: int) -> Diagnostic:
    return Diagnostic(
        "expression-too-long",
        Text(f"表达式超过 {limit} 个字符", f"the expression is longer than {limit} characters"),
        place,
        Text("拆成几个 definitions", "split it into several definitions"),
    )


def too_deep(place: Place, limit: int) -> Diagnostic:
    return Diagnostic(
        "expression-too-deep",
        Text(f"表达式嵌套超过 {limit} 层", f"the expression is nested deeper than {limit} levels"),
        place,
        Text("拆成几个 definitions", "split it into several definitions"),
    )


def empty(place: Place) -> Diagnostic:
    return Diagnostic(
        "empty-expression",
        Text("这里没有表达式", "there is no expression here"),
        place,
        Text("写一个表达式，例如 a >= b", "write one, such as a >= b"),
    )


def unexpected(place: Place, found: str, expected: Iterable[str]) -> Diagnostic:
    """A token that cannot stand here; `expected` are words for what could."""
    wanted = list(expected)
    zh_help = f"这里可以是：{' '.join(wanted)}" if wanted else "检查前面是否多写或漏写"
    en_help = f"here may stand: {' '.join(wanted)}" if wanted else "check what stands before it"
    return Diagnostic(
        "feel-syntax",
        Text(f"看不懂这里的“{found}”", f"“{found}” cannot stand here"),
        place,
        Text(zh_help, en_help),
    )


def no_operator(place: Place, found: str) -> Diagnostic:
    """Two values side by side."""
    return Diagnostic(
        "feel-syntax",
        Text(f"“{found}”前面缺少运算符", f"there is no operator before “{found}”"),
        place,
        Text(
            "两个值之间要写 and、or、>=、+ 等；名字若有几个词，检查拼写",
            "between two values stands and, or, >=, + …; if this is a name of several words, "
            "check its spelling",
        ),
    )


def chained_equals(place: Place) -> Diagnostic:
    return Diagnostic(
        "feel-syntax",
        Text("相等用一个等号", "equality is written with one equals sign"),
        place,
        Text("把 == 改成 =", "write = instead of =="),
    )


def unexpected_end(place: Place, expected: Iterable[str]) -> Diagnostic:
    wanted = list(expected)
    zh, en = (" ".join(wanted),) * 2 if wanted else ("一个值", "a value")
    return Diagnostic(
        "feel-syntax",
        Text("表达式没有写完", "the expression ends too early"),
        place,
        Text(f"后面还应有：{zh}", f"still wanted: {en}"),
    )


def mixed_arguments(place: Place) -> Diagnostic:
    return Diagnostic(
        "mixed-arguments",
        Text("参数要么都写名字，要么都不写", "arguments are either all named or all positional"),
        place,
    )


def bad_string_escape(place: Place) -> Diagnostic:
    return Diagnostic(
        "bad-escape",
        Text("文字里的转义写法有误", "this string has an escape that FEEL does not know"),
        place,
        Text('可用 \\" \\\\ \\n \\r \\t \\uXXXX', 'use \\" \\\\ \\n \\r \\t \\uXXXX'),
    )


def bad_number(place: Place) -> Diagnostic:
    return Diagnostic(
        "bad-number",
        Text(
            "这个数太大或位数太多（最多 34 位）",
            "this number has more than 34 digits or is too large",
        ),
        place,
        Text("写一个至多 34 位的数", "write a number of at most 34 digits"),
    )


def bad_at_literal(place: Place) -> Diagnostic:
    return Diagnostic(
        "bad-temporal-literal",
        Text(
            f"{_text(place)} 不是日期、时间或时长",
            f"{_text(place)} is no date, time, date and time, or duration",
        ),
        place,
        Text('例如 @"2020-03-26" 或 @"P3Y"', 'such as @"2020-03-26" or @"P3Y"'),
    )


def unknown_name(place: Place, name: str, near: str | None, zh_near: str | None) -> Diagnostic:
    """A name that is not in scope, with the nearest known one."""
    return Diagnostic(
        "unknown-name",
        Text(f"没有叫“{name}”的事实、参数或决定", f"nothing here is named “{name}”"),
        place,
        _did_you_mean(near, zh_near),
    )


def unknown_member(
    place: Place, name: str, owner: str, near: str | None, zh_near: str | None
) -> Diagnostic:
    return Diagnostic(
        "unknown-member",
        Text(f"“{owner}”里没有“{name}”", f"“{owner}” has no “{name}”"),
        place,
        _did_you_mean(near, zh_near),
    )


def _did_you_mean(near: str | None, zh_near: str | None) -> Text | None:
    if near is None:
        return Text(
            "用 policydsl schema facts 查看所有事实名",
            "see all names of facts with: policydsl schema facts",
        )
    alias = f"({zh_near})" if zh_near and zh_near != near else ""
    return Text(f"是不是“{near}”{alias}？", f"did you mean “{near}”{' ' + alias if alias else ''}?")


def no_members(place: Place, name: str, kind: Text) -> Diagnostic:
    return Diagnostic(
        "no-members",
        Text(f"{kind.zh}没有“{name}”这样的成员", f"{kind.en} has no member “{name}”"),
        place,
        Text("检查点号前面的名字", "check the name before the dot"),
    )


def wrong_type(place: Place, wanted: Text, given: Text) -> Diagnostic:
    return Diagnostic(
        "wrong-type",
        Text(
            f"这里应是{wanted.zh}，而写的是{given.zh}",
            f"{wanted.en} is wanted here, this is {given.en}",
        ),
        place,
    )


def wrong_operands(place: Place, operator: str, left: Text, right: Text) -> Diagnostic:
    return Diagnostic(
        "wrong-operands",
        Text(
            f"“{operator}”不能用于{left.zh}和{right.zh}",
            f"“{operator}” does not go with {left.en} and {right.en}",
        ),
        place,
        Text("两边要是可以相比或相算的同类值", "both sides must be values of one kind"),
    )


def wrong_units(place: Place, operator: str, left: str, right: str) -> Diagnostic:
    return Diagnostic(
        "wrong-units",
        Text(
            f"“{operator}”两边的单位不同：{left} 和 {right}",
            f"the sides of “{operator}” have different units: {left} and {right}",
        ),
        place,
        Text("改用单位相同的事实或参数", "use a fact or parameter of the same unit"),
    )


def not_one_of(place: Place, value: str, near: str | None, allowed: Iterable[str]) -> Diagnostic:
    names = "、".join(allowed)
    zh = f"是不是“{near}”？" if near else f"可以是：{names}"
    en = f"did you mean “{near}”?" if near else f"one of: {names}"
    return Diagnostic(
        "not-in-enumeration",
        Text(f"“{value}”不在可选值里", f"“{value}” is not one of the possible values"),
        place,
        Text(zh, en),
    )


def unknown_function(place: Place, name: str, near: str | None) -> Diagnostic:
    return Diagnostic(
        "unknown-function",
        Text(f"没有叫“{name}”的函数", f"there is no function “{name}”"),
        place,
        Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else None,
    )


def bad_call(place: Place, message: Text, signature: str) -> Diagnostic:
    return Diagnostic("bad-call", message, place, Text(f"用法：{signature}", f"usage: {signature}"))


def unknown_type(place: Place, name: str, near: str | None) -> Diagnostic:
    return Diagnostic(
        "unknown-type",
        Text(f"没有叫“{name}”的类型", f"there is no type “{name}”"),
        place,
        Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else None,
    )


def type_words(kind: Type) -> Text:
    """A type's words, with a number's unit."""
    match kind:
        case NumberType(unit) if unit is not None:
            return Text(f"数值（单位 {unit}）", f"a number of {unit}")
        case _:
            return type_name(kind)
