"""From what the search found to a remedy: measures in the order of the facts, evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from policydsl.analysis.remedy.cheapest import price_of
from policydsl.analysis.remedy.facets import Facet
from policydsl.analysis.remedy.naming import fact_at
from policydsl.analysis.remedy.reach import Reach
from policydsl.analysis.remedy.results import Measure, MeasureKind, Remedy, RuleName, Sense, Target
from policydsl.analysis.remedy.rules import rule_name
from policydsl.analysis.remedy.search import Found
from policydsl.analysis.remedy.settling import Settling
from policydsl.analysis.remedy.whereabouts import value_at, whereabouts, with_values
from policydsl.engines.interpreter import evaluate
from policydsl.feel.values import Value
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.facts.facts_record import leaf_value
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import Checklist
from policydsl.trace import Status, Trace

_KINDS = {
    "up": MeasureKind.CHANGE,
    "down": MeasureKind.CHANGE,
    "other": MeasureKind.CHANGE,
    "state": MeasureKind.DOCUMENT,
    "declare": MeasureKind.DECLARE,
    "list": MeasureKind.DOCUMENT,
    "item": MeasureKind.ADD,
}


@dataclass(frozen=True, slots=True)
class _After:
    """An institution after all measures: what changed by path, and what is said of it."""

    found: Found
    values: Mapping[str, Any]
    facts: Facts
    trace: Trace
    senses: Mapping[str, Sense]


class Remedying:
    """Makes remedies of one decision about one institution."""

    def __init__(self, reach: Reach, decision: str, target: Target, as_of: str) -> None:
        self.reach = reach
        self.decision = decision
        self.target = target
        self.as_of = as_of
        self._positions = {each.path: at for at, each in enumerate(reach.space.facts)}

    def remedy(self, found: Found) -> Remedy | None:
        """The remedy; None where a rule that could not be searched still stands against it."""
        lists, leaves = self._grown(found), self._leaves(found)
        values = {path: value_at(path, found.facts) for path in leaves}
        settling = Settling(self.reach, values, self._lengths(found))
        with settling.asking():
            settling.settle(leaves)
            senses = {path: self._sense(settling, path) for path in leaves}
        after = {**lists, **settling.values}
        facts = self._facts(after)
        trace = evaluate(self.reach.program, facts, self.as_of, self.decision)
        if not settling.consistent():
            raise DisagreementError(trace, after)
        if not self.target.reached(trace.verdict):
            if not self.reach.parts.not_searched:
                raise DisagreementError(trace, after)
            return None
        assert trace.verdict is not None
        told = _After(found, after, facts, trace, senses)
        facets = sorted(found.reached, key=self._order)
        measures = tuple(self._measure(facet, told) for facet in facets)
        return Remedy(measures, price_of(found.reached).cost, trace.verdict, facts.stated)

    def _sense(self, settling: Settling, path: str) -> Sense:
        """Nothing is proved where a rule could not be searched."""
        return "exactly" if self.reach.parts.not_searched else settling.sense(path)

    def _order(self, facet: Facet) -> int:
        return self._positions[facet.path]

    def _grown(self, found: Found) -> dict[str, list[Any]]:
        """The lists that gained items, whole; the items that were there are as they were."""
        stated = self.reach.facts.stated
        lists: dict[str, list[Any]] = {}
        for facet in found.reached:
            if facet.way in ("list", "item") and whereabouts(facet.path, stated)[0] == "there":
                now = value_at(facet.path, stated) or []
                lists[facet.path] = [*now, *value_at(facet.path, found.facts)[len(now) :]]
        return lists

    def _lengths(self, found: Found) -> dict[str, int]:
        """How many items each list has that gained some, or was not stated."""
        grown = (facet.path for facet in found.reached if facet.way in ("list", "item"))
        return {path: len(value_at(path, found.facts)) for path in grown}

    def _leaves(self, found: Found) -> dict[str, Facet]:
        return {f.path: f for f in found.reached if f.way not in ("list", "item")}

    def _facts(self, values: Mapping[str, Any]) -> Facts:
        changed = with_values(self.reach.facts.stated, values)
        return facts_from_data(changed, self.reach.program.facts)

    def _evaluated(self, values: Mapping[str, Any]) -> Trace:
        return evaluate(self.reach.program, self._facts(values), self.as_of, self.decision)

    def _measure(self, facet: Facet, told: _After) -> Measure:
        path = facet.path
        level = told.found.reached[facet]
        leaf = path in told.senses
        sense = told.senses.get(path, "exactly")
        return Measure(
            kind=_KINDS[facet.way],
            fact=fact_at(path, self.reach.program.facts, told.facts),
            before=self._value(path, value_at(path, self.reach.facts.stated)) if leaf else None,
            after=self._value(path, told.values[path]) if leaf else None,
            sense=sense,
            cost=facet.price(level).cost,
            also=self._also(path, told.values) if leaf and sense == "exactly" else (),
            serves=self._serves(path, told.values, told.trace),
            count=1 if leaf else level - (facet.way == "list"),
        )

    def _also(self, path: str, after: Mapping[str, Any]) -> tuple[Value, ...]:
        """The other values of an enumeration that would do as well."""
        info = self.reach.program.facts.info(path)
        assert info is not None
        terms = self.reach.costs.of_fact(path, self.reach.program.facts)
        before = value_at(path, self.reach.facts.stated)
        allowed = [id_ for id_, _ in info.values if terms.to is None or id_ in terms.to]
        return tuple(
            id_
            for id_ in allowed
            if id_ not in (after[path], before) and self._reached({**after, path: id_})
        )

    def _reached(self, values: Mapping[str, Any]) -> bool:
        return self.target.reached(self._evaluated(values).verdict)

    def _serves(self, path: str, after: Mapping[str, Any], trace: Trace) -> tuple[RuleName, ...]:
        """The rules that would stand worse without this measure."""
        without = {p: v for p, v in after.items() if p != path and not p.startswith(f"{path}[")}
        if whereabouts(path, self.reach.facts.stated)[0] != "there":
            without = {**after, path: None}
        body = self.reach.program.decisions[self.decision].body
        assert isinstance(body, Checklist)
        fine = {rule.id for rule in trace.rules if rule.status not in _AGAINST}
        worse = {
            rule.id
            for rule in self._evaluated(without).rules
            if rule.status in _AGAINST and rule.id in fine and rule.force != "preferential"
        }
        return tuple(rule_name(self.reach.program, r) for r in body.rules if r.id in worse)

    def _value(self, path: str, plain: Any) -> Value | None:
        info = self.reach.program.facts.info(path)
        if plain is None or info is None or not isinstance(info.node, FactLeaf):
            return None
        return leaf_value(info.node, plain)


_AGAINST = (Status.FAIL, Status.UNKNOWN)


class DisagreementError(Exception):
    """The interpreter refuses what the solver found: an error of ours."""

    def __init__(self, trace: Trace, values: Mapping[str, Any]) -> None:
        shown = {path: str(v) if isinstance(v, Decimal) else v for path, v in values.items()}
        super().__init__(f"{trace.decision} is {trace.verdict} after {shown!r}")
