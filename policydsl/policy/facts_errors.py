"""What is said of facts that cannot be used. Each message names the fact by label and path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from policydsl.policy.facts_formats import (
    credit_code_fault,
    date_meant,
    is_date_shaped,
    resident_id_fault,
)
from policydsl.policy.facts_input import GivenScalar, Oddity
from policydsl.policy.facts_tree import FactLeaf, LeafKind
from policydsl.policy.yaml_errors import shown, trap
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class Spot:
    """The fact that is spoken of: its path, its name in both languages, its place in a file."""

    path: str
    label: Text
    place: Place | None

    @property
    def zh(self) -> str:
        return f"“{self.label.zh}”（{self.path}）" if self.path else "最上层"

    @property
    def en(self) -> str:
        return f"“{self.label.en}” ({self.path})" if self.path else "the top level"


def _error(code: str, spot: Spot, zh: str, en: str, way_out: Text) -> Diagnostic:
    message = Text(f"{spot.zh}{zh}", f"{spot.en} {en}")
    return Diagnostic(f"facts-{code}", message, spot.place, way_out)


_LEADING_NUMBER = re.compile(r"(-?[0-9]{1,34}(?:\.[0-9]{1,34})?)(?:m2|\D*)", re.ASCII)
_KINDS: Mapping[LeafKind, Text] = {
    "string": Text("文字", "a text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("true（是）或 false（否）", "true or false"),
    "date": Text("日期", "a date"),
}
_WAYS: Mapping[LeafKind, Text] = {
    "string": Text("请把文字放进引号，例如 '办公室'", "put the text in quotes, such as 'office'"),
    "integer": Text("请写整数，例如 5", "write a whole number, such as 5"),
    "number": Text("请写数字，例如 49.99", "write a number, such as 49.99"),
    "boolean": Text("请写 true 或 false", "write true or false"),
    "date": Text("请写年-月-日，例如 2020-03-26", "write year-month-day, such as 2020-03-26"),
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
        Text("的类型不能作事实", "is of a type that facts cannot hold"),
        Text(
            "可用的有 str、bool、int、Decimal、date、list、dict 和 None",
            "use str, bool, int, Decimal, date, list, dict or None",
        ),
    ),
}  # fmt: skip


def wrong_kind(spot: Spot, leaf: FactLeaf, value: GivenScalar) -> Diagnostic:
    """Not the kind of value that the fact is: say what was wanted, and what was likely meant."""
    if value.odd is not None and (leaf.kind in ("integer", "number") or not value.loose):
        why, way_out = _ODD[value.odd]
        return _error(value.odd.replace("_", "-"), spot, why.zh, why.en, way_out)
    if value.scalar is not None and value.scalar.trap is not None:
        return trap(value.scalar)
    kind = _KINDS[leaf.kind]
    found = shown(value.written)
    if isinstance(value.value, str) and not value.date:
        zh, en = (
            f"应为{kind.zh}，写的是文字“{found}”",
            f"must be {kind.en}; it is the text `{found}`",
        )
    else:
        zh, en = f"应为{kind.zh}，写的是 {found}", f"must be {kind.en}; it is {found}"
    meant = _meant(leaf.kind, value)
    way_out = Text(f"请写成 {meant}", f"write {meant}") if meant else _WAYS[leaf.kind]
    return _error("type", spot, zh, en, way_out)


def _meant(kind: LeafKind, value: GivenScalar) -> str | None:
    """The spelling of what was most likely meant, if that can be told."""
    text = unicodedata.normalize("NFKC", value.written).strip()
    match kind:
        case "boolean":
            if text.lower() in ("true", "yes", "是", "有", "已", "对", "√", "✓"):
                return "true"
            return (
                "false" if text.lower() in ("false", "no", "否", "无", "没有", "未", "×") else None
            )
        case "integer" | "number":
            return _number_meant(kind, text)
        case "date":
            return date_meant(value.written)
        case "string":
            return f"'{value.written}'" if len(value.written) <= 40 else None


def _number_meant(kind: LeafKind, text: str) -> str | None:
    """`1,000 平方米` as `1000`: a leading number, whatever word stands behind it."""
    found = _LEADING_NUMBER.fullmatch(text.replace(",", "").replace(" ", ""))
    if found is None or (kind == "integer" and "." in found[1]):
        return None
    return found[1]


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
    return _error(
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
    return _error(
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
    return _error("code", spot, why.zh + count.zh, why.en + count.en, way_out)


def _bad_date(spot: Spot, leaf: FactLeaf, value: GivenScalar) -> Diagnostic:
    if is_date_shaped(value.written):
        return _error(
            "date",
            spot,
            f"写的 {value.written} 不是日历上的一天",
            f"is {value.written}, which is no day of the calendar",
            Text("请核对月份和日期", "check the month and the day"),
        )
    return wrong_kind(spot, leaf, value)


def unknown_fact(spot: Spot, name: str, known: Iterable[str], elsewhere: str | None) -> Diagnostic:
    """A name that no fact of this section has; `elsewhere` is the path of one that has it."""
    near = nearest(name, known)
    found = shown(name)
    if near is not None:
        way_out = Text(f"是不是“{near}”？", f"did you mean `{near}`?")
    elif elsewhere is not None:
        way_out = Text(f"“{found}”应写在 {elsewhere}", f"`{found}` belongs at {elsewhere}")
    else:
        way_out = Text(
            "请对照事实表核对名称和缩进", "check its name and indentation against the facts schema"
        )
    return _error("unknown", spot, f"里没有“{found}”这项事实", f"has no fact `{found}`", way_out)


def name_not_text(spot: Spot, written: str) -> Diagnostic:
    return _error(
        "name",
        spot,
        f"里的名称 {shown(written)} 不是文字",
        f"has the name {shown(written)}, which is no text",
        Text("名称必须是文字", "names must be strings"),
    )


def given_twice(spot: Spot, first: str, second: str) -> Diagnostic:
    return _error(
        "twice",
        spot,
        f"填了两次：“{first}”和“{second}”是同一项",
        f"is given twice: `{first}` and `{second}` are the same fact",
        Text("请删去其中一个", "delete one of them"),
    )


def not_a_section(spot: Spot, members: Iterable[str]) -> Diagnostic:
    name = next(iter(members), "…")
    return _error(
        "section",
        spot,
        "下面要逐项填写，不能直接写一个值",
        "holds facts of its own and cannot be a single value or a list",
        Text(f"请另起一行、缩进，写“{name}: …”", f"indent on the next line and write `{name}: …`"),
    )


def not_a_list(spot: Spot) -> Diagnostic:
    return _error(
        "list",
        spot,
        "应为列表，每项以“- ”开头",
        "must be a list, each item starting with `- `",
        Text(
            "只有一项时也要写“- ”；没有就写 []",
            "write `- ` before a single item too; write [] for none",
        ),
    )


def not_a_value(spot: Spot, leaf: FactLeaf) -> Diagnostic:
    kind = _KINDS[leaf.kind]
    return _error(
        "type",
        spot,
        f"应为{kind.zh}，不能分项",
        f"must be {kind.en}, not a list or a section",
        _WAYS[leaf.kind],
    )


def empty_item(spot: Spot) -> Diagnostic:
    return _error(
        "empty-item",
        spot,
        "是空的一项",
        "is an empty item",
        Text(
            "请删去这一项；有此项而内容未知时写 {}",
            "delete it; write {} for an item of which nothing is known",
        ),
    )


def too_many(spot: Spot, limit: int) -> Diagnostic:
    return _error(
        "too-many",
        spot,
        f"使各列表合计超过 {limit} 项，不予读取",
        f"brings the lists to more than {limit} items; they are not read",
        Text("请分成几份分别评估", "split the facts and evaluate them one by one"),
    )


def too_large(place: Place | None, limit: int) -> Diagnostic:
    return Diagnostic(
        "facts-too-many",
        Text(
            f"事实连同未填的项目合计超过 {limit} 项，不予读取",
            f"with all that is not stated, there are more than {limit} facts; they are not read",
        ),
        place,
        Text("请分成几份分别评估", "split the facts and evaluate them one by one"),
    )
