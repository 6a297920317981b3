"""What is said of YAML syntax errors."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place


def tab(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-tab",
        Text("缩进里有制表符（Tab）", "there is a tab in the indentation"),
        place,
        Text("请用空格缩进，每层两个", "indent with spaces, two per level"),
    )


def _written_safely(safe: str | None) -> Text:
    if safe is None:
        return Text(
            "请把整个值放进单引号，或写在“|”之后另起的一行",
            "put the whole value in single quotes, or on a line of its own after `|`",
        )
    return Text(f"请写成：{safe}", f"write: {safe}")


def reserved_character(place: Place, char: str, safe: str | None) -> Diagnostic:
    return Diagnostic(
        "yaml-reserved-character",
        Text(
            f"不加引号的值不能以“{char}”开头",
            f"a value without quotes cannot start with `{char}`",
        ),
        place,
        _written_safely(safe),
    )


def list_on_its_own_line(place: Place, safe: str | None) -> Diagnostic:
    written = _written_safely(safe)
    return Diagnostic(
        "yaml-list-item",
        Text("列表项“- ”要另起一行", "a list item `- ` starts on a line of its own"),
        place,
        Text(
            f"请把它移到下一行并缩进；如果“-”是减号，{written.zh}",
            f"move it to the next line and indent it; if the `-` is a minus, {written.en}",
        ),
    )


def unclosed_quote(place: Place, quote: str) -> Diagnostic:
    return Diagnostic(
        "yaml-unclosed-quote",
        Text(f"这个引号 {quote} 没有结尾", f"this quote {quote} is never closed"),
        place,
        Text(f"请在值的末尾补上 {quote}", f"close the value with {quote}"),
    )


def bad_escape(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-escape",
        Text("双引号里的反斜杠写法不对", "this backslash escape is unknown in double quotes"),
        place,
        Text(
            "反斜杠本身请写成 \\\\，或改用单引号",
            "write the backslash itself as \\\\, or use single quotes",
        ),
    )


def missing_colon(place: Place, line: str) -> Diagnostic:
    fixed = _with_colon(line)
    return Diagnostic(
        "yaml-missing-colon",
        Text("这一行缺少“名称: 值”中的冒号", "this line lacks the colon of `name: value`"),
        place,
        Text(
            f"请写成：{fixed}" if fixed else "冒号要用半角，后面空一格",
            f"write: {fixed}" if fixed else "the colon is an ASCII one with a space after it",
        ),
    )


def _with_colon(line: str) -> str | None:
    """`标题：办公` and `标题:办公` as `标题: 办公`; None where no colon stands at all."""
    at = next((at for at, char in enumerate(line) if char in ":："), None)
    if not at:
        return None
    return f"{line[:at].rstrip()}: {line[at + 1 :].lstrip()}".rstrip()


def second_colon(place: Place, safe: str | None) -> Diagnostic:
    return Diagnostic(
        "yaml-second-colon",
        Text("不加引号的值里不能有“: ”", "a value without quotes cannot hold `: `"),
        place,
        _written_safely(safe),
    )


def bad_indentation(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-indentation",
        Text("缩进与上面的内容对不上", "the indentation does not fit the lines above"),
        place,
        Text(
            "同一层的各行要左对齐，下一层多缩进两个空格",
            "lines of one level start in one column; the next level is two spaces deeper",
        ),
    )


def unclosed_bracket(place: Place, opening: str) -> Diagnostic:
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    return Diagnostic(
        "yaml-unclosed-bracket",
        Text(f"“{opening}”没有对应的“{closing}”", f"`{opening}` has no `{closing}`"),
        place,
        Text(
            f"请补上“{closing}”；如果这不是列表，请把整个值放进单引号",
            f"add `{closing}`; if this is no list, put the whole value in single quotes",
        ),
    )


def comma_expected(place: Place, closing: str) -> Diagnostic:
    return Diagnostic(
        "yaml-comma",
        Text(f"这里应当是逗号或“{closing}”", f"a comma or `{closing}` is expected here"),
        place,
        Text(
            "各项之间用半角逗号隔开；含有括号或逗号的文字请放进单引号",
            "separate items with ASCII commas; put text that holds them in single quotes",
        ),
    )


def text_after_value(place: Place, safe: str | None) -> Diagnostic:
    return Diagnostic(
        "yaml-text-after-value",
        Text("值已经结束，后面又有文字", "the value has ended, yet more text follows"),
        place,
        _written_safely(safe),
    )


def missing_key(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-missing-name",
        Text("冒号前缺少名称", "there is no name before the colon"),
        place,
        Text("请写成“名称: 值”", "write `name: value`"),
    )


def list_item_expected(place: Place) -> Diagnostic:
    return Diagnostic(
        "yaml-list-item",
        Text("这里应当是以“- ”开头的列表项", "a list item that starts with `- ` is expected here"),
        place,
        Text("请补上“- ”，或减少缩进以结束列表", "add `- `, or indent less to end the list"),
    )


def other_syntax(place: Place, problem: Text) -> Diagnostic:
    return Diagnostic(
        "yaml-syntax",
        Text(f"这里不符合 YAML 的写法（{problem.zh}）", f"this is not YAML ({problem.en})"),
        place,
        Text("请对照文件的其他部分改写", "compare with how the rest of the file is written"),
    )
