"""What `for`, `some`, `every` and filters go through (see `policydsl.feel.iteration`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from policydsl.engines.smt.choose import (
    NOTHING_VALUE,
    Guarded,
    Option,
    choose,
    part,
    unknown_part,
)
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.guards import Guard, any_holds, both, either, opposite
from policydsl.engines.smt.lists import NO_ITEMS, filled, is_empty, item_at, unknown_or
from policydsl.engines.smt.operators_logic import truths
from policydsl.engines.smt.symbolic import (
    NOTHING,
    Content,
    Entries,
    Faulty,
    Interval,
    Items,
    Nothing,
    Number,
    Slot,
    Symbolic,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import tree
from policydsl.feel.values import Range
from policydsl.text.diagnostic import Text as Words

Encode = Callable[[tree.Expression, SymbolicScope, ExpressionContext], Symbolic]

_RANGE = Words(
    "求解器只在端点已知的区间上逐项计算",
    "the solver goes only over ranges whose ends are known",
)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of an iteration: when it is made, and its scope."""

    guard: Guard
    scope: SymbolicScope


@dataclass(frozen=True, slots=True)
class NullRound:
    """A domain that is null, which stands for all its rounds."""

    guard: Guard
    content: Content


@dataclass(frozen=True, slots=True)
class Machine:
    """How the parts of an iteration are encoded."""

    encode: Encode
    context: ExpressionContext


def rounds_of(
    iterators: Sequence[tree.Iterator], scope: SymbolicScope, machine: Machine
) -> Iterator[Round | NullRound]:
    """Every combination of the iterators' items, the last one fastest; later ones see earlier ones.

    Guards exclude one another only where a null round stands for others.
    """
    yield from _combine(tuple(iterators), Round(True, scope), machine)


def _combine(
    iterators: tuple[tree.Iterator, ...], outer: Round, machine: Machine
) -> Iterator[Round | NullRound]:
    if not iterators:
        yield outer
        return
    first, *rest = iterators
    for case in _domain(first, outer.scope, machine).cases:
        guard = both(outer.guard, case.guard)
        match case.content:
            case Unknown() | Faulty() | Nothing():
                yield NullRound(guard, case.content)
            case Interval():
                raise Unencodable(_RANGE, first.domain.span)
            case content:
                for slot in _slots(content):
                    inner = Round(
                        both(guard, slot.present), outer.scope.bind(first.name, slot.value)
                    )
                    if inner.guard is not False:
                        yield from _combine(tuple(rest), inner, machine)


def _slots(content: Content) -> tuple[Slot, ...]:
    return content.slots if isinstance(content, Items) else (Slot(True, known(content)),)


def _domain(iterator: tree.Iterator, scope: SymbolicScope, machine: Machine) -> Symbolic:
    """What an iterator goes over; a known range as the list of what is in it."""
    domain = machine.encode(iterator.domain, scope, machine.context)
    end = machine.encode(iterator.end, scope, machine.context) if iterator.end is not None else None
    if end is None and not isinstance(domain.value, Range):
        return domain
    if domain.value is not None and (end is None or end.value is not None):
        listed = tree.For(
            (tree.Iterator(iterator.name, iterator.domain, iterator.end),),
            tree.Name(iterator.name),
            span=iterator.domain.span,
        )
        return machine.encode(listed, scope, machine.context)
    raise Unencodable(_RANGE, iterator.domain.span)


def results_of(
    rounds: Iterator[Round | NullRound],
    body: Callable[[SymbolicScope, tuple[Slot, ...]], Symbolic],
) -> Symbolic:
    """The list of what the body is in each round; the first null domain stands for it all.

    The body also gets the results so far.
    """
    slots: list[Slot] = []
    nulls: list[Guarded] = []
    for each in rounds:
        if isinstance(each, NullRound):
            earlier = any_holds(guard for guard, _ in nulls)
            nulls.append((both(each.guard, opposite(earlier)), each.content))
        else:
            slots.append(Slot(each.guard, body(each.scope, tuple(slots))))
    null = any_holds(guard for guard, _ in nulls)
    options: list[Option] = [(guard, known(content)) for guard, content in nulls]
    return choose([*options, (opposite(null), known(filled(slots)))])


