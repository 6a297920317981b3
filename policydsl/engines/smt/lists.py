"""Lists whose slots may be empty: how long they are, and what stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.choose import FAULTY_VALUE, UNKNOWN_VALUE, choose, unknown_part
from policydsl.engines.smt.guards import Guard, any_holds, both, either, opposite
from policydsl.engines.smt.symbolic import (
    Case,
    Content,
    Items,
    Number,
    Slot,
    Symbolic,
    known,
)

NO_ITEMS = Items((), packed=True)


def list_of(values: Iterable[Symbolic]) -> Items:
    """The list of these values."""
    return Items(tuple(Slot(True, value) for value in values), packed=True)


def filled(slots: Iterable[Slot], *, packed: bool = False) -> Items:
    """The list of these slots, without those that are never present."""
    kept = tuple(slot for slot in slots if slot.present is not False)
    return Items(kept, packed or all(slot.present is True for slot in kept))


def length(items: Items) -> numbers.Figure:
    """How many items there are."""
    return numbers.total(
        [
            Decimal(1)
            if slot.present is True
            else numbers.pick([(slot.present, Decimal(1)), (True, Decimal(0))])
            for slot in items.slots
        ]
    )


def is_empty(items: Items) -> Guard:
    """There is no item."""
    return opposite(any_holds(slot.present for slot in items.slots))


def has_unknown(items: Items) -> Guard:
    """One of the items is unknown."""
    return any_holds(both(slot.present, unknown_part(slot.value)) for slot in items.slots)


def packed(items: Items) -> Items:
    """The same list, with its present slots first."""
    if items.packed:
        return items
    return Items(tuple(_nth(places, items.slots) for places in _places(items.slots)), packed=True)


def _nth(places: Sequence[Guard], slots: Sequence[Slot]) -> Slot:
    options = [(at, slot.value) for at, slot in zip(places, slots, strict=True) if at is not False]
    return Slot(any_holds(at for at, _ in options), choose(options))


def _places(slots: Sequence[Slot]) -> list[list[Guard]]:
    """For each position, for each slot: the slot's item is the one at that position."""
    before: list[Guard] = [True]  # so many are present before this slot
    columns: list[list[Guard]] = []
    for slot in slots:
        columns.append([both(count, slot.present) for count in before])
        absent = opposite(slot.present)
        stay = [both(count, absent) for count in before] + [False]
        rise = [False, *columns[-1]]
        before = [either(one, other) for one, other in zip(stay, rise, strict=True)]
    count = len(slots)
    found = [[c[at] if at < len(c) else False for c in columns] for at in range(count)]
    return [row for row in found if any(at is not False for at in row)]


def item_at(items: Items, index: numbers.Figure) -> Symbolic:
    """The item at an index that counts from 1, or from -1 at the end (see `iteration.item_at`)."""
    slots = packed(items).slots
    options: list[tuple[Guard, Symbolic]] = []
    for place, slot in enumerate(slots):
        options.append((both(_is(index, place + 1), slot.present), slot.value))
        for back in range(1, len(slots) - place + 1):
            options.append((both(_is(index, -back), _from_end(slots, place, back)), slot.value))
    found = any_holds(guard for guard, _ in options)
    return choose([*options, (opposite(found), FAULTY_VALUE)])


def _is(index: numbers.Figure, place: int) -> Guard:
    return numbers.equals(index, Decimal(place))


def _from_end(slots: Sequence[Slot], place: int, back: int) -> Guard:
    """The slot's item is the last (1), the last but one (2), …"""
    last = place + back - 1
    after = slots[last + 1].present if last + 1 < len(slots) else False
    return both(slots[last].present, opposite(after))


def joined(lists: Iterable[Items]) -> Items:
    """Several lists one after another."""
    parts = [each for each in lists if each.slots]
    slots = tuple(slot for each in parts for slot in each.slots)
    all_but_last = (slot.present is True for each in parts[:-1] for slot in each.slots)
    return Items(slots, packed=all(all_but_last) and (not parts or parts[-1].packed))


def flattened(items: Items) -> Items:
    """The items of the list, and of the lists in it, in one list."""
    return filled(slot for each in items.slots for slot in _flat(each))


def _flat(slot: Slot) -> Iterable[Slot]:
    others: list[Case] = []
    for case in slot.value.cases:
        if isinstance(case.content, Items):
            here = both(slot.present, case.guard)
            for inner in case.content.slots:
                yield from _flat(Slot(both(here, inner.present), inner.value))
        else:
            others.append(case)
    if others:
        here = both(slot.present, any_holds(case.guard for case in others))
        whole = len(others) == len(slot.value.cases)
        yield Slot(here, slot.value if whole else _only(others))


def _only(cases: Sequence[Case]) -> Symbolic:
    return known(cases[0].content) if len(cases) == 1 else Symbolic(tuple(cases))


def unknown_or(unknown: Guard, value: Symbolic) -> Symbolic:
    """The value, but unknown where the guard holds."""
    return choose([(unknown, UNKNOWN_VALUE), (opposite(unknown), value)])


def number(figure: numbers.Figure) -> Symbolic:
    """A number as a value."""
    content: Content = Number(figure)
    return Symbolic((Case(True, content),), figure if isinstance(figure, Decimal) else None)
