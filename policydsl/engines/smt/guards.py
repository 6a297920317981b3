"""Conditions of the solver that may turn out to be known: `bool` where they do, a Z3 term else.

Most of a policy is known while it is encoded (parameters, literals, which kind a value has), so
folding here keeps terms small, and Z3 never sees what Python already knows. Terms are made by Z3's
own functions: its Python operators take several times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import z3

from policydsl.engines.smt.terms import BoolTerm

Guard: TypeAlias = bool | BoolTerm

_CONTEXT = z3.main_ctx()
_REF = _CONTEXT.ref()


def both(*guards: Guard) -> Guard:
    """All of them hold."""
    return all_hold(guards)


def either(*guards: Guard) -> Guard:
    """One of them holds."""
    return any_holds(guards)


def all_hold(guards: Iterable[Guard]) -> Guard:
    """All hold; of none, yes. What contradicts itself outright is known not to."""
    return _joined(guards, z3.Z3_mk_and, decisive=False)


def any_holds(guards: Iterable[Guard]) -> Guard:
    """At least one holds; of none, no."""
    return _joined(guards, z3.Z3_mk_or, decisive=True)


def _joined(guards: Iterable[Guard], make: Callable[..., Any], *, decisive: bool) -> Guard:
    open_ones: dict[int, BoolTerm] = {}
    for guard in guards:
        if guard is decisive:
            return decisive
        if not isinstance(guard, bool):
            open_ones[_key(guard)] = guard
    if not open_ones:
        return not decisive
    terms = list(open_ones.values())
    if len(terms) == 1:
        return terms[0]
    if _has_opposites(open_ones):
        return decisive
    asts = (z3.Ast * len(terms))(*(each.ast for each in terms))
    return z3.BoolRef(make(_REF, len(terms), asts), _CONTEXT)


def _key(term: BoolTerm) -> int:
    """Z3's number for a term, remembered with it: asking Z3 takes a while."""
    try:
        return int(term.key)
    except AttributeError:
        term.key = z3.Z3_get_ast_id(_REF, term.ast)
        return int(term.key)


def _negated(term: BoolTerm) -> BoolTerm | None:
    """What a term that `opposite` made is the opposite of."""
    return term.__dict__.get("negated")


def _has_opposites(terms: Mapping[int, BoolTerm]) -> bool:
    negated = (_negated(each) for each in terms.values())
    return any(each is not None and _key(each) in terms for each in negated)


def opposite(guard: Guard) -> Guard:
    """It does not hold."""
    if isinstance(guard, bool):
        return not guard
    negated = _negated(guard)
    if negated is not None:
        return negated
    made = z3.BoolRef(z3.Z3_mk_not(_REF, guard.ast), _CONTEXT)
    made.negated = guard
    return made


def implies(condition: Guard, then: Guard) -> Guard:
    """It holds wherever the condition does."""
    return either(opposite(condition), then)


def same(one: Guard, other: Guard) -> Guard:
    """Both hold, or neither."""
    if isinstance(one, bool):
        return other if one else opposite(other)
    if isinstance(other, bool):
        return one if other else opposite(one)
    if _key(one) == _key(other):
        return True
    return z3.BoolRef(z3.Z3_mk_eq(_REF, one.ast, other.ast), _CONTEXT)


def term(guard: Guard) -> BoolTerm:
    """A guard as a term, for Z3 alone."""
    return z3.BoolVal(guard) if isinstance(guard, bool) else guard
