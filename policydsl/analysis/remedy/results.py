"""What it would take, as data: remedies, each of measures, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

from policydsl.feel.values import Value
from policydsl.policy.facts.facts_tree import Movement
from policydsl.text.diagnostic import Text
from policydsl.trace import Trace, Verdict


class Target(Enum):
    """The verdict that is wanted: eligible, or conditionally eligible at least."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"

    def reached(self, verdict: Verdict | None) -> bool:
        """Whether a verdict is as good as this."""
        return verdict is Verdict.ELIGIBLE or (
            self is Target.CONDITIONAL and verdict is Verdict.CONDITIONAL
        )


class MeasureKind(Enum):
    """What is done about a fact: a real change, or words about what already is.

    `CHANGE`: it becomes different. `DOCUMENT`: it was not stated, and is now. `DECLARE`: a
    statement that was left out, such as a reason, is made. `ADD`: items of a list.
    """

    CHANGE = "change"
    DOCUMENT = "document"
    DECLARE = "declare"
    ADD = "add"


Sense = Literal["exactly", "at_least", "at_most", "above", "below", "any"]
"""Which values would do as well, all else as it is in the remedy: proved, not guessed."""


@dataclass(frozen=True, slots=True)
class RuleName:
    """A rule as a reader finds it in the notice."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as a reader knows it. `label` is the names on the way to it, `labels` of values."""

    path: str
    label: Text
    unit: Text | None = None
    labels: tuple[tuple[str, Text], ...] = ()
    judgement: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One change of one fact. `before` is None where nothing was stated.

    `also` are the other values of an enumeration that would do as well. `serves` are the rules
    that would stand worse without it, all other measures being taken. An item that is added has
    no value: `count` says how many.
    """

    kind: MeasureKind
    fact: Fact
    before: Value | None
    after: Value | None
    sense: Sense
    cost: Decimal
    also: tuple[Value, ...] = ()
    serves: tuple[RuleName, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Remedy:
    """Measures that together suffice, none of which can be left out or made smaller.

    `facts` are the institution's stated facts after them, `verdict` what the interpreter says.
    """

    measures: tuple[Measure, ...]
    cost: Decimal
    verdict: Verdict
    facts: Mapping[str, Any] = field(hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A fact that cannot move far enough: what it is, and how it may change.

    Of a list, `items` is how many it has.
    """

    fact: Fact
    value: Value | None
    change: Movement
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why there is no remedy: rules that cannot be met together while these facts stand.

    Leave out any of either, and the rest of them could be met. `scope` says that the decision
    itself is not, or not surely, about the institution.
    """

    rules: tuple[RuleName, ...]
    standing: tuple[Standing, ...]
    scope: bool = False


@dataclass(frozen=True, slots=True)
class NotSearched:
    """A rule that the solver cannot be asked about, and why."""

    rule: RuleName | None
    reason: Text


@dataclass(frozen=True, slots=True)
class ListBound:
    """A list that is not stated, and how many items it was taken to have at most."""

    label: Text
    items: int


@dataclass(frozen=True, slots=True)
class Remedies:
    """The answer about one decision.

    `remedies` are the cheapest first, none of which does at the same cost with fewer of its
    changes. `complete`: there are no others. `settled`: nothing was left open by the solver, so
    that none that is cheaper was missed; `why_open` says what was. `obstacles`, where there is no
    remedy, have no rule in common. `priced`: costs were given, and do not merely count changes.
    `bounds` are lists that are not stated, or may grow. `before` is the trace as things stand.
    """

    before: Trace
    target: Target
    remedies: tuple[Remedy, ...]
    complete: bool
    settled: bool
    obstacles: tuple[Obstacle, ...] = ()
    not_searched: tuple[NotSearched, ...] = ()
    why_open: Text | None = None
    cost_unit: Text | None = None
    priced: bool = False
    bounds: tuple[ListBound, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether nothing needs to be done."""
        return self.target.reached(self.before.verdict)
