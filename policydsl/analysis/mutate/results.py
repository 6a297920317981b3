"""What became of the mutants of a version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant
from policydsl.analysis.witnesses import Witness
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place


class State(Enum):
    """What became of a mutant."""

    KILLED = "killed"  # a case noticed it
    EQUIVALENT = "equivalent"  # proved: no institution tells it from the policy
    SURVIVED = "survived"
    NOT_RUN = "not_run"  # the time or number asked for was used up


@dataclass(frozen=True, slots=True)
class CaseName:
    """A case, and where it stands."""

    name: Text
    place: Place


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant, and by what.

    `killer` is the case that noticed it; `witness` an institution by which a survivor would have
    been; `reason` why neither that nor a proof was found. `reach` says how far a proof goes where
    it holds only up to some number of items.
    """

    state: State
    killer: CaseName | None = None
    witness: Witness | None = None
    reason: Text | None = None
    reach: Text | None = None


@dataclass(frozen=True, slots=True)
class MutantResult:
    """A mutant and what became of it."""

    mutant: Mutant
    fate: Fate

    @property
    def state(self) -> State:
        return self.fate.state


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants there are, by what became of them."""

    counts: Mapping[State, int]

    @classmethod
    def of(cls, results: Iterable[MutantResult]) -> Score:
        counts = dict.fromkeys(State, 0)
        for each in results:
            counts[each.state] += 1
        return cls(counts)

    @property
    def of_all(self) -> int:
        """Those that a case could notice and that were run."""
        return self.counts[State.KILLED] + self.counts[State.SURVIVED]

    @property
    def percent(self) -> int:
        """The share noticed, rounded down, so that 100 means all; 100 where there is nothing."""
        return self.counts[State.KILLED] * 100 // self.of_all if self.of_all else 100


@dataclass(frozen=True, slots=True)
class VersionMutation:
    """The mutants of one version of a policy against its cases.

    `failing` are the cases that do not even agree with the policy as it is; they count for nothing.
    """

    policy: str
    version: str
    path: Path
    program: Program
    cases: int
    failing: tuple[CaseName, ...]
    results: tuple[MutantResult, ...]

    @property
    def score(self) -> Score:
        return Score.of(self.results)

    def by_kind(self) -> Mapping[Kind, Score]:
        """The score of each kind of change that there is."""
        kinds = [kind for kind in Kind if any(each.mutant.kind is kind for each in self.results)]
        return {
            kind: Score.of(each for each in self.results if each.mutant.kind is kind)
            for kind in kinds
        }
