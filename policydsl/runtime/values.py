"""What generated code needs while it runs. Imports little, so that a process starts quickly.

Values are plain: numbers are `int` or `Decimal`, dates ISO texts. A null is one of three: None is
FEEL's unknown, `FAULT` a null that an error made, `BARE` the null of which nothing more is known.
"""

from __future__ import annotations

import decimal
from decimal import Decimal, DecimalException

TYPE_CHECKING = False  # the name that type checkers know; `typing` takes longer than a verdict
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

MAX_EXACT = 10**34
CONTEXT = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""The same as `policydsl.feel.values.NUMBER_CONTEXT`; a test compares the two."""


class BeyondBoundsError(Exception):
    """So much is stated that the interpreter's bounds of work may be reached: it has to say."""


class Marker:
    """A value that is only itself."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


FAULT = Marker("FAULT")
BARE = Marker("BARE")
NOT_ABOUT = Marker("NOT_ABOUT")
"""The value of a decision that is not about the institution."""

EMPTY: Mapping[str, Any] = {}
VERDICT_NAMES = ("eligible", "conditional", None, "ineligible", "not_applicable")
"""What a checklist stands for in other expressions, by its code."""


def is_null(value: object) -> bool:
    """Whether a value is one of the three nulls."""
    return value is None or value is FAULT or value is BARE


def merged(nulls: Iterable[object]) -> Any:
    """What several nulls are together: unknown if one is, else an error if one is."""
    found = BARE
    for each in nulls:
        if each is None:
            return None
        if each is FAULT:
            found = FAULT
    return found


def as_truth(value: object) -> Any:
    """A condition's value as an operand of `and`: what is no truth is an error."""
    return value if value is True or value is False or is_null(value) else FAULT


def conjunction(*values: object) -> Any:
    """FEEL's `and` of any values."""
    return _decided(values, False)


def disjunction(*values: object) -> Any:
    """FEEL's `or` of any values."""
    return _decided(values, True)


def _decided(values: Sequence[object], decisive: bool) -> Any:
    if any(each is decisive for each in values):
        return decisive
    nulls = [as_truth(each) for each in values if each is not (not decisive)]
    return merged(nulls) if nulls else not decisive


def negation(value: object) -> Any:
    """FEEL's `not` of any value; of a null without a cause it is an error, as of any function."""
    if value is True or value is False:
        return not value
    return None if value is None else FAULT


def equal(left: object, right: object) -> Any:
    """`=` of two values of one kind, or nulls."""
    if is_null(left):
        if left is BARE and is_null(right):
            return True
        if is_null(right):
            return True if right is BARE or (left is FAULT and right is FAULT) else None
        return None if left is None else False
    if is_null(right):
        return None if right is None else False
    return left == right


def unequal(left: object, right: object) -> Any:
    """`!=` of two values of one kind, or nulls."""
    return negation(equal(left, right))


def ordered(operator: str, left: Any, right: Any) -> Any:
    """`<`, `<=`, `>`, `>=` of two values of one kind, or nulls."""
    if is_null(left) or is_null(right):
        return None if left is None or right is None else FAULT
    match operator:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def contains(items: Any, value: object) -> Any:
    """`value in items`, a list of values of its kind; items may be null, and the list too."""
    if is_null(items):
        return equal(value, items)
    if not is_null(value):
        if value in items:
            return True
        return None if None in items else False
    whole = None if value is None else False
    return disjunction(whole, *(equal(value, each) for each in items))


def add(left: Any, right: Any) -> Any:
    """`+` of numbers, exact up to 34 digits."""
    if type(left) is int and type(right) is int:
        total = left + right
        if -MAX_EXACT < total < MAX_EXACT:
            return total
    return _calculated(CONTEXT.add, left, right)


def subtract(left: Any, right: Any) -> Any:
    """`-` of numbers."""
    if type(left) is int and type(right) is int:
        rest = left - right
        if -MAX_EXACT < rest < MAX_EXACT:
            return rest
    return _calculated(CONTEXT.subtract, left, right)


