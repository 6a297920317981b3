"""`in`, `between`, and the tests of tables (see `policydsl.feel.operators.membership`)."""

from __future__ import annotations

from policydsl.engines.smt.choose import FALSE_VALUE, Option, choose, part
from policydsl.engines.smt.guards import both, either, opposite
from policydsl.engines.smt.operators_equality import equal, same
from policydsl.engines.smt.operators_logic import boolean, conjunction, disjunction, truths
from policydsl.engines.smt.operators_ordering import compare
from policydsl.engines.smt.symbolic import (
    Content,
    Faulty,
    Interval,
    Items,
    Nothing,
    Symbolic,
    Unknown,
    known,
)


def in_range(value: Symbolic, range_: Interval) -> Symbolic:
    """Whether a value lies in a range. `[1..null]`, with an end that is null, gives null."""
    if range_.operator is not None:
        end = range_.high if range_.operator in {"<", "<="} else range_.low
        return compare(range_.operator, value, end)
    return conjunction(
        (
            (True, compare(">=" if range_.low_included else ">", value, range_.low)),
            (True, compare("<=" if range_.high_included else "<", value, range_.high)),
        )
    )


def between(value: Symbolic, low: Symbolic, high: Symbolic) -> Symbolic:
    """`value between low and high`, both included."""
    return in_range(value, Interval(True, low, high, True))


def matches_test(value: Symbolic, test: Content) -> Symbolic:
    """Whether a value passes a test: lies in a range, is or equals an item of a list, is equal."""
    match test:
        case Interval():
            range_ = part(value, Interval)
            options: list[Option] = [(opposite(range_), in_range(value, test))]
            if range_ is not False:
                options.append((range_, equal(value, known(test))))
            return choose(options)
        case Items():
            return disjunction(
                (
                    (True, _matches_whole(value, test)),
                    *((slot.present, _matches_item(value, slot.value)) for slot in test.slots),
                )
            )
        case _:
            return equal(value, known(test))


def _matches_whole(value: Symbolic, test: Items) -> Symbolic:
    """An unknown may be the very list."""
    possible = part(value, Items, Unknown, Faulty, Nothing)
    if possible is False:
        return FALSE_VALUE
    return choose([(possible, same(value, known(test))), (opposite(possible), FALSE_VALUE)])


def _matches_item(value: Symbolic, item: Symbolic) -> Symbolic:
    range_ = both(part(item, Interval), opposite(part(value, Interval)))
    if range_ is False:
        return same(value, item)
    options: list[Option] = [(opposite(range_), same(value, item))]
    for case in item.cases:
        if isinstance(case.content, Interval):
            found = truths(in_range(value, case.content))
            apart = either(found.false, found.faulty, found.nothing)
            inside = boolean(found._replace(false=apart, faulty=False, nothing=False))
            options.append((both(case.guard, range_), inside))
    return choose(options)
