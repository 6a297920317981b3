"""What a mutant can be told by: the results that its change reaches first.

A later result differs only where one of these does, so nothing else need be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policydsl.analysis.mutate.edits import BodyEdit, GroupEdit, RuleEdit, WhenEdit, name_of
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant
from policydsl.feel.tree import Name, Node
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import decision_parts
from policydsl.policy.model import Checklist, Program, Rule

What = Literal["rule", "group", "verdict", "applies", "value"]


@dataclass(frozen=True, slots=True)
class Observed:
    """A result that may differ. `id` is a rule's or a group's."""

    decision: str
    what: What
    id: str | None = None


def observed(program: Program, mutant: Mutant) -> tuple[Observed, ...]:
    """The results to compare, those of the program being as many as those of the mutant."""
    return tuple(dict.fromkeys(_observed(program, mutant)))


def _observed(program: Program, mutant: Mutant) -> Iterator[Observed]:
    match mutant.edit:
        case RuleEdit(decision, _, None):
            yield Observed(decision, "verdict")
        case RuleEdit(decision) if mutant.kind is Kind.FORCE:
            yield Observed(decision, "verdict")
        case RuleEdit(decision) if mutant.kind is Kind.GROUP:
            yield Observed(decision, "group", str(mutant.before))
        case RuleEdit(decision, rule):
            yield Observed(decision, "rule", rule)
        case GroupEdit(decision, group):
            yield Observed(decision, "group", group.id)
        case WhenEdit(decision):
            yield Observed(decision, "applies")
        case BodyEdit(decision):
            yield Observed(decision, "value")
        case _:
            yield from _readers(program, name_of(mutant.edit))


def _readers(program: Program, name: str) -> Iterator[Observed]:
    """What reads a parameter or definition, itself or through definitions."""
    carriers = {name}
    for each in program.order:
        definition = program.definitions.get(each)
        if definition is not None and _reads(definition.expression.tree, carriers):
            carriers.add(each)
    for decision in program.decisions.values():
        if decision.when is not None and _reads(decision.when.tree, carriers):
            yield Observed(decision.name, "applies")
        if isinstance(decision.body, Checklist):
            for rule in decision.body.rules:
                if _rule_reads(rule, carriers):
                    yield Observed(decision.name, "rule", rule.id)
        elif any(_reads(part.tree, carriers) for part in decision_parts(decision)):
            yield Observed(decision.name, "value")


def _rule_reads(rule: Rule, names: set[str]) -> bool:
    found = [rule.require, *(each.domain for each in rule.iterators)]
    found += [each for each in (rule.when, rule.waiver) if each is not None]
    return any(_reads(each.tree, names) for each in found)


def _reads(tree: Node, names: set[str]) -> bool:
    return any(isinstance(node, Name) and node.name in names for node in walk(tree))
