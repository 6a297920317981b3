"""Numbers that are known (`Decimal`) or terms of sort Int or Real: sums, products, comparisons.

Python calculates what is known. Integer terms stay integers beside known whole numbers, since
Z3 decides linear arithmetic of one sort best.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import z3

from policydsl.engines.smt.guards import Guard, opposite
from policydsl.engines.smt.terms import NumberTerm
from policydsl.feel.values import NUMBER_CONTEXT

Figure = Decimal | NumberTerm

_CONTEXT = z3.main_ctx()
_REF = _CONTEXT.ref()


@lru_cache(maxsize=4096)
def _integer(number: Decimal) -> NumberTerm:
    return z3.IntVal(int(number))


@lru_cache(maxsize=4096)
def _decimal(number: Decimal) -> NumberTerm:
    return z3.RealVal(f"{number:f}")


def is_integer(figure: Figure) -> bool:
    """Whether it is whole whatever the facts are."""
    if isinstance(figure, Decimal):
        return figure == figure.to_integral_value()
    return bool(figure.is_int())


def _aligned(left: Figure, right: Figure) -> tuple[NumberTerm, NumberTerm]:
    """Both as terms of one sort."""
    if is_integer(left) and is_integer(right):
        return whole(left), whole(right)
    return real(left), real(right)


def whole(figure: Figure) -> NumberTerm:
    """A whole number as a term of sort Int."""
    return _integer(figure) if isinstance(figure, Decimal) else figure


def real(figure: Figure) -> NumberTerm:
    """A term of sort Real."""
    if isinstance(figure, Decimal):
        return _decimal(figure)
    return z3.ToReal(figure) if figure.is_int() else figure


def add(left: Figure, right: Figure) -> Figure:
    """left + right"""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return NUMBER_CONTEXT.add(left, right)
    if isinstance(left, Decimal) and not left:
        return right
    if isinstance(right, Decimal) and not right:
        return left
    one, other = _aligned(left, right)
    return one + other


def negative(figure: Figure) -> Figure:
    """The number with the other sign."""
    if isinstance(figure, Decimal):
        return figure.copy_negate() if figure else figure.copy_abs()
    return -figure


def subtract(left: Figure, right: Figure) -> Figure:
    """left - right"""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return NUMBER_CONTEXT.subtract(left, right)
    if isinstance(right, Decimal):
        return add(left, negative(right))
    one, other = _aligned(left, right)
    return one - other


def multiply(left: Figure, right: Figure) -> Figure:
    """left * right; of two terms, which the solver may not be able to settle."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        found = NUMBER_CONTEXT.multiply(left, right)
        return found if found else found.copy_abs()
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Decimal) and one in (0, 1):
            return other if one else Decimal(0)
    one, other = _aligned(left, right)
    return one * other


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of all."""
    known = Decimal(0)
    terms: list[NumberTerm] = []
    for each in figures:
        if isinstance(each, Decimal):
            known = NUMBER_CONTEXT.add(known, each)
        else:
            terms.append(each)
    if not terms:
        return known
    figures = [*terms, known] if known else terms
    to_one_sort = whole if all(map(is_integer, figures)) else real
    terms = [to_one_sort(each) for each in figures]
    return z3.Sum(terms) if len(terms) > 1 else terms[0]


def pick(options: Sequence[tuple[Guard, Figure]]) -> Figure:
    """The number whose guard holds; guards exclude one another, and one of them holds."""
    *others, (_, figure) = options
    for guard, other in reversed(others):
        if guard is True:
            figure = other
        elif guard is not False and not identical(other, figure):
            one, two = _aligned(other, figure)
            made = z3.Z3_mk_ite(_REF, guard.ast, one.ast, two.ast)
            figure = z3.ArithRef(made, _CONTEXT)
    return figure


def identical(left: Figure | int, right: Figure | int) -> bool:
    """Whether both are written alike."""
    if isinstance(left, Decimal | int) or isinstance(right, Decimal | int):
        known = isinstance(left, Decimal | int) and isinstance(right, Decimal | int)
        return known and bool(left == right)
    return bool(left.get_id() == right.get_id())


def equals(left: Figure, right: Figure) -> Guard:
    """left = right"""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left == right
    if identical(left, right):
        return True
    for one, other in ((left, right), (right, left)):
        if isinstance(other, Decimal) and not is_integer(other) and is_integer(one):
            return False
    one, other = _aligned(left, right)
    return z3.BoolRef(z3.Z3_mk_eq(_REF, one.ast, other.ast), _CONTEXT)


def at_most(left: Figure, right: Figure) -> Guard:
    """left <= right"""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left <= right
    if identical(left, right):
        return True
    if isinstance(right, Decimal) and is_integer(left):
        right = right.to_integral_value("ROUND_FLOOR")
    elif isinstance(left, Decimal) and is_integer(right):
        left = left.to_integral_value("ROUND_CEILING")
    one, other = _aligned(left, right)
    return z3.BoolRef(z3.Z3_mk_le(_REF, one.ast, other.ast), _CONTEXT)


def less(left: Figure, right: Figure) -> Guard:
    """left < right"""
    return opposite(at_most(right, left))
