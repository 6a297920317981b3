"""YAML text → a tree with places. The only importer of PyYAML.

Built from parser events, so that nothing is ever constructed from a tag, aliases are bounded
before they unfold, and what a scalar means is decided here (`yaml_kinds`), not by PyYAML's
YAML 1.1 rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

from policydsl.policy.source import yaml_errors as errors
from policydsl.policy.source.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from policydsl.policy.source.yaml_kinds import kind_of_plain
from policydsl.policy.source.yaml_nodes import (
    ScalarKind,
    ScalarStyle,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)
from policydsl.policy.source.yaml_offsets import embedded
from policydsl.policy.source.yaml_syntax import unprintable, yaml_syntax
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, PolicyError
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Place, Source, Span

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "ScalarKind",
    "ScalarStyle",
    "YamlMapping",
    "YamlNode",
    "YamlScalar",
    "YamlSequence",
    "embedded",
    "read_yaml",
]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES: dict[str | None, ScalarStyle] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_PLAIN_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_COLLECTION_TAGS = frozenset({None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_PROPERTIES = pattern(r"(?:[&!][^\s]*(?:[ \t\r\n]+(?:#[^\r\n]*)?)*)*")


def read_yaml(source: Source, error: type[DiagnosticError] = PolicyError) -> YamlNode:
    """The one document of a YAML text.

    Raises `error` with one diagnostic, at its place, for text that is not YAML, is too large or
    too deep, holds no document or several, a key twice, a key that is no word, or a tag.
    """
    try:
        return _read(source)
    except _NotAcceptedError as refusal:
        raise error(refusal.diagnostic) from None


class _NotAcceptedError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.code)


def _read(source: Source) -> YamlNode:
    if len(source.text.encode("utf-8", "replace")) > MAX_BYTES:
        raise _NotAcceptedError(errors.file_too_large(source, MAX_BYTES))
    strange = unprintable(source)
    if strange is not None:
        raise _NotAcceptedError(strange)
    skipped = 1 if source.text.startswith("\ufeff") else 0
    try:
        return _Builder(source, skipped).document()
    except yaml.MarkedYAMLError as problem:
        raise _NotAcceptedError(_translated(source, skipped, problem)) from None


def _translated(source: Source, skipped: int, problem: yaml.MarkedYAMLError) -> Diagnostic:
    at = problem.problem_mark or problem.context_mark
    start = problem.context_mark
    return yaml_syntax(
        source,
        problem=str(problem.problem or ""),
        context=str(problem.context or ""),
        at=at.index + skipped if at else len(source.text),
        start=start.index + skipped if start else None,
    )


@dataclass(frozen=True, slots=True)
class _Built:
    """A node, how many nodes it unfolds to, how many collections it nests, where it ends.

    An aliased node has its own span at its anchor, and ends here at the alias.
    """

    node: YamlNode
    size: int
    height: int
    end: int


class _Builder:
    """Turns one text's events into its tree. Used once."""

    def __init__(self, source: Source, skipped: int) -> None:
        self.source = source
        self.skipped = skipped
        self.events: Iterator[Any] = yaml.parse(source.text[skipped:], Loader=_LOADER)
        self.anchors: dict[str, _Built | None] = {}
        self.size = 0

    def document(self) -> YamlNode:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            raise _NotAcceptedError(errors.empty_file(self.source))
        built = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            at = after.start_mark.index + self.skipped
            raise _NotAcceptedError(errors.several_documents(self.place(at, at + 3)))
        node = built.node
        if isinstance(node, YamlScalar) and node.kind == "null" and not node.text:
            raise _NotAcceptedError(errors.empty_file(self.source))
        return node

    def node(self, event: Any, depth: int) -> _Built:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        anchor: str | None = event.anchor
        if anchor is not None:
            self.anchors[anchor] = None
        self.count(event, 1)
        match event:
            case yaml.ScalarEvent():
                scalar = self.scalar(event)
                built = _Built(scalar, 1, 0, scalar.span.end)
            case yaml.MappingStartEvent():
                built = self.mapping(event, depth + 1)
            case _:
                built = self.sequence(event, depth + 1)
        if anchor is not None:
            self.anchors[anchor] = built
        return built

    def alias(self, event: Any, depth: int) -> _Built:
        place = self.event_place(event)
        if event.anchor not in self.anchors:
            raise _NotAcceptedError(errors.unknown_alias(place, event.anchor))
        built = self.anchors[event.anchor]
        if built is None:
            raise _NotAcceptedError(errors.recursive_alias(place, event.anchor))
        if depth + built.height > MAX_DEPTH:
            raise _NotAcceptedError(errors.too_deep(place, MAX_DEPTH))
        self.count(event, built.size)
        return replace(built, end=place.span.end)

    def count(self, event: Any, nodes: int) -> None:
        self.size += nodes
        if self.size > MAX_NODES:
            raise _NotAcceptedError(errors.too_many_nodes(self.event_place(event), MAX_NODES))

    def scalar(self, event: Any) -> YamlScalar:
        start, end = self.bounds(event)
        style = _STYLES[event.style]
        if event.tag not in _PLAIN_TAGS:
            raise _NotAcceptedError(errors.tag(self.place(start, end), event.tag))
        start = self.without_properties(start, end)
        if style in ("literal", "folded"):
            end = start + len(self.source.text[start:end].rstrip())
        text: str = event.value
        kind, trap = kind_of_plain(text) if style == "plain" and not event.tag else ("string", None)
        if kind == "boolean":
            text = text.lower()
        return YamlScalar(text, kind, style, Span(start, end), self.source, trap)

    def mapping(self, event: Any, depth: int) -> _Built:
        start = self.start_collection(event, depth)
        entries: list[tuple[YamlScalar, YamlNode]] = []
        seen: dict[str, YamlScalar] = {}
        size, height, end = 1, 0, start
        while not isinstance(each := next(self.events), yaml.MappingEndEvent):
            key = self.node(each, depth).node
            if not isinstance(key, YamlScalar) or key.kind == "null":
                raise _NotAcceptedError(errors.key_not_text(key.place))
            if key.text in seen:
                raise _NotAcceptedError(errors.duplicate_key(key, seen[key.text]))
            if key.text == "<<" and key.style == "plain":
                raise _NotAcceptedError(errors.merge_key(key.place))
            seen[key.text] = key
            value = self.node(next(self.events), depth)
            entries.append((key, value.node))
            size, height, end = size + 1 + value.size, max(height, value.height), value.end
        span = self.end_collection(start, event, each, end)
        return _Built(YamlMapping(tuple(entries), span, self.source), size, height + 1, span.end)

    def sequence(self, event: Any, depth: int) -> _Built:
        start = self.start_collection(event, depth)
        items: list[YamlNode] = []
        size, height, end = 1, 0, start
        while not isinstance(each := next(self.events), yaml.SequenceEndEvent):
            item = self.node(each, depth)
            items.append(item.node)
            size, height, end = size + item.size, max(height, item.height), item.end
        span = self.end_collection(start, event, each, end)
        return _Built(YamlSequence(tuple(items), span, self.source), size, height + 1, span.end)

    def start_collection(self, event: Any, depth: int) -> int:
        start, end = self.bounds(event)
        if event.tag not in _COLLECTION_TAGS:
            raise _NotAcceptedError(errors.tag(self.place(start, end), event.tag))
        if depth > MAX_DEPTH:
            raise _NotAcceptedError(errors.too_deep(self.place(start, end), MAX_DEPTH))
        return self.without_properties(start, len(self.source.text))

    def end_collection(self, start: int, event: Any, end_event: Any, last: int) -> Span:
        """A flow collection ends with its bracket, a block one with its last node."""
        return Span(start, self.bounds(end_event)[1] if event.flow_style else last)

    def without_properties(self, start: int, end: int) -> int:
        """Where a node's own text starts after its anchor and tag."""
        found = _PROPERTIES.match(self.source.text, start, end)
        return found.end() if found else start

    def bounds(self, event: Any) -> tuple[int, int]:
        return event.start_mark.index + self.skipped, event.end_mark.index + self.skipped

    def event_place(self, event: Any) -> Place:
        return self.place(*self.bounds(event))

    def place(self, start: int, end: int) -> Place:
        return Place(self.source, Span(start, end))
