"""The meaning of a checklist in formulas; compare `policydsl.engines.interpreter.statuses`.

Every function here stands beside the interpreter's of the same name, table by table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, either, implies, opposite
from policydsl.engines.smt.operators_logic import truths
from policydsl.engines.smt.results import RuleTerms
from policydsl.engines.smt.symbolic import Symbolic, Text, Unknown
from policydsl.policy.model import Force
from policydsl.trace import Status, Verdict


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: true, false, or a null, which is an unknown or `faulty`. Exactly one is so."""

    true: Guard
    false: Guard
    unknown: Guard = False
    faulty: Guard = False

    @property
    def null(self) -> Guard:
        return either(self.unknown, self.faulty)


YES = Truth(True, False)
NO = Truth(False, True)


@dataclass(frozen=True, slots=True)
class Judged:
    """The statuses of an item or a rule; exactly one is so. `may_fail` as in the interpreter."""

    passes: Guard
    fails: Guard
    unknown: Guard
    not_applicable: Guard
    may_fail: Guard

    def of(self, status: Status) -> Guard:
        return {
            Status.PASS: self.passes,
            Status.FAIL: self.fails,
            Status.UNKNOWN: self.unknown,
            Status.NOT_APPLICABLE: self.not_applicable,
        }[status]

    def terms(self) -> RuleTerms:
        """The same for those outside."""
        return RuleTerms(
            Formula(self.passes),
            Formula(self.fails),
            Formula(self.unknown),
            Formula(self.not_applicable),
            Formula(self.may_fail),
        )


def truth(value: Symbolic) -> Truth:
    """A condition's value as a truth; what is neither true nor false is faulty."""
    found = truths(value)
    return Truth(found.true, found.false, found.unknown, either(found.faulty, found.nothing))


def all_of(parts: Sequence[Truth]) -> Truth:
    """Kleene's `and`: one false decides, else one null leaves it open."""
    false = any_holds(each.false for each in parts)
    unknown = any_holds(each.unknown for each in parts)
    faulty = any_holds(each.faulty for each in parts)
    return Truth(
        all_hold(each.true for each in parts),
        false,
        both(opposite(false), unknown),
        both(opposite(false), opposite(unknown), faulty),
    )


def judge(applies: Truth, met: Truth) -> Judged:
    """One item: does the requirement apply to it, and is it met?"""
    return Judged(
        passes=both(applies.true, met.true),
        fails=both(applies.true, met.false),
        unknown=either(applies.null, both(applies.true, met.null)),
        not_applicable=applies.false,
        may_fail=both(opposite(applies.false), opposite(met.true)),
    )


def waived(met: Truth, reason: Symbolic) -> Truth:
    """A shortfall with a stated reason counts as met."""
    stated = any_holds(both(case.guard, _not_blank(case.content)) for case in reason.when(Text))
    unknown = any_holds(case.guard for case in reason.when(Unknown))
    needed = opposite(either(met.true, stated))
    return Truth(
        true=either(met.true, stated),
        false=both(met.false, opposite(stated), opposite(unknown)),
        unknown=both(needed, either(unknown, met.unknown)),
        faulty=both(met.faulty, opposite(stated), opposite(unknown)),
    )


def _not_blank(text: object) -> Guard:
    """Blank texts have negative atoms."""
    assert isinstance(text, Text)
    found: Guard = text.term > 0
    return found


def over_items(items: Sequence[tuple[Guard, Judged]]) -> Judged:
    """A rule over its items that are there: a fail beats an unknown, that a pass."""
    fails = any_holds(both(there, item.fails) for there, item in items)
    unknown = any_holds(both(there, item.unknown) for there, item in items)
    passes = any_holds(both(there, item.passes) for there, item in items)
    return Judged(
        passes=both(passes, opposite(fails), opposite(unknown)),
        fails=fails,
        unknown=both(unknown, opposite(fails)),
        not_applicable=all_hold(implies(there, item.not_applicable) for there, item in items),
        may_fail=any_holds(both(there, item.may_fail) for there, item in items),
    )


def of_decision(applies: Truth, rule: Judged) -> Judged:
    """A rule in its checklist: where that is not about the institution, nor is the rule."""
    about = opposite(applies.false)
    return Judged(
        both(about, rule.passes),
        both(about, rule.fails),
        both(about, rule.unknown),
        either(applies.false, rule.not_applicable),
        both(about, rule.may_fail),
    )


_GROUP_ORDER = {
    "any": (Status.PASS, Status.UNKNOWN, Status.FAIL),
    "all": (Status.FAIL, Status.UNKNOWN, Status.PASS),
}


def over_group(need: Literal["any", "all"], rules: Sequence[Judged]) -> Judged:
    """A group of preferential rules: the first status in its order that any of its rules has."""
    found: dict[Status, Guard] = {}
    none_before: Guard = True
    for status in _GROUP_ORDER[need]:
        some = any_holds(rule.of(status) for rule in rules)
        found[status] = both(none_before, some)
        none_before = both(none_before, opposite(some))
    may_fail = either(found[Status.FAIL], found[Status.UNKNOWN])
    return Judged(
        found[Status.PASS], found[Status.FAIL], found[Status.UNKNOWN], none_before, may_fail
    )


def verdict(applies: Truth, rules: Iterable[tuple[Force, Judged]]) -> Mapping[Verdict, Guard]:
    """A checklist over its rules; exactly one verdict is so."""
    judged = list(rules)
    mandatory = [rule for force, rule in judged if force is Force.MANDATORY]
    in_principle = [rule for force, rule in judged if force is Force.IN_PRINCIPLE]
    refuses = any_holds(rule.fails for rule in mandatory)
    may_refuse = any_holds(rule.may_fail for rule in mandatory)
    falls_short = any_holds(rule.fails for rule in in_principle)
    may_fall_short = any_holds(rule.may_fail for rule in in_principle)
    settled = opposite(may_refuse)
    open_ = either(may_refuse, both(opposite(falls_short), may_fall_short))
    return {
        Verdict.ELIGIBLE: both(applies.true, settled, opposite(may_fall_short)),
        Verdict.CONDITIONAL: both(applies.true, settled, falls_short),
        Verdict.UNDETERMINED: either(applies.null, both(applies.true, opposite(refuses), open_)),
        Verdict.INELIGIBLE: both(applies.true, refuses),
        Verdict.NOT_APPLICABLE: applies.false,
    }
