"""A decision table in formulas; compare `policydsl.engines.interpreter.tables`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import assert_never

from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    NEVER,
    UNKNOWN_VALUE,
    Option,
    choose,
    part,
)
from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, either, implies, opposite
from policydsl.engines.smt.operators_arithmetic import arithmetic
from policydsl.engines.smt.operators_equality import equal
from policydsl.engines.smt.operators_logic import truths
from policydsl.engines.smt.operators_ordering import compare
from policydsl.engines.smt.ranks import Rank, rank_of, ranks_before
from policydsl.engines.smt.statuses import NO, Truth
from policydsl.engines.smt.symbolic import Entries, Items, Number, Slot, Symbolic, Unknown, known
from policydsl.policy.model import HitPolicy, Table


@dataclass(frozen=True, slots=True)
class Match:
    """A row: whether its conditions hold, whether it was looked at, and what it gives."""

    holds: Truth
    skipped: Guard
    gives: Symbolic


def settle_first(table: Table, rows: Sequence[Truth]) -> list[tuple[Truth, Guard]]:
    """Each row with FIRST's rule: those after the first that matches are not looked at."""
    if table.hit is not HitPolicy.FIRST:
        return [(holds, False) for holds in rows]
    found: list[tuple[Truth, Guard]] = []
    settled: Guard = False
    for holds in rows:
        asked = opposite(settled)
        left = Truth(
            both(asked, holds.true),
            either(settled, holds.false),
            both(asked, holds.unknown),
            both(asked, holds.faulty),
        )
        found.append((left, settled))
        settled = either(settled, holds.true)
    return found


def shaped(table: Table, results: Sequence[Symbolic]) -> Symbolic:
    """The result of the only output, or a context of all."""
    if len(results) == 1:
        return results[0]
    names = [output.name for output in table.outputs]
    return known(Entries(dict(zip(names, results, strict=True))))


def result(
    table: Table, matches: Sequence[Match], default: Symbolic, texts: Mapping[str, Symbolic]
) -> Symbolic:
    """The table's value over its rows. `texts` are the outputs' values as constants."""
    certain = [(match.holds.true, match.gives) for match in matches]
    possible = [(match.holds, match.gives) for match in matches]
    match table.hit:
        case HitPolicy.COLLECT | HitPolicy.RULE_ORDER:
            return _all_answers(table, certain, possible, default)
        case HitPolicy.UNIQUE:
            several = _several(certain)
        case HitPolicy.ANY:
            several = opposite(_agree(certain))
        case HitPolicy.PRIORITY:
            several = False
            certain, possible = _by_rank(table, certain, possible, texts)
        case HitPolicy.FIRST:
            several = False
        case _:
            assert_never(table.hit)
    one = _one_answer(certain, possible, default)
    return choose([(several, UNKNOWN_VALUE), (opposite(several), one)])


def _several(certain: Sequence[Option]) -> Guard:
    """More than one row matches."""
    one: Guard = False
    more: Guard = False
    for there, _ in certain:
        more = either(more, both(one, there))
        one = either(one, there)
    return more


def _one_answer(
    certain: Sequence[Option], possible: Sequence[tuple[Truth, Symbolic]], default: Symbolic
) -> Symbolic:
    """What the rows that match give; where it may be that none does, the default too."""
    none_certain = all_hold(opposite(there) for there, _ in certain)
    answers = [
        (either(holds.null, there), value)
        for (holds, value), (there, _) in zip(possible, certain, strict=True)
    ]
    options = [*answers, (none_certain, default)]
    agree = _agree(options)
    unknown = any_holds(
        (
            *(holds.unknown for holds, _ in possible),
            *(both(there, part(value, Unknown)) for there, value in answers),
        )
    )
    disagree = opposite(agree)
    return choose(
        (
            *((both(agree, there), value) for there, value in _first(options)),
            (both(disagree, unknown), UNKNOWN_VALUE),
            (both(disagree, opposite(unknown)), FAULTY_VALUE),
        )
    )


def _first(options: Sequence[Option]) -> Iterator[Option]:
    """Each option only where none before it is there."""
    before: Guard = False
    for there, value in options:
        yield both(there, opposite(before)), value
        before = either(before, there)


def _agree(options: Sequence[Option]) -> Guard:
    """All options that are there are equal to one another."""
    groups: list[tuple[list[Guard], Symbolic]] = []
    for there, value in options:
        if there is False:
            continue
        same = next((guards for guards, other in groups if _surely_equal(value, other)), None)
        if same is None:
            groups.append(([there], value))
        else:
            same.append(there)
    found = [(any_holds(guards), value) for guards, value in groups]
    return all_hold(
        implies(both(there, also), truths(equal(value, other)).true)
        for number, (there, value) in enumerate(found)
        for also, other in found[:number]
    )


