"""`<`, `<=`, `>`, `>=`, and with them all comparisons (DMN 1.5 §10.3.2.13, tables 43 to 45)."""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel import temporal
from policydsl.feel.kind_names import kind_name
from policydsl.feel.operators.equality import equal
from policydsl.feel.operators.logic import negation
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Order, Time
from policydsl.feel.tree import ComparisonOperator
from policydsl.feel.values import CauseKind, Null, Value, merge, null


def compare(operator: ComparisonOperator, left: Value, right: Value) -> bool | Null:
    """A comparison; null where the values cannot be compared or it is not known."""
    match operator:
        case "=":
            return equal(left, right)
        case "!=":
            return negation(equal(left, right))
        case _:
            found = order(left, right)
    if isinstance(found, Null):
        return found
    match operator:
        case "<":
            return found < 0
        case "<=":
            return found <= 0
        case ">":
            return found > 0
        case ">=":
            return found >= 0


def order(left: Value, right: Value) -> Order | Null:
    """-1, 0 or 1 as `left` comes before, with or after `right`.

    Numbers, strings (by code points), and temporal values of one kind have an order.
    """
    match left, right:
        case (Null(), _) | (_, Null()):
            return _no_order_of_null(left, right)
        case Decimal(), Decimal():
            return 0 if left == right else -1 if left < right else 1
        case str(), str():
            return 0 if left == right else -1 if left < right else 1
        case (
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
            (Date() | Time() | DateTime() | MonthsDuration() | DaysDuration()),
        ):
            found = temporal.compare(left, right)
            return _no_order(left, right) if found is None else found
        case _:
            return _no_order(left, right)


def _no_order_of_null(left: Value, right: Value) -> Null:
    causes = merge((left, right))
    if causes.causes:
        return causes
    return null(CauseKind.WRONG_TYPE, "空值（null）不能比较大小", "null has no order")


def _no_order(left: Value, right: Value) -> Null:
    one, other = kind_name(left), kind_name(right)
    if one == other:
        return null(CauseKind.WRONG_TYPE, f"{one.zh}不能比较大小", f"{one.en} has no order")
    return null(
        CauseKind.WRONG_TYPE,
        f"{one.zh}和{other.zh}不能比较大小",
        f"{one.en} and {other.en} have no order between them",
    )
