"""JSON text (RFC 8259) → the same tree as YAML's, with places.

JSON is not quite YAML: surrogate pairs, tabs before the first bracket and long keys are JSON's own.
"""

from __future__ import annotations

from policydsl.policy.source import json_errors as errors
from policydsl.policy.source.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from policydsl.policy.source.yaml_errors import (
    duplicate_key,
    empty_file,
    file_too_large,
    too_deep,
    too_many_nodes,
)
from policydsl.policy.source.yaml_nodes import (
    ScalarKind,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
)
from policydsl.policy.source.yaml_offsets import embedded
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, PolicyError
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Place, Source, Span

_SPACE = pattern(r"[ \t\r\n]*")
_STRING = pattern(
    r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}'
    r"|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*\""
)
_WORD = pattern(r"[^\s,:\[\]{}\"]+")
_INTEGER = pattern(r"-?(0|[1-9][0-9]*)")
_DECIMAL = pattern(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_KINDS: dict[str, ScalarKind] = {"true": "boolean", "false": "boolean", "null": "null"}


def read_json(source: Source, error: type[DiagnosticError] = PolicyError) -> YamlNode:
    """The value of a JSON text. Numbers keep their digits; NaN and Infinity are no JSON.

    Raises `error` with one diagnostic, at its place.
    """
    try:
        return _Reader(source).document()
    except _NotJsonError as refusal:
        raise error(refusal.diagnostic) from None


class _NotJsonError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.code)


class _Reader:
    """Reads one text from left to right. Used once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 1 if source.text.startswith("\ufeff") else 0
        self.size = 0

    def document(self) -> YamlNode:
        if len(self.text.encode("utf-8", "replace")) > MAX_BYTES:
            raise _NotJsonError(file_too_large(self.source, MAX_BYTES))
        if not self.peek():
            raise _NotJsonError(empty_file(self.source))
        node = self.value(0)
        if self.peek():
            raise _NotJsonError(errors.after_the_end(self.place(self.at, self.at + 1)))
        return node

    def value(self, depth: int) -> YamlNode:
        start = self.at
        self.size += 1
        if self.size > MAX_NODES:
            raise _NotJsonError(too_many_nodes(self.place(start, start + 1), MAX_NODES))
        match self.peek():
            case "{" | "[" if depth >= MAX_DEPTH:
                raise _NotJsonError(too_deep(self.place(self.at, self.at + 1), MAX_DEPTH))
            case "{":
                return self.mapping(depth)
            case "[":
                return self.sequence(depth)
            case '"':
                return self.string()
            case _:
                return self.word()

    def mapping(self, depth: int) -> YamlMapping:
        start = self.at
        entries: list[tuple[YamlScalar, YamlNode]] = []
        seen: dict[str, YamlScalar] = {}
        self.at += 1
        more = not self.taken("}")
        while more:
            if self.peek() != '"':
                raise _NotJsonError(errors.name_expected(self.place(self.at, self.at + 1)))
            key = self.string()
            if key.text in seen:
                raise _NotJsonError(duplicate_key(key, seen[key.text]))
            seen[key.text] = key
            self.expect(":", ":")
            self.peek()
            entries.append((key, self.value(depth + 1)))
            more = self.expect(",", "}")
        return YamlMapping(tuple(entries), Span(start, self.at), self.source)

    def sequence(self, depth: int) -> YamlSequence:
        start = self.at
        items: list[YamlNode] = []
        self.at += 1
        more = not self.taken("]")
        while more:
            self.peek()
            items.append(self.value(depth + 1))
            more = self.expect(",", "]")
        return YamlSequence(tuple(items), Span(start, self.at), self.source)

    def string(self) -> YamlScalar:
        found = _STRING.match(self.text, self.at)
        if found is None:
            raise _NotJsonError(errors.bad_string(self.place(self.at, self.at + 1)))
        span = Span(self.at, found.end())
        self.at = found.end()
        raw = found.group()[1:-1]
        scalar = YamlScalar(raw, "string", "json", span, self.source)
        if "\\" not in raw:
            return scalar
        return YamlScalar(embedded(scalar).text, "string", "json", span, self.source)

    def word(self) -> YamlScalar:
        found = _WORD.match(self.text, self.at)
        if found is None:
            raise _NotJsonError(errors.value_expected(self.place(self.at, self.at + 1)))
        word = found.group()
        kind = _KINDS.get(word)
        if kind is None and _INTEGER.fullmatch(word):
            kind = "integer"
        elif kind is None and _DECIMAL.fullmatch(word):
            kind = "decimal"
        if kind is None:
            raise _NotJsonError(errors.not_a_value(self.place(*found.span()), word))
        self.at = found.end()
        return YamlScalar(word, kind, "plain", Span(*found.span()), self.source)

    def peek(self) -> str:
        """The next character after white space, or "" at the end."""
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def taken(self, char: str) -> bool:
        if self.peek() != char:
            return False
        self.at += 1
        return True

    def expect(self, going_on: str, ending: str) -> bool:
        """Whether the value goes on after the next character, which must be one of the two."""
        found = self.peek()
        if not found or found not in (going_on, ending):
            raise _NotJsonError(
                errors.separator_expected(self.place(self.at, self.at + 1), going_on, ending)
            )
        self.at += 1
        return found == going_on

    def place(self, start: int, end: int) -> Place:
        return Place(self.source, Span(start, min(end, len(self.text))))
