"""Results of calendar functions: a content where there is one, a null elsewhere."""

from __future__ import annotations

from policydsl.engines.smt.guards import Guard, opposite
from policydsl.engines.smt.symbolic import FAULTY, Case, Content, Faulty, Symbolic, Unknown, known


def where(exists: Guard, content: Content, otherwise: Unknown | Faulty = FAULTY) -> Symbolic:
    """The content where that holds, and else this null."""
    if exists is True:
        return known(content)
    if exists is False:
        return known(otherwise)
    return Symbolic((Case(exists, content), Case(opposite(exists), otherwise)))
