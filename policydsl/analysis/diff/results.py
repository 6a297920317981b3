"""What was found of a rule, and of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.analysis.relations import Comparison
from policydsl.policy.model import Decision, Force, Rule


@dataclass(frozen=True, slots=True)
class RuleMeaning:
    """A rule of one version and what stands in its place in the other, if anything."""

    old: tuple[Rule, ...]
    new: tuple[Rule, ...]
    comparison: Comparison

    @property
    def binding(self) -> bool:
        """Whether a verdict may depend on it."""
        return any(rule.force is not Force.PREFERENTIAL for rule in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class DecisionMeaning:
    """A decision of both versions; of a checklist, `comparison` is that of its verdict."""

    old: Decision
    new: Decision
    comparison: Comparison
    rules: tuple[RuleMeaning, ...] = ()
