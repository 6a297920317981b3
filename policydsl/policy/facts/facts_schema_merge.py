"""A facts schema's JSON, with `$ref`s written out and an addition laid over the shared one.

Every node keeps where it was written, so that what is wrong with it can be shown there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from policydsl.policy.facts import facts_schema_errors as errors
from policydsl.policy.facts.facts_schema_text import Pointer, SchemaText
from policydsl.text.diagnostic import Diagnostic

MAX_DEPTH = 30
MAX_NODES = 50_000

Report = Callable[[Diagnostic], None]


@dataclass(slots=True)
class SchemaNode:
    """A schema object without `$ref`: its own keywords, and the schemas below it.

    `strange` is set once a keyword was refused: what seems missing may be that, misspelt.
    """

    text: SchemaText
    pointer: Pointer
    keywords: dict[str, Any]
    properties: dict[str, SchemaNode]
    items: SchemaNode | None
    strange: bool = False

    def say(
        self, report: Report, make: Callable[..., Diagnostic], *words: Any, at: str = ""
    ) -> None:
        """Report what is wrong here, or with the keyword `at` here."""
        pointer = (*self.pointer, at) if at else self.pointer
        report(make(self.text.place(pointer), *words))


class Expander:
    """Writes out the `$ref`s of one schema text; `others` may define what it refers to."""

    def __init__(self, text: SchemaText, others: tuple[SchemaText, ...], report: Report) -> None:
        self.texts = (text, *others)
        self.report = report
        self.size = 0
        self.refused = False

    def root(self) -> SchemaNode:
        return self.expand(self.texts[0], (), (), 0)

    def expand(
        self, text: SchemaText, pointer: Pointer, via: tuple[str, ...], depth: int
    ) -> SchemaNode:
        """The schema at a pointer; `via` are the definitions that led here."""
        raw = text.at(pointer)
        node = SchemaNode(text, pointer, {}, {}, None)
        if not isinstance(raw, Mapping):
            node.say(self.report, errors.not_a_schema)
            return node
        self.size += 1
        if depth > MAX_DEPTH or self.size > MAX_NODES:
            if not self.refused:
                node.say(self.report, errors.too_large, MAX_DEPTH, MAX_NODES)
            self.refused = True
        if self.refused:
            return node
        if "$ref" in raw:
            node = self.referred(node, raw["$ref"], via, depth)
        for keyword, value in raw.items():
            if keyword == "properties" and isinstance(value, Mapping):
                for name in value:
                    below = self.expand(text, (*pointer, keyword, name), via, depth + 1)
                    node.properties[name] = below
            elif keyword == "items":
                node.items = self.expand(text, (*pointer, keyword), via, depth + 1)
            elif keyword not in ("$ref", "$defs"):
                node.keywords[keyword] = value
        return node

    def referred(self, node: SchemaNode, ref: Any, via: tuple[str, ...], depth: int) -> SchemaNode:
        """A node that starts as what it refers to, yet is placed where it refers."""
        name = ref.removeprefix("#/$defs/") if isinstance(ref, str) else ""
        home = next((each for each in self.texts if name in each.definitions), None)
        if home is None or not str(ref).startswith("#/$defs/"):
            known = [name for each in self.texts for name in each.definitions]
            node.say(self.report, errors.unknown_reference, str(ref), name, known, at="$ref")
            return node
        if name in via:
            node.say(self.report, errors.circular_reference, name, at="$ref")
            return node
        target = self.expand(home, ("$defs", name), (*via, name), depth + 1)
        return SchemaNode(node.text, node.pointer, target.keywords, target.properties, target.items)


def lay_over(base: SchemaNode, addition: SchemaNode, report: Report) -> None:
    """Add to `base` what the addition adds; what it would change is reported instead."""
    for keyword, value in addition.keywords.items():
        if keyword not in base.keywords or base.keywords[keyword] != value:
            addition.say(report, errors.changes_shared, keyword, at=keyword)
    for name, node in addition.properties.items():
        if name in base.properties:
            lay_over(base.properties[name], node, report)
        elif base.keywords.get("type") == "object":
            base.properties[name] = node
        else:
            node.say(report, errors.changes_shared, name)
    if addition.items is not None:
        if base.items is None:
            addition.items.say(report, errors.changes_shared, "items")
        else:
            lay_over(base.items, addition.items, report)
