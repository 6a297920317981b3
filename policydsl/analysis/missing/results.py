"""Which unknown facts would settle a verdict, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policydsl.analysis.remedy.results import Fact, ListBound, NotSearched, RuleName, Sense
from policydsl.feel.values import Value
from policydsl.text.diagnostic import Text
from policydsl.trace import Trace, Verdict

StatedBy = Literal["institution", "assessor"]


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """A fact that is not stated. `stated_by` says whose it is to say; `rules` wait for it.

    A path with `[]` is that fact of every item of a list that is itself not stated.
    """

    fact: Fact
    stated_by: StatedBy
    rules: tuple[RuleName, ...] = ()


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Values of one fact that settle the verdict whatever the others turn out to be.

    `sense` is how `values` are meant: for `exactly` all that are listed, `any` has none, the others
    have one.
    """

    unknown: UnknownFact
    verdict: Verdict
    sense: Sense
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The answer about one decision.

    `sets`: each settles the verdict once its facts are stated, whatever they turn out to be, and
    none of its facts can be left out; the smallest first. `complete`: there are no others.
    `idle` facts no longer matter: no values of the other unknown facts make them matter.
    `stuck` are rules that may stay open though every fact is stated, for instance because a year's
    holidays are not published; the sets settle the verdict as far as facts can.
    `settled`: the solver left nothing open; `why_open` says what it did. `before` is the trace as
    things stand.
    """

    before: Trace
    sets: tuple[tuple[UnknownFact, ...], ...]
    complete: bool
    settled: bool
    at_once: tuple[AtOnce, ...] = ()
    idle: tuple[UnknownFact, ...] = ()
    not_searched: tuple[NotSearched, ...] = ()
    stuck: tuple[RuleName, ...] = ()
    bounds: tuple[ListBound, ...] = ()
    why_open: Text | None = None

    @property
    def known(self) -> bool:
        """Whether the verdict is settled already."""
        return self.before.verdict is not Verdict.UNDETERMINED
