"""Diagnostics about the shape of a policy or cases file: keys, kinds, words, dates."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest

KINDS = {
    "mapping": Text("一组“键: 值”", "a mapping (key: value)"),
    "sequence": Text("一个列表", "a list"),
    "string": Text("一段文字", "a text"),
    "integer": Text("一个整数", "an integer"),
    "decimal": Text("一个小数", "a decimal"),
    "boolean": Text("true 或 false", "true or false"),
    "null": Text("空", "nothing"),
    "date": Text("一个日期", "a date"),
}

# A line to copy for the keys that are left out most.
_EXAMPLES = {
    "policy": "policy: anhui/evaluation-body-filing",
    "version": "version: 1.0.0",
    "title": "title: {zh: 办公用房面积, en: Office area}",
    "source": "source: {document: …, issuer: …, issued: 2020-03-26}",
    "effective": "effective: {from: 2020-03-26}",
    "issued": "issued: 2020-03-26",
    "clause": "clause: att1/3/1",
    "require": "require: premises.office.area >= office_area_min",
    "rule": "rule: office-area",
    "unit": "unit: m2",
    "hit": "hit: first",
    "zh": "{zh: 中文, en: English}",
}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def missing_key(place: Place, key: str, what: Text) -> Diagnostic:
    """A key that must be there is not."""
    example = _EXAMPLES.get(key)
    return Diagnostic(
        "missing-key",
        Text(f"{what.zh}缺少“{key}”", f"{what.en} lacks “{key}”"),
        place,
        Text(f"补上，例如 {example}", f"add it, such as {example}") if example else None,
    )


def unknown_key(place: Place, key: str, known: Iterable[str], what: Text) -> Diagnostic:
    """A key that means nothing here."""
    known = list(known)
    near = nearest(key, known)
    listed = _listed(known)
    return Diagnostic(
        "unknown-key",
        Text(f"{what.zh}没有“{key}”这一项", f"{what.en} has no key “{key}”"),
        place,
        Text(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Text(f"可以写：{listed}", f"known here: {listed}"),
    )


def text_cut(place: Place, rest: str) -> Diagnostic:
    """The end of a text behind a comma, which YAML takes for a key of its own."""
    return Diagnostic(
        "unknown-key",
        Text(
            f"逗号把文字截断了，“{rest}”成了单独的一项",
            f"a comma cut the text: “{rest}” became a key of its own",
        ),
        place,
        Text("把整段文字放在双引号里", "put the whole text in double quotes"),
    )


def wrong_kind(place: Place, wanted: Text, given: str, example: str | None = None) -> Diagnostic:
    """A list where a mapping is wanted, and the like; `given` is a key of KINDS."""
    is_now = KINDS[given]
    return Diagnostic(
        "wrong-kind",
        Text(
            f"这里应是{wanted.zh}，而写的是{is_now.zh}",
            f"{wanted.en} is wanted here, this is {is_now.en}",
        ),
        place,
        Text(f"例如 {example}", f"such as {example}") if example else None,
    )


def empty_value(place: Place, key: str) -> Diagnostic:
    """A key with nothing after it."""
    return Diagnostic(
        "empty-value",
        Text(f"“{key}”后面没有内容", f"nothing stands after “{key}”"),
        place,
        Text("写上内容，或删去这一行", "give a value, or delete the line"),
    )


def no_words(place: Place) -> Diagnostic:
    """An empty title, label or note."""
    return Diagnostic(
        "no-words",
        Text("这里没有文字", "there are no words here"),
        place,
        Text("写上中文和英文", "write it in Chinese and English"),
    )


def yaml_trap(place: Place, written: str) -> Diagnostic:
    """A bare word that YAML readers take for something else: yes, 012, 1_000."""
    folded = written.casefold()
    if folded in {"yes", "on", "y"}:
        way = "true"
    elif folded in {"no", "off", "n"}:
        way = "false"
    else:
        way = f'"{written}"'
    return Diagnostic(
        "yaml-trap",
        Text(
            f"“{written}”在不同的 YAML 程序里意思不同",
            f"“{written}” means different things to different readers of YAML",
        ),
        place,
        Text(
            f'写成 {way}；若是文字，写成 "{written}"', f'write {way}; as a text, write "{written}"'
        )
        if way in {"true", "false"}
        else Text(
            f"若是文字，写成 {way}；若是数字，用十进制写，不加前导零、下划线和冒号",
            f"as a text, write {way}; as a number, write it in plain decimal digits",
        ),
    )


def malformed(place: Place, written: str, wanted: Text, example: str) -> Diagnostic:
    """A name, id, version … that does not look like one."""
    return Diagnostic(
        "malformed-word",
        Text(f"“{written}”不是{wanted.zh}", f"“{written}” is not {wanted.en}"),
        place,
        Text(f"例如 {example}", f"such as {example}"),
    )


def not_among(place: Place, written: str, allowed: Iterable[str]) -> Diagnostic:
    """A word that is not one of the few that may stand here."""
    allowed = list(allowed)
    near = nearest(written, allowed)
    listed = _listed(allowed)
    zh = f"是不是“{near}”？可以写：{listed}" if near else f"可以写：{listed}"
    en = f"did you mean “{near}”? One of: {listed}" if near else f"one of: {listed}"
    return Diagnostic(
        "not-among",
        Text(f"这里不能写“{written}”", f"“{written}” cannot stand here"),
        place,
        Text(zh, en),
    )


def impossible_date(place: Place, written: str) -> Diagnostic:
    """2020-02-30."""
    return Diagnostic(
        "impossible-date",
        Text(f"没有“{written}”这一天", f"there is no day “{written}”"),
        place,
        Text("按 年-月-日 写，例如 2020-03-26", "write year-month-day, such as 2020-03-26"),
    )


def duplicate(place: Place, what: Text, name: str) -> Diagnostic:
    """Two things of one name where names must differ."""
    return Diagnostic(
        "duplicate-name",
        Text(f"{what.zh}“{name}”已经有了", f"{what.en} “{name}” is there already"),
        place,
        Text("改用别的名字，或删去一个", "give it another name, or delete one"),
    )


def one_body(place: Place, found: int) -> Diagnostic:
    """A decision without, or with more than one of, checklist, table, value."""
    zh = "写了不止一种内容" if found else "没有内容"
    en = "has more than one body" if found else "has no body"
    return Diagnostic(
        "decision-body",
        Text(f"这个决定{zh}", f"this decision {en}"),
        place,
        Text(
            "写 checklist、table、value 三者之一",
            "give exactly one of: checklist, table, value",
        ),
    )


def values_or_type(place: Place, both: bool) -> Diagnostic:
    """A table's output must have `values` or a `type`."""
    zh = "不能同时有 values 和 type" if both else "要有 values 或 type"
    en = "cannot have both values and type" if both else "needs values or type"
    return Diagnostic(
        "output-type",
        Text(f"输出列{zh}", f"an output {en}"),
        place,
        Text(
            "可列举的结果写 values；数字、日期等写 type",
            "write values for results that can be listed, type for numbers, dates and the like",
        ),
    )


