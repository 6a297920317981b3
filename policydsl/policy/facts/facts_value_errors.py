"""What is said of a fact's value that is not what the facts schema wants."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from policydsl.policy.facts.facts_errors import KINDS, WAYS, Spot, fact_error
from policydsl.policy.facts.facts_figures import number_meant
from policydsl.policy.facts.facts_formats import (
    credit_code_fault,
    date_meant,
    is_date_shaped,
    resident_id_fault,
)
from policydsl.policy.facts.facts_input import GivenScalar, Oddity
from policydsl.policy.facts.facts_tree import FactLeaf, LeafKind
from policydsl.policy.source.yaml_errors import shown, trap_spelling
from policydsl.policy.source.yaml_kinds import NUMBER_TRAPS
from policydsl.policy.source.yaml_nodes import YamlScalar
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.spelling import nearest

# Which ambiguous spellings were likely meant as a fact of the kind.
_TRAPS: Mapping[LeafKind, frozenset[str]] = {
    "boolean": frozenset({"yes-no"}),
    "integer": NUMBER_TRAPS,
    "number": NUMBER_TRAPS,
    "string": frozenset(),
    "date": frozenset(),
}
_ODD: Mapping[Oddity, tuple[Text, Text]] = {
    "float": (
        Text("是二进制浮点数，不能精确表示", "is a binary float, which is not exact"),
        Text(
            '请用 int 或 decimal.Decimal，例如 Decimal("49.99")',
            'give an int or decimal.Decimal, such as Decimal("49.99")',
        ),
    ),
    "inexact": (
        Text(
            "的数字超出 34 位有效数字或指数范围，无法精确表示",
            "has more than 34 digits, or an exponent out of range",
        ),
        Text("请写不超过 34 位的数字", "write a number of at most 34 digits"),
    ),
    "not_finite": (
        Text("不是一个有限的数", "is no finite number"),
        Text("请写一个数字，未知就不填", "write a number; leave it out where it is unknown"),
    ),
    "datetime": (
        Text("是日期加时间，这里只要日期", "is a date and time where a date is wanted"),
        Text(
            "请只给日期，例如 datetime.date(2020, 3, 26)",
            "give the date alone, such as datetime.date(2020, 3, 26)",
        ),
    ),
    "text": (
        Text("含有残缺的字符（半个代理对）", "holds half a character (a lone surrogate)"),
        Text("请重新输入这段文字", "type the text again"),
    ),
    "other": (
        Text("是 {} 类型，不能作事实", "is of the type {}, which facts cannot hold"),
        Text(
            "可用的有 str、bool、int、Decimal、date、list、dict 和 None",
            "use str, bool, int, Decimal, date, list, dict or None",
        ),
    ),
}  # fmt: skip


def wrong_kind(
    spot: Spot, leaf: FactLeaf, value: GivenScalar, unit: Text | None = None
) -> Diagnostic:
    """Not the kind of value that the fact is: say what was wanted, and what was likely meant.

    `unit` is what the fact's unit is called.
    """
    if value.odd is not None and (leaf.kind in ("integer", "number") or not value.loose):
        why, way_out = _ODD[value.odd]
        zh, en = why.zh.format(value.written), why.en.format(value.written)
        return fact_error(value.odd.replace("_", "-"), spot, zh, en, way_out)
    if value.scalar is not None and value.scalar.trap in _TRAPS[leaf.kind]:
        return _ambiguous(spot, leaf, value.scalar)
    kind = KINDS[leaf.kind]
    found = shown(value.written)
    if isinstance(value.value, str) and not value.date:
        zh, en = (
            f"应为{kind.zh}，写的是文字“{found}”",
            f"must be {kind.en}; it is the text `{found}`",
        )
    else:
        zh, en = f"应为{kind.zh}，写的是 {found}", f"must be {kind.en}; it is {found}"
    meant = _meant(leaf, value, unit)
    if meant:
        way_out = Text(f"请写成 {meant}", f"write {meant}")
    elif unit and isinstance(value.value, str) and any(map(str.isdigit, value.written)):
        way_out = Text(
            f"只写数字，单位是{unit.zh}", f"write the number alone; its unit is: {unit.en}"
        )
    else:
        way_out = WAYS[leaf.kind]
    return fact_error("type", spot, zh, en, way_out)


def _ambiguous(spot: Spot, leaf: FactLeaf, scalar: YamlScalar) -> Diagnostic:
    safe = trap_spelling(scalar)
    return fact_error(
        "ambiguous",
        spot,
        f"写的是 {scalar.text}，各种软件对它读法不一",
        f"is {scalar.text}, which software reads in different ways",
        Text(f"请写成 {safe}", f"write {safe}") if safe else WAYS[leaf.kind],
    )


def _meant(leaf: FactLeaf, value: GivenScalar, unit: Text | None) -> str | None:
    """The spelling of what was most likely meant, if that can be told."""
    text = unicodedata.normalize("NFKC", value.written).strip()
    match leaf.kind:
        case "boolean":
            if text.lower() in ("true", "yes", "是", "有", "已", "对", "√", "✓"):
                return "true"
            return (
                "false" if text.lower() in ("false", "no", "否", "无", "没有", "未", "×") else None
            )
        case "integer" | "number":
            names = (leaf.unit or "", unit.zh, unit.en) if unit else ()
            return number_meant(text, names, whole=leaf.kind == "integer")
        case "date":
            return date_meant(value.written)
        case "string":
            return f'"{value.written}"' if len(value.written) <= 40 else None


def unknown_value(spot: Spot, leaf: FactLeaf, value: GivenScalar) -> Diagnostic:
    """Not one of an enumeration's values."""
    found = shown(value.written)
    ids = {name: name for name, _ in leaf.values}
    by_label = ids | {text.en: name for name, text in leaf.values}
    near_zh = nearest(value.written, [*ids, *(text.zh for _, text in leaf.values)])
    near = near_zh or by_label.get(nearest(value.written, by_label) or "")
    listed = 12
    more = "…" if len(leaf.values) > listed else ""
    zh = "、".join(f"{text.zh}" for _, text in leaf.values[:listed]) + more
    en = ", ".join(ids) if not more else ", ".join(list(ids)[:listed]) + more
    hint = Text(f"是不是“{near}”？可用：{zh}", f"did you mean `{near}`? Known: {en}")
    return fact_error(
        "value",
        spot,
        f"没有“{found}”这个取值",
        f"has no value `{found}`",
        hint if near else Text(f"可用：{zh}", f"known: {en}"),
    )


