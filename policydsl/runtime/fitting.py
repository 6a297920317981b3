"""What generated checks of facts are made of: which plain data surely meets its facts schema.

A check takes a value as JSON gives it and gives it as it is stated: the value itself wherever
nothing has to change. What is not surely right is for `policydsl.policy.facts` to judge and word.
Texts stand for themselves, dates are ISO texts, numbers `int` or `Decimal` of at most 34 digits.
"""

from __future__ import annotations

from decimal import Decimal, DecimalException

from policydsl.runtime.check_characters import has_resident_check, is_credit_code
from policydsl.runtime.values import CONTEXT

TYPE_CHECKING = False  # the name that type checkers know; `typing` takes longer than a verdict
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Leaf = Callable[[Any], Any]
    """Gives a fact as it is stated, None for a blank text. It is never asked of true or false."""
    Nested = Callable[[Any, list[int]], Any]
    """Gives a section or list as it is stated; a list of one number says how many items may be."""

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class UnsureError(Exception):
    """Something is wrong, or cannot be told quickly."""


def boolean(value: Any) -> Any:
    """A fact that is true or false, which is not asked here."""
    return _blank(value)


def text(value: Any) -> Any:
    """A fact that is any text."""
    if type(value) is not str:
        raise UnsureError
    if value.isascii():
        return value if value > "!" or value.strip() else None
    value.encode()
    return value if value.strip() else None


def text_of(least: int, most: int | None) -> Leaf:
    """A text of so many characters."""

    def check(value: Any) -> Any:
        found = text(value)
        if found is not None and (len(found) < least or (most is not None and len(found) > most)):
            raise UnsureError
        return found

    return check


def one_of(values: tuple[str, ...]) -> Leaf:
    """One of the ids of an enumeration."""
    known = frozenset(values)

    def check(value: Any) -> Any:
        return value if type(value) is str and value in known else _blank(value)

    return check


def day(value: Any) -> Any:
    """A day of the calendar, YYYY-MM-DD."""
    return value if _is_day(value) else _blank(value)


def credit_code(value: Any) -> Any:
    """A unified social credit code."""
    return value if type(value) is str and is_credit_code(value) else _blank(value)


def resident_id(value: Any) -> Any:
    """A resident identity number."""
    if type(value) is not str or not has_resident_check(value):
        return _blank(value)
    birth = f"{value[6:10]}-{value[10:12]}-{value[12:14]}"
    return value if _is_day(birth) else _blank(value)


class Number:
    """A number of at most 34 digits within bounds, of which `above` and `below` are left out.

    `lowest` and `highest` are the same bounds for whole numbers.
    """

    __slots__ = ("above", "below", "highest", "integral", "least", "lowest", "most")

    def __init__(
        self,
        integral: bool,
        lowest: int,
        highest: int,
        least: str | None = None,
        most: str | None = None,
        above: str | None = None,
        below: str | None = None,
    ) -> None:
        self.integral, self.lowest, self.highest = integral, lowest, highest
        self.least, self.most = _bound(least), _bound(most)
        self.above, self.below = _bound(above), _bound(below)

    def __call__(self, value: Any) -> Any:
        if type(value) is str:
            return _blank(value)
        if type(value) is not Decimal:
            raise UnsureError
        value = _exact(value, self.integral)
        if (
            (self.least is not None and value < self.least)
            or (self.most is not None and value > self.most)
            or (self.above is not None and value <= self.above)
            or (self.below is not None and value >= self.below)
        ):
            raise UnsureError
        return value


