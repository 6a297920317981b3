"""Why there is no remedy: rules that cannot be met together, and the facts that keep them so."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.remedy.naming import fact_at
from policydsl.analysis.remedy.reach import IN_PRINCIPLE, SCOPE, Reach
from policydsl.analysis.remedy.results import Obstacle, Standing
from policydsl.analysis.remedy.rules import rule_name
from policydsl.analysis.remedy.search import UnsettledError
from policydsl.analysis.remedy.whereabouts import value_at
from policydsl.engines.smt import Formula
from policydsl.policy.facts.facts_record import leaf_value
from policydsl.policy.facts.facts_tree import FactLeaf, Movement
from policydsl.policy.model import Checklist, Force


def obstacles(reach: Reach, decision: str) -> tuple[Obstacle, ...]:
    """Minimal ones without a rule in common, until the other rules could be met.

    First the fewest rules that the facts do not allow together, then the fewest facts that do
    not allow these. Raises UnsettledError.
    """
    return tuple(_obstacles(reach, decision))


def _obstacles(reach: Reach, decision: str) -> Iterator[Obstacle]:
    remaining = dict(reach.parts.formulas)
    limits = _limits(reach)
    while remaining:
        answer = reach.free.ask(*limits.values(), core=remaining)
        if answer.kind == "unsettled":
            raise UnsettledError(answer.why)
        if answer.kind == "yes":
            return
        rules = {label: remaining.pop(label) for label in sorted(answer.core)}
        held = reach.free.ask(*rules.values(), core=limits)
        if held.kind == "unsettled":
            raise UnsettledError(held.why)
        yield _told(reach, decision, frozenset(rules), held.core)
        if not rules:
            return


def _limits(reach: Reach) -> dict[str, Formula]:
    """How far each fact may go, by its path."""
    limits = {still.path: reach.still(still) for still in reach.movable.still}
    for facet in reach.movable.facets:
        formula = reach.formula(facet, None)
        limits[facet.path] = limits[facet.path] & formula if facet.path in limits else formula
    return limits


def _told(reach: Reach, decision: str, labels: frozenset[str], paths: frozenset[str]) -> Obstacle:
    program = reach.program
    body = program.decisions[decision].body
    assert isinstance(body, Checklist)
    rules = tuple(
        rule_name(program, rule)
        for rule in body.rules
        if rule.id in labels or (IN_PRINCIPLE in labels and rule.force is Force.IN_PRINCIPLE)
    )
    ordered = [each.path for each in reach.space.facts if each.path in paths]
    return Obstacle(rules, tuple(_standing(reach, path) for path in ordered), SCOPE in labels)


def _standing(reach: Reach, path: str) -> Standing:
    schema = reach.program.facts
    info = schema.info(path)
    plain = value_at(path, reach.facts.stated)
    leaf = info.node if info is not None and isinstance(info.node, FactLeaf) else None
    value = None if plain is None or leaf is None else leaf_value(leaf, plain)
    items = len(plain) if isinstance(plain, list) else None
    return Standing(fact_at(path, schema, reach.facts), value, _movement(reach, path), items)


def _movement(reach: Reach, path: str) -> Movement:
    ways = {facet.way for facet in reach.movable.facets if facet.path == path}
    match ways:
        case set() if not ways:
            return "never"
        case _ if ways <= {"up", "item"}:
            return "grows"
        case _ if ways == {"down"}:
            return "shrinks"
        case _:
            return "free"
