"""Every diagnostic of the language, as an officer sees it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from policydsl.feel import errors
from policydsl.feel.check_names import names_in
from policydsl.feel.checker import check
from policydsl.feel.parser import MAX_LENGTH, parse_expression
from policydsl.feel.types import (
    BOOLEAN,
    DATE,
    ContextType,
    ListType,
    Member,
    NumberType,
    StringType,
)
from policydsl.text.diagnostic import Diagnostic, ExpressionError, Text
from policydsl.text.render import render
from policydsl.text.source import Source

LEVEL = ContextType({"examiners": Member("examiners", NumberType("person"), "考评员人数")})
OCCUPATION = ContextType(
    {
        "name": Member("name", StringType(), "名称"),
        "levels": Member("levels", ListType(LEVEL), "各等级"),
        "widely_applicable": Member("widely_applicable", BOOLEAN, "通用性强"),
    }
)
KIND = StringType(
    (
        ("level_body", Text("职业技能等级认定机构", "level body")),
        ("special_skill_body", Text("专项职业能力考核机构", "special-skill body")),
    )
)
OFFICE = ContextType({"area": Member("area", NumberType("m2"), "面积")})
SCOPE = ContextType(
    {
        "office": Member("office", OFFICE, "办公用房"),
        "kind": Member("kind", KIND, "机构类型"),
        "occupations": Member("occupations", ListType(OCCUPATION), "各职业"),
        "filed_on": Member("filed_on", DATE, "备案日期"),
        "office_area_min": Member("office_area_min", NumberType("m2"), "办公面积下限"),
        "examiners_min": Member("examiners_min", NumberType("person"), "考评员下限"),
    }
)

# file name → the expression, and the code of its one diagnostic
WRONG = {
    "full-width-operator": ("office.area ＞= office_area_min", "full-width-mark"),
    "full-width-comma": ("kind in (“level_body”，“x”)", "full-width-mark"),
    "full-width-bracket": ("（office.area）", "full-width-mark"),
    "not-equal-sign": ("kind ≠ null", "full-width-mark"),
    "unclosed-string": ('kind = "level_body', "unclosed-string"),
    "unclosed-comment": ("1 /* one", "unclosed-comment"),
    "bad-character": ("office.area $ 1", "bad-character"),
    "empty": ("   ", "empty-expression"),
    "too-long": ("1" + " " * MAX_LENGTH, "expression-too-long"),
    "too-deep": ("(" * 10 + "-" * 200 + "1" + ")" * 10, "expression-too-deep"),
    "unfinished": ("office.area >=", "feel-syntax"),
    "unclosed-bracket": ("count(occupations", "feel-syntax"),
    "no-operator": ("office.area office_area_min", "feel-syntax"),
    "double-equals": ('kind == "level_body"', "feel-syntax"),
    "then-without-if": ("then 1", "feel-syntax"),
    "missing-else": ("if true then 1", "feel-syntax"),
    "bad-escape": (r'kind = "\uD83D"', "bad-escape"),
    "bad-number": ("office.area > 1e7000", "bad-number"),
    "too-many-digits": ("office.area > 1." + "1" * 40, "bad-number"),
    "bad-date": ('filed_on > @"2020-02-30"', "bad-temporal-literal"),
    "unknown-name": ("offices.area >= 1", "unknown-name"),
    "unknown-chinese-name": ("办公用地.面积 >= 1", "unknown-name"),
    "unknown-far-name": ("zzzzzzzz >= 1", "unknown-name"),
    "unknown-member": ("office.aera >= 1", "unknown-member"),
    "unknown-member-of-items": ("every o in occupations satisfies o.nmae = null", "unknown-member"),
    "no-members": ("office.area.size", "no-members"),
    "wrong-type": ("office.area and true", "wrong-type"),
    "wrong-result": ("office.area", "wrong-type"),
    "wrong-operands": ("office.area > filed_on", "wrong-operands"),
    "booleans-not-ordered": ("occupations[1].widely_applicable > true", "wrong-operands"),
    "wrong-units": ("office.area >= examiners_min", "wrong-units"),
    "wrong-units-in-sum": ("office.area + examiners_min >= 1", "wrong-units"),
    "not-in-enumeration": ('kind = "levl_body"', "not-in-enumeration"),
    "not-in-enumeration-far": ('kind in ["学校", "level_body"]', "not-in-enumeration"),
    "unknown-function": ("cuont(occupations) > 1", "unknown-function"),
    "too-few-arguments": ("contains(kind)", "bad-call"),
    "wrong-argument": ("string length(office.area) > 1", "bad-call"),
    "not-a-function": ("office(1)", "bad-call"),
    "closure-arity": ("(function(x) x)(1, 2) = 1", "bad-call"),
    "mixed-arguments": ('contains("a", match: "b")', "mixed-arguments"),
    "unknown-type": ("kind instance of nubmer", "unknown-type"),
}


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    source = Source("规则.yaml", text)
    try:
        tree = parse_expression(source, names_in(SCOPE))
    except ExpressionError as error:
        return error.diagnostics
    return check(tree, source, SCOPE, BOOLEAN).diagnostics


@pytest.mark.parametrize("name", WRONG)
def test_wrong_expression_gives_one_placed_diagnostic(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    text, code = WRONG[name]
    found = diagnostics(text)
    assert [each.code for each in found] == [code]
    assert found[0].place is not None
    golden(Path("golden/diagnostics") / f"{name}.txt", render(found[0]) + "\n")


def test_every_diagnostic_of_the_language_is_shown() -> None:
    shown = {code for _, code in WRONG.values()}
    source = inspect.getsource(errors)
    assert _codes(source) == shown


def _codes(source: str) -> set[str]:
    after = [part.lstrip() for part in source.split("Diagnostic(")[1:]]
    return {part.split('"')[1] for part in after if part.startswith('"')}