def answers_of(
    rounds: Iterator[Round | NullRound], condition: Callable[[SymbolicScope], Symbolic]
) -> Iterator[Option]:
    """The answer of each round, where it is made; a null domain answers for its rounds."""
    for each in rounds:
        if isinstance(each, NullRound):
            yield each.guard, known(each.content)
        else:
            yield each.guard, condition(each.scope)


def filtered(
    subject: Symbolic, condition: tree.Expression, scope: SymbolicScope, machine: Machine
) -> Symbolic:
    """`subject[condition]`: the item at a number, or the items for which the condition is true."""
    return choose(
        (case.guard, _filtered(case.content, condition, scope, machine)) for case in subject.cases
    )


def _filtered(
    content: Content, condition: tree.Expression, scope: SymbolicScope, machine: Machine
) -> Symbolic:
    match content:
        case Unknown() | Faulty():
            return known(content)
        case Nothing():
            return _of_null(condition, scope, machine)
        case Items():
            items = content
        case _:
            items = Items((Slot(True, known(content)),), packed=True)
    answers = [_answer(slot.value, condition, scope, machine) for slot in items.slots]
    kept = _kept(items, answers)
    if isinstance(condition, tree.Comparison | tree.And | tree.Or | tree.Quantified | tree.In):
        return kept
    index = _index(items, answers, condition, scope, machine)
    is_index = part(index, Number)
    at_index = [
        (case.guard, item_at(items, case.content.term))
        for case in index.cases
        if isinstance(case.content, Number)
    ]
    return choose([*at_index, (opposite(is_index), kept)])


def _kept(items: Items, answers: Sequence[Symbolic]) -> Symbolic:
    """A condition unknown for one item leaves the whole list unknown: it might hold that item."""
    pairs = list(zip(items.slots, answers, strict=True))
    unknown = any_holds(both(slot.present, unknown_part(answer)) for slot, answer in pairs)
    slots = (Slot(both(slot.present, _is_true(answer)), slot.value) for slot, answer in pairs)
    return unknown_or(unknown, known(filled(slots)))


def _is_true(value: Symbolic) -> Guard:
    return truths(value).true


def _index(
    items: Items,
    answers: Sequence[Symbolic],
    condition: tree.Expression,
    scope: SymbolicScope,
    machine: Machine,
) -> Symbolic:
    """What the condition is for the first item, or without one: an index where it is a number."""
    options: list[Option] = []
    before: Guard = False
    for slot, found in zip(items.slots, answers, strict=True):
        options.append((both(slot.present, opposite(before)), found))
        before = either(before, slot.present)
    empty = is_empty(items)
    if empty is not False:
        options.append((empty, machine.encode(condition, scope, machine.context)))
    return choose(options)


def _of_null(condition: tree.Expression, scope: SymbolicScope, machine: Machine) -> Symbolic:
    """A null is a list of one null to a condition, and of nothing to an index."""
    found = _answer(NOTHING_VALUE, condition, scope, machine)
    index, true = part(found, Number), _is_true(found)
    return choose(
        [
            (index, NOTHING_VALUE),
            (true, known(Items((Slot(True, known(NOTHING)),), packed=True))),
            (both(opposite(index), opposite(true)), known(NO_ITEMS)),
        ]
    )


def _answer(
    item: Symbolic, condition: tree.Expression, scope: SymbolicScope, machine: Machine
) -> Symbolic:
    """An item's own entries hide the names around; `item` is the item itself."""
    options: list[Option] = []
    for case in item.cases:
        value = item if len(item.cases) == 1 else known(case.content)
        inner = scope.bind("item", value)
        if isinstance(case.content, Entries):
            inner = inner.bind_all(case.content.members)
        options.append((case.guard, machine.encode(condition, inner, machine.context)))
    return choose(options)
