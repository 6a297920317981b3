"""What a fact is called on the way to it: `场所·办公用房·面积`, `各职业[2]（电工）·考位数`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from policydsl.analysis.remedy.results import Fact
from policydsl.policy.facts import Facts
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Text

STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def fact_at(path: str, schema: FactsSchema, facts: Facts) -> Fact:
    """The fact, list or item at a path, with all that it takes to name it; `[]` is any item."""
    node: FactNode = schema.root
    stated: Any = facts.stated
    names: list[Text] = []
    for name, number in STEP.findall(path):
        if isinstance(node, FactItems):
            node = node.item
        assert isinstance(node, FactSection)
        node = node.members[name]
        stated = stated.get(name) if isinstance(stated, Mapping) else None
        label = node.label
        if number:
            assert isinstance(node, FactItems)
            stated = _item(stated, int(number))
            called = _called(node, stated, schema)
            label = Text(
                f"{label.zh}[{number}]" + (f"（{called.zh}）" if called else ""),
                f"{label.en}[{number}]" + (f" ({called.en})" if called else ""),
            )
            node = node.item
        names.append(label)
    leaf = node if isinstance(node, FactLeaf) else None
    return Fact(
        path=path,
        label=Text("·".join(n.zh for n in names), " · ".join(n.en for n in names)),
        unit=schema.units.get(leaf.unit) if leaf and leaf.unit else None,
        labels=leaf.values if leaf else (),
        judgement=leaf.judgement if leaf else False,
    )


def _item(stated: Any, number: int) -> Any:
    return stated[number - 1] if isinstance(stated, list) and number <= len(stated) else None


def _called(node: FactItems, stated: Any, schema: FactsSchema) -> Text | None:
    """What names an item in reports: its name, or its level."""
    if not isinstance(node.item, FactSection) or not isinstance(stated, Mapping):
        return None
    value = stated.get(node.item_label or "")
    leaf = node.item.members.get(node.item_label or "")
    if value is None or not isinstance(leaf, FactLeaf):
        return None
    if isinstance(value, Decimal):
        unit = schema.units.get(leaf.unit or "", Text("", ""))
        return Text(f"{value:f}{unit.zh}", f"{unit.en} {value:f}".strip())
    known = dict(leaf.values).get(value) if isinstance(value, str) else None
    return known or Text(f"{value}", f"{value}")