def _bound(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def unsure(value: Any) -> Any:
    """A fact of which only JSON Schema can tell whether it is right."""
    return _blank(value)


def _tables(
    single: Mapping[Leaf, str],
) -> tuple[dict[str, Leaf], dict[str, tuple[int, int]], frozenset[str]]:
    """What checks each fact; the least and the most of those that are numbers; those of truths."""
    leaves = {name: each for each, names in single.items() for name in names.split()}
    numbers = [(name, each) for name, each in leaves.items() if isinstance(each, Number)]
    ranges = {name: (each.lowest, each.highest) for name, each in numbers}
    return leaves, ranges, frozenset(single.get(boolean, "").split())


def section(single: Mapping[Leaf, str], nested: Mapping[str, Nested]) -> Nested:
    """Facts under a common name: single ones, their names by what checks them; and all others."""
    leaves: dict[str, Leaf] = {}
    ranges: dict[str, tuple[int, int]] = {}
    truths: frozenset[str] | None = None

    def check(data: Any, left: list[int]) -> Any:
        nonlocal leaves, ranges, truths
        if type(data) is not dict:
            raise UnsureError
        if truths is None:  # of most sections nobody states anything
            leaves, ranges, truths = _tables(single)
        stated = data
        for name, value in data.items():
            kind = type(value)
            if kind is bool:
                if name in truths:
                    continue
                raise UnsureError
            if kind is int:
                least, most = ranges[name]
                if least <= value <= most:
                    continue
                raise UnsureError
            if kind is dict:
                found = nested[name](value, left) or None
            elif kind is list:
                found = nested[name](value, left)
            elif value is None and (name in leaves or name in nested):
                found = None
            else:
                found = leaves[name](value)
            if found is value and value is not None:
                continue
            if stated is data:
                stated = dict(data)
            if found is None:
                del stated[name]
            else:
                stated[name] = found
        return stated

    return check


def items(check_item: Nested, least: int = 0, most: int | None = None) -> Nested:
    """A list of sections."""

    def check(data: Any, left: list[int]) -> Any:
        if type(data) is not list:
            raise UnsureError
        length = len(data)
        left[0] = before = left[0] - length
        if before < 0 or length < least or (most is not None and length > most):
            raise UnsureError
        for each in data:
            if check_item(each, left) is not each:
                left[0] = before
                return [check_item(each, left) for each in data]
        return data

    return check


def values(check_value: Leaf, least: int = 0, most: int | None = None) -> Nested:
    """A list of single values."""

    def check(data: Any, left: list[int]) -> Any:
        if type(data) is not list:
            raise UnsureError
        length = len(data)
        left[0] -= length
        if left[0] < 0 or length < least or (most is not None and length > most):
            raise UnsureError
        found: list[Any] = []
        for each in data:
            if each is True or each is False:
                if check_value is not boolean:
                    raise UnsureError
                found.append(each)
                continue
            if type(each) is int and isinstance(check_value, Number):
                if not check_value.lowest <= each <= check_value.highest:
                    raise UnsureError
                found.append(each)
                continue
            value = check_value(each)
            if value is None:
                raise UnsureError
            found.append(value)
        return found

    return check


def fits(check: Nested, most: int) -> Callable[[object], dict[str, Any] | None]:
    """A function that gives the facts that data states; None where it may not meet its schema.

    What is given back may be the data itself, or share parts with it. More than `most` items in
    all lists together are left to others.
    """

    def whole(data: object) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = check(data, [most])
        except (UnsureError, KeyError, UnicodeEncodeError):
            return None
        return found

    return whole


def _blank(value: Any) -> Any:
    """Blank text is nothing stated; anything else is for others to judge."""
    if type(value) is str and not value.strip():
        return None
    raise UnsureError


def _exact(value: Decimal, whole: bool) -> Decimal:
    """The number as FEEL holds it (see `policydsl.policy.facts.facts_input.exact`)."""
    try:
        held = CONTEXT.plus(value)
    except DecimalException:
        raise UnsureError from None
    if held != value or not held.is_finite():
        raise UnsureError
    if whole:
        held = held.to_integral_value()
        if held != value:
            raise UnsureError
    if not held:
        held = abs(held)
    return value if value.same_quantum(held) and value.is_signed() == held.is_signed() else held


def _is_day(value: Any) -> bool:
    if type(value) is not str or len(value) != 10 or value[4] != "-" or value[7] != "-":
        return False
    digits = value[:4] + value[5:7] + value[8:]
    if not (digits.isascii() and digits.isdigit()):
        return False
    year, month, date = int(value[:4]), int(value[5:7]), int(value[8:])
    if not (year and 1 <= month <= 12 and 1 <= date <= _DAYS[month - 1]):
        return False
    return month != 2 or date < 29 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
