"""The same institution, knowing less of it."""

from __future__ import annotations

from collections.abc import Iterable

import z3

from policydsl.engines.smt.fact_variables import FactVariable
from policydsl.engines.smt.formula import Formula


def if_unstated(formula: Formula, variables: Iterable[FactVariable]) -> Formula:
    """The condition as it would be if these facts were not stated, all else being the same."""
    guard = formula.guard
    if isinstance(guard, bool):
        return formula
    flags = [each.known.guard for each in variables]
    pairs = [(flag, z3.BoolVal(False)) for flag in flags if not isinstance(flag, bool)]
    return Formula(z3.simplify(z3.substitute(guard, *pairs)))
