"""The values that a remedy ends with, and which others would do as well: both proved.

What the solver proposes for an unknown figure is any that suffices; what a reader wants is where
it begins to suffice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from policydsl.analysis.remedy.facets import Facet, day_number, day_text
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
            if facet.way == "state" and self._kind(path) in ("integer", "number", "date"):
                self._to_boundary(path, facet)

    def sense(self, path: str) -> Sense:
        """Which further values of a fact would do, the others being as they are."""
        space, value = self.reach.space, self.values[path]
        if not self._fails(path, space.known(path)):
            return "any"
        if self._kind(path) in ("integer", "number", "date"):
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
        space = self.reach.space
        bound = space.at_least if upward else space.at_most
        good = self._number(path, facet, self.values[path], upward)
        bad = self._failing(path, facet, TRUE, not upward)
        if bad is None:
            return self.values[path]
        while abs(good - bad) > 1:
            middle = (good + bad) // 2
            found = self._failing(
                path, facet, bound(path, self._plain(path, facet, middle)), not upward
            )
            if found is None:
                good = middle
            else:
                bad = max(found, middle) if upward else min(found, middle)
        return self._plain(path, facet, good)

    def _failing(self, path: str, facet: Facet, where: Formula, up: bool) -> int | None:
        """A value there that does not suffice, in steps; None where there is none."""
        answer = self._ask(path, where)
        if answer.kind != "yes" or answer.model is None:
            return None
        value = value_at(path, answer.model.facts(self.reach.program.facts))
        return None if value is None else self._number(path, facet, value, up)

    def _fails(self, path: str, where: Formula) -> bool:
        """Whether some value there does not suffice; what is not known may fail."""
        return self._ask(path, where).kind != "no"

    def _ask(self, path: str, where: Formula) -> Answer:
        fixed = (self.reach.is_value(p, v) for p, v in self.values.items() if p != path)
        return self.reach.free.ask(*fixed, self.reach.space.known(path), where)

    def _kind(self, path: str) -> str:
        info = self.reach.program.facts.info(path)
        assert info is not None
        assert isinstance(info.node, FactLeaf)
        return info.node.kind

    def _number(self, path: str, facet: Facet, value: Any, up: bool) -> int:
        """A figure or date in steps, rounded up or down to one."""
        if self._kind(path) == "date":
            return day_number(value)
        assert facet.terms is not None
        rounding = ROUND_CEILING if up else ROUND_FLOOR
        return int((Decimal(value) / facet.terms.step).to_integral_value(rounding))

    def _plain(self, path: str, facet: Facet, steps: int) -> Any:
        if self._kind(path) == "date":
            return day_text(steps)
        assert facet.terms is not None
        return steps * facet.terms.step
