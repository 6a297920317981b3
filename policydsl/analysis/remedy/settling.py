"""The values that a remedy ends with, and which others would do as well: both proved.

What the solver proposes for an unknown figure is any that suffices; what a reader wants is where
it begins to suffice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from policydsl.analysis.remedy.edges import Steps, edge
from policydsl.analysis.remedy.facets import Facet
from policydsl.analysis.remedy.reach import Reach
from policydsl.analysis.remedy.results import Sense
from policydsl.analysis.remedy.whereabouts import value_at
from policydsl.engines.smt import TRUE, Answer, Formula, all_of
from policydsl.policy.facts.facts_tree import FactLeaf

Values = dict[str, Any]


class Settling:
    """The values of one remedy's facts. `lists` are the lengths of those that grew."""

    def __init__(self, reach: Reach, values: Mapping[str, Any], lists: Mapping[str, int]) -> None:
        self.reach = reach
        self.values: Values = dict(values)
        changed = (*values, *lists)
        self._others = all_of(
            (
                reach.unchanged(but=changed),
                *(reach.space.length_is(path, length) for path, length in lists.items()),
            )
        )

    def consistent(self) -> bool:
        """Whether there is such an institution at all; else all that is asked here is idle."""
        fixed = (self.reach.is_value(path, value) for path, value in self.values.items())
        return self.reach.free.ask(self._others, *fixed, self.reach.parts.whole).kind != "no"

    @contextmanager
    def asking(self) -> Iterator[None]:
        """What all questions have in common is told to the solver once; ask within."""
        with self.reach.free.level():
            self.reach.free.add(self._others)
            self.reach.free.add(~self.reach.parts.whole)
            yield

    def settle(self, facets: Mapping[str, Facet]) -> None:
        """Moves unknown figures and dates to where they begin, or cease, to suffice."""
        for path, facet in facets.items():
            if facet.way == "state" and self._leaf(path).kind in ("integer", "number", "date"):
                self._to_boundary(path, facet)

    def sense(self, path: str) -> Sense:
        """Which further values of a fact would do, the others being as they are."""
        space, value = self.reach.space, self.values[path]
        if not self._fails(path, space.known(path)):
            return "any"
        if self._leaf(path).kind in ("integer", "number", "date"):
            if not self._fails(path, space.at_least(path, value)):
                return "at_least"
            if not self._fails(path, space.at_most(path, value)):
                return "at_most"
        return "exactly"

    def _to_boundary(self, path: str, facet: Facet) -> None:
        match self.sense(path):
            case "at_least":
                self.values[path] = self._edge(path, facet, upward=True)
            case "at_most":
                self.values[path] = self._edge(path, facet, upward=False)
            case "any" | "exactly":
                pass

    def _edge(self, path: str, facet: Facet, *, upward: bool) -> Any:
        """The last value that suffices, next to those that do not."""
        assert facet.terms is not None
        bad = self._failing(path, TRUE)
        if bad is None:
            return self.values[path]
        bound = self.reach.space.at_least if upward else self.reach.space.at_most
        steps = Steps.of(self._leaf(path), facet.terms.step)
        return edge(
            steps,
            self.values[path],
            bad,
            lambda value: self._failing(path, bound(path, value)),
            upward=upward,
        )

    def _failing(self, path: str, where: Formula) -> Any:
        """A value there that does not suffice; None where there is none."""
        answer = self._ask(path, where)
        if answer.model is None:
            return None
        return value_at(path, answer.model.facts(self.reach.program.facts))

    def _fails(self, path: str, where: Formula) -> bool:
        """Whether some value there does not suffice; what is not known may fail."""
        return self._ask(path, where).kind != "no"

    def _ask(self, path: str, where: Formula) -> Answer:
        fixed = (self.reach.is_value(p, v) for p, v in self.values.items() if p != path)
        return self.reach.free.ask(*fixed, self.reach.space.known(path), where)

    def _leaf(self, path: str) -> FactLeaf:
        info = self.reach.program.facts.info(path)
        assert info is not None
        assert isinstance(info.node, FactLeaf)
        return info.node
