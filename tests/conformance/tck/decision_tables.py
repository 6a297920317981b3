"""What the matching rules of a decision table make together (DMN 1.5 §8.2.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policydsl.feel.builtins.call import call_positional
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.operators import compare, equal
from policydsl.feel.values import CauseKind, Null, Value, null

_AGGREGATES = {"SUM": "sum", "COUNT": "count", "MIN": "min", "MAX": "max"}

Result = tuple[Value, ...]
"""One value for each output of a rule."""


def chosen(
    hit_policy: str,
    aggregation: str | None,
    matching: Sequence[Result],
    priorities: Sequence[Sequence[Value]],
    whole: Callable[[Result], Value],
) -> Value:
    """The value of a table with at least one matching rule; `whole` makes one value of a result.

    `priorities` are each output's values, the most important first.
    """
    match hit_policy:
        case "UNIQUE":
            return whole(matching[0]) if len(matching) == 1 else _several()
        case "ANY":
            same = all(equal(each, matching[0]) is True for each in matching)
            return whole(matching[0]) if same else _several()
        case "FIRST":
            return whole(matching[0])
        case "PRIORITY":
            return whole(_by_priority(matching, priorities)[0])
        case "OUTPUT ORDER":
            return tuple(map(whole, _by_priority(matching, priorities)))
        case "RULE ORDER" | "COLLECT":
            return _aggregated(aggregation, tuple(map(whole, matching)))
        case _:
            return null(CauseKind.WRONG_ARGUMENT, "没有这种命中策略", f"no hit policy {hit_policy}")


def _several() -> Null:
    return null(
        CauseKind.WRONG_ARGUMENT, "不止一条规则命中", "more than one rule matches, and may not"
    )


def _by_priority(matching: Sequence[Result], priorities: Sequence[Sequence[Value]]) -> list[Result]:
    """By the first output's priority, where equal by the next one's; otherwise in rule order."""

    def places(result: Result) -> list[int]:
        return [_place(value, order) for value, order in zip(result, priorities, strict=True)]

    return sorted(matching, key=places)


def _place(value: Value, order: Sequence[Value]) -> int:
    found = (place for place, each in enumerate(order) if compare("=", value, each) is True)
    return next(found, len(order))


def _aggregated(aggregation: str | None, values: tuple[Value, ...]) -> Value:
    if aggregation is None:
        return values
    return call_positional(BUILTINS[_AGGREGATES[aggregation]], (values,), lambda f, _: f)
