"""How a checklist's verdict stands to that of another, given how their rules do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policydsl.analysis.diff.encoding import Options, compared_verdicts
from policydsl.analysis.diff.results import RuleMeaning
from policydsl.analysis.list_bounds import joined
from policydsl.analysis.relations import SAME_TEXT, Basis, Comparison, Relation
from policydsl.analysis.same_text import Meanings
from policydsl.analysis.standings import worse_verdict
from policydsl.analysis.witnesses import Side, Subject, Witness, outcome
from policydsl.policy.model import Decision, Program

TIGHTER = frozenset({None, Relation.TIGHTENED, Relation.INCOMPARABLE})
LOOSER = frozenset({None, Relation.LOOSENED, Relation.INCOMPARABLE})


def verdict_comparison(
    one: Decision,
    other: Decision,
    meanings: tuple[Meanings, Meanings],
    found_rules: Sequence[RuleMeaning],
    options: Options,
) -> Comparison:
    """A verdict is that of its worst rule: where no rule is looser, no verdict is better.

    Raises ReplayError.
    """
    old, new = meanings
    rules = [each.comparison for each in found_rules if each.binding]
    if old.decision(one) == new.decision(other):
        return SAME_TEXT
    rescoped = old.scope(one) != new.scope(other)
    wanted = (
        rescoped or any(each.relation in TIGHTER for each in rules),
        rescoped or any(each.relation in LOOSER for each in rules),
    )
    if not any(wanted):
        return _by_rules(Comparison(Relation.EQUIVALENT, Basis.PROVED), rules)
    programs = old.program, new.program
    same = {} if rescoped else _same(found_rules)
    found = compared_verdicts(programs, (one, other), wanted, same, options)
    if all(wanted):
        return found
    if found.relation is None:
        found = _shown_by_rules(found, (old.program, one.name), (new.program, other.name), rules)
    # Only one direction was left to look in, and it was found: the other is the rules' proof.
    return found if found.relation in (None, Relation.EQUIVALENT) else _by_rules(found, rules)


def _same(rules: Sequence[RuleMeaning]) -> dict[str, str]:
    """From new to old rules of the same text."""
    return {
        each.new[0].id: each.old[0].id
        for each in rules
        if each.binding and each.comparison.basis is Basis.TEXT
    }


def _by_rules(found: Comparison, rules: Sequence[Comparison]) -> Comparison:
    """What rests on the proofs about the rules reaches as far as these do."""
    reach = joined([each.reach for each in rules if each.reach is not None])
    basis = Basis.PROVED if reach.complete else Basis.BOUNDED
    return replace(found, basis=basis, reach=reach)


def _shown_by_rules(
    unsettled: Comparison,
    before: tuple[Program, str],
    after: tuple[Program, str],
    rules: Sequence[Comparison],
) -> Comparison:
    """Where the verdict is too much for the solver: the rules' witnesses may show it as well."""
    for rule in rules:
        for each in rule.witnesses:
            was = outcome(Side(before[0], (Subject(before[1]),)), each.facts)
            now = outcome(Side(after[0], (Subject(after[1]),)), each.facts)
            witness = Witness(each.facts, was, now)
            if worse_verdict(was, now):
                return replace(unsettled, relation=Relation.TIGHTENED, stricter=witness)
            if worse_verdict(now, was):
                return replace(unsettled, relation=Relation.LOOSENED, looser=witness)
    return unsettled
