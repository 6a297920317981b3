"""Conditions of the solver that may turn out to be known: `bool` where they do, a Z3 term else.

Most of a policy is known while it is encoded (parameters, literals, which kind a value has), so
folding here keeps terms small, and Z3 never sees what Python already knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import z3

from policydsl.engines.smt.terms import BoolTerm

Guard: TypeAlias = bool | BoolTerm


def both(*guards: Guard) -> Guard:
    """All of them hold."""
    return all_hold(guards)


def either(*guards: Guard) -> Guard:
    """One of them holds."""
    return any_holds(guards)


def all_hold(guards: Iterable[Guard]) -> Guard:
    """All hold; of none, yes."""
    open_ones: list[BoolTerm] = []
    for guard in guards:
        if guard is False:
            return False
        if guard is not True:
            open_ones.append(guard)
    if not open_ones:
        return True
    return open_ones[0] if len(open_ones) == 1 else z3.And(open_ones)


def any_holds(guards: Iterable[Guard]) -> Guard:
    """At least one holds; of none, no."""
    open_ones: list[BoolTerm] = []
    for guard in guards:
        if guard is True:
            return True
        if guard is not False:
            open_ones.append(guard)
    if not open_ones:
        return False
    return open_ones[0] if len(open_ones) == 1 else z3.Or(open_ones)


def opposite(guard: Guard) -> Guard:
    """It does not hold."""
    return not guard if isinstance(guard, bool) else z3.Not(guard)


def implies(condition: Guard, then: Guard) -> Guard:
    """It holds wherever the condition does."""
    return either(opposite(condition), then)


def term(guard: Guard) -> BoolTerm:
    """A guard as a term, for Z3 alone."""
    return z3.BoolVal(guard) if isinstance(guard, bool) else guard
