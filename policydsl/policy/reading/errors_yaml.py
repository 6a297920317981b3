"""Diagnostics about what YAML made of an expression, each with the safe way of writing it."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place

CUT = "expression-cut"
_MAX_SHOWN = 120


def safely(expression: str) -> str:
    """An expression as it can always stand in YAML: in single quotes, or after `|`."""
    expression = expression.strip()
    if "\n" in expression:
        lines = [line.strip() for line in expression.splitlines()]
        return "|\n" + "\n".join(f"      {line}" for line in lines)
    return "'" + expression.replace("'", "''") + "'"


def _way(expression: str) -> Text | None:
    if len(expression) > _MAX_SHOWN:
        return Text(
            "整个表达式放进单引号，或另起一行写在 | 之后",
            "put the whole expression in single quotes, or on its own lines after |",
        )
    way = safely(expression)
    return Text(f"写成 {way}", f"write {way}")


def expression_as_collection(place: Place, written: str, is_list: bool) -> Diagnostic:
    """`[a, b]` or `{a: b}` where an expression is wanted: YAML made a list or mapping of it."""
    kind = Text("列表", "list") if is_list else Text("“键: 值”", "mapping")
    return Diagnostic(
        "expression-as-collection",
        Text(
            f"YAML 把这个表达式读成了{kind.zh}",
            f"YAML made a {kind.en} of this expression",
        ),
        place,
        _way(written),
    )


def expression_cut(place: Place, written: str, mark: str) -> Diagnostic:
    """YAML ended the expression at a comma, bracket or ` #`; `place` covers all of it."""
    return Diagnostic(
        CUT,
        Text(
            f"YAML 在“{mark}”处截断了这个表达式",
            f"YAML cut this expression off at “{mark}”",
        ),
        place,
        _way(written),
    )


def expression_as_date(place: Place, written: str) -> Diagnostic:
    """A bare 2023-10-20, which FEEL would subtract."""
    way = f"'@\"{written}\"'"
    return Diagnostic(
        "expression-as-date",
        Text(
            f"表达式里的 {written} 会被当作减法",
            f"in an expression {written} is a subtraction",
        ),
        place,
        Text(f"日期写成 {way}", f"write the date as {way}"),
    )


def expression_quotes_lost(place: Place, written: str) -> Diagnostic:
    """`"eligible"`: YAML took the quotes away, a name is left."""
    way = f"'\"{written}\"'"
    return Diagnostic(
        "expression-quotes-lost",
        Text(
            f"YAML 去掉了引号，这里成了名字“{written}”",
            f"YAML took the quotes away; what is left is the name “{written}”",
        ),
        place,
        Text(
            f"要写文字，外面再加一层单引号：{way}",
            f"for a text, put single quotes around the double ones: {way}",
        ),
    )


def no_expression(place: Place, written: str) -> Diagnostic:
    """`~` or another of YAML's empty values."""
    return Diagnostic(
        "no-expression",
        Text(
            f"“{written}”在 YAML 里表示空，不是表达式",
            f"“{written}” is YAML for nothing, not an expression",
        ),
        place,
        Text("写一个表达式，例如 a >= b", "write an expression, such as a >= b"),
    )


def boolean_spelling(place: Place, written: str) -> Diagnostic:
    """`True` for `true`."""
    way = written.lower()
    return Diagnostic(
        "boolean-spelling",
        Text(f"表达式里写小写的 {way}", f"in an expression, {way} is written in small letters"),
        place,
        Text(f"把 {written} 改成 {way}", f"write {way} instead of {written}"),
    )
