"""Plain facts → the values that expressions see: every fact of the schema, stated or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, assert_never

from policydsl.feel.temporal import parse_date
from policydsl.feel.values import NULL, FactList, Record, Value, missing
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Text


def size_of(section: FactSection, stated: Mapping[str, Any]) -> int:
    """How many values `record_of` would make."""
    size = 1
    for name, node in section.members.items():
        below = stated.get(name)
        match node:
            case FactSection():
                size += size_of(node, below or {})
            case FactItems(item=FactSection() as item) if below:
                size += sum(size_of(item, each) for each in below)
            case _:
                size += 1
    return size


def record_of(section: FactSection, stated: Mapping[str, Any], units: Mapping[str, Text]) -> Record:
    """The root record. An unstated section is a record of missing facts, down to each of them."""
    return _Expander(units).section(section, stated, "", None)


class _Expander:
    def __init__(self, units: Mapping[str, Text]) -> None:
        self.units = units

    def section(
        self,
        section: FactSection,
        stated: Mapping[str, Any],
        path: str,
        label: Text | None,
        name: str | None = None,
    ) -> Record:
        """`label` is the names on the way here, `name` what an item is called in reports."""
        entries: dict[str, Value] = {}
        for each, member in section.members.items():
            below = f"{path}.{each}" if path else each
            chain = _chain(label, member.label)
            entries[each] = self.node(member, stated.get(each), below, chain)
        return Record(entries, path, name)

    def node(self, node: FactNode, stated: Any, path: str, label: Text) -> Value:
        match node:
            case FactSection():
                if not stated and "[" not in path:
                    return _unstated(_Same(node), path, label)
                return self.section(node, stated or {}, path, label)
            case FactItems():
                return (
                    missing(path, label) if stated is None else self.list(node, stated, path, label)
                )
            case FactLeaf(statement=True) if stated is None:
                return NULL
            case FactLeaf():
                return missing(path, label) if stated is None else leaf_value(node, stated)
            case _:
                assert_never(node)

    def list(self, node: FactItems, stated: Sequence[Any], path: str, label: Text) -> FactList:
        return FactList(
            (self.item(node, each, f"{path}[{n}]", label, n) for n, each in enumerate(stated, 1)),
            path,
        )

    def item(self, node: FactItems, stated: Any, path: str, label: Text, number: int) -> Value:
        if isinstance(node.item, FactLeaf):
            return leaf_value(node.item, stated)
        here = Text(f"{label.zh}[{number}]", f"{label.en}[{number}]")
        return self.section(node.item, stated, path, here, self.item_name(node, stated))

    def item_name(self, node: FactItems, stated: Mapping[str, Any]) -> str | None:
        """The text of the member that names an item: `电工`, `3级`."""
        value = stated.get(node.item_label or "")
        if value is None or not isinstance(node.item, FactSection):
            return None
        leaf = node.item.members[node.item_label or ""]
        assert isinstance(leaf, FactLeaf), "the schema's check lets only a fact name an item"
        if isinstance(value, Decimal):
            unit = self.units.get(leaf.unit or "")
            return f"{value:f}{unit.zh if unit else ''}"
        labels = dict(leaf.values)
        return labels[value].zh if value in labels else str(value)


class _Same:
    """A section as itself: compared by its place in memory, not by all that it holds."""

    __slots__ = ("section",)

    def __init__(self, section: FactSection) -> None:
        self.section = section

    def __hash__(self) -> int:
        return id(self.section)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.section is self.section


@lru_cache(maxsize=1024)
def _unstated(of: _Same, path: str, label: Text) -> Record:
    """The record of a section of which nothing is stated, one for all institutions.

    Most of what could be known of an institution is not asked, and nobody changes a record.
    """
    return _Expander({}).section(of.section, {}, path, label)


def leaf_value(leaf: FactLeaf, stated: Any) -> Value:
    """A stated fact as FEEL holds it."""
    if leaf.kind == "date":
        date = parse_date(stated)
        assert date is not None, "the facts' check lets only days of the calendar through"
        return date
    value: Value = stated
    return value


def _chain(label: Text | None, last: Text) -> Text:
    if label is None:
        return last
    return Text(f"{label.zh}·{last.zh}", f"{label.en} · {last.en}")
