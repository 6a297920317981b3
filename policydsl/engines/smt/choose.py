"""One value out of several, each where its guard holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.guards import Guard, any_holds, both, opposite
from policydsl.engines.smt.symbolic import (
    FAULTY,
    NOTHING,
    UNKNOWN,
    Case,
    Content,
    Day,
    Entries,
    Faulty,
    Interval,
    Items,
    Months,
    Nothing,
    Number,
    Other,
    Seconds,
    Slot,
    Symbolic,
    Text,
    Truth,
    Unknown,
    known,
)
from policydsl.engines.smt.terms import NumberTerm
from policydsl.feel.values import Null

_POSITION = re.compile(r"\[[0-9]*\]")

Option = tuple[Guard, Symbolic]
Guarded = tuple[Guard, Content]

UNKNOWN_VALUE = known(UNKNOWN)
FAULTY_VALUE = known(FAULTY)
NOTHING_VALUE = known(NOTHING)
NEVER = Symbolic(())
TRUE_VALUE = Symbolic((Case(True, Truth(True)),), True)
FALSE_VALUE = Symbolic((Case(True, Truth(False)),), False)


def answer(value: bool | Null) -> Symbolic:
    """What the interpreter's operators answer, as a value."""
    if isinstance(value, Null):
        return UNKNOWN_VALUE if value.unknown else FAULTY_VALUE if value.causes else NOTHING_VALUE
    return TRUE_VALUE if value else FALSE_VALUE


def truth(guard: Guard) -> Symbolic:
    """The boolean that a guard is."""
    return answer(guard) if isinstance(guard, bool) else known(Truth(guard))


def part(value: Symbolic, *kinds: type[Content]) -> Guard:
    """Where the value is of one of these kinds."""
    return any_holds(case.guard for case in value.cases if isinstance(case.content, kinds))


def unknown_part(value: Symbolic) -> Guard:
    """Where it is unknown."""
    return part(value, Unknown)


def null_part(value: Symbolic) -> Guard:
    """Where it is any null."""
    return part(value, Unknown, Faulty, Nothing)


def choose(options: Iterable[Option]) -> Symbolic:
    """The value whose guard holds. Guards exclude one another; one of them holds."""
    possible = [(guard, value) for guard, value in options if guard is not False]
    if not possible:
        return NEVER
    first = possible[0][1]
    if all(value is first for _, value in possible):
        return first
    return gather(
        (guard if case.guard is True else both(guard, case.guard), case.content)
        for guard, value in possible
        for case in value.cases
    )


def gather(contents: Iterable[Guarded]) -> Symbolic:
    """The value made of contents. Guards exclude one another; one of them holds."""
    groups: dict[object, list[Guarded]] = {}
    for guard, content in contents:
        if guard is not False:
            groups.setdefault(_kind(content), []).append((guard, content))
    if len(groups) == 1:
        (group,) = groups.values()
        return known(_merged(group, everywhere=True))
    return Symbolic(
        tuple(
            Case(any_holds(guard for guard, _ in group), _merged(group, everywhere=False))
            for group in groups.values()
        )
    )


def _kind(content: Content) -> object:
    """Contents of one kind make one case."""
    match content:
        case Entries(members, path):
            return Entries, path is None, frozenset(members)
        case Interval(low_included, _, _, high_included, operator):
            return Interval, low_included, high_included, operator
        case Other(value):
            return Other, id(value)
        case _:
            return type(content)


def _merged(group: Sequence[Guarded], *, everywhere: bool) -> Content:
    first = group[0][1]
    match first:
        case Truth():
            return _truth_of(group, everywhere=everywhere)
        case _ if len(group) == 1:
            return first
        case Number():
            return Number(_figure(group))
        case Months():
            return Months(_integer(group))
        case Day():
            return Day(_integer(group))
        case Text():
            return Text(_integer(group))
        case Seconds():
            return Seconds(_figure(group))
        case Items():
            return _items_of(group)
        case Entries(path=path):
            return Entries(MergedMembers(group), None if path is None else _common_path(group))
        case Interval(low_included, _, _, high_included, operator):
            ranges = [(g, c) for g, c in group if isinstance(c, Interval)]
            low = choose((guard, each.low) for guard, each in ranges)
            high = choose((guard, each.high) for guard, each in ranges)
            return Interval(low_included, low, high, high_included, operator)
        case _:
            return first


def _truth_of(group: Sequence[Guarded], *, everywhere: bool) -> Truth:
    """A boolean whose `holds` and `fails` imply its guard, unless that always holds."""
    truths = [(guard, content) for guard, content in group if isinstance(content, Truth)]
    if everywhere and len(truths) == 1:
        return Truth(truths[0][1].holds)
    holds = any_holds(both(guard, each.holds) for guard, each in truths)
    if everywhere:
        return Truth(holds)
    return Truth(holds, any_holds(both(guard, _fails(each)) for guard, each in truths))


def _fails(truth: Truth) -> Guard:
    return opposite(truth.holds) if truth.fails is None else truth.fails


def _figure(group: Sequence[Guarded]) -> numbers.Figure:
    return numbers.pick([(g, c.term) for g, c in group if isinstance(c, Number | Seconds)])


def _integer(group: Sequence[Guarded]) -> int | NumberTerm:
    """Of contents whose known terms are plain integers."""
    found = numbers.pick(
        [
            (guard, Decimal(content.term) if isinstance(content.term, int) else content.term)
            for guard, content in group
            if isinstance(content, Text | Day | Months)
        ]
    )
    return int(found) if isinstance(found, Decimal) else found


def _items_of(group: Sequence[Guarded]) -> Items:
    """Every list's slots, present only where that list is meant."""
    lists = [(guard, content) for guard, content in group if isinstance(content, Items)]
    filled = [(guard, each) for guard, each in lists if each.slots]
    slots = tuple(
        Slot(both(guard, slot.present), slot.value) for guard, each in filled for slot in each.slots
    )
    return Items(slots, packed=len(filled) <= 1 and all(each.packed for _, each in filled))


class MergedMembers(Mapping[str, Symbolic]):
    """The members of several contexts with the same names, each made when it is asked for."""

    def __init__(self, group: Sequence[Guarded]) -> None:
        self._options = [(g, c.members) for g, c in group if isinstance(c, Entries)]
        self._made: dict[str, Symbolic] = {}

    def __getitem__(self, name: str) -> Symbolic:
        if name not in self._made:
            self._made[name] = choose((guard, each[name]) for guard, each in self._options)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._options[0][1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._options[0][1])

    def __len__(self) -> int:
        return len(self._options[0][1])


def _common_path(group: Sequence[Guarded]) -> str:
    """The path of the one record of facts, or of the list that all are items of."""
    paths = {content.path or "" for _, content in group if isinstance(content, Entries)}
    if len(paths) > 1:
        paths = {_POSITION.sub("[]", path) for path in paths}
    return paths.pop() if len(paths) == 1 else ""
