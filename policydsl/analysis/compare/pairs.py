"""Who is stricter than whom: every pair of columns, by its checklists' verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from policydsl.analysis.compare.assumption import assuming, read_assumption
from policydsl.analysis.compare.results import Column, Pair, Shown, Standing
from policydsl.analysis.fact_paths import items_of, reads
from policydsl.analysis.relations import compare_verdicts
from policydsl.analysis.witnesses import Witness, known_facts
from policydsl.engines.interpreter import evaluate
from policydsl.feel import tree
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Checklist, Force, Program, Rule
from policydsl.trace import Status

Progress = Callable[[int, int], None]


def pairs_of(
    columns: Sequence[Column],
    assumed: str | None,
    items: int,
    timeout_seconds: float,
    progress: Progress | None = None,
) -> tuple[Pair, ...]:
    """How each pair stands, over all that they ask and over what both ask about.

    Raises ExpressionError for an assumption that does not read.
    """
    asked = Asked(assumed, items, timeout_seconds)
    every = list(combinations(range(len(columns)), 2))
    found = []
    for done, (one, other) in enumerate(every):
        if progress:
            progress(done, len(every))
        found.append(_pair(columns, one, other, asked))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every pair."""

    assumed: str | None
    items: int
    timeout_seconds: float


def _pair(columns: Sequence[Column], one: int, other: int, asked: Asked) -> Pair:
    left, right = columns[one], columns[other]
    shared = _shared_rules(left, right)
    prepared = _prepared(left, None, asked.assumed), _prepared(right, None, asked.assumed)
    whole = _standing(columns, (one, other), prepared, asked)
    alone = None
    if all(shared):
        prepared = (
            _prepared(left, shared[0], asked.assumed),
            _prepared(right, shared[1], asked.assumed),
        )
        alone = _standing(columns, (one, other), prepared, asked)
    return Pair(one, other, alone, whole, shared)


def _standing(
    columns: Sequence[Column],
    pair: tuple[int, int],
    programs: tuple[Program, Program],
    asked: Asked,
) -> Standing:
    from policydsl.engines.smt import Bounds, Encoding, Space

    left, right = columns[pair[0]], columns[pair[1]]
    space = Space.of(programs, Bounds(asked.items))
    found = compare_verdicts(
        Encoding(programs[0], space),
        Encoding(programs[1], space),
        left.decision,
        right.decision,
        timeout_seconds=asked.timeout_seconds,
    )
    shown = []
    if found.looser is not None:
        rules = _unmet(programs[0], left.decision, found.looser)
        shown.append(Shown(pair[0], found.looser.facts, rules))
    if found.stricter is not None:
        rules = _unmet(programs[1], right.decision, found.stricter)
        shown.append(Shown(pair[1], found.stricter.facts, rules))
    return Standing(found, tuple(shown))


def _unmet(program: Program, decision: str, witness: Witness) -> tuple[str, ...]:
    """The rules that a program does not find met on a witness; first those that are failed."""
    facts = facts_from_data(known_facts(witness.facts, program.facts.root), program.facts)
    trace = evaluate(program, facts, program.effective.start, decision)
    binding = [rule for rule in trace.rules if rule.force != Force.PREFERENTIAL.value]
    failed = tuple(rule.id for rule in binding if rule.status is Status.FAIL)
    return failed or tuple(rule.id for rule in binding if rule.status is Status.UNKNOWN)


def _prepared(column: Column, rules: tuple[str, ...] | None, assumed: str | None) -> Program:
    """The column's program, with only some of its rules, and about only some institutions."""
    program = column.main
    decision = program.decisions[column.decision]
    if rules is not None:
        assert isinstance(decision.body, Checklist)
        kept = tuple(rule for rule in decision.body.rules if rule.id in rules)
        decision = replace(decision, body=replace(decision.body, rules=kept, groups=()), when=None)
        program = replace(program, decisions={**program.decisions, column.decision: decision})
    if assumed is not None:
        program = assuming(program, read_assumption(assumed, program))
    return program


def _shared_rules(left: Column, right: Column) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules on each side whose requirement reads only facts that the other side reads too."""
    ours, theirs = _facts_read(left), _facts_read(right)
    common = set.union(set(), *ours.values()) & set.union(set(), *theirs.values())
    return _within(ours, common), _within(theirs, common)


def _within(read: dict[str, set[str]], common: set[str]) -> tuple[str, ...]:
    return tuple(rule for rule, facts in read.items() if facts and facts <= common)


def _facts_read(column: Column) -> dict[str, set[str]]:
    body = column.main.decisions[column.decision].body
    assert isinstance(body, Checklist)
    return {rule.id: _facts(column.main, rule) for rule in body.rules}


def _facts(program: Program, rule: Rule) -> set[str]:
    """The facts that a rule's requirement reads; none where it rests on another decision."""
    schema = program.facts
    found = {path for _, path in reads(rule.require.tree, items_of(rule, schema), schema)}
    names = {each.name for each in walk(rule.require.tree) if isinstance(each, tree.Name)}
    for name in needed_by(program, *names):
        if name in program.definitions:
            inside = program.definitions[name].expression.tree
            found |= {path for _, path in reads(inside, {}, schema)}
        elif name in program.decisions:
            return set()
    return found
