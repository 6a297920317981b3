"""Two versions compared: what changed, what it means, whom it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policydsl.analysis.diff.changes import Change
from policydsl.analysis.diff.effects import Effect, Known, effects
from policydsl.analysis.diff.encoding import Options
from policydsl.analysis.diff.meaning import meaning
from policydsl.analysis.diff.results import DecisionMeaning
from policydsl.analysis.diff.structure import structure
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Relation
from policydsl.analysis.same_text import Meanings, foreign_facts
from policydsl.policy.model import Decision


@dataclass(frozen=True, slots=True)
class Difference:
    """`effects` are those on the `institutions` that were given."""

    old: Version
    new: Version
    changes: tuple[Change, ...]
    decisions: tuple[DecisionMeaning, ...]
    removed: tuple[Decision, ...]
    added: tuple[Decision, ...]
    institutions: tuple[Known, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def relations(self) -> frozenset[Relation | None]:
        """Those of all decisions; None for one that is not settled."""
        return frozenset(each.comparison.relation for each in self.decisions)


def difference(
    old: Version,
    new: Version,
    institutions: Sequence[Known] = (),
    options: Options = Options(),  # noqa: B008 - frozen
) -> Difference:
    """Compares two versions, of one policy or not.

    Raises ReplayError for an error of ours, FactsError for facts that a version cannot use.
    """
    foreign = foreign_facts(old.program, new.program)
    before, after = Meanings(old.program, foreign), Meanings(new.program, foreign)
    found = structure(before, after)
    matched = found.decisions
    return Difference(
        old=old,
        new=new,
        changes=found.changes,
        decisions=meaning(matched, before, after, options),
        removed=matched.removed,
        added=matched.added,
        institutions=tuple(institutions),
        effects=effects(
            [(pair.old, pair.new) for pair in matched.pairs], before, after, institutions
        ),
    )
