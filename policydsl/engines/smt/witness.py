"""The smallest institution that shows a difference, as a person would write it down."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.solving import Answer, Solver
from policydsl.engines.smt.space import Space


def witness(
    where: Solver | Space, difference: Formula, *, prefer: Sequence[Formula] = ()
) -> Answer:
    """An institution for which a formula holds, shrunk: fewest facts stated, fewest items.

    Figures lie at the boundary, whole ones before decimals; days are recent. Each formula of
    `prefer` is held to if it can be, the first ones first.
    """
    raise NotImplementedError
