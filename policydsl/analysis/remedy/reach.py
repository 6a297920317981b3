"""What the solver is asked: whether a verdict can be reached when facts may go so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policydsl.analysis.remedy.costs import Costs
from policydsl.analysis.remedy.facet_list import Movable, Still, most_items, movable, room_for_items
from policydsl.analysis.remedy.facets import Facet, Level
from policydsl.analysis.remedy.naming import fact_at
from policydsl.analysis.remedy.results import ListBound, NotSearched, Target
from policydsl.analysis.remedy.rules import rule_name
from policydsl.engines.smt import (
    TRUE,
    Answer,
    Bounds,
    Encoding,
    Formula,
    Solver,
    Space,
    Unencodable,
    all_of,
    any_of,
)
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Force, Program, Rule

SCOPE = "scope"
IN_PRINCIPLE = "in principle"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the target asks, one formula for each label: a rule's id, or SCOPE, or IN_PRINCIPLE."""

    formulas: Mapping[str, Formula]
    not_searched: tuple[NotSearched, ...]
    searchable: bool

    @property
    def whole(self) -> Formula:
        """All of it."""
        return all_of(self.formulas.values())


class Reach:
    """A decision about one institution, in the solver. `space` has room for items to be added."""

    def __init__(
        self, program: Program, facts: Facts, decision: str, target: Target, costs: Costs
    ) -> None:
        self.program = program
        self.facts = facts
        self.costs = costs
        bounds = Bounds(by_path=room_for_items(facts, costs, program.facts))
        self.space = Space.of([program], bounds, decisions=[decision], template=facts)
        self.parts = _parts(program, decision, target, Encoding(program, self.space))
        self.movable: Movable = movable(self.space.facts, facts, costs, program.facts)
        self.free = Solver(self.space)
        self._bound = Solver(self.space)
        for formula in (self.parts.whole, *map(self.still, self.movable.still)):
            self._bound.add(formula)
        for facet in self.movable.facets:
            self._bound.add(self.formula(facet, None))

    def ask(self, levels: Mapping[Facet, Level], *also: Formula) -> Answer:
        """Whether the target can be reached where these facets go no further.

        The others go as far as they may. A core holds keys of facets.
        """
        core = {
            facet.key: self.formula(facet, level)
            for facet, level in levels.items()
            if level is not None
        }
        return self._bound.ask(*also, core=core)

    def formula(self, facet: Facet, level: Level) -> Formula:
        """That a fact has gone no further than to a level."""
        path, space = facet.path, self.space
        match facet.way:
            case "up" | "down":
                return self._figure(facet, level)
            case "other":
                if level == 0:
                    return space.fact_is(path, facet.old)
                return self._other(facet)
            case "state" | "declare":
                return ~space.known(path) if level == 0 else TRUE
            case "list":
                if level is None:
                    return TRUE
                lengths = (space.length_is(path, n) for n in range(level))
                return any_of((~space.known(path), *lengths))
            case "item":
                most = most_items(path, facet.old, self.costs)
                room = most - facet.old if level is None else min(level, most - facet.old)
                return any_of(space.length_is(path, facet.old + n) for n in range(room + 1))

    def still(self, still: Still) -> Formula:
        """That a fact, or the length of a list, is as it was."""
        if still.value is None:
            return ~self.space.known(still.path)
        if isinstance(still.value, list):
            return self.space.length_is(still.path, len(still.value))
        return self.space.fact_is(still.path, still.value)

    def is_value(self, path: str, value: Any) -> Formula:
        """That a fact has a plain value, or is not stated."""
        return self.still(Still(path, value))

    def bounds(self) -> Iterator[ListBound]:
        """The lists that are not stated or may grow, and how many items they may come to have."""
        for facet in self.movable.facets:
            if facet.way in ("list", "item"):
                label = fact_at(facet.path, self.program.facts, self.facts).label
                if facet.way == "item":
                    yield ListBound(label, most_items(facet.path, facet.old, self.costs))
                elif "[" not in facet.path:
                    info = self.program.facts.info(facet.path)
                    assert info is not None
                    yield ListBound(label, self.space.bounds.of(info.path))

    def unchanged(self, but: Iterable[str] = ()) -> Formula:
        """That all facts are as they were, but for some."""
        left_out = frozenset(but)
        facets = (f for f in self.movable.facets if f.path not in left_out)
        return all_of(
            (
                *(self.formula(facet, 0) for facet in facets),
                *(self.still(each) for each in self.movable.still),
            )
        )

    def _figure(self, facet: Facet, level: Level) -> Formula:
        """A figure's limits: its own level, and that it may not go the other way at all."""
        terms = facet.terms
        assert terms is not None
        path, space = facet.path, self.space
        known = space.known(path)
        if facet.way == "up":
            held = [] if terms.change == "free" else [space.at_least(path, facet.old)]
            end = terms.most if level is None else facet.value_at(level)
            if level is None and end is not None:
                end = max(end, facet.old)
            return all_of((known, *held, *([] if end is None else [space.at_most(path, end)])))
        held = [] if terms.change == "free" else [space.at_most(path, facet.old)]
        end = terms.least if level is None else facet.value_at(level)
        if level is None and end is not None:
            end = min(end, facet.old)
        return all_of((known, *held, *([] if end is None else [space.at_least(path, end)])))

    def _other(self, facet: Facet) -> Formula:
        terms = facet.terms
        assert terms is not None
        if terms.to is None:
            return self.space.known(facet.path)
        return any_of(self.space.fact_is(facet.path, each) for each in (facet.old, *terms.to))


def _parts(program: Program, decision: str, target: Target, encoding: Encoding) -> Parts:
    body = program.decisions[decision].body
    assert isinstance(body, Checklist), "remedies are asked of checklists"
    formulas: dict[str, Formula] = {}
    left_out: list[NotSearched] = []
    try:
        formulas[SCOPE] = encoding.applies(decision)["yes"]
    except Unencodable as fault:
        return Parts({}, (NotSearched(None, fault.reason),), searchable=False)
    in_principle: list[Rule] = []
    for rule in body.rules:
        if rule.force is Force.PREFERENTIAL:
            continue
        try:
            met = encoding.rule(decision, rule.id).level_at_least(2)
        except Unencodable as fault:
            left_out.append(NotSearched(rule_name(program, rule), fault.reason))
            continue
        if rule.force is Force.IN_PRINCIPLE and target is Target.CONDITIONAL:
            in_principle.append(rule)
        else:
            formulas[rule.id] = met
    if in_principle:
        terms = [encoding.rule(decision, rule.id) for rule in in_principle]
        formulas[IN_PRINCIPLE] = any_of(each.fails for each in terms) | all_of(
            each.level_at_least(2) for each in terms
        )
    return Parts(formulas, tuple(left_out), searchable=True)
