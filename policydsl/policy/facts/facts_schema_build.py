"""A facts schema's JSON → the tree of facts, every convention checked (docs/policy-format.md).

Only what the checks below know may stand in a facts schema: a keyword that nobody looks at would
promise a check that is never made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.lexical import KEYWORDS
from policydsl.policy.facts import facts_schema_errors as errors
from policydsl.policy.facts.facts_schema_check import both_languages
from policydsl.policy.facts.facts_schema_merge import Report, SchemaNode
from policydsl.policy.facts.facts_tree import (
    FactItems,
    FactLeaf,
    FactNode,
    FactSection,
    LeafKind,
    Movement,
)
from policydsl.policy.source.names import CHINESE_NAME, NAME, is_han
from policydsl.text.diagnostic import Text

TYPES = ("string", "integer", "number", "boolean", "object", "array")
FORMATS = ("date", "unified-social-credit-code", "resident-id")

_WORDS = ("title", "x-zh", "description", "x-zh-description", "type", "$comment", "examples")
_OF_STRINGS = ("enum", "format", "pattern", "minLength", "maxLength")
_OF_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_OF_LISTS = ("minItems", "maxItems", "uniqueItems")
_OF_LEAVES = ("x-judgement", "x-statement", "x-change")
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "string": (*_OF_LEAVES, *_OF_STRINGS, "x-labels"),
    "integer": (*_OF_LEAVES, *_OF_NUMBERS, "x-unit"),
    "number": (*_OF_LEAVES, *_OF_NUMBERS, "x-unit"),
    "boolean": _OF_LEAVES,
    "object": ("properties", "additionalProperties", "x-change"),
    "array": ("items", *_OF_LISTS, "x-change"),
}
_MOVEMENTS: tuple[Movement, ...] = ("never", "free", "grows", "shrinks")
OF_ROOT = ("$schema", "$id", "x-units", *_WORDS)
_WANTED = {
    "title": (str, Text("文字", "a text")),
    "x-zh": (str, Text("文字", "a text")),
    "description": (str, Text("文字", "a text")),
    "x-zh-description": (str, Text("文字", "a text")),
    "enum": (list, Text("列表", "a list")),
    "format": (str, Text("文字", "a text")),
    "x-unit": (str, Text("文字", "a text")),
    "x-judgement": (bool, Text(" true 或 false", "true or false")),
    "x-statement": (bool, Text(" true 或 false", "true or false")),
    "x-item-label": (str, Text("文字", "a text")),
}  # fmt: skip


class Builder:
    """Builds the tree below one root; what is wrong goes to `report`, and building goes on."""

    def __init__(self, units: Mapping[str, Text], report: Report) -> None:
        self.units = units
        self.report = report

    def root(self, node: SchemaNode) -> FactSection:
        if node.keywords.get("type") != "object":
            node.say(self.report, errors.wrong_type, node.keywords.get("type"), ("object",))
        self.check_keywords(node, "object", OF_ROOT)
        for name, member in node.properties.items():
            if name in BUILTINS:
                member.say(self.report, errors.bad_id, name, True)
        label = Text(self.text(node, "x-zh", ""), self.text(node, "title", ""))
        return self.section(node, label)

    def node(self, node: SchemaNode, name: str) -> FactNode:
        kind = node.keywords.get("type")
        if kind not in TYPES:
            node.say(self.report, errors.wrong_type, kind, TYPES, at="type" if kind else "")
            return FactLeaf(Text("", ""), "string", self.text(node, "x-zh", name))
        self.check_keywords(node, kind, ())
        label = self.label(node, name)
        match kind:
            case "object":
                return self.section(node, label)
            case "array":
                return self.items(node, label)
            case _:
                return self.leaf(node, label, kind)

    def section(self, node: SchemaNode, label: Text) -> FactSection:
        if node.keywords.get("additionalProperties") is not False:
            node.say(self.report, errors.section_open)
        members: dict[str, FactNode] = {}
        aliases: dict[str, str] = {}
        for name, below in node.properties.items():
            if not NAME.fullmatch(name) or name in KEYWORDS:
                below.say(self.report, errors.bad_id, name, name in KEYWORDS)
            member = self.node(below, name)
            if member.zh == name:  # It has no Chinese name, which was said.
                pass
            elif member.zh in aliases or member.zh in node.properties:
                other = aliases.get(member.zh, member.zh)
                below.say(self.report, errors.name_clash, member.zh, other, at="x-zh")
            members[name] = member
            aliases.setdefault(member.zh, name)
        change = self.change(node, _MOVEMENTS[:2])
        return FactSection(label, label.zh, members, aliases, self.description(node), change)

    def items(self, node: SchemaNode, label: Text) -> FactItems:
        rule = {
            keyword: node.keywords[keyword] for keyword in _OF_LISTS if keyword in node.keywords
        }
        change = self.change(node, _MOVEMENTS[:2])
        if node.items is None:
            node.say(self.report, errors.not_a_schema)
            item: FactSection | FactLeaf = FactLeaf(label, "string", label.zh)
            return FactItems(label, label.zh, item, None, self.description(node), rule)
        below = node.items
        kind = below.keywords.get("type")
        if kind not in TYPES or kind == "array":
            below.say(self.report, errors.wrong_type, kind, [k for k in TYPES if k != "array"])
            item = FactLeaf(label, "string", label.zh)
            return FactItems(label, label.zh, item, None, self.description(node), rule)
        if kind != "object":
            self.check_keywords(below, kind, ())
            item = self.leaf(below, label, kind)
            return FactItems(label, label.zh, item, None, self.description(node), rule, change)
        self.check_keywords(below, kind, ("x-item-label",))
        item = self.section(below, label)
        named = below.keywords.get("x-item-label")
        if not isinstance(named, str) or not isinstance(item.members.get(named), FactLeaf):
            below.say(self.report, errors.item_label, named, list(item.members))
            named = None
        return FactItems(label, label.zh, item, named, self.description(node), rule, change)

    def leaf(self, node: SchemaNode, label: Text, kind: Any) -> FactLeaf:
        words = node.keywords
        format_name = words.get("format")
        if format_name is not None and format_name not in FORMATS:
            node.say(self.report, errors.unknown_keyword, str(format_name), FORMATS, at="format")
        leaf_kind: LeafKind = "date" if format_name == "date" else kind
        rules = (*_OF_STRINGS, *_OF_NUMBERS)
        return FactLeaf(
            label=label,
            kind=leaf_kind,
            zh=label.zh,
            description=self.description(node),
            unit=self.unit(node, kind),
            values=self.values(node) if "enum" in words else (),
            judgement=words.get("x-judgement") is True,
            statement=words.get("x-statement") is True,
            format=format_name,
            rule={"type": kind, **{word: words[word] for word in rules if word in words}},
            change=self.change(node, _MOVEMENTS if _ordered(leaf_kind) else _MOVEMENTS[:2]),
        )

    def change(self, node: SchemaNode, allowed: tuple[Movement, ...]) -> Movement | None:
        """How a fact, or all that lies below, can change; only what has an order can grow."""
        written = node.keywords.get("x-change")
        found = next((each for each in allowed if each == written), None)
        if written is not None and found is None:
            names = ", ".join(allowed)
            wanted = Text(f" {names} 之一", f"one of {names}")
            node.say(self.report, errors.wrong_keyword_value, "x-change", wanted, at="x-change")
        return found

    def unit(self, node: SchemaNode, kind: str) -> str | None:
        unit = node.keywords.get("x-unit")
        if kind not in ("integer", "number"):
            return None
        if unit is None:
            if not node.strange:
                node.say(self.report, errors.unit_missing)
        elif isinstance(unit, str) and unit not in self.units:
            node.say(self.report, errors.unknown_unit, str(unit), list(self.units), at="x-unit")
        return unit if isinstance(unit, str) else None

    def values(self, node: SchemaNode) -> tuple[tuple[str, Text], ...]:
        ids = node.keywords["enum"]
        labels = node.keywords.get("x-labels", {})
        values: dict[str, Text] = {}
        names: dict[str, str] = {}
        if not isinstance(ids, list) or not isinstance(labels, Mapping):
            return ()
        for each in ids:
            label = both_languages(labels.get(each) if isinstance(each, str) else None)
            if label is None:
                node.say(self.report, errors.enum_label_missing, str(each), at="enum")
                continue
            if names.get(label.zh, each) != each or (label.zh in ids and label.zh != each):
                other = names.get(label.zh, label.zh)
                node.say(self.report, errors.name_clash, label.zh, other, at="x-labels")
            names[label.zh] = each
            values[each] = label
        for name in labels:
            if name not in ids:
                known = [each for each in ids if isinstance(each, str)]
                node.say(self.report, errors.label_of_nothing, name, known, at="x-labels")
        return tuple(values.items())

    def label(self, node: SchemaNode, name: str) -> Text:
        zh = self.text(node, "x-zh", name)
        if "x-zh" in node.keywords and not (CHINESE_NAME.fullmatch(zh) and is_han(zh)):
            node.say(self.report, errors.bad_chinese_name, zh, at="x-zh")
        for keyword in ("title", "x-zh"):
            if keyword not in node.keywords and not node.strange:
                node.say(self.report, errors.label_missing, keyword)
        return Text(zh, self.text(node, "title", name))

    def description(self, node: SchemaNode) -> Text | None:
        en = self.text(node, "description", "")
        zh = self.text(node, "x-zh-description", "")
        return Text(zh or en, en or zh) if zh or en else None

    def text(self, node: SchemaNode, keyword: str, otherwise: str) -> str:
        value = node.keywords.get(keyword)
        return value if isinstance(value, str) else otherwise

    def check_keywords(self, node: SchemaNode, kind: str, extra: tuple[str, ...]) -> None:
        known = (*_WORDS, *_KNOWN[kind], *extra)
        for keyword, value in node.keywords.items():
            if keyword not in known:
                node.strange = True
                node.say(self.report, errors.unknown_keyword, keyword, known, at=keyword)
            wanted = _WANTED.get(keyword)
            if wanted is not None and not isinstance(value, wanted[0]):
                node.say(self.report, errors.wrong_keyword_value, keyword, wanted[1], at=keyword)


def _ordered(kind: LeafKind) -> bool:
    return kind in ("integer", "number", "date")
