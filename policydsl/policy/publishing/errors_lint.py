"""What loads but should not be published."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


def figure_in_expression(place: Place, figure: str) -> Diagnostic:
    return Diagnostic(
        "figure-in-expression",
        Text(f"表达式里直接写了数值 {figure}", f"the figure {figure} stands inside an expression"),
        place,
        Text(
            "把它写进 parameters，注明单位和条款，这里用它的名字",
            "make it a parameter with its unit and clause, and use its name here",
        ),
    )


def unused(place: Place, what: Text, name: str) -> Diagnostic:
    return Diagnostic(
        "unused-name",
        Text(f"{what.zh}“{name}”没有用到", f"{what.en} “{name}” is never used"),
        place,
        Text("在规则里用它，或删去", "use it, or delete it"),
    )


def cited_and_not_encoded(place: Place, clause: str, by: str) -> Diagnostic:
    return Diagnostic(
        "clause-both",
        Text(
            f"条款 {clause} 既写在 not_encoded 里，又被“{by}”引用",
            f"clause {clause} stands under not_encoded, and “{by}” cites it",
        ),
        place,
        Text("留一处", "keep one of the two"),
    )


def unknown_clause(place: Place, clause: str, document: str, known: list[str]) -> Diagnostic:
    near = nearest(clause, known)
    return Diagnostic(
        "unknown-clause",
        Text(
            f"“{document}”的条款清单里没有 {clause}",
            f"the register of “{document}” has no clause {clause}",
        ),
        place,
        Text(f"是不是 {near}？", f"did you mean {near}?") if near else None,
    )


def compares_with_null(place: Place) -> Diagnostic:
    return Diagnostic(
        "compares-with-null",
        Text(
            "不要与 null 比较：没有填报的事实是“未知”",
            "do not compare with null: a fact not stated is unknown",
        ),
        place,
        Text("用 is stated(事实) 判断是否填报", "use is stated(fact) to ask whether it is stated"),
    )


def null_result(place: Place) -> Diagnostic:
    return Diagnostic(
        "null-result",
        Text("结果写成了 null，读的人看不出意思", "the result null says nothing to its reader"),
        place,
        Text(
            "换成一个有含义的文字，并在 values 里给出双语说明",
            "give a string instead, and say in “values” what it means",
        ),
    )


def rule_without_clause(place: Place, rule: str) -> Diagnostic:
    return Diagnostic(
        "rule-without-clause",
        Text(f"规则“{rule}”没有注明条款", f"rule “{rule}” cites no clause"),
        place,
        Text("补上，例如 clause: att1/3/1", "add it, such as clause: att1/3/1"),
    )


def one_language(place: Place, written: str, missing: Text) -> Diagnostic:
    return Diagnostic(
        "one-language",
        Text(f"“{written}”缺少{missing.zh}", f"“{written}” lacks its {missing.en}"),
        place,
        Text("写成 {zh: 中文, en: English}", "write {zh: 中文, en: English}"),
    )


def empty_unsaid(place: Place, rule: str) -> Diagnostic:
    return Diagnostic(
        "empty-unsaid",
        Text(
            f"规则“{rule}”没有说明列表为空时怎么算",
            f"rule “{rule}” does not say what an empty list means",
        ),
        place,
        Text(
            "写 empty: fail（或 pass、not_applicable），或在文件开头写 defaults: {empty: fail}",
            "write empty: fail (or pass, not_applicable), or defaults: {empty: fail} for all",
        ),
    )


def not_in_fact(
    place: Place, parameter: str, value: str, known: tuple[tuple[str, Text], ...]
) -> Diagnostic:
    """A parameter's text that the fact it is compared with can never have."""
    names = [name for id_, label in known for name in (id_, label.zh)]
    near = nearest(value, names)
    listed = ", ".join(f"{id_}({label.zh})" for id_, label in known[:12])
    return Diagnostic(
        "parameter-not-in-enumeration",
        Text(
            f"参数“{parameter}”里的“{value}”不是这个事实的可选值",
            f"“{value}” of parameter “{parameter}” is no possible value of this fact",
        ),
        place,
        Text(f"是不是“{near}”？参数里写英文编号", f"did you mean “{near}”? A parameter holds ids")
        if near
        else Text(f"可以是：{listed}", f"one of: {listed}"),
    )


def row_matches_all(place: Place) -> Diagnostic:
    return Diagnostic(
        "row-matches-all",
        Text(
            "hit: unique 的表里，这一行没有条件，与别的行同时成立",
            "in a table with hit: unique this row has no condition and matches beside any other",
        ),
        place,
        Text(
            "改用 hit: first，或把这一行写成输出列的 default",
            "use hit: first, or make this row the outputs' default",
        ),
    )
