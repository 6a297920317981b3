"""A policy version as frozen data: what the YAML says, checked, with names made canonical.

`Program` is the closed whole that engines run: every expression is a checked tree whose names are
ids (never Chinese aliases), `extends` is resolved, `uses` is linked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.types import ContextType, Type
from policydsl.feel.values import Value
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Source


class Force(Enum):
    """How strictly a rule binds."""

    MANDATORY = "mandatory"
    IN_PRINCIPLE = "in_principle"
    PREFERENTIAL = "preferential"


class EmptyList(Enum):
    """What a `for` over no item at all means."""

    FAIL = "fail"
    PASS = "pass"
    NOT_APPLICABLE = "not_applicable"


class HitPolicy(Enum):
    """How a decision table's matching rows make its result (DMN 1.5 §8.2.8)."""

    UNIQUE = "unique"
    FIRST = "first"
    ANY = "any"
    PRIORITY = "priority"
    COLLECT = "collect"
    RULE_ORDER = "rule_order"


Aggregation = Literal["list", "sum", "min", "max", "count"]


@dataclass(frozen=True, slots=True)
class CheckedExpression:
    """An expression ready to run. `source` is its own text, embedded in the policy file."""

    tree: Expression
    type: Type
    source: Source


@dataclass(frozen=True, slots=True)
class CheckedTests:
    """A decision table's cell ready to run, tested against a value."""

    tree: UnaryTests
    source: Source


@dataclass(frozen=True, slots=True)
class Citation:
    """The notice that a policy encodes. `issued` may be a bare year where the day is not known."""

    document: str
    issuer: str
    issued: str
    published: str | None = None
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Effective:
    """In force from `start` (that day included) until `end` (that day included; None: open).

    ISO dates. `gap_before` says that the time since the version before is meant to have none.
    """

    start: str
    end: str | None = None
    gap_before: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named figure of a version."""

    name: str
    value: Value
    type: Type
    unit: str | None
    clauses: tuple[str, ...]
    title: Text
    zh: str | None
    place: Place
    note: Text | None = None
    written: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A named expression shared by decisions."""

    name: str
    expression: CheckedExpression
    title: Text
    zh: str | None
    clauses: tuple[str, ...]
    place: Place
    note: Text | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class RuleIterator:
    """One part of a rule's `for`: `level in occupation.levels`."""

    name: str
    domain: CheckedExpression


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of a checklist."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    force: Force
    iterators: tuple[RuleIterator, ...]
    when: CheckedExpression | None
    require: CheckedExpression
    waiver: CheckedExpression | None
    empty: EmptyList
    empty_note: Text | None
    group: str | None
    judgement: bool
    place: Place
    note: Text | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Preferential rules of which any one, or all, make the merit."""

    id: str
    title: Text
    need: Literal["any", "all"]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """Rules that make a verdict."""

    rules: tuple[Rule, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column of conditions."""

    name: str
    expression: CheckedExpression
    title: Text


@dataclass(frozen=True, slots=True)
class TableOutput:
    """A column of results; `values` with labels, the best first; `default` where no row matches."""

    name: str
    title: Text
    type: Type
    values: tuple[tuple[str, Text], ...] = ()
    unit: str | None = None
    default: CheckedExpression | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: one cell per input and per output, in their order."""

    conditions: tuple[CheckedTests, ...]
    results: tuple[CheckedExpression, ...]
    clauses: tuple[str, ...]
    place: Place
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A DMN decision table. One output: its value is the result; more: a context of them."""

    hit: HitPolicy
    aggregation: Aggregation
    inputs: tuple[TableInput, ...]
    outputs: tuple[TableOutput, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class ValueExpression:
    """A decision that is one expression."""

    expression: CheckedExpression
    unit: str | None = None
    labels: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that a policy answers.

    `when` says whether it is about this institution at all. Its body is a checklist (its value to
    other decisions is the verdict's name), a table, or a value.
    """

    name: str
    title: Text
    clauses: tuple[str, ...]
    when: CheckedExpression | None
    body: Checklist | Table | ValueExpression
    type: Type
    zh: str | None
    place: Place
    note: Text | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class NotEncoded:
    """A clause that no rule states, and why."""

    clause: str
    reason: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding of `policydsl check` that lies in the notice itself, and what to say of it.

    `finding` is its code; `subject` is what it is about, as the check names it.
    """

    finding: str
    subject: str
    note: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """What an extending policy changed of its base (kinds as in `trace.Amendment`)."""

    kind: str
    id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Use:
    """A decision of another policy, known here by `name`."""

    name: str
    program: Program
    decision: str
    zh: str | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """One version of one policy, checked whole and ready for any engine.

    `documents` are the notices that its bases (`id@version`) encode.
    `order` lists definitions and decisions so that each comes after all it needs.
    `digest` is the SHA-256 over the files that take part (this one, its base, those it uses).
    """

    policy: str
    version: str
    title: Text
    citation: Citation
    effective: Effective
    parameters: Mapping[str, Parameter] = field(hash=False)
    definitions: Mapping[str, Definition] = field(hash=False)
    decisions: Mapping[str, Decision] = field(hash=False)
    order: tuple[str, ...]
    not_encoded: tuple[NotEncoded, ...]
    uses: tuple[Use, ...]
    facts: FactsSchema = field(hash=False)
    scope: ContextType = field(hash=False)
    digest: str
    source: Source
    base: str | None = None
    changes: tuple[Change, ...] = ()
    note: Text | None = None
    documents: Mapping[str, str] = field(default_factory=dict, hash=False)
    remarks: tuple[Remark, ...] = ()

    def document_of(self, origin: str | None) -> str:
        """The notice that clauses are cited from: the own one, or that of the base named."""
        return self.documents.get(origin or "", self.citation.document)
