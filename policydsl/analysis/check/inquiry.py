"""Asking about one program: is this possible? With facts that show it, or rules that forbid it.

A question that cannot be encoded or settled is noted, and answered by None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from policydsl.analysis.check.findings import Unsettled
from policydsl.policy.model import Decision, Program
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place

if TYPE_CHECKING:
    from policydsl.engines.smt import Answer, Encoding, Formula, RuleTerms, Solver, Space

_Terms = TypeVar("_Terms")
TOO_LONG = Text("求解超出时限（--timeout）", "the solver took too long (see --timeout)")


@dataclass(slots=True)
class Inquiry:
    """One program in a space of institutions, and what could not be found out about it."""

    program: Program
    space: Space
    encoding: Encoding
    solver: Solver
    unsettled: dict[Unsettled, None] = field(default_factory=dict)

    @classmethod
    def about(cls, program: Program, items: int, timeout_seconds: float) -> Inquiry:
        """Over institutions with at most `items` items in any list."""
        from policydsl.engines.smt import Bounds, Encoding, Solver, Space

        space = Space.of([program], Bounds(items))
        solver = Solver(space, timeout_seconds=timeout_seconds)
        return cls(program, space, Encoding(program, space), solver)

    def possible(
        self,
        subject: str,
        place: Place,
        *formulas: Formula,
        core: Mapping[str, Formula] | None = None,
    ) -> Answer | None:
        """Whether they can hold together; with `core`, which of those forbid it."""
        answer = self.solver.ask(*formulas, core=core)
        if answer.kind != "unsettled":
            return answer
        self.note(subject, TOO_LONG, place)
        return None

    def never(self, subject: str, place: Place, *formulas: Formula) -> bool:
        """Whether it is proved that they never hold together."""
        answer = self.possible(subject, place, *formulas)
        return answer is not None and answer.kind == "no"

    def rule(self, decision: Decision, rule: str, place: Place) -> RuleTerms | None:
        """A rule's statuses as formulas."""
        subject = f"{decision.name}.{rule}"
        return self.encoded(subject, place, lambda: self.encoding.rule(decision.name, rule))

    def encoded(self, subject: str, place: Place, terms: Callable[[], _Terms]) -> _Terms | None:
        """What `terms` gives, or None where it cannot be encoded, which is noted."""
        from policydsl.engines.smt import Unencodable

        try:
            return terms()
        except Unencodable as error:
            self.note(subject, error.reason, place)
            return None

    def note(self, subject: str, reason: Text, place: Place) -> None:
        self.unsettled[Unsettled(subject, reason, place)] = None
