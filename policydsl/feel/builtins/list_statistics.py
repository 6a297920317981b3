"""Numbers made of lists: least, sum, mean and their like (DMN 1.5 §10.3.4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import reduce

from policydsl.feel.builtins.results import first_item, first_number, numbers
from policydsl.feel.builtins.signature import (
    Builtin,
    Example,
    Overload,
    Parameter,
    ResultType,
)
from policydsl.feel.operators import order
from policydsl.feel.temporal import Order
from policydsl.feel.types import ANY, NUMBER, ListType, Type
from policydsl.feel.values import NUMBER_CONTEXT, CauseKind, Null, Value, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.4"
_EMPTY = Text("列表是空的", "the list is empty")
_Numbers = tuple[Decimal, ...]


def _no_items() -> Null:
    return null(CauseKind.NO_SUCH_ITEM, _EMPTY.zh, _EMPTY.en)


def _extreme(items: tuple[Value, ...], wanted: Order) -> Value:
    if not items:
        return _no_items()
    best = items[0]
    for item in items:
        found = order(item, best)
        if isinstance(found, Null):
            return found
        if found == wanted:
            best = item
    return best


def _min(items: tuple[Value, ...]) -> Value:
    return _extreme(items, -1)


def _max(items: tuple[Value, ...]) -> Value:
    return _extreme(items, 1)


def _sum(items: _Numbers) -> Decimal | Null:
    return reduce(NUMBER_CONTEXT.add, items) if items else _no_items()


def _product(items: _Numbers) -> Decimal | Null:
    return reduce(NUMBER_CONTEXT.multiply, items) if items else _no_items()


def _mean(items: _Numbers) -> Decimal | Null:
    total = _sum(items)
    return total if isinstance(total, Null) else NUMBER_CONTEXT.divide(total, Decimal(len(items)))


def _median(items: _Numbers) -> Decimal | Null:
    if not items:
        return _no_items()
    ordered = sorted(items)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return NUMBER_CONTEXT.divide(
        NUMBER_CONTEXT.add(ordered[middle - 1], ordered[middle]), Decimal(2)
    )


def _stddev(items: _Numbers) -> Decimal | Null:
    """The standard deviation of a sample, with n - 1 in the denominator."""
    mean = _mean(items)
    if isinstance(mean, Null) or len(items) < 2:
        return null(CauseKind.NO_SUCH_ITEM, "标准差至少要两项", "a deviation needs two items")
    deviations = (NUMBER_CONTEXT.subtract(item, mean) for item in items)
    squares = tuple(NUMBER_CONTEXT.multiply(each, each) for each in deviations)
    total = reduce(NUMBER_CONTEXT.add, squares)
    return NUMBER_CONTEXT.sqrt(NUMBER_CONTEXT.divide(total, Decimal(len(items) - 1)))


def _mode(items: _Numbers) -> _Numbers:
    counts = Counter(items)
    most = max(counts.values(), default=0)
    return tuple(sorted(number for number, count in counts.items() if count == most))


def _builtin(
    name: str,
    call: Callable[..., Value],
    doc: Text,
    null_when: Text,
    *examples: Example,
    item: Type = NUMBER,
    result: ResultType = first_number,
) -> Builtin:
    """A function of one list, or of its items as separate arguments."""
    overloads = (
        Overload((Parameter("list", ListType(item)),), result, call),
        Overload((Parameter("n", ListType(item), variadic=True),), result, call),
    )
    return Builtin(name, overloads, doc, null_when, examples, standard=True, section=_SECTION)


FUNCTIONS: tuple[Builtin, ...] = (
    _builtin(
        "min",
        _min,
        Text(
            "最小的一项：数、文字、日期、时间或时长。",
            "The least of items that have an order.",
        ),
        Text("列表是空的，或各项不能比较大小", "the list is empty, or its items have no order"),
        Example("min([3, 1, 2])", "1"),
        Example('min("b", "a")', '"a"'),
        Example("min([])", "null"),
        item=ANY,
        result=first_item,
    ),
    _builtin(
        "max",
        _max,
        Text(
            "最大的一项：数、文字、日期、时间或时长。",
            "The greatest of items that have an order.",
        ),
        Text("列表是空的，或各项不能比较大小", "the list is empty, or its items have no order"),
        Example("max(1, 2, 3)", "3"),
        Example('max([@"2020-03-26", @"2023-10-20"])', '@"2023-10-20"'),
        item=ANY,
        result=first_item,
    ),
    _builtin(
        "sum",
        _sum,
        Text("各项的和。", "The sum of numbers."),
        _EMPTY,
        Example("sum([1, 2, 3])", "6"),
        Example("sum(1.5, 2)", "3.5"),
        Example("sum([])", "null"),
    ),
    _builtin(
        "product",
        _product,
        Text("各项的积。", "The product of numbers."),
        _EMPTY,
        Example("product([2, 3, 4])", "24"),
        Example("product(2, 3, 4)", "24"),
        result=NUMBER,
    ),
    _builtin(
        "mean",
        _mean,
        Text("平均数。", "The arithmetic mean."),
        _EMPTY,
        Example("mean([1, 2, 3])", "2"),
        Example("mean(1, 2)", "1.5"),
    ),
    _builtin(
        "median",
        _median,
        Text(
            "中位数；项数为双时取中间两项的平均数。",
            "The middle item in order; the mean of the middle two of an even number of items.",
        ),
        _EMPTY,
        Example("median(8, 2, 5, 3, 4)", "4"),
        Example("median([6, 1, 2, 3])", "2.5"),
    ),
    _builtin(
        "stddev",
        _stddev,
        Text("样本标准差。", "The standard deviation of a sample."),
        Text("不到两项", "there are fewer than two items"),
        Example("decimal(stddev(2, 4, 7, 5), 8)", "2.081666"),
        Example("stddev([47])", "null"),
    ),
    _builtin(
        "mode",
        _mode,
        Text("出现最多的数，由小到大。", "The numbers that occur most, in ascending order."),
        Text("不会", "never"),
        Example("mode(6, 3, 9, 6, 6)", "[6]"),
        Example("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        Example("mode([])", "[]"),
        result=numbers,
    ),
)
