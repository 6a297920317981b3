"""What differs in the text of two versions, as data: matched by id, not by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from policydsl.feel.values import Value
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    Decision,
    Definition,
    EmptyList,
    Force,
    Group,
    HitPolicy,
    NotEncoded,
    Parameter,
    Program,
    Rule,
    RuleIterator,
    TableInput,
    TableOutput,
    TableRow,
    Use,
)
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Span

Kind = Literal[
    "head",
    "use",
    "parameter",
    "definition",
    "decision",
    "rule",
    "group",
    "input",
    "output",
    "row",
    "not_encoded",
]


class How(Enum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter's value; the parameter knows its unit."""

    value: Value
    parameter: Parameter


Labelled = tuple[tuple[str, Text], ...]
Part = (
    Text
    | str
    | bool
    | int
    | tuple[str, ...]
    | Labelled
    | tuple[RuleIterator, ...]
    | Figure
    | CheckedExpression
    | CheckedTests
    | Force
    | EmptyList
    | HitPolicy
)

Aspect = Literal[
    "id",
    "order",
    "kind",
    "title",
    "zh",
    "note",
    "clauses",
    "document",
    "issuer",
    "issued",
    "published",
    "document_title",
    "policy",
    "version",
    "start",
    "end",
    "gap_before",
    "base",
    "used",
    "value",
    "unit",
    "type",
    "expression",
    "labels",
    "force",
    "for",
    "when",
    "require",
    "waiver",
    "empty",
    "empty_note",
    "group",
    "judgement",
    "need",
    "hit",
    "aggregation",
    "values",
    "default",
    "condition",
    "result",
    "reason",
]


@dataclass(frozen=True, slots=True)
class Edit:
    """One aspect that differs. None stands for what is not there.

    `column` names the table's column that a cell is of. `order` counts from 1. `same` says that
    the two are known by their text to mean the same.
    """

    aspect: Aspect
    before: Part | None
    after: Part | None
    column: str | None = None
    same: bool = False


Thing = (
    Program
    | Use
    | Parameter
    | Definition
    | Decision
    | Rule
    | Group
    | TableInput
    | TableOutput
    | TableRow
    | NotEncoded
)


@dataclass(frozen=True, slots=True)
class Located:
    """A thing of one version, how it is known there, and its place in the file.

    `name` is its id; a row's is its number, a clause's that of the notice.
    """

    name: str
    thing: Thing
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `decision` is the new name of the decision that it is part of.

    Added: nothing old; removed: nothing new; split: one old and several new; merged: the reverse.
    """

    kind: Kind
    how: How
    old: tuple[Located, ...]
    new: tuple[Located, ...]
    edits: tuple[Edit, ...] = ()
    decision: str | None = None

    @property
    def renamed(self) -> bool:
        return any(edit.aspect == "id" for edit in self.edits)

    @property
    def moved(self) -> bool:
        return any(edit.aspect == "order" for edit in self.edits)


def place_in(program: Program) -> Place:
    """The top of a program's file, for what has no place of its own."""
    return Place(program.source, Span(0, 0))
