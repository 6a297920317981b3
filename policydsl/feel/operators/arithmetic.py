"""`+`, `-`, `*`, `/`, `**` and the sign (DMN 1.5 §10.3.2.15, tables 51 to 62)."""

from __future__ import annotations

from decimal import Decimal, DecimalException, DivisionByZero

from policydsl.feel import temporal
from policydsl.feel.kind_names import kind_name
from policydsl.feel.limits import MAX_STRING_LENGTH, string_too_long
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Temporal, Time
from policydsl.feel.tree import ArithmeticOperator
from policydsl.feel.values import NUMBER_CONTEXT, CauseKind, Null, Value, merge, null

# The durations that move a value, or change a duration's length.
_MOVED_BY: dict[type, tuple[type, ...]] = {
    Date: (MonthsDuration, DaysDuration),
    DateTime: (MonthsDuration, DaysDuration),
    Time: (DaysDuration,),
    MonthsDuration: (MonthsDuration,),
    DaysDuration: (DaysDuration,),
}


def arithmetic(operator: ArithmeticOperator, left: Value, right: Value) -> Value:
    """The result, or a null: for operands that do not go together, no finite result, an unknown."""
    match left, right:
        case (Null(), _) | (_, Null()):
            return _calculation_with_null(operator, left, right)
        case Decimal(), Decimal():
            return _of_numbers(operator, left, right)
        case str(), str() if operator == "+":
            if len(left) + len(right) > MAX_STRING_LENGTH:
                return string_too_long()
            return left + right
        case _:
            return _of_temporals(operator, left, right)


def negate(value: Value) -> Value:
    """`-value`, of a number or a duration."""
    match value:
        case Decimal():
            return without_negative_zero(value.copy_negate())
        case MonthsDuration() | DaysDuration():
            return temporal.negate(value)
        case Null():
            return value
        case _:
            kind = kind_name(value)
            return null(CauseKind.WRONG_TYPE, f"{kind.zh}没有相反数", f"{kind.en} has no negative")


def without_negative_zero(number: Decimal) -> Decimal:
    """FEEL has one zero."""
    return number if number else number.copy_abs()


def _of_numbers(operator: ArithmeticOperator, left: Decimal, right: Decimal) -> Value:
    try:
        return without_negative_zero(_calculate(operator, left, right))
    except DivisionByZero:
        return _division_by_zero()
    except DecimalException:
        return null(
            CauseKind.ARITHMETIC,
            f"{left} {operator} {right} 没有结果，或结果太大",
            f"{left} {operator} {right} has no value, or one that is too large",
        )


def _calculate(operator: ArithmeticOperator, left: Decimal, right: Decimal) -> Decimal:
    match operator:
        case "+":
            return NUMBER_CONTEXT.add(left, right)
        case "-":
            return NUMBER_CONTEXT.subtract(left, right)
        case "*":
            return NUMBER_CONTEXT.multiply(left, right)
        case "/":
            if not right:
                raise DivisionByZero
            return NUMBER_CONTEXT.divide(left, right)
        case "**":
            if not left and right < 0:
                raise DivisionByZero
            return NUMBER_CONTEXT.power(left, right) if right else Decimal(1)


def _of_temporals(operator: ArithmeticOperator, left: Value, right: Value) -> Value:
    """Of dates, times and durations, and of durations and numbers."""
    result: Value | None
    match operator, left, right:
        case "+", _, _ if isinstance(left, Temporal) and isinstance(right, Temporal):
            if not (_moves(right, left) or _moves(left, right)):
                return _do_not_go_together(operator, left, right)
            result = temporal.add(left, right)
        case "-", _, _ if isinstance(left, Temporal) and isinstance(right, Temporal):
            if not (_moves(right, left) or _have_a_distance(left, right)):
                return _do_not_go_together(operator, left, right)
            result = temporal.subtract(left, right)
        case "*", Decimal(), MonthsDuration() | DaysDuration():
            result = temporal.multiply(right, left)
        case "*", MonthsDuration() | DaysDuration(), Decimal():
            result = temporal.multiply(left, right)
        case "/", MonthsDuration() | DaysDuration(), Decimal():
            result = temporal.divide(left, right) if right else _division_by_zero()
        case "/", MonthsDuration(), MonthsDuration(months):
            result = temporal.divide(left, right) if months else _division_by_zero()
        case "/", DaysDuration(), DaysDuration(seconds):
            result = temporal.divide(left, right) if seconds else _division_by_zero()
        case _:
            return _do_not_go_together(operator, left, right)
    return _out_of_range(operator, left, right) if result is None else result


def _moves(duration: Temporal, value: Temporal) -> bool:
    return isinstance(duration, _MOVED_BY[type(value)])


def _have_a_distance(left: Temporal, right: Temporal) -> bool:
    return any(
        isinstance(left, kinds) and isinstance(right, kinds) for kinds in ((Date, DateTime), Time)
    )


def _division_by_zero() -> Null:
    return null(CauseKind.ARITHMETIC, "除数为零", "division by zero")


def _out_of_range(operator: ArithmeticOperator, left: Value, right: Value) -> Null:
    one, other = kind_name(left), kind_name(right)
    return null(
        CauseKind.ARITHMETIC,
        f"{one.zh} {operator} {other.zh}的结果超出范围，或两边只有一边有时区",
        f"{one.en} {operator} {other.en}: out of range, or only one of them has a time zone",
    )


def _calculation_with_null(operator: ArithmeticOperator, left: Value, right: Value) -> Null:
    causes = merge((left, right))
    if causes.causes:
        return causes
    return null(
        CauseKind.WRONG_TYPE, f"空值（null）不能用 {operator} 计算", f"{operator} is not for null"
    )


def _do_not_go_together(operator: ArithmeticOperator, left: Value, right: Value) -> Null:
    one, other = kind_name(left), kind_name(right)
    return null(
        CauseKind.WRONG_TYPE,
        f"{one.zh}和{other.zh}不能用 {operator} 计算",
        f"{operator} is not for {one.en} and {other.en}",
    )
