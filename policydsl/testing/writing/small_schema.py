"""Small facts schemas, drawn from a stock of plain facts; quick to build and easy to read."""

from __future__ import annotations

import json
from typing import Any

from policydsl.testing.drawing import Draw, chance, pick, times

UNITS = {
    "person": {"zh": "人", "en": "persons"},
    "m2": {"zh": "平方米", "en": "m²"},
    "year": {"zh": "年", "en": "years"},
    "day": {"zh": "天", "en": "days"},
    "working_day": {"zh": "个工作日", "en": "working days"},
    "percent": {"zh": "%", "en": "%"},
    "level": {"zh": "级", "en": "level"},
}
LABELS = {
    "school": "学校", "company": "企业", "association": "协会",
    "city": "市级", "province": "省级", "nation": "国家级",
    "owned": "自有", "leased": "租赁", "lent": "借用",
}  # fmt: skip
ENUMERATIONS = (("school", "company", "association"), ("city", "province", "nation"))
TENURES = ("owned", "leased", "lent")

# Names that facts go by, with their Chinese names, by what they are.
BOOLEANS = {"registered": "依法登记", "insured": "已参保", "accepted": "已受理"}
JUDGED = {"suited": "场地适合", "sound": "制度健全"}
COUNTS = {"staff": "人员数", "experts": "专家数"}
MEASURES = {"area": ("面积", "m2"), "years": ("年限", "year")}
DATES = {"filed_on": "备案日", "reported_on": "上报日", "ended_on": "结束日"}
CHOICES = {"kind": "类型", "tier": "层级"}
TEXTS = {"town": "所在地", "district": "所在区"}
REASONS = {"reason": "说明理由", "plea": "申诉理由"}


def small_schema(draw: Draw) -> dict[str, Any]:
    """A facts schema of its own: not the shipped one with an addition."""
    properties = _facts(draw)
    if chance(draw, 50):
        properties["office"] = _section("办公用房", _facts(draw, 3))
    for name, zh in (("rooms", "各考场"), ("courses", "各课程")):
        if chance(draw, 60):
            inner = _facts(draw, 4)
            if chance(draw, 40):
                inner["levels"] = _items(draw, "各等级", _section("等级", _named(draw, 3)))
            properties[name] = _items(draw, zh, _section("项目", {"name": _text("名称")} | inner))
    if chance(draw, 30):
        properties["marks"] = _items(draw, "各项得分", _figure(draw, "得分", "integer", "level"))
    if chance(draw, 30):
        properties["tenures"] = _items(draw, "各种权属", _choice("权属", TENURES))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a made-up institution",
        "x-zh": "虚构机构的事实",
        "x-units": UNITS,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }


def schema_text(schema: dict[str, Any]) -> str:
    """The schema as its file would hold it."""
    return json.dumps(schema, ensure_ascii=False, indent=1)


def _named(draw: Draw, most: int) -> dict[str, Any]:
    return {"name": _text("名称")} | _facts(draw, most)


def _facts(draw: Draw, most: int = 8) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in times(draw, 1, most, 85):
        name, fact = pick(draw, _MAKERS)(draw)
        found[name] = fact
    return found


def _boolean(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(BOOLEANS))
    return name, {**_words(BOOLEANS[name], name), "type": "boolean"}


def _judged(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(JUDGED))
    return name, {**_words(JUDGED[name], name), "type": "boolean", "x-judgement": True}


def _count(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(COUNTS))
    return name, _figure(draw, COUNTS[name], "integer", "person")


def _measure(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(MEASURES))
    zh, unit = MEASURES[name]
    return name, _figure(draw, zh, "number", unit)


def _rank(draw: Draw) -> tuple[str, dict[str, Any]]:
    fact = {**_words("等次", "rank"), "type": "integer", "minimum": 1, "maximum": 5}
    return "rank", {**fact, "x-unit": "level"}


def _rate(draw: Draw) -> tuple[str, dict[str, Any]]:
    fact = {**_words("合格率", "rate"), "type": "number", "minimum": 0, "maximum": 100}
    return "rate", {**fact, "x-unit": "percent"}


def _date(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(DATES))
    return name, {**_words(DATES[name], name), "type": "string", "format": "date"}


def _chosen(draw: Draw) -> tuple[str, dict[str, Any]]:
    number = draw.integer(0, len(CHOICES) - 1)
    name = tuple(CHOICES)[number]
    return name, _choice(CHOICES[name], ENUMERATIONS[number], name)


def _place(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(TEXTS))
    return name, _text(TEXTS[name], name)


def _reason(draw: Draw) -> tuple[str, dict[str, Any]]:
    name = pick(draw, tuple(REASONS))
    return name, {**_words(REASONS[name], name), "type": "string", "x-statement": True}


_MAKERS = (
    _boolean, _count, _measure, _chosen, _date, _reason, _judged, _rank, _rate, _place,
)  # fmt: skip


def _figure(draw: Draw, zh: str, kind: str, unit: str) -> dict[str, Any]:
    fact = {**_words(zh, unit), "type": kind, "x-unit": unit}
    bounds = pick(draw, ({"minimum": 0}, {}, {"minimum": 0, "maximum": 100}))
    return fact | bounds


def _choice(zh: str, values: tuple[str, ...], en: str = "choice") -> dict[str, Any]:
    labels = {value: {"zh": LABELS[value], "en": value} for value in values}
    return {**_words(zh, en), "type": "string", "enum": list(values), "x-labels": labels}


def _text(zh: str, en: str = "name") -> dict[str, Any]:
    return {**_words(zh, en), "type": "string"}


def _words(zh: str, en: str) -> dict[str, Any]:
    return {"title": en.replace("_", " ").capitalize(), "x-zh": zh}


def _section(zh: str, properties: dict[str, Any]) -> dict[str, Any]:
    words = _words(zh, "section")
    return {**words, "type": "object", "additionalProperties": False, "properties": properties}


def _items(draw: Draw, zh: str, item: dict[str, Any]) -> dict[str, Any]:
    if item["type"] == "object":
        item = {**item, "x-item-label": "name"}
    bounds = pick(draw, ({}, {}, {"minItems": 1}, {"maxItems": 3}))
    return {**_words(zh, "items"), "type": "array", "items": item, **bounds}
