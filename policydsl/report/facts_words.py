"""The facts of an institution, one to a line, as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policydsl.policy.facts.facts_record import leaf_value
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.report.blocks import Named
from policydsl.report.values import value_words
from policydsl.report.words import listed
from policydsl.text.diagnostic import Language, Text

_NONE = Text("一项也没有", "none at all")
_ANYTHING = Text("（内容不限）", "(whatever it is)")


def facts_lines(
    stated: Mapping[str, Any], schema: FactsSchema, language: Language
) -> tuple[Named, ...]:
    """Each stated fact with its name's labels on the way there: `场所·办公用房·面积`, `50 平方米`.

    `stated` is plain data with canonical ids. An item of a list is counted from 1.
    """
    return tuple(_section(schema.root, stated, "", schema, language))


def _section(
    section: FactSection,
    stated: Mapping[str, Any],
    before: str,
    schema: FactsSchema,
    language: Language,
) -> Iterator[Named]:
    separator = "·" if language == "zh" else " · "
    for name, below in stated.items():
        node = section.members[name]
        label = node.label.in_language(language)
        yield from _node(
            node, below, f"{before}{separator}{label}" if before else label, schema, language
        )


def _node(
    node: FactNode, stated: Any, name: str, schema: FactsSchema, language: Language
) -> Iterator[Named]:
    match node:
        case FactSection():
            yield from _section(node, stated, name, schema, language)
        case FactItems() if not stated:
            yield name, _NONE.in_language(language)
        case FactItems(item=FactLeaf() as leaf):
            yield name, listed([_leaf(leaf, each, schema, language) for each in stated], language)
        case FactItems(item=FactSection() as section):
            for number, each in enumerate(stated, 1):
                here = f"{name}[{number}]"
                lines = tuple(_section(section, each, here, schema, language))
                yield from lines or ((here, _ANYTHING.in_language(language)),)
        case FactLeaf():
            yield name, _leaf(node, stated, schema, language)


def _leaf(leaf: FactLeaf, stated: Any, schema: FactsSchema, language: Language) -> str:
    unit = schema.units.get(leaf.unit or "")
    return value_words(leaf_value(leaf, stated), language, unit=unit, labels=dict(leaf.values))
