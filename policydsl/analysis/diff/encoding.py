"""Comparing parts of two programs with as little encoded as they need."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policydsl.analysis.list_bounds import ITEMS, needs_of
from policydsl.analysis.relations import (
    TIMEOUT_SECONDS,
    Comparison,
    Programs,
    compare_decisions,
    compare_rules,
    compare_verdicts,
)
from policydsl.analysis.witnesses import Side, Subject
from policydsl.policy.model import Checklist, Decision, Force, Program, Rule

if TYPE_CHECKING:
    from policydsl.engines.smt import Space

RulesOf = tuple[Decision, tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Options:
    """`items`: how many a list may have where no number is known to suffice."""

    items: int = ITEMS
    timeout_seconds: float = TIMEOUT_SECONDS


def compared_rules(
    programs: Programs, before: RulesOf, after: RulesOf, options: Options
) -> Comparison:
    """Rules of a checklist on each side; nothing else of the checklist is encoded."""
    from policydsl.engines.smt import Encoding

    sides = (_side(programs[0], before), _side(programs[1], after))
    cut = (_cut(programs[0], *before), _cut(programs[1], *after))
    space = _space(cut, sides, {before[0].name, after[0].name}, options)
    return compare_rules(
        Encoding(cut[0], space),
        Encoding(cut[1], space),
        sides[0].subjects,
        sides[1].subjects,
        programs=programs,
        timeout_seconds=options.timeout_seconds,
    )


def compared_values(programs: Programs, old: str, new: str, options: Options) -> Comparison:
    """Two decisions that are not both checklists."""
    from policydsl.engines.smt import Encoding

    sides = (Side(programs[0], (Subject(old),)), Side(programs[1], (Subject(new),)))
    space = _space(programs, sides, {old, new}, options)
    encodings = (Encoding(programs[0], space), Encoding(programs[1], space))
    return compare_decisions(*encodings, old, new, timeout_seconds=options.timeout_seconds)


def compared_verdicts(
    programs: Programs,
    decisions: tuple[Decision, Decision],
    wanted: tuple[bool, bool],
    same_rules: Mapping[str, str],
    options: Options,
) -> Comparison:
    """Two checklists, all of their rules that count; `wanted`: may it be tighter, looser.

    `same_rules` leads from new rules to old ones that say the same.
    """
    old, new = decisions
    from policydsl.engines.smt import Encoding

    cut = (_cut(programs[0], old, _binding(old)), _cut(programs[1], new, _binding(new)))
    sides = (Side(cut[0], (Subject(old.name),)), Side(cut[1], (Subject(new.name),)))
    space = _space(cut, sides, {old.name, new.name}, options)
    return compare_verdicts(
        Encoding(cut[0], space),
        Encoding(cut[1], space),
        old.name,
        new.name,
        may_tighten=wanted[0],
        may_loosen=wanted[1],
        same_rules=same_rules,
        programs=programs,
        timeout_seconds=options.timeout_seconds,
    )


def _space(
    programs: Programs, sides: tuple[Side, Side], names: Collection[str], options: Options
) -> Space:
    from policydsl.engines.smt import Bounds, Space

    bounds = Bounds(options.items, needs_of(sides).bounds(options.items))
    return Space.of(programs, bounds, decisions=names)


def _side(program: Program, rules: RulesOf) -> Side:
    decision, asked = rules
    return Side(program, tuple(Subject(decision.name, rule.id) for rule in asked))


def _cut(program: Program, decision: Decision, rules: tuple[Rule, ...]) -> Program:
    """The program with no other rules in this decision. None that it rests on can mention it."""
    less = replace(decision, body=Checklist(rules))
    return replace(program, decisions={**program.decisions, decision.name: less})


def _binding(decision: Decision) -> tuple[Rule, ...]:
    assert isinstance(decision.body, Checklist)
    rules = decision.body.rules
    return tuple(rule for rule in rules if rule.force is not Force.PREFERENTIAL)
