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
            open_ones[guard.get_id()] = guard
    if not open_ones:
        return not decisive
    terms = list(open_ones.values())
    if len(terms) == 1:
        return terms[0]
    if _has_opposites(open_ones):
        return decisive
    asts = (z3.Ast * len(terms))(*(each.ast for each in terms))
    return z3.BoolRef(make(_REF, len(terms), asts), _CONTEXT)


def _has_opposites(terms: Mapping[int, BoolTerm]) -> bool:
    return any(
        _is_negation(each) and z3.Z3_get_ast_id(_REF, z3.Z3_get_app_arg(_REF, each.ast, 0)) in terms
        for each in terms.values()
    )


def _is_negation(term: BoolTerm) -> bool:
    if z3.Z3_get_ast_kind(_REF, term.ast) != z3.Z3_APP_AST:
        return False
    kind = z3.Z3_get_decl_kind(_REF, z3.Z3_get_app_decl(_REF, term.ast))
    return bool(kind == z3.Z3_OP_NOT)


def opposite(guard: Guard) -> Guard:
    """It does not hold."""
    if isinstance(guard, bool):
        return not guard
    if _is_negation(guard):
        return z3.BoolRef(z3.Z3_get_app_arg(_REF, guard.ast, 0), _CONTEXT)
    return z3.BoolRef(z3.Z3_mk_not(_REF, guard.ast), _CONTEXT)


def implies(condition: Guard, then: Guard) -> Guard:
    """It holds wherever the condition does."""
    return either(opposite(condition), then)


def same(one: Guard, other: Guard) -> Guard:
    """Both hold, or neither."""
    if isinstance(one, bool):
        return other if one else opposite(other)
    if isinstance(other, bool):
        return one if other else opposite(one)
    if one.get_id() == other.get_id():
        return True
    return z3.BoolRef(z3.Z3_mk_eq(_REF, one.ast, other.ast), _CONTEXT)


def term(guard: Guard) -> BoolTerm:
    """A guard as a term, for Z3 alone."""
    return z3.BoolVal(guard) if isinstance(guard, bool) else guard
