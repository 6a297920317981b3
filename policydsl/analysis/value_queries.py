"""The questions that make up a comparison of what tables and values give."""

from __future__ import annotations

from policydsl.analysis.relation_search import Blocked, Found, concluded, search_of, unsettled
from policydsl.analysis.relations import Asking, Comparison, Direction
from policydsl.analysis.rule_queries import NO, applies
from policydsl.analysis.value_equality import same_result
from policydsl.analysis.witnesses import Outcome, Subject
from policydsl.engines.smt import (
    FALSE,
    TRUE,
    Encoding,
    Formula,
    SymbolicValue,
    Unencodable,
    same_value,
)
from policydsl.feel.temporal import Date, DateTime, Time
from policydsl.feel.values import Value
from policydsl.trace import Verdict


def values_compared(asking: Asking, decision: str, new_decision: str) -> Comparison:
    """See `relations.compare_decisions`, of tables and values."""
    old, new = asking.old, asking.new
    try:
        before, (was_in, was_out) = _value(old, decision), applies(old, decision)
        after, (is_in, is_out) = _value(new, new_decision), applies(new, new_decision)
    except Blocked as blocked:
        return unsettled([blocked.obstacle])
    search = search_of(asking, (Subject(decision),), (Subject(new_decision),))
    differ = was_in & is_in & ~same_value(before, after)
    known = ~before.null & ~after.null
    less, more = _less(after, before), _less(before, after)
    claim = f"another result of {new_decision}"
    lower = search.find(differ & less, known, _result_differs, claim)
    higher = search.find(differ & more, known, _result_differs, claim)
    otherwise = search.find(differ & ~less & ~more, known, _result_differs, claim)
    left = search.find(is_out & was_in, TRUE, _scope_differs, f"a narrower scope of {new_decision}")
    entered = search.find(was_out & is_in, TRUE, _scope_differs, f"a wider scope of {new_decision}")
    found = (lower, higher, otherwise, left, entered)
    return concluded(search, NO, NO, found, _directions(lower, higher))


def _value(encoding: Encoding, decision: str) -> SymbolicValue:
    try:
        return encoding.value(decision)
    except Unencodable as problem:
        raise Blocked(Subject(decision), problem) from problem


def _less(one: SymbolicValue, other: SymbolicValue) -> Formula:
    """Texts, lists and contexts have no order that matters."""
    try:
        return one.less(other)
    except Unencodable:
        return FALSE


def _directions(lower: Found, higher: Found) -> tuple[Direction, ...]:
    found: list[Direction] = []
    if lower.witness is not None:
        found.append("earlier" if _is_point(lower.witness.old.value) else "lower")
    if higher.witness is not None:
        found.append("later" if _is_point(higher.witness.old.value) else "higher")
    return tuple(found)


def _is_point(value: Value | None) -> bool:
    """A point in time is earlier or later, not lower or higher."""
    return isinstance(value, Date | DateTime | Time)


def _result_differs(was: Outcome, now: Outcome) -> bool:
    return not (was.verdict is now.verdict and same_result(was.value, now.value))


def _scope_differs(was: Outcome, now: Outcome) -> bool:
    return (was.verdict is Verdict.NOT_APPLICABLE) is not (now.verdict is Verdict.NOT_APPLICABLE)
