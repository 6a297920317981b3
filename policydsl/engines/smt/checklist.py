"""A checklist's rules in formulas; compare `policydsl.engines.interpreter.checklist`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from policydsl.engines.smt.context import SymbolicScope
from policydsl.engines.smt.guards import Guard, all_hold, both, opposite
from policydsl.engines.smt.statuses import NO, YES, Judged, Truth, judge, over_items, truth, waived
from policydsl.engines.smt.symbolic import Faulty, Items, Nothing, Symbolic, Unknown, known
from policydsl.feel.walk import names_in
from policydsl.policy.model import CheckedExpression, EmptyList, Force, Rule, RuleIterator

Encode = Callable[[CheckedExpression, SymbolicScope], Symbolic]


@dataclass(frozen=True, slots=True)
class Visit:
    """One item that may be there, with the iterators bound to it; or an end of the way.

    `end` says that a list is empty, unknown, or no list at all; `unbound` are the iterators that
    it leaves without a value.
    """

    there: Guard
    scope: SymbolicScope
    end: Literal["empty", "unknown", "faulty"] | None = None
    unbound: frozenset[str] = frozenset()


def rule_judged(rule: Rule, scope: SymbolicScope, encode: Encode) -> Judged:
    """A rule over all its items, whatever its decision's `when` says."""
    return over_items(
        [
            (visit.there, _item(rule, visit, encode))
            for visit in _visits(rule.iterators, Visit(True, scope), encode)
            if visit.there is not False
        ]
    )


def _visits(iterators: tuple[RuleIterator, ...], here: Visit, encode: Encode) -> Iterator[Visit]:
    if not iterators:
        yield here
        return
    first, *later = iterators
    unbound = frozenset(iterator.name for iterator in iterators)
    for case in encode(first.domain, here.scope).cases:
        there = both(here.there, case.guard)
        match case.content:
            case Unknown():
                yield Visit(there, here.scope, "unknown", unbound)
            case Faulty() | Nothing():
                yield Visit(there, here.scope, "faulty", unbound)
            case Items(slots):
                none = all_hold(opposite(slot.present) for slot in slots)
                yield Visit(both(there, none), here.scope, "empty", unbound)
                for slot in slots:
                    inner = here.scope.bind(first.name, slot.value)
                    yield from _visits(
                        tuple(later), Visit(both(there, slot.present), inner), encode
                    )
            case single:
                inner = here.scope.bind(first.name, known(single))
                yield from _visits(tuple(later), Visit(there, inner), encode)


def _item(rule: Rule, visit: Visit, encode: Encode) -> Judged:
    applies = _applies(rule, visit, encode)
    if visit.end == "empty" and rule.empty is EmptyList.NOT_APPLICABLE:
        applies = NO
    met = _met(rule, visit, encode)
    return judge(applies, _with_waiver(rule, visit, met, encode))


def _with_waiver(rule: Rule, visit: Visit, met: Truth, encode: Encode) -> Truth:
    if rule.force is not Force.IN_PRINCIPLE or rule.waiver is None or met.true is True:
        return met
    if not visit.unbound.isdisjoint(names_in(rule.waiver.tree)):
        return met
    return waived(met, encode(rule.waiver, visit.scope))


def _applies(rule: Rule, visit: Visit, encode: Encode) -> Truth:
    """The rule's `when`, unless it asks for an item where there is none."""
    if rule.when is None or not visit.unbound.isdisjoint(names_in(rule.when.tree)):
        return YES
    return truth(encode(rule.when, visit.scope))


def _met(rule: Rule, visit: Visit, encode: Encode) -> Truth:
    """Whether it is met; over an empty list the policy says so, over an unknown one nobody can."""
    match visit.end:
        case None:
            return truth(encode(rule.require, visit.scope))
        case "empty":
            return YES if rule.empty is EmptyList.PASS else NO
        case "unknown":
            return Truth(False, False, unknown=True)
        case "faulty":
            return Truth(False, False, faulty=True)
