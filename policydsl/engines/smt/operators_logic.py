"""`and`, `or`, `not` over values that depend on facts (see `policydsl.feel.operators.logic`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from policydsl.engines.smt.choose import Option, answer
from policydsl.engines.smt.guards import (
    Guard,
    all_hold,
    any_holds,
    both,
    either,
    implies,
    opposite,
)
from policydsl.engines.smt.symbolic import (
    FAULTY,
    NOTHING,
    UNKNOWN,
    Case,
    Nothing,
    Symbolic,
    Truth,
    Unknown,
)


class Truths(NamedTuple):
    """When a value counts as what in logic. What is no boolean is a faulty null."""

    true: Guard
    false: Guard
    unknown: Guard
    faulty: Guard
    nothing: Guard


def truths(value: Symbolic) -> Truths:
    """When a value is true, when false, when which null; exactly one is so."""
    true: list[Guard] = []
    false: list[Guard] = []
    unknown: list[Guard] = []
    faulty: list[Guard] = []
    nothing: list[Guard] = []
    for guard, content in ((case.guard, case.content) for case in value.cases):
        match content:
            case Truth(holds, None):
                true.append(both(guard, holds))
                false.append(both(guard, opposite(holds)))
            case Truth(holds, fails):
                true.append(holds)
                false.append(False if fails is None else fails)
            case Unknown():
                unknown.append(guard)
            case Nothing():
                nothing.append(guard)
            case _:
                faulty.append(guard)
    return Truths(*(any_holds(each) for each in (true, false, unknown, faulty, nothing)))


def conjunction(operands: Iterable[Option]) -> Symbolic:
    """false where any is false, else null where any is no boolean, else true.

    Only operands whose guard holds count; guards are independent of one another.
    """
    return _decide(operands, decisive=False)


def disjunction(operands: Iterable[Option]) -> Symbolic:
    """true where any is true, else null where any is no boolean, else false."""
    return _decide(operands, decisive=True)


def negation(value: Symbolic) -> Symbolic:
    """The opposite of a boolean; null for anything else."""
    found = truths(value)
    return boolean(found._replace(true=found.false, false=found.true))


def boolean(found: Truths) -> Symbolic:
    """The value that is true, false, or which null, where these guards say."""
    nulls = (found.unknown, found.faulty, found.nothing)
    if all(each is False for each in nulls):
        return _total(found.true)
    cases = (
        Case(either(found.true, found.false), Truth(found.true, found.false)),
        Case(found.unknown, UNKNOWN),
        Case(found.faulty, FAULTY),
        Case(found.nothing, NOTHING),
    )
    kept = tuple(case for case in cases if case.guard is not False)
    if len(kept) == 1 and not isinstance(kept[0].content, Truth):
        return Symbolic((Case(True, kept[0].content),))
    return Symbolic(kept)


def _total(holds: Guard) -> Symbolic:
    return answer(holds) if isinstance(holds, bool) else Symbolic((Case(True, Truth(holds)),))


def _decide(operands: Iterable[Option], *, decisive: bool) -> Symbolic:
    parts = [(present, truths(value)) for present, value in operands if present is not False]
    decided = any_holds(both(p, each.true if decisive else each.false) for p, each in parts)
    if decided is True:
        return answer(decisive)
    nulls = [any_holds(both(p, each[at]) for p, each in parts) for at in (2, 3, 4)]
    if all(each is False for each in nulls):
        return _total(decided if decisive else opposite(decided))
    others = all_hold(implies(p, each.false if decisive else each.true) for p, each in parts)
    open_ = opposite(decided)
    unknown = both(open_, nulls[0])
    faulty = both(open_, opposite(nulls[0]), nulls[1])
    nothing = both(open_, opposite(nulls[0]), opposite(nulls[1]), nulls[2])
    true, false = (decided, others) if decisive else (others, decided)
    return boolean(Truths(true, false, unknown, faulty, nothing))
