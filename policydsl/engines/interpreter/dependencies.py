"""What a decision rests on, and what of that a refinement changed."""

from __future__ import annotations

from policydsl.feel.walk import names_in
from policydsl.policy.building.program_walk import needed_by as needed_by
from policydsl.policy.model import Checklist, Program, Rule
from policydsl.trace import Amendment, Clauses


def amendments(program: Program, decision: str) -> tuple[Amendment, ...]:
    """What a refinement changed of its base among all that this decision rests on."""
    if not program.changes:
        return ()
    names = needed_by(program, decision)
    rules = _rule_ids(program, names)
    return tuple(
        Amendment(change.kind, change.id, change.before, change.after, program.policy)
        for change in program.changes
        if change.id in (rules if change.kind.startswith("rule_") else names)
    )


def refinements(program: Program, rule: Rule) -> tuple[Clauses, ...]:
    """The clauses by which other notices than the rule's own changed a figure that it reads.

    What a decision stands for is that decision's affair.
    """
    if not program.changes:
        return ()
    changed = {each.id for each in program.changes if each.kind == "parameter_overridden"}
    read = [rule.require, *([rule.when] if rule.when else []), *(i.domain for i in rule.iterators)]
    direct = {name for each in read for name in names_in(each.tree)}
    needed = needed_by(program, *(direct - program.decisions.keys()))
    found: dict[str, dict[str, None]] = {}
    for parameter in program.parameters.values():
        if parameter.name in changed & needed and parameter.origin != rule.origin:
            document = program.document_of(parameter.origin)
            found.setdefault(document, {}).update(dict.fromkeys(parameter.clauses))
    return tuple(Clauses(document, tuple(clauses)) for document, clauses in found.items())


def _rule_ids(program: Program, names: frozenset[str]) -> frozenset[str]:
    """The rules of the checklists among the names."""
    bodies = [program.decisions[name].body for name in names & program.decisions.keys()]
    return frozenset(
        rule.id for body in bodies if isinstance(body, Checklist) for rule in body.rules
    )