def broken_rule(
    spot: Spot, leaf: FactLeaf | None, value: GivenScalar | None, keyword: str, wanted: Any
) -> Diagnostic:
    """A value of the right type that the schema refuses."""
    if keyword == "format" and leaf is not None and value is not None:
        return _bad_format(spot, leaf, value)
    bounds = {
        "minimum": Text(f"不能小于 {wanted}", f"must not be less than {wanted}"),
        "maximum": Text(f"不能大于 {wanted}", f"must not be more than {wanted}"),
        "exclusiveMinimum": Text(f"必须大于 {wanted}", f"must be more than {wanted}"),
        "exclusiveMaximum": Text(f"必须小于 {wanted}", f"must be less than {wanted}"),
        "minLength": Text(f"不能少于 {wanted} 个字", f"must have at least {wanted} characters"),
        "maxLength": Text(f"不能超过 {wanted} 个字", f"must have at most {wanted} characters"),
        "minItems": Text(f"不能少于 {wanted} 项", f"must have at least {wanted} items"),
        "maxItems": Text(f"不能超过 {wanted} 项", f"must have at most {wanted} items"),
        "uniqueItems": Text("有重复的项", "holds an item twice"),
        "pattern": Text(f"不符合规定的样式 {wanted}", f"does not match the pattern {wanted}"),
    }
    why = bounds.get(
        keyword, Text(f"不符合事实表的“{keyword}”", f"breaks the schema's `{keyword}`")
    )
    written = f"，写的是 {shown(value.written)}" if value else ""
    written_en = f"; it is {shown(value.written)}" if value else ""
    return fact_error(
        "rule",
        spot,
        why.zh + written,
        why.en + written_en,
        Text(
            "请改成事实表允许的值；未知就不填",
            "give a value the schema allows; leave it out where it is unknown",
        ),
    )


_FAULTS = {
    "length": Text("应为 18 位", "must have 18 characters"),
    "characters": Text("里有不允许的字符", "holds a character that is not allowed"),
    "birth_date": Text("里的出生日期不存在", "holds a date of birth that does not exist"),
    "check_digit": Text("的校验码不对", "has a wrong check digit"),
}


def _bad_format(spot: Spot, leaf: FactLeaf, value: GivenScalar) -> Diagnostic:
    text = value.written
    if leaf.format == "date":
        return _bad_date(spot, leaf, value)
    if leaf.format == "resident-id":
        fault = resident_id_fault(text)
        way_out = Text(
            "身份证号为 17 位数字加 1 位数字或大写 X，请核对",
            "a resident number is 17 digits and a digit or a capital X; check it",
        )
    else:
        fault = credit_code_fault(text)
        way_out = Text(
            "代码为 18 位数字或大写字母（无 I、O、S、V、Z），第 3 至 8 位为数字，请核对",
            "the code is 18 digits or capital letters without I, O, S, V, Z, "
            "with digits at 3 to 8; check it",
        )
    why = _FAULTS[fault or "characters"]
    count = (
        Text(f"，写了 {len(text)} 位", f"; it has {len(text)}")
        if fault == "length"
        else Text("", "")
    )
    return fact_error("code", spot, why.zh + count.zh, why.en + count.en, way_out)


def _bad_date(spot: Spot, leaf: FactLeaf, value: GivenScalar) -> Diagnostic:
    if is_date_shaped(value.written):
        return fact_error(
            "date",
            spot,
            f"写的 {value.written} 不是日历上的一天",
            f"is {value.written}, which is no day of the calendar",
            Text("请核对月份和日期", "check the month and the day"),
        )
    return wrong_kind(spot, leaf, value)
