"""Institutions that a policy admits, or nearly: random ones almost never are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from policydsl.engines.interpreter import evaluate
from policydsl.feel import tree
from policydsl.feel.tree import Node
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import decision_parts, parts
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Checklist, Decision, Program, Rule
from policydsl.testing.boundaries import Boundaries
from policydsl.testing.drawing import RandomDraw
from policydsl.testing.drawn_facts import random_facts, redrawn_facts
from policydsl.trace import Status, Trace, Verdict

STARTS = 6
ROUNDS = 150


def nearly_eligible(program: Program, boundaries: Boundaries) -> tuple[dict[str, Any], ...]:
    """For each checklist the best institution that a short search finds; always the same ones."""
    return tuple(_best(program, decision, boundaries) for decision in _checklists(program))


def _best(program: Program, decision: Decision, boundaries: Boundaries) -> dict[str, Any]:
    """Draws anew what the rules that do not pass ask for, as long as that makes nothing worse."""
    rng = Random(decision.name)
    draw = RandomDraw(rng)
    names = _rests_on(program, [part.tree for part in decision_parts(decision)])
    asked = replace(boundaries, names=boundaries.names & names)
    starts = [
        random_facts(draw, program, asked, unknowns=False, generous=True) for _ in range(STARTS)
    ]
    checklists = [decision, *(each for each in _checklists(program) if each.name in names)]
    tried = [(_judged(program, checklists, start), start) for start in starts]
    (score, open_names), best = min(tried, key=lambda each: each[0][0])
    for _ in range(ROUNDS):
        if not open_names:
            break
        some = rng.sample(open_names, min(len(open_names), rng.choice((1, 1, 3))))
        asked = replace(boundaries, names=boundaries.names & frozenset().union(*some))
        candidate = redrawn_facts(draw, program, best, asked)
        found, names_found = _judged(program, checklists, candidate)
        if found <= score:
            score, open_names, best = found, names_found, candidate
    return best


def _checklists(program: Program) -> Iterator[Decision]:
    return (each for each in program.decisions.values() if isinstance(each.body, Checklist))


def _judged(
    program: Program, checklists: list[Decision], stated: Mapping[str, Any]
) -> tuple[tuple[bool, int, int], list[frozenset[str]]]:
    """How far from eligible under the first, least best; and what each thing in the way asks for.

    What is in the way under the others, on which the first rests, counts second.
    """
    facts = facts_from_data(stated, program.facts)
    counts: list[int] = []
    asked: list[frozenset[str]] = []
    for decision in checklists:
        trace = evaluate(program, facts, program.effective.start, decision.name)
        if trace.verdict is Verdict.NOT_APPLICABLE and not counts:
            assert decision.when is not None  # else it applies to everybody
            return (True, 0, 0), [_rests_on(program, [decision.when.tree])]
        in_the_way = list(_in_the_way(decision, trace))
        asked += [_rests_on(program, _trees(rule)) for rule in in_the_way]
        counts.append(len(in_the_way))
    return (False, counts[0], sum(counts[1:])), asked if counts[0] else []


def _in_the_way(decision: Decision, trace: Trace) -> Iterator[Rule]:
    assert isinstance(decision.body, Checklist)
    for rule, found in zip(decision.body.rules, trace.rules, strict=True):
        if found.force != "preferential" and found.status in (Status.FAIL, Status.UNKNOWN):
            yield rule


def _trees(rule: Rule) -> Sequence[Node]:
    optional = (rule.when, rule.require, rule.waiver)
    return [part.domain.tree for part in rule.iterators] + [each.tree for each in optional if each]


def _rests_on(program: Program, trees: Iterable[Node]) -> frozenset[str]:
    """Every name in expressions, and in the definitions and decisions that they name."""
    waiting: list[Node] = list(trees)
    found: set[str] = set()
    uses = {use.name: use.program for use in program.uses}
    while waiting:
        nodes = walk(waiting.pop())
        new = {node.name for node in nodes if isinstance(node, tree.Name | tree.Path)} - found
        found |= new
        for name in new:
            if name in program.definitions:
                waiting.append(program.definitions[name].expression.tree)
            elif name in program.decisions:
                waiting += [part.tree for part in decision_parts(program.decisions[name])]
            elif name in uses:
                waiting += [part.tree for part in parts(uses[name])]
    return frozenset(found)
