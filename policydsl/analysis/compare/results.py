"""What a comparison of policies found, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from policydsl.analysis.relations import Comparison
from policydsl.feel.values import Value
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text

Side = Literal["at_least", "more_than", "at_most", "less_than", "is"]
Stricter = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the comparison: a policy, or all policies of a folder.

    `decision` of `main` is the checklist whose verdicts are compared.
    """

    key: str
    title: Text
    programs: tuple[Program, ...]
    main: Program
    decision: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that several notices put a figure to.

    `facts` are paths of the facts schema on whose figures rules depend, `parameters` names of
    parameters. `stricter` says which figure asks more of an institution, if that can be said.
    """

    id: str
    title: Text
    facts: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    stricter: Stricter | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """A figure that a policy sets: by which rule or parameter, and where it is said.

    `always` is false where some institutions meet the rule without this figure.
    """

    value: Value
    side: Side
    unit: Text | None
    subject: str
    title: Text
    clauses: tuple[str, ...]
    document: str
    always: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion with what each column demands; `strictest` are columns that nobody exceeds."""

    criterion: Criterion
    cells: tuple[tuple[Demand, ...], ...]
    strictest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An institution that one column treats worse than the other, and by which of its rules.

    `worse` is the column's number; `facts` are plain data with canonical ids.
    """

    worse: int
    facts: Mapping[str, Any] = field(hash=False)
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A comparison with the institutions that show it."""

    comparison: Comparison
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """How one column's verdict stands to another's.

    `shared` compares only the rules about facts that both read (None where there are none),
    `whole` everything. Each is as from `one` to `other`: tightened where `other` is stricter.
    """

    one: int
    other: int
    shared: Standing | None
    whole: Standing
    shared_rules: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PolicyComparison:
    """All that was found. `assumed` is the condition that institutions were taken to meet."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    assumed: str | None
    items: int
