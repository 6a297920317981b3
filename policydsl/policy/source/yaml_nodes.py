"""A YAML or JSON text as a tree whose every node knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from policydsl.text.source import Place, Source, Span

ScalarKind = Literal["string", "integer", "decimal", "boolean", "null", "date"]
ScalarStyle = Literal["plain", "single", "double", "literal", "folded", "json"]


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """One value. `text` is what it says: escapes read, lines folded, digits as written.

    `kind` tells what its way of writing makes of it; a `boolean`'s text is `true` or `false`, a
    `date`'s has the form YYYY-MM-DD and may be no day of the calendar. `trap` names a plain
    spelling that YAML readers take for different things (`yes`, `1_000`, `012`, …; see
    `yaml_kinds`): its kind is `string`, and whoever expects anything but a text should refuse it.
    """

    text: str
    kind: ScalarKind
    style: ScalarStyle
    span: Span
    source: Source = field(repr=False)
    trap: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.source, self.span)


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """Keys and values in order; no key twice. A key's text is its name, whatever its kind."""

    entries: tuple[tuple[YamlScalar, YamlNode], ...]
    span: Span
    source: Source = field(repr=False)

    @property
    def place(self) -> Place:
        return Place(self.source, self.span)

    def get(self, key: str) -> YamlNode | None:
        """The value under `key`, or None where there is none."""
        return next((value for name, value in self.entries if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[YamlScalar, YamlNode]]:
        return iter(self.entries)


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """Items in order."""

    items: tuple[YamlNode, ...]
    span: Span
    source: Source = field(repr=False)

    @property
    def place(self) -> Place:
        return Place(self.source, self.span)

    def __iter__(self) -> Iterator[YamlNode]:
        return iter(self.items)


YamlNode = YamlScalar | YamlMapping | YamlSequence
