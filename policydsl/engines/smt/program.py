"""A program in a space: when each rule has which status, and each decision which result."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.results import Applies, NotEncodable, RowTerms, RuleTerms, TruthTerms
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.values import SymbolicValue
from policydsl.policy.model import CheckedExpression, Program
from policydsl.trace import Verdict


class Encoding:
    """Encodes on demand, and each part once. Raises `Unencodable` for what cannot be encoded."""

    def __init__(self, program: Program, space: Space) -> None:
        self.program = program
        self.space = space

    def rule(self, decision: str, rule: str) -> RuleTerms:
        """A rule of a checklist, over all its items; not applicable where its decision is."""
        raise NotImplementedError

    def group(self, decision: str, group: str) -> RuleTerms:
        """A group of preferential rules."""
        raise NotImplementedError

    def verdict(self, decision: str) -> Mapping[Verdict, Formula]:
        """A checklist's verdict: exactly one holds. Of another decision, its `NOT_APPLICABLE`."""
        raise NotImplementedError

    def applies(self, decision: str) -> Applies:
        """Whether the decision is about the institution: exactly one of yes, no and unknown."""
        raise NotImplementedError

    def value(self, decision: str) -> SymbolicValue:
        """What a table or value decision gives; of a checklist, what its name stands for."""
        raise NotImplementedError

    def rows(self, decision: str) -> tuple[RowTerms, ...]:
        """The rows of a table, whatever its `when` says."""
        raise NotImplementedError

    def condition(self, expression: CheckedExpression) -> TruthTerms:
        """A boolean expression over facts and names of the program."""
        raise NotImplementedError

    def unencodable(self) -> tuple[NotEncodable, ...]:
        """All that cannot be encoded, in the order of the file."""
        raise NotImplementedError
