"""The law that two versions differ only where their diff says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from policydsl.analysis.relations import Comparison, Relation
from policydsl.analysis.witnesses import BEST, SAFE, STANDINGS, Side, Subject, outcome
from policydsl.api import Policy
from policydsl.feel.values import Null
from policydsl.policy.facts import Facts
from policydsl.policy.model import Program, Rule
from policydsl.testing.comparing import (
    EXAMPLES,
    NEW,
    OLD,
    is_better,
    read,
    turned_decisions,
)
from policydsl.testing.searching import Side as Shown
from policydsl.testing.searching import contradicting, failure
from policydsl.testing.strategies import facts
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Status, Trace, Verdict

if TYPE_CHECKING:
    from policydsl.analysis.diff.difference import Difference
    from policydsl.analysis.diff.results import DecisionMeaning, RuleMeaning

# Relations under which nobody may be treated better, or worse.
NO_BETTER = (Relation.EQUIVALENT, Relation.TIGHTENED)
NO_WORSE = (Relation.EQUIVALENT, Relation.LOOSENED)


def differ_only_where(
    difference: Difference,
    *,
    near: Facts | Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
    language: Language = "zh",
) -> None:
    """Two versions differ only as their `policydsl diff` says: per decision and per rule.

    Of what the diff calls incomparable, or could not settle, nothing is asked. Raises
    AssertionError.
    """
    old, new = _policy(difference.old.program), _policy(difference.new.program)

    def untold(stated: dict[str, Any]) -> Iterator[str]:
        before, after = old.facts(stated), read(new, stated)
        for each in difference.decisions:
            yield from _decision(each, (old, before), (new, after))

    found = contradicting(facts(old, new, near=near), untold, examples, seed)
    if found is not None:
        law = Text(
            "两版的不同之处不在差异报告里", "the versions differ where the diff does not say"
        )
        sides = [Shown(OLD, old, found), Shown(NEW, new, found)]
        raise failure(law, untold(found), sides, turned_decisions(untold(found)), language)


def _policy(program: Program) -> Policy:
    return Policy(program, program.effective.start)


def _decision(
    meaning: DecisionMeaning, old: tuple[Policy, Facts], new: tuple[Policy, Facts]
) -> Iterator[str]:
    before = old[0].evaluate(old[1], meaning.old.name)
    after = new[0].evaluate(new[1], meaning.new.name)
    relation = meaning.comparison.relation
    said = f"{meaning.old.name}: {{}} → {{}} ({relation.value if relation else '?'})"
    if before.verdict is None or after.verdict is None:
        if relation is Relation.EQUIVALENT and not _same_value(before, after):
            yield said.format(before.value, after.value)
    elif _untold_verdict(relation, before, after):
        yield said.format(before.verdict.value, after.verdict.value)
    for each in meaning.rules:
        was = _standing(meaning.old.name, each.old, old, before)
        now = _standing(meaning.new.name, each.new, new, after)
        relation = each.comparison.relation
        if _untold(each.comparison, was, now):
            told = relation.value if relation else "?"
            yield f"{meaning.old.name} {_names(each)}: {was} → {now} ({told})"


def _same_value(before: Trace, after: Trace) -> bool:
    if isinstance(before.value, Null) and isinstance(after.value, Null):
        return before.value.unknown is after.value.unknown
    return before.value == after.value and before.verdict is after.verdict


def _untold_verdict(relation: Relation | None, before: Trace, after: Trace) -> bool:
    if relation in (None, Relation.INCOMPARABLE):
        return False
    of_scope = Verdict.NOT_APPLICABLE
    if (before.verdict is of_scope) is not (after.verdict is of_scope):
        return True
    better, worse = is_better(before, after), is_better(after, before)
    return (relation in NO_BETTER and better) or (relation in NO_WORSE and worse)


def _untold(comparison: Comparison, was: int, now: int) -> bool:
    better = comparison.relation in NO_BETTER and now > was
    return better or (comparison.relation in NO_WORSE and now < was)


def _standing(
    decision: str, rules: tuple[Rule, ...], asked: tuple[Policy, Facts], trace: Trace
) -> int:
    """Where the worst of some rules leaves their checklist; the best where there are none."""
    statuses = {rule.id: rule.status for rule in trace.rules}
    return min((_of_rule(decision, rule, asked, statuses[rule.id]) for rule in rules), default=BEST)


def _of_rule(decision: str, rule: Rule, asked: tuple[Policy, Facts], status: Status) -> int:
    """Only of an unknown rule one has to ask the interpreter whether it may yet fail."""
    if status is Status.UNKNOWN:
        policy, facts_ = asked
        side = Side(policy.program, (Subject(decision, rule.id),))
        return outcome(side, facts_).standing
    return STANDINGS[rule.force][0 if status is Status.FAIL else SAFE]


def _names(meaning: RuleMeaning) -> str:
    return " / ".join(dict.fromkeys(rule.id for rule in (*meaning.old, *meaning.new)))
