"""Lists with items added, taken out, replaced or turned round (DMN 1.5 §10.3.4.4).

A position counts from 1, or from -1 at the end; digits after its point are cut.
"""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel.builtins.lists import chained
from policydsl.feel.builtins.results import (
    first_list,
    joined_lists,
    list_with_item,
    list_with_items,
)
from policydsl.feel.builtins.signature import Builtin, Example, Invoke, Overload, Parameter
from policydsl.feel.operators import truth
from policydsl.feel.types import ANY, BOOLEAN, NUMBER, FunctionType, ListType
from policydsl.feel.values import CauseKind, Null, Value, merge, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.4"
_NEVER = Text("不会", "never")
_NO_POSITION = Text("列表没有这个位置", "the list has no such position")
_TOO_LONG = Text("结果太长", "the result is too long")
_LIST = Parameter("list", ListType(ANY))
_POSITION = Parameter("position", NUMBER)
_NEW_ITEM = Parameter("newItem", ANY)
_MATCH = Parameter("match", FunctionType((("item", ANY), ("newItem", ANY)), BOOLEAN))
_List = tuple[Value, ...]


def _index(items: _List, position: Decimal) -> int | Null:
    """The index from 0 that a position means."""
    # Far positions are many digits long: they are not made integers.
    if position.copy_abs() >= len(items) + 1 or not int(position):
        return null(
            CauseKind.NO_SUCH_ITEM,
            f"列表没有第 {position} 项（共 {len(items)} 项）",
            f"the list has no item {position} (it has {len(items)})",
        )
    place = int(position)
    return place - 1 if place > 0 else len(items) + place


def _sublist(items: _List, start: Decimal, length: Decimal | None) -> _List | Null:
    index = _index(items, start)
    if isinstance(index, Null):
        return index
    if length is None:
        return items[index:]
    if length < 0:
        return null(CauseKind.WRONG_ARGUMENT, "长度不能是负数", "a length is not negative")
    return items[index : index + int(min(length, Decimal(len(items))))]


def _append(items: _List, new_items: _List) -> _List | Null:
    return chained((items, new_items))


def _concatenate(lists: _List) -> _List | Null:
    known = [each for each in lists if isinstance(each, tuple)]
    if len(known) == len(lists):
        return chained(known)
    causes = merge(lists)
    return (
        causes if causes.causes else null(CauseKind.WRONG_ARGUMENT, "列表是空值", "a list is null")
    )


def _insert_before(items: _List, position: Decimal, new_item: Value) -> _List | Null:
    index = _index(items, position)
    if isinstance(index, Null):
        return index
    return chained((items[:index], (new_item,), items[index:]))


def _remove(items: _List, position: Decimal) -> _List | Null:
    index = _index(items, position)
    return index if isinstance(index, Null) else items[:index] + items[index + 1 :]


def _reverse(items: _List) -> _List:
    return tuple(reversed(items))


def _replace_at(_: Invoke, items: _List, position: Decimal, new_item: Value) -> _List | Null:
    index = _index(items, position)
    if isinstance(index, Null):
        return index
    return (*items[:index], new_item, *items[index + 1 :])


def _replace_matching(invoke: Invoke, items: _List, match: Value, new_item: Value) -> _List | Null:
    result = []
    for item in items:
        matches = truth(invoke(match, (item, new_item)))
        if isinstance(matches, Null):
            return matches
        result.append(new_item if matches else item)
    return tuple(result)


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="sublist",
        overloads=(
            Overload(
                (
                    _LIST,
                    Parameter("start position", NUMBER),
                    Parameter("length", NUMBER, optional=True),
                ),
                first_list,
                _sublist,
            ),
        ),
        doc=Text(
            "从某一位置起的 length 项；不写 length 就到末尾。",
            "`length` items from a position on, or all where `length` is left out.",
        ),
        null_when=_NO_POSITION,
        examples=(
            Example("sublist([4, 5, 6], 1, 2)", "[4, 5]"),
            Example("sublist([4, 5, 6], -2)", "[5, 6]"),
        ),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="append",
        overloads=(
            Overload(
                (_LIST, Parameter("item", ListType(ANY), variadic=True)),
                list_with_items(1),
                _append,
            ),
        ),
        doc=Text("在末尾加上若干项。", "The list with more items at its end."),
        null_when=_TOO_LONG,
        examples=(
            Example("append([1], 2, 3)", "[1, 2, 3]"),
            Example("append([[1]], [2])", "[[1], [2]]"),
        ),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="concatenate",
        overloads=(
            Overload(
                (Parameter("list", ListType(ListType(ANY)), variadic=True),),
                joined_lists,
                _concatenate,
            ),
        ),
        doc=Text("把几个列表连成一个。", "Several lists one after another."),
        null_when=_TOO_LONG,
        examples=(Example("concatenate([1, 2], [3])", "[1, 2, 3]"),),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="insert before",
        overloads=(Overload((_LIST, _POSITION, _NEW_ITEM), list_with_item(2), _insert_before),),
        doc=Text("在某一位置之前插入一项。", "The list with a new item before a position."),
        null_when=_NO_POSITION,
        examples=(Example("insert before([1, 3], 1, 2)", "[2, 1, 3]"),),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="remove",
        overloads=(Overload((_LIST, _POSITION), first_list, _remove),),
        doc=Text("去掉某一位置的项。", "The list without the item at a position."),
        null_when=_NO_POSITION,
        examples=(Example("remove([1, 2, 3], 2)", "[1, 3]"),),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="reverse",
        overloads=(Overload((_LIST,), first_list, _reverse),),
        doc=Text("次序倒过来。", "The list from its end to its start."),
        null_when=_NEVER,
        examples=(Example("reverse([1, 2, 3])", "[3, 2, 1]"),),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="list replace",
        overloads=(
            Overload((_LIST, _POSITION, _NEW_ITEM), list_with_item(2), _replace_at),
            Overload((_LIST, _MATCH, _NEW_ITEM), list_with_item(2), _replace_matching),
        ),
        doc=Text(
            "把某一位置的项，或使函数 match 为 true 的各项，换成新的。",
            "The list with a new item at a position, or where the function `match` is true.",
        ),
        null_when=Text(
            "没有这个位置，或 match 的结果不是 true 或 false",
            "there is no such position, or `match` gives neither true nor false",
        ),
        examples=(
            Example("list replace([2, 4, 7], 3, 6)", "[2, 4, 6]"),
            Example(
                "list replace([2, 4, 7], function(item, newItem) item < newItem, 5)",
                "[5, 5, 7]",
            ),
        ),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
        higher_order=True,
    ),
)
