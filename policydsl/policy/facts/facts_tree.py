"""What can be known of an institution, as a tree: sections, lists, and single facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policydsl.text.diagnostic import Text

LeafKind = Literal["string", "integer", "number", "boolean", "date"]
Movement = Literal["never", "grows", "shrinks", "free"]
"""How an institution can change a fact, where it wants to: a figure may only grow, a past not."""


@dataclass(frozen=True, slots=True)
class FactLeaf:
    """One fact. `rule` is what JSON Schema says of its value beyond the kind.

    `change` says how an institution can change it (`x-change`); None where nothing is said here.
    """

    label: Text
    kind: LeafKind
    zh: str
    description: Text | None = None
    unit: str | None = None
    values: tuple[tuple[str, Text], ...] = ()
    judgement: bool = False
    statement: bool = False
    format: str | None = None
    rule: Mapping[str, Any] = field(default_factory=dict, hash=False)
    change: Movement | None = None


@dataclass(frozen=True, slots=True)
class FactSection:
    """Facts under a common name. `aliases` leads from a Chinese name to the id it stands for."""

    label: Text
    zh: str
    members: Mapping[str, FactNode] = field(hash=False)
    aliases: Mapping[str, str] = field(hash=False)
    description: Text | None = None
    change: Movement | None = None


@dataclass(frozen=True, slots=True)
class FactItems:
    """A list of things of one kind; `item_label` is the member that names an item in reports."""

    label: Text
    zh: str
    item: FactSection | FactLeaf
    item_label: str | None
    description: Text | None = None
    rule: Mapping[str, Any] = field(default_factory=dict, hash=False)
    change: Movement | None = None


FactNode = FactLeaf | FactSection | FactItems
