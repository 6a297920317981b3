"""What an encoding says of rules, rows and values: one formula for each possible outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policydsl.engines.smt.formula import TRUE, Formula
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place
from policydsl.trace import Status

LEVELS = (0, 1, 2)
"""How a rule stands: it fails; it is unknown and may fail; it can refuse nobody."""


@dataclass(frozen=True, slots=True)
class TruthTerms:
    """A condition: it holds, it does not, or it is null. Exactly one is so."""

    true: Formula
    false: Formula
    unknown: Formula


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """The statuses of a rule, or of a group; exactly one is so. `may_fail` as in `Judged`."""

    passes: Formula
    fails: Formula
    unknown: Formula
    not_applicable: Formula
    may_fail: Formula

    def status(self, status: Status) -> Formula:
        """It has this status."""
        match status:
            case Status.PASS:
                return self.passes
            case Status.FAIL:
                return self.fails
            case Status.UNKNOWN:
                return self.unknown
            case Status.NOT_APPLICABLE:
                return self.not_applicable

    def level_at_least(self, level: int) -> Formula:
        """It stands at this level (see `LEVELS`) or higher."""
        match level:
            case 2:
                return ~self.may_fail
            case 1:
                return ~self.fails
            case _:
                return TRUE


@dataclass(frozen=True, slots=True)
class RowTerms:
    """A row of a table: its conditions hold, do not hold, or may.

    `skipped` says that a FIRST table had its answer before, so that the row was not looked at:
    none of the other three is then so.
    """

    number: int
    true: Formula
    false: Formula
    unknown: Formula
    skipped: Formula


@dataclass(frozen=True, slots=True)
class NotEncodable:
    """What the solver cannot be asked about, and why. `rule` is None for a decision's own part."""

    decision: str
    rule: str | None
    reason: Text
    place: Place | None = field(default=None, compare=False)


Applies = Mapping[Literal["yes", "no", "unknown"], Formula]
