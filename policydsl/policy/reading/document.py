"""A policy file as typed data: its shape is right, its expressions are not yet read.

A document that extends another may leave out what it takes over from it; `refine` fills that in.
`origin` is set by `refine` on what stems from the base: `id@version`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policydsl.policy.model import (
    Aggregation,
    Citation,
    Effective,
    EmptyList,
    Force,
    HitPolicy,
    NotEncoded,
    Remark,
)
from policydsl.policy.source.yaml_nodes import YamlNode, YamlScalar
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Source

ParameterType = Literal["number", "duration", "date", "month_day", "string", "list"]
OutputType = Literal["number", "string", "boolean", "date", "duration", "list"]


@dataclass(frozen=True, slots=True)
class Word:
    """A name, id or reference as written, and where."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class ExpressionText:
    """An expression not yet read: its own text as a source, and the YAML scalar it stands in."""

    source: Source
    scalar: YamlScalar


@dataclass(frozen=True, slots=True)
class UseDocument:
    """`uses: {name: {policy: …, decision: …, zh: …}}`."""

    name: Word
    policy: Word
    decision: Word
    zh: Word | None


@dataclass(frozen=True, slots=True)
class ParameterDocument:
    """One entry of `parameters`; `type` and `unit` are None where nothing is written."""

    name: Word
    value: YamlNode
    type: ParameterType | None
    unit: Word | None
    clauses: tuple[str, ...]
    title: Text | None
    zh: Word | None
    note: Text | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionDocument:
    """One entry of `definitions`."""

    name: Word
    expression: ExpressionText
    clauses: tuple[str, ...]
    title: Text | None
    zh: Word | None
    note: Text | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class IteratorDocument:
    """`name in list`, one part of a rule's `for`."""

    name: Word
    domain: ExpressionText


@dataclass(frozen=True, slots=True)
class Defaults:
    """`defaults`: what an empty list means where a rule is silent, and what is said of it."""

    empty: EmptyList | None = None
    empty_note: Text | None = None


@dataclass(frozen=True, slots=True)
class RuleDocument:
    """One rule of a checklist. `empty_said`: the file says what an empty list means."""

    id: Word
    title: Text
    clauses: tuple[str, ...]
    force: Force
    iterators: tuple[IteratorDocument, ...]
    when: ExpressionText | None
    require: ExpressionText
    waiver: ExpressionText | None
    empty: EmptyList
    empty_said: bool
    empty_note: Text | None
    group: Word | None
    judgement: bool
    note: Text | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class GroupDocument:
    """One entry of `groups`."""

    id: Word
    title: Text
    need: Literal["any", "all"]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ChecklistDocument:
    """The body of a checklist."""

    rules: tuple[RuleDocument, ...]
    groups: tuple[GroupDocument, ...]


@dataclass(frozen=True, slots=True)
class InputDocument:
    """A table's input column."""

    name: Word
    expression: ExpressionText
    title: Text | None


@dataclass(frozen=True, slots=True)
class OutputDocument:
    """A table's output column: `values` or a `type`."""

    name: Word
    title: Text | None
    values: tuple[tuple[Word, Text], ...]
    type: OutputType | None
    unit: Word | None
    default: YamlNode | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row under the column it names."""

    column: Word
    node: YamlNode


@dataclass(frozen=True, slots=True)
class RowDocument:
    """A row: conditions by input, results by output (or the only output's cell alone)."""

    conditions: tuple[Cell, ...]
    results: YamlNode
    clauses: tuple[str, ...]
    note: Text | None
    place: Place


@dataclass(frozen=True, slots=True)
class TableDocument:
    """The body of a decision table."""

    hit: HitPolicy
    aggregation: Aggregation
    inputs: tuple[InputDocument, ...]
    outputs: tuple[OutputDocument, ...]
    rows: tuple[RowDocument, ...]


@dataclass(frozen=True, slots=True)
class ValueDocument:
    """The body of a decision that is one expression."""

    expression: ExpressionText
    unit: Word | None
    labels: tuple[tuple[Word, Text], ...]


@dataclass(frozen=True, slots=True)
class DecisionDocument:
    """One entry of `decisions`; `body` is None only where a base's is taken over."""

    name: Word
    title: Text | None
    zh: Word | None
    clauses: tuple[str, ...]
    note: Text | None
    when: ExpressionText | None
    body: ChecklistDocument | TableDocument | ValueDocument | None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyHead:
    """What the head of a file says."""

    policy: Word
    version: str
    title: Text
    citation: Citation
    effective: Effective
    effective_place: Place
    note: Text | None
    extends: Word | None
    uses: tuple[UseDocument, ...]
    facts: Word | None


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A whole file, or a file merged with those it extends (then `source` is its own)."""

    source: Source
    head: PolicyHead
    parameters: tuple[ParameterDocument, ...]
    definitions: tuple[DefinitionDocument, ...]
    decisions: tuple[DecisionDocument, ...]
    not_encoded: tuple[NotEncoded, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def reference(self) -> str:
        """`id@version`."""
        return f"{self.head.policy.text}@{self.head.version}"