def multiply(left: Any, right: Any) -> Any:
    """`*` of numbers."""
    if type(left) is int and type(right) is int:
        product = left * right
        if -MAX_EXACT < product < MAX_EXACT:
            return product
    return _calculated(CONTEXT.multiply, left, right)


def divide(left: Any, right: Any) -> Any:
    """`/` of numbers; by zero it is an error."""
    if not is_null(left) and not is_null(right) and not right:
        return FAULT
    return _calculated(CONTEXT.divide, left, right)


def _calculated(operation: Callable[[Decimal, Decimal], Decimal], left: Any, right: Any) -> Any:
    if is_null(left) or is_null(right):
        return None if left is None or right is None else FAULT
    try:
        result = operation(Decimal(left), Decimal(right))
    except DecimalException:
        return FAULT
    return result if result else abs(result)


def negative(value: Any) -> Any:
    """`-value` of a number."""
    return value if is_null(value) else -value if type(value) is int or value else abs(value)


_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def moved(date: Any, months: int, days: int) -> Any:
    """A date so many months, and then days, later; a shorter month's last day where it is none."""
    if is_null(date):
        return None if date is None else FAULT
    year, month = divmod(int(date[:4]) * 12 + int(date[5:7]) - 1 + months, 12)
    leap = month == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = min(int(date[8:]), _DAYS[month] + leap)
    if not 1 <= year <= 9999:
        raise BeyondBoundsError
    if not days:
        return f"{year:04}-{month + 1:02}-{day:02}"
    import datetime

    try:
        return datetime.date.fromordinal(
            datetime.date(year, month + 1, day).toordinal() + days
        ).isoformat()
    except (ValueError, OverflowError):
        raise BeyondBoundsError from None


def any_stated(section: Mapping[str, Any]) -> bool:
    """Whether anything in a section of facts is stated."""
    return any(
        any_stated(each) if isinstance(each, dict) else each is not None
        for each in section.values()
    )


def _within(most: int, items: Any) -> Any:
    if len(items) > most:
        raise BeyondBoundsError
    return items


def some(most: int, items: Any, condition: Callable[[Any], Any]) -> Any:
    """`some x in items satisfies condition`; of a list of at `most` so many items, as below."""
    if is_null(items):
        return items
    nulls = []
    for each in _within(most, items):
        answer = condition(each)
        if answer is True:
            return True
        if answer is not False:
            nulls.append(as_truth(answer))
    return merged(nulls) if nulls else False


def every(most: int, items: Any, condition: Callable[[Any], Any]) -> Any:
    """`every x in items satisfies condition`."""
    if is_null(items):
        return items
    nulls = []
    for each in _within(most, items):
        answer = condition(each)
        if answer is False:
            return False
        if answer is not True:
            nulls.append(as_truth(answer))
    return merged(nulls) if nulls else True


def filtered(most: int, items: Any, condition: Callable[[Any], Any]) -> Any:
    """`items[condition]`: unknown where it is unknown of any item."""
    if items is None:
        return items
    kept, unknown = [], False
    for each in _within(most, items):
        answer = condition(each)
        if answer is True:
            kept.append(each)
        elif answer is None:
            unknown = True
    return None if unknown else kept


def mapped(most: int, items: Any, body: Callable[[Any], Any]) -> Any:
    """`for x in items return body`."""
    return items if is_null(items) else [body(each) for each in _within(most, items)]


def chosen(condition: Any, then: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
    """`if`: an unknown condition leaves it open, unless both ways lead to the same value."""
    if condition is None:
        one, other = then(), otherwise()
        return one if not is_null(one) and not is_null(other) and one == other else None
    return then() if condition is True else otherwise()


def waived(met: Any, reason: Any) -> Any:
    """A shortfall with a stated reason is met; where none is known to be stated, who knows."""
    if reason is None:
        return True if met is True else None
    return True if met is True or (isinstance(reason, str) and reason.strip()) else met