def _surely_equal(one: Symbolic, other: Symbolic) -> bool:
    """Two results that depend on no fact, and are equal."""
    if one.value is None or other.value is None:
        return False
    return truths(equal(one, other)).true is True


def _all_answers(
    table: Table,
    certain: Sequence[Option],
    possible: Sequence[tuple[Truth, Symbolic]],
    default: Symbolic,
) -> Symbolic:
    """The rows' results as a list in their order, or their aggregate."""
    unknown = any_holds(holds.unknown for holds, _ in possible)
    faulty = both(opposite(unknown), any_holds(holds.faulty for holds, _ in possible))
    return choose(
        (
            (unknown, UNKNOWN_VALUE),
            (faulty, FAULTY_VALUE),
            (both(opposite(unknown), opposite(faulty)), _gathered(table, certain, default)),
        )
    )


def _gathered(table: Table, certain: Sequence[Option], default: Symbolic) -> Symbolic:
    gathers = table.hit is HitPolicy.RULE_ORDER or table.aggregation == "list"
    if not gathers and table.aggregation == "count":
        return reduce(
            lambda sum_, each: arithmetic("+", sum_, each),
            (choose([(there, _ONE), (opposite(there), _ZERO)]) for there, _ in certain),
            _ZERO,
        )
    some = any_holds(there for there, _ in certain)
    if gathers:
        found = known(Items(tuple(Slot(there, value) for there, value in certain)))
    else:
        found = _aggregate(table, certain) if certain else NEVER
    stated = any(output.default for output in table.outputs)
    otherwise = default if stated or not gathers else known(Items(()))
    return choose([(some, found), (opposite(some), otherwise)])


_ZERO, _ONE = (known(Number(Decimal(number))) for number in (0, 1))


def _aggregate(table: Table, certain: Sequence[Option]) -> Symbolic:
    """The sum, least or greatest of the results that are there."""
    (some, found), *others = certain
    for there, value in others:
        joined = _joined(table, found, value)
        found = choose(
            [
                (both(some, there), joined),
                (both(some, opposite(there)), found),
                (opposite(some), value),
            ]
        )
        some = either(some, there)
    return found


def _joined(table: Table, one: Symbolic, other: Symbolic) -> Symbolic:
    match table.aggregation:
        case "sum":
            return arithmetic("+", one, other)
        case "min":
            return _chosen(compare("<=", one, other), one, other)
        case "max":
            return _chosen(compare(">=", one, other), one, other)
        case "list" | "count":
            raise AssertionError("these are no aggregates of two values")


def _chosen(first: Symbolic, one: Symbolic, other: Symbolic) -> Symbolic:
    found = truths(first)
    null = either(found.faulty, found.nothing)
    return choose(
        [
            (found.true, one),
            (found.false, other),
            (found.unknown, UNKNOWN_VALUE),
            (null, FAULTY_VALUE),
        ]
    )


def _by_rank(
    table: Table,
    certain: Sequence[Option],
    possible: Sequence[tuple[Truth, Symbolic]],
    texts: Mapping[str, Symbolic],
) -> tuple[list[Option], list[tuple[Truth, Symbolic]]]:
    """PRIORITY: the best of the rows that match, and those that may match and be better."""
    ranks = [rank_of(table, value, texts) for _, value in certain]
    best = [
        (both(there, all_hold(_not_beaten(number, ranks, certain))), value)
        for number, (there, value) in enumerate(certain)
    ]
    better = [
        (_where(all_hold(_beats(number, ranks, certain)), holds), value)
        for number, (holds, value) in enumerate(possible)
    ]
    return best, better


def _not_beaten(number: int, ranks: Sequence[Rank], certain: Sequence[Option]) -> Iterator[Guard]:
    """Of equal ranks the first row counts."""
    for place, (there, _) in enumerate(certain):
        if place < number:
            yield implies(there, ranks_before(ranks[number], ranks[place]))
        elif place > number:
            yield implies(there, opposite(ranks_before(ranks[place], ranks[number])))


def _beats(number: int, ranks: Sequence[Rank], certain: Sequence[Option]) -> Iterator[Guard]:
    for place, (there, _) in enumerate(certain):
        if place != number:
            yield implies(there, ranks_before(ranks[number], ranks[place]))


def _where(guard: Guard, holds: Truth) -> Truth:
    if guard is False:
        return NO
    return Truth(
        both(guard, holds.true),
        either(opposite(guard), holds.false),
        both(guard, holds.unknown),
        both(guard, holds.faulty),
    )
