"""The smallest sets of facts that settle a verdict once they are stated, whatever they are.

A set does not settle it where the solver finds an institution whose verdict all facts together
tell, and these alone do not. Such a set is made as large as it stays so; every settling set then
holds something of what is left. So the settling sets are those that meet all such rests, the
smallest first. What no fact settles, such as a year whose holidays are not yet published, is left
out of the question: it is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.missing.outlook import Outlook
from policydsl.analysis.missing.unknowns import Unknown
from policydsl.analysis.remedy.cheapest import Need, TooManyError, cheapest
from policydsl.analysis.remedy.facets import Facet


class UnsettledError(Exception):
    """The solver gave no answer within its time."""


class SettlingSets:
    """Finds them one after another."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook = outlook
        self.facets = {u: Facet(u.path, "state", free=True) for u in outlook.unknowns}
        self.by_facet = {facet: unknown for unknown, facet in self.facets.items()}

    def sets(self) -> Iterator[tuple[Unknown, ...]]:
        """All of them; the empty one alone where no fact settles it.

        Raises UnsettledError where the next is not known.
        """
        everything = frozenset(self.outlook.unknowns)
        needs: list[Need] = [
            {self.facets[each]: 1}
            for each in self.outlook.unknowns
            if self.open(everything - {each})
        ]
        barred: list[frozenset[str]] = []
        while True:
            try:
                reached = cheapest(needs, barred)
            except TooManyError as fault:
                raise UnsettledError from fault
            if reached is None:
                return
            chosen = frozenset(self.by_facet[facet] for facet in reached)
            if self.open(chosen):
                largest = self._grown(chosen)
                needs.append({self.facets[each]: 1 for each in everything - largest})
            else:
                barred.append(frozenset(each.path for each in chosen))
                yield tuple(each for each in self.outlook.unknowns if each in chosen)

    def open(self, stated: frozenset[Unknown]) -> bool:
        """Whether there are values of these facts for which others are still needed."""
        answer = self.outlook.open(stated)
        if answer.kind == "unsettled":
            raise UnsettledError(answer.why)
        return answer.kind == "yes"

    def _grown(self, stated: frozenset[Unknown]) -> frozenset[Unknown]:
        """With as many more facts as leave the verdict open."""
        for each in self.outlook.unknowns:
            if each not in stated and self.open(stated | {each}):
                stated |= {each}
        return stated
