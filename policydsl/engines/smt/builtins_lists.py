"""Functions of lists and booleans (see `feel.builtins.lists`, `list_edits`, `list_statistics`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.builtins_arguments import Argument, Implementation, given
from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    NOTHING_VALUE,
    UNKNOWN_VALUE,
    Option,
    choose,
    part,
    truth,
    unknown_part,
)
from policydsl.engines.smt.guards import Guard, any_holds, both, opposite
from policydsl.engines.smt.lists import (
    filled,
    flattened,
    is_empty,
    joined,
    length,
    number,
    unknown_or,
)
from policydsl.engines.smt.operators_arithmetic import arithmetic
from policydsl.engines.smt.operators_equality import identical, same
from policydsl.engines.smt.operators_logic import (
    conjunction,
    disjunction,
    negation,
    truths,
)
from policydsl.engines.smt.operators_ordering import compare
from policydsl.engines.smt.symbolic import (
    Entries,
    Faulty,
    Items,
    Nothing,
    Number,
    Slot,
    Symbolic,
    Truth,
    Unknown,
    known,
)
from policydsl.feel.tree import ComparisonOperator

_Arguments = Sequence[Argument]


def _not(arguments: _Arguments) -> Symbolic:
    return negation(known(given(arguments[0], Truth)))


def _operands(argument: Argument) -> list[Option]:
    return [(slot.present, slot.value) for slot in given(argument, Items).slots]


def _all(arguments: _Arguments) -> Symbolic:
    return conjunction(_operands(arguments[0]))


def _any(arguments: _Arguments) -> Symbolic:
    return disjunction(_operands(arguments[0]))


def _is(arguments: _Arguments) -> Symbolic:
    one, other = (NOTHING_VALUE if each is None else given(each, Symbolic) for each in arguments)
    return identical(one, other)


def _is_stated(arguments: _Arguments) -> Symbolic:
    return truth(stated(given(arguments[0], Symbolic)))


def stated(value: Symbolic) -> Guard:
    """Where a fact was stated; a section of facts is where any fact in it was."""
    return any_holds(
        both(case.guard, _stated_members(case.content))
        for case in value.cases
        if not isinstance(case.content, Unknown | Faulty | Nothing)
    )


def _stated_members(content: object) -> Guard:
    match content:
        case Entries(members, path) if path is not None:
            return any_holds(stated(each) for each in members.values())
        case _:
            return True


def _list_contains(arguments: _Arguments) -> Symbolic:
    items, element = given(arguments[0], Items), given(arguments[1], Symbolic)
    return disjunction((slot.present, same(slot.value, element)) for slot in items.slots)


def _count(arguments: _Arguments) -> Symbolic:
    return number(length(given(arguments[0], Items)))


def _distinct_values(arguments: _Arguments) -> Symbolic:
    """The first of each set of equal items, in order; unknown where equality is."""
    unknown: list[Guard] = []
    kept: list[Slot] = []
    for slot in given(arguments[0], Items).slots:
        found = truths(disjunction((each.present, same(each.value, slot.value)) for each in kept))
        unknown.append(both(slot.present, found.unknown))
        kept.append(Slot(both(slot.present, found.false), slot.value))
    return unknown_or(any_holds(unknown), known(filled(kept)))


def _union(arguments: _Arguments) -> Symbolic:
    return _of_lists(arguments, lambda lists: _distinct_values([joined(lists)]))


def _flatten(arguments: _Arguments) -> Symbolic:
    return known(flattened(given(arguments[0], Items)))


def _append(arguments: _Arguments) -> Symbolic:
    return known(joined((given(arguments[0], Items), given(arguments[1], Items))))


def _concatenate(arguments: _Arguments) -> Symbolic:
    return _of_lists(arguments, lambda lists: known(joined(lists)))


def _of_lists(arguments: _Arguments, made: Callable[[Sequence[Items]], Symbolic]) -> Symbolic:
    """Of several lists, which may be nulls: then the result is one."""
    values = [slot.value for slot in given(arguments[0], Items).slots]
    unknown = any_holds(unknown_part(value) for value in values)
    null = any_holds(part(value, Faulty, Nothing) for value in values)
    lists = [
        joined(
            Items(
                tuple(
                    Slot(both(case.guard, slot.present), slot.value) for slot in case.content.slots
                )
            )
            for case in value.cases
            if isinstance(case.content, Items)
        )
        for value in values
    ]
    return choose(
        [
            (unknown, UNKNOWN_VALUE),
            (both(null, opposite(unknown)), FAULTY_VALUE),
            (both(opposite(null), opposite(unknown)), made(lists)),
        ]
    )


def _reverse(arguments: _Arguments) -> Symbolic:
    return known(filled(reversed(given(arguments[0], Items).slots)))


def _min(arguments: _Arguments) -> Symbolic:
    return _extreme(given(arguments[0], Items), "<")


def _max(arguments: _Arguments) -> Symbolic:
    return _extreme(given(arguments[0], Items), ">")


def _extreme(items: Items, wanted: ComparisonOperator) -> Symbolic:
    """The first item that none goes before; null where two items have no order between them."""
    best = NOTHING_VALUE  # stands for none yet: the bare null has no order, so it is never best
    for slot in items.slots:
        best = choose(
            [(slot.present, _better(best, slot.value, wanted)), (opposite(slot.present), best)]
        )
    none = part(best, Nothing)
    return choose([(none, FAULTY_VALUE), (opposite(none), best)])


def _better(best: Symbolic, item: Symbolic, wanted: ComparisonOperator) -> Symbolic:
    first = part(best, Nothing)
    failed = part(best, Faulty)
    alone = truths(compare("<=", item, item)) if first is not False else None
    beside = truths(compare(wanted, item, best)) if first is not True else None
    options: list[Option] = [(failed, FAULTY_VALUE)]
    if alone is not None:
        options += [
            (both(first, alone.true), item),
            (both(first, opposite(alone.true)), FAULTY_VALUE),
        ]
    if beside is not None:
        later = both(opposite(first), opposite(failed))
        options += [
            (both(later, beside.true), item),
            (both(later, beside.false), best),
            (both(later, opposite(beside.true), opposite(beside.false)), FAULTY_VALUE),
        ]
    return choose(options)


def _figures(items: Items) -> list[tuple[Guard, numbers.Figure]]:
    """The numbers of a list that holds nothing else."""
    return [
        (both(slot.present, case.guard), case.content.term)
        for slot in items.slots
        for case in slot.value.cases
        if isinstance(case.content, Number)
    ]


def _sum(arguments: _Arguments) -> Symbolic:
    items = given(arguments[0], Items)
    none = Decimal(0)
    total = numbers.total(
        [numbers.pick([(guard, term), (True, none)]) for guard, term in _figures(items)]
    )
    return _unless_empty(items, number(total))


def _product(arguments: _Arguments) -> Symbolic:
    items = given(arguments[0], Items)
    result: numbers.Figure = Decimal(1)
    for guard, term in _figures(items):
        result = numbers.multiply(result, numbers.pick([(guard, term), (True, Decimal(1))]))
    return _unless_empty(items, number(result))


def _mean(arguments: _Arguments) -> Symbolic:
    items = given(arguments[0], Items)
    total, count = _sum(arguments), length(items)
    if isinstance(count, Decimal):
        return arithmetic("/", total, number(count))
    options = [
        (numbers.equals(count, size), arithmetic("/", total, number(size)))
        for size in map(Decimal, range(1, len(items.slots) + 1))
    ]
    return choose([(is_empty(items), FAULTY_VALUE), *options])


def _unless_empty(items: Items, value: Symbolic) -> Symbolic:
    empty = is_empty(items)
    return choose([(empty, FAULTY_VALUE), (opposite(empty), value)])


IMPLEMENTATIONS: Mapping[str, Implementation] = {
    "not": _not,
    "all": _all,
    "any": _any,
    "is": _is,
    "is stated": _is_stated,
    "list contains": _list_contains,
    "count": _count,
    "distinct values": _distinct_values,
    "union": _union,
    "flatten": _flatten,
    "append": _append,
    "concatenate": _concatenate,
    "reverse": _reverse,
    "min": _min,
    "max": _max,
    "sum": _sum,
    "product": _product,
    "mean": _mean,
}
