"""The search: what the solver refuses becomes a need; accepted at the cheapest, it is a remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from policydsl.analysis.remedy.cheapest import (
    Need,
    Reached,
    TooManyError,
    cheapest,
    support,
)
from policydsl.analysis.remedy.facets import Facet, Level
from policydsl.analysis.remedy.reach import Reach
from policydsl.analysis.remedy.whereabouts import value_at
from policydsl.engines.smt import Answer
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactLeaf

MAX_NEEDS = 2_000


class UnsettledError(Exception):
    """The solver gave no answer within its time."""


@dataclass(frozen=True, slots=True)
class Found:
    """The cheapest levels, and an institution that reaches the target within them."""

    reached: Reached
    facts: Mapping[str, Any] = field(hash=False)


class Search:
    """Finds solutions one after another, the cheapest first.

    None of them changes all the facts that an earlier one changes: what costs as much and changes
    more is no remedy.
    """

    def __init__(self, reach: Reach, as_of: str) -> None:
        self.reach = reach
        self.as_of = as_of
        self.facets = {facet.key: facet for facet in reach.movable.facets}
        self.needs: list[Need] = []
        self.barred: list[frozenset[str]] = []

    def possible(self) -> bool:
        """Whether there is any solution. Raises UnsettledError."""
        return _settled(self.reach.ask({})).kind == "yes"

    def solutions(self) -> Iterator[Found]:
        """All of them. Raises UnsettledError where the next is not known."""
        while len(self.needs) < MAX_NEEDS:
            try:
                reached = cheapest(self.needs, self.barred)
            except TooManyError as fault:
                raise UnsettledError from fault
            if reached is None:
                return
            levels = {facet: reached.get(facet, 0) for facet in self.facets.values()}
            answer = _settled(self.reach.ask(levels))
            if answer.kind == "no":
                self.needs.append(self._widened(answer, levels))
                continue
            self.barred.append(support(reached))
            yield Found(reached, self._tidy(reached, answer))
        raise UnsettledError

    def _widened(self, answer: Answer, levels: Mapping[Facet, Level]) -> Need:
        """What the refusal says in general: facets as far as they may go without changing it.

        A facet that may go as far as it can is no part of it.
        """
        refused: dict[Facet, Level] = {
            self.facets[key]: levels[self.facets[key]] for key in answer.core
        }
        for facet in sorted(refused, key=_widen_order):
            level = refused.pop(facet)
            assert level is not None
            beyond = _settled(self.reach.ask(refused))
            if beyond.kind == "yes":
                refused[facet] = self._furthest(facet, level, beyond, refused)
        return {facet: level + 1 for facet, level in refused.items() if level is not None}

    def _furthest(
        self, facet: Facet, refused: int, accepted: Answer, others: Mapping[Facet, Level]
    ) -> int:
        """The highest level that is still refused, found by halving."""
        low, high = refused, self._level_in(facet, accepted, refused)
        while high - low > 1:
            middle = (low + high) // 2
            answer = _settled(self.reach.ask({**others, facet: middle}))
            if answer.kind == "yes":
                high = min(middle, self._level_in(facet, answer, low))
            else:
                low = middle
        return low

    def _level_in(self, facet: Facet, answer: Answer, above: int) -> int:
        """How far a facet went in an institution that was found."""
        assert answer.model is not None
        value = value_at(facet.path, answer.model.facts(self.reach.program.facts))
        match facet.way:
            case "up" | "down":
                return max(above + 1, facet.level_of(value))
            case "list":
                return max(above + 1, 1 + len(value))
            case "item":
                return max(above + 1, len(value) - int(facet.old))
            case "other" | "state" | "declare":
                return above + 1

    def _tidy(self, reached: Reached, answer: Answer) -> Mapping[str, Any]:
        """Figures exactly at their levels, not within the last step, and days that have been;
        as far as that will do.
        """
        space, schema = self.reach.space, self.reach.program.facts
        exact = [space.fact_is(f.path, f.value_at(reached[f])) for f in reached if f.figure]
        past = [space.at_most(f.path, self.as_of) for f in reached if _is_day(f, schema)]
        levels = {facet: reached.get(facet, 0) for facet in self.facets.values()}
        model = answer.model
        for wanted in ([*exact, *past], exact):
            tidy = self.reach.ask(levels, *wanted) if wanted else answer
            if tidy.model is not None:
                model = tidy.model
                break
        assert model is not None
        return model.facts(schema)


def _settled(answer: Answer) -> Answer:
    if answer.kind == "unsettled":
        raise UnsettledError(answer.why)
    return answer


def _is_day(facet: Facet, schema: FactsSchema) -> bool:
    """Whether a facet states an unknown day."""
    info = schema.info(facet.path)
    node = info.node if info is not None else None
    return facet.way == "state" and isinstance(node, FactLeaf) and node.kind == "date"


def _widen_order(facet: Facet) -> tuple[bool, str]:
    """What costs to look for comes last: figures are halved, the others are there or not."""
    return (facet.figure, facet.key)
