"""The order of a PRIORITY table's results: outputs from left to right, each by its values."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.engines.smt.choose import null_part
from policydsl.engines.smt.guards import Guard, any_holds, both, either, opposite
from policydsl.engines.smt.operators_equality import equal
from policydsl.engines.smt.operators_logic import truths
from policydsl.engines.smt.symbolic import Entries, Symbolic
from policydsl.policy.model import Table

Rank = tuple[Mapping[int, Guard], ...]
"""For each output, when its result has which place; -1 where it is not known."""


def rank_of(table: Table, value: Symbolic, texts: Mapping[str, Symbolic]) -> Rank:
    """The rank of what a row gives. `texts` are the outputs' values as constants."""
    if len(table.outputs) == 1:
        results = [value]
    else:
        (case,) = value.cases
        assert isinstance(case.content, Entries), "several outputs make a context"
        results = [case.content.members[output.name] for output in table.outputs]
    return tuple(
        _places(result, [texts[name] for name, _ in output.values])
        for result, output in zip(results, table.outputs, strict=True)
    )


def _places(result: Symbolic, order: list[Symbolic]) -> Mapping[int, Guard]:
    found: dict[int, Guard] = {-1: null_part(result)}
    taken = found[-1]
    for place, value in enumerate(order):
        found[place] = both(opposite(taken), truths(equal(result, value)).true)
        taken = either(taken, found[place])
    found[len(order)] = opposite(taken)
    return {place: guard for place, guard in found.items() if guard is not False}


def ranks_before(one: Rank, other: Rank) -> Guard:
    """The first is better than the second."""
    before: Guard = False
    level: Guard = True
    for mine, theirs in zip(one, other, strict=True):
        lower = any_holds(
            both(guard, also)
            for place, guard in mine.items()
            for there, also in theirs.items()
            if place < there
        )
        before = either(before, both(level, lower))
        level = both(level, any_holds(both(g, theirs.get(p, False)) for p, g in mine.items()))
    return before
