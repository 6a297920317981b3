"""What `for`, `some`, `every` and filters go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policydsl.feel import tree
from policydsl.feel.run import BudgetExceededError, Run
from policydsl.feel.scope import Scope
from policydsl.feel.temporal import Date
from policydsl.feel.tree import Expression
from policydsl.feel.values import NULL, CauseKind, Null, Range, Value, merge, null

ValueOf = Callable[[Expression, Scope, Run], Value]

MAX_ITEMS = 1_000_000


@dataclass(frozen=True, slots=True)
class Bound:
    """One round of an iteration: its scope, and the variables bound in it."""

    scope: Scope
    names: tuple[tuple[str, Value], ...] = ()


def bindings_of(
    iterators: Sequence[tree.Iterator], scope: Scope, run: Run, value_of: ValueOf
) -> Iterator[Bound | Null]:
    """Every combination of the iterators' items, the last one fastest; later ones see earlier ones.

    Where a domain is null, that null stands for all its rounds.
    """
    yield from _combine(tuple(iterators), Bound(scope), run, value_of)


def _combine(
    iterators: tuple[tree.Iterator, ...], outer: Bound, run: Run, value_of: ValueOf
) -> Iterator[Bound | Null]:
    if not iterators:
        yield outer
        return
    first, *rest = iterators
    domain = _domain(first, outer.scope, run, value_of)
    if isinstance(domain, Null):
        yield domain
        return
    for item in domain:
        run.spend()
        bound = Bound(outer.scope.bind(first.name, item), (*outer.names, (first.name, item)))
        yield from _combine(tuple(rest), bound, run, value_of)


def _domain(
    iterator: tree.Iterator, scope: Scope, run: Run, value_of: ValueOf
) -> Sequence[Value] | Null:
    start = value_of(iterator.domain, scope, run)
    if iterator.end is not None:
        return _between(start, value_of(iterator.end, scope, run))
    match start:
        case Null():
            return start
        case tuple():
            return start
        case Range():
            return _within(start)
        case _:
            return (start,)


def _within(value: Range) -> Sequence[Value] | Null:
    """The whole numbers or days of a range: one whose ends are all numbers or all dates."""
    items = _between(value.low, value.high)
    if isinstance(items, Null):
        return items
    begin = 0 if value.low_included else 1
    end = len(items) if value.high_included else len(items) - 1
    return items[begin:end]


def _between(start: Value, end: Value) -> Sequence[Value] | Null:
    """From start to end, both included, upwards or downwards."""
    match start, end:
        case (Null(), _) | (_, Null()):
            found = merge([start, end])
            return found if found.causes else _no_iteration()
        case Decimal(), Decimal():
            if start != start.to_integral_value() or end != end.to_integral_value():
                return _no_iteration()
            return [Decimal(number) for number in _steps(int(start), int(end))]
        case Date(), Date():
            days = (Date.from_ordinal(day) for day in _steps(start.ordinal, end.ordinal))
            return [day for day in days if day is not None]
        case _:
            return _no_iteration()


def _steps(start: int, end: int) -> range:
    steps = range(start, end + 1) if start <= end else range(start, end - 1, -1)
    if len(steps) > MAX_ITEMS:
        raise BudgetExceededError
    return steps


def _no_iteration() -> Null:
    return null(
        CauseKind.WRONG_TYPE,
        "只能在列表、整数区间或日期区间上逐项计算",
        "iteration goes over a list, whole numbers or dates",
    )


def filtered(
    subject: Value, condition: Expression, scope: Scope, run: Run, value_of: ValueOf
) -> Value:
    """`subject[condition]`: the item at a number, or the items for which the condition is true.

    A condition unknown for one item leaves the whole list unknown: it might hold that item.
    """
    if isinstance(subject, Null):
        return subject if subject.causes else _of_null(condition, scope, run, value_of)
    items = subject if isinstance(subject, tuple) else (subject,)
    index = _index(condition, items, scope, run, value_of)
    if index is not None:
        return item_at(items, index)
    kept: list[Value] = []
    unknown: list[Null] = []
    for item in items:
        answer = value_of(condition, _item_scope(item, scope), run)
        run.note_bindings((("item", item),))
        if answer is True:
            kept.append(item)
        elif isinstance(answer, Null) and answer.unknown:
            unknown.append(answer)
    return merge(unknown) if unknown else tuple(kept)


def _of_null(condition: Expression, scope: Scope, run: Run, value_of: ValueOf) -> Value:
    """A null is a list of one null to a condition, and of nothing to an index."""
    answer = value_of(condition, _item_scope(NULL, scope), run)
    return NULL if isinstance(answer, Decimal) else (NULL,) if answer is True else ()


def _index(
    condition: Expression, items: Sequence[Value], scope: Scope, run: Run, value_of: ValueOf
) -> Decimal | None:
    """The index that a condition is, or None where it is a test of each item."""
    if isinstance(condition, tree.Comparison | tree.And | tree.Or | tree.Quantified | tree.In):
        return None
    first = _item_scope(items[0], scope) if items else scope
    recorded, run.parts = run.parts, None
    try:
        value = value_of(condition, first, run)
    finally:
        run.parts = recorded
    return value if isinstance(value, Decimal) else None


def item_at(items: Sequence[Value], index: Decimal) -> Value:
    """The item at an index that counts from 1, or from -1 at the end."""
    if index != index.to_integral_value() or index == 0 or abs(index) > len(items):
        return null(
            CauseKind.NO_SUCH_ITEM,
            f"列表没有第 {index} 项（共 {len(items)} 项）",
            f"the list has no item {index} (it has {len(items)})",
        )
    position = int(index)
    return items[position - 1 if position > 0 else position]


def _item_scope(item: Value, scope: Scope) -> Scope:
    """An item's own entries hide the names around; `item` is the item itself."""
    inner = scope.bind("item", item)
    return inner.bind_all(item) if isinstance(item, dict) else inner
