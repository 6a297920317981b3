"""Looking into lists, and what several lists hold (DMN 1.5 §10.3.4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from policydsl.feel.builtins.results import first_list, flat, joined_lists
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.limits import MAX_LIST_LENGTH, Comparisons, list_too_long
from policydsl.feel.operators import disjunction, same
from policydsl.feel.types import ANY, BOOLEAN, NUMBER, ListType
from policydsl.feel.values import Null, Value, merge
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.4"
_NEVER = Text("不会", "never")
_TOO_LONG = Text("结果太长", "the result is too long")
_ANY_LIST = ListType(ANY)
_LIST = Parameter("list", _ANY_LIST)
_List = tuple[Value, ...]


def _list_contains(items: _List, element: Value) -> bool | Null:
    bound = Comparisons()
    return disjunction(same(item, element, bound) for item in items)


def _count(items: _List) -> Decimal:
    return Decimal(len(items))


def _index_of(items: _List, match: Value) -> _List | Null:
    bound = Comparisons()
    answers = [same(item, match, bound) for item in items]
    unknown = [each for each in answers if isinstance(each, Null)]
    if unknown:
        return merge(unknown)
    return tuple(Decimal(place) for place, same in enumerate(answers, 1) if same)


def _distinct_values(items: _List) -> _List | Null:
    """The first of each set of equal items, in order.

    Numbers, strings and booleans are found by hash, all else by comparing.
    """
    simple: set[tuple[type, Value]] = set()
    others: list[Value] = []
    kept: list[Value] = []
    bound = Comparisons()
    for item in items:
        if isinstance(item, Decimal | str | bool):
            key = (type(item), item)
            if key not in simple:
                simple.add(key)
                kept.append(item)
            continue
        known = disjunction(same(other, item, bound) for other in others)
        if isinstance(known, Null):
            return known
        if not known:
            others.append(item)
            kept.append(item)
    return tuple(kept)


def chained(lists: Iterable[_List]) -> _List | Null:
    """All items of several lists, as long as they are not too many."""
    result: list[Value] = []
    for each in lists:
        if len(result) + len(each) > MAX_LIST_LENGTH:
            return list_too_long()
        result.extend(each)
    return tuple(result)


def _union(lists: tuple[_List, ...]) -> _List | Null:
    items = chained(lists)
    return items if isinstance(items, Null) else _distinct_values(items)


def _flatten(items: _List) -> _List | Null:
    """A loop with a stack of its own: lists may be nested deeper than Python's stack."""
    result: list[Value] = []
    open_lists: list[Iterator[Value]] = [iter(items)]
    steps = 0
    while open_lists:
        steps += 1
        if steps > 2 * MAX_LIST_LENGTH:
            return list_too_long()
        item = next(open_lists[-1], None)
        if item is None:
            open_lists.pop()
        elif isinstance(item, tuple):
            open_lists.append(iter(item))
        else:
            result.append(item)
    return tuple(result) if len(result) <= MAX_LIST_LENGTH else list_too_long()


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="list contains",
        overloads=(Overload((_LIST, Parameter("element", ANY)), BOOLEAN, _list_contains),),
        doc=Text(
            "列表里有没有等于 element 的项。", "Whether some item of the list equals `element`."
        ),
        null_when=_NEVER,
        examples=(
            Example("list contains([1, 2, 3], 2)", "true"),
            Example("list contains([1, null], null)", "true"),
            Example('list contains([1, "a"], true)', "false"),
        ),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="count",
        overloads=(Overload((_LIST,), NUMBER, _count),),
        doc=Text("列表有几项。", "How many items a list has."),
        null_when=_NEVER,
        examples=(Example("count([1, 2, 3])", "3"), Example("count([])", "0")),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="index of",
        overloads=(Overload((_LIST, Parameter("match", ANY)), ListType(NUMBER), _index_of),),
        doc=Text(
            "等于 match 的各项的位置，从 1 数起。",
            "The positions, from 1, of the items that equal `match`.",
        ),
        null_when=_NEVER,
        examples=(
            Example("index of([1, 2, 3, 2], 2)", "[2, 4]"),
            Example("index of([1, 2], 3)", "[]"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="distinct values",
        overloads=(Overload((_LIST,), first_list, _distinct_values),),
        doc=Text(
            "去掉重复的项，次序不变。",
            "The list without duplicates; the first of equal items stays.",
        ),
        null_when=_NEVER,
        examples=(Example("distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="union",
        overloads=(
            Overload(
                (Parameter("list", ListType(_ANY_LIST), variadic=True),), joined_lists, _union
            ),
        ),
        doc=Text(
            "把几个列表连起来，去掉重复的项。",
            "The items of several lists, without duplicates.",
        ),
        null_when=_TOO_LONG,
        examples=(Example("union([1, 2], [2, 3])", "[1, 2, 3]"),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="flatten",
        overloads=(Overload((_LIST,), flat, _flatten),),
        doc=Text(
            "把列表里的列表展开，直到没有列表。",
            "The items of the list, and of the lists in it, in one list.",
        ),
        null_when=_TOO_LONG,
        examples=(Example("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),),
        standard=True,
        section=_SECTION,
    ),
)
