"""Sorting (DMN 1.5 §10.3.4.9)."""

from __future__ import annotations

from functools import cmp_to_key

from policydsl.feel.builtins.results import first_list
from policydsl.feel.builtins.signature import Builtin, Example, Invoke, Overload, Parameter
from policydsl.feel.operators import truth
from policydsl.feel.types import ANY, BOOLEAN, FunctionType, ListType
from policydsl.feel.values import Null, Value
from policydsl.text.diagnostic import Text


class _NoOrderError(Exception):
    """Ends a sort whose function gave neither true nor false."""

    def __init__(self, why: Null) -> None:
        self.why = why
        super().__init__()


def _sort(invoke: Invoke, items: tuple[Value, ...], precedes: Value) -> tuple[Value, ...] | Null:
    """Stable: items of which neither precedes the other keep their order."""

    def compare(left: Value, right: Value) -> int:
        before = truth(invoke(precedes, (left, right)))
        if isinstance(before, Null):
            raise _NoOrderError(before)
        # `list.sort` asks for "less" only, so one call of the function tells all it wants to know.
        return -1 if before else 0

    try:
        return tuple(sorted(items, key=cmp_to_key(compare)))
    except _NoOrderError as stop:
        return stop.why


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="sort",
        overloads=(
            Overload(
                (
                    Parameter("list", ListType(ANY)),
                    Parameter("precedes", FunctionType((("x", ANY), ("y", ANY)), BOOLEAN)),
                ),
                first_list,
                _sort,
            ),
        ),
        doc=Text(
            "按函数 precedes 排序：precedes(x, y) 为 true 时 x 在 y 之前。",
            "The list in the order of `precedes`: x comes before y where precedes(x, y) is true.",
        ),
        null_when=Text(
            "precedes 的结果不是 true 或 false", "`precedes` gives neither true nor false"
        ),
        examples=(
            Example("sort([3, 1, 4, 2], function(x, y) x < y)", "[1, 2, 3, 4]"),
            Example("sort([3, 1, 4, 2], function(x, y) x > y)", "[4, 3, 2, 1]"),
        ),
        standard=True,
        section="10.3.4.9",
        higher_order=True,
    ),
)
