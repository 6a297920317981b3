"""A rule's force that cannot matter, since another rule refuses whoever it refuses.

This needs only the rules concerned, where comparing whole verdicts would need them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydsl.analysis.mutate.edits import RuleEdit
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant
from policydsl.analysis.witnesses import Subject
from policydsl.policy.model import Checklist, Force

if TYPE_CHECKING:
    from policydsl.engines.smt import Encoding, Solver


def implied_by(mutant: Mutant, encoding: Encoding, solver: Solver) -> tuple[Subject, ...] | None:
    """The rule and those of which always one stands as low as it does, all mandatory.

    A checklist's verdict rests on the least of its mandatory rules and of its in-principle ones,
    and a low mandatory rule outweighs all in-principle ones; so the verdict is the same without
    it, and with another force of it. None where this does not show it. Raises Unencodable.
    """
    if mutant.kind is not Kind.FORCE or mutant.before is not Force.MANDATORY:
        return None
    from policydsl.engines.smt import Unencodable

    assert isinstance(mutant.edit, RuleEdit)
    decision, rule = mutant.edit.decision, mutant.edit.rule
    checklist = encoding.program.decisions[decision].body
    assert isinstance(checklist, Checklist)
    mine = encoding.rule(decision, rule)
    above = {}
    for other in checklist.rules:
        if other.id != rule and other.force is Force.MANDATORY:
            try:
                terms = encoding.rule(decision, other.id)
            except Unencodable:
                continue  # the fewer rules are left, the more the answer says
            above[other.id] = ~terms.fails & (mine.fails | ~terms.may_fail)
    answer = solver.ask(mine.may_fail, core=above)
    if answer.kind != "no":
        return None
    return tuple(Subject(decision, each) for each in (rule, *sorted(answer.core)))
