"""The text of a facts schema: its data, and where each part of it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from policydsl.policy.facts.facts_schema_errors import not_readable
from policydsl.policy.source.json_tree import read_json
from policydsl.policy.source.yaml_nodes import YamlMapping, YamlNode, YamlScalar, YamlSequence
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Place, Source, Span

# A way down a JSON text: names of objects and numbers of list items.
Pointer = tuple[str | int, ...]


@dataclass(frozen=True)
class SchemaText:
    """A schema's source and its data; numbers are exact."""

    source: Source
    data: Any

    @property
    def definitions(self) -> Mapping[str, Any]:
        """What `$defs` holds."""
        found = self.data.get("$defs") if isinstance(self.data, Mapping) else None
        return found if isinstance(found, Mapping) else {}

    def at(self, pointer: Pointer) -> Any:
        """The data at a pointer into it."""
        data = self.data
        for step in pointer:
            data = data[step]
        return data

    def place(self, pointer: Pointer) -> Place:
        """Where the name or item that a pointer leads to stands."""
        node: YamlNode = self._tree
        place = Place(self.source, Span(node.span.start, node.span.start))
        for step in pointer:
            match node:
                case YamlMapping():
                    found = next((entry for entry in node if entry[0].text == step), None)
                    if found is None:
                        return place
                    place, node = found[0].place, found[1]
                case YamlSequence() if isinstance(step, int) and step < len(node.items):
                    node = node.items[step]
                    place = node.place
                case YamlScalar() | YamlSequence():
                    return place
        return place

    @cached_property
    def _tree(self) -> YamlNode:
        return read_json(self.source)


def read_schema_text(source: Source) -> SchemaText:
    """Raises `PolicyError`, with its place, where the text is no JSON.

    The places are looked for only when something is wrong: the tree that knows them is slow.
    """
    try:
        data = json.loads(
            source.text.removeprefix("\ufeff"),
            parse_float=Decimal,
            parse_constant=_refuse,
            object_pairs_hook=_without_duplicates,
        )
    except (ValueError, RecursionError):
        tree = read_json(source)
        raise PolicyError(not_readable(tree.place)) from None
    return SchemaText(source, data)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name stands twice")
    return data