def nothing_in(place: Place, what: Text) -> Diagnostic:
    """An empty list or mapping where something must be."""
    return Diagnostic(
        "nothing-in",
        Text(f"{what.zh}至少要有一项", f"{what.en} needs at least one entry"),
        place,
    )


def only_with(place: Place, key: str, condition: Text) -> Diagnostic:
    """A key that has a meaning only beside another."""
    return Diagnostic(
        "key-without-use",
        Text(f"“{key}”只在{condition.zh}时有意义", f"“{key}” has a meaning only {condition.en}"),
        place,
        Text(f"删去“{key}”，或改那一项", f"delete “{key}”, or change the other"),
    )


def iterator_shape(place: Place) -> Diagnostic:
    """A `for` that is not `name in list`."""
    return Diagnostic(
        "iterator-shape",
        Text("“for”要写成“名字 in 列表”", "a “for” is written “name in list”"),
        place,
        Text(
            "例如 for: [occupation in occupations, level in occupation.levels]",
            "such as for: [occupation in occupations, level in occupation.levels]",
        ),
    )


def several_clauses(place: Place, written: str) -> Diagnostic:
    """ "4/1, 4/2" in one text."""
    parts = [part for part in written.replace("、", ",").replace(",", " ").split() if part]
    way = "clause: [" + ", ".join(parts) + "]"
    return Diagnostic(
        "clause-list",
        Text("几个条款要写成列表", "several clauses are written as a list"),
        place,
        Text(f"写成 {way}", f"write {way}"),
    )


def effective_ends_before(place: Place) -> Diagnostic:
    """`until` before `from`."""
    return Diagnostic(
        "effective-order",
        Text("失效日早于生效日", "“until” lies before “from”"),
        place,
        Text("until 是有效的最后一天", "until is the last day in force"),
    )
