"""`+`, `-`, `*`, `/`, `**` and the sign (see `policydsl.feel.operators.arithmetic`)."""

from __future__ import annotations

from decimal import Decimal

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt import temporal_arithmetic
from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    UNKNOWN_VALUE,
    Option,
    choose,
    null_part,
    unknown_part,
)
from policydsl.engines.smt.guards import both, either, opposite
from policydsl.engines.smt.lists import number
from policydsl.engines.smt.symbolic import (
    Content,
    Faulty,
    Months,
    Nothing,
    Number,
    Other,
    Seconds,
    Symbolic,
    Text,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import DateTime, Time
from policydsl.feel.tree import ArithmeticOperator
from policydsl.feel.values import NUMBER_CONTEXT
from policydsl.text.diagnostic import Text as Words

_TEXTS = Words("求解器不连接文字", "the solver does not join strings")
_OTHER = Words("求解器不计算时刻", "the solver does not calculate with times of day")
_QUOTIENT = Words(
    "求解器只除以已知、且除得尽的数",
    "the solver divides only by known numbers of which every quotient is a finite decimal",
)
_POWER = Words("求解器只算 0 到 3 次方", "the solver raises only to the powers from 0 to 3")


def arithmetic(operator: ArithmeticOperator, left: Symbolic, right: Symbolic) -> Symbolic:
    """The result, or a null: for operands that do not go together, no finite result, an unknown."""
    unknown = either(unknown_part(left), unknown_part(right))
    null = either(null_part(left), null_part(right))
    options: list[Option] = [
        (unknown, UNKNOWN_VALUE),
        (both(null, opposite(unknown)), FAULTY_VALUE),
    ]
    for one in left.cases:
        for other in right.cases:
            if not _is_null(one.content) and not _is_null(other.content):
                guard = both(one.guard, other.guard)
                if guard is not False:
                    options.append((guard, _of_contents(operator, one.content, other.content)))
    return choose(options)


def negate(value: Symbolic) -> Symbolic:
    """`-value`, of a number or a duration."""
    return choose((case.guard, _negative(case.content)) for case in value.cases)


def _negative(content: Content) -> Symbolic:
    match content:
        case Number(term):
            return number(numbers.negative(term))
        case Months(term):
            return known(Months(-term))
        case Seconds(term):
            return known(Seconds(numbers.negative(term)))
        case Unknown() | Faulty() | Nothing():
            return known(content)
        case _:
            return FAULTY_VALUE


def _is_null(content: Content) -> bool:
    return isinstance(content, Unknown | Faulty | Nothing)


def _of_contents(operator: ArithmeticOperator, left: Content, right: Content) -> Symbolic:
    match left, right:
        case Number(one), Number(other):
            return _of_numbers(operator, one, other)
        case Text(), Text() if operator == "+":
            raise Unencodable(_TEXTS)
        case _:
            return _of_temporals(operator, left, right)


def _of_numbers(
    operator: ArithmeticOperator, left: numbers.Figure, right: numbers.Figure
) -> Symbolic:
    match operator:
        case "+":
            return number(numbers.add(left, right))
        case "-":
            return number(numbers.subtract(left, right))
        case "*":
            return number(numbers.multiply(left, right))
        case "/":
            return _quotient(left, right)
        case "**":
            return _power(left, right)


def _quotient(left: numbers.Figure, right: numbers.Figure) -> Symbolic:
    if not isinstance(right, Decimal):
        raise Unencodable(_QUOTIENT)
    if not right:
        return FAULTY_VALUE
    if isinstance(left, Decimal):
        return number(NUMBER_CONTEXT.divide(left, right))
    part = NUMBER_CONTEXT.divide(Decimal(1), right)
    if NUMBER_CONTEXT.multiply(part, right) != 1 or len(part.as_tuple().digits) > _FINITE:
        raise Unencodable(_QUOTIENT)
    return number(numbers.multiply(left, part))


# A reciprocal of more digits was rounded: those of small numbers end soon, or never.
_FINITE = 20


def _power(left: numbers.Figure, right: numbers.Figure) -> Symbolic:
    if not isinstance(right, Decimal) or right not in (0, 1, 2, 3):
        raise Unencodable(_POWER)
    result: numbers.Figure = Decimal(1)
    for _ in range(int(right)):
        result = numbers.multiply(result, left)
    return number(result)


def _of_temporals(operator: ArithmeticOperator, left: Content, right: Content) -> Symbolic:
    """Of dates and durations, and of durations and numbers."""
    for each in (left, right):
        if isinstance(each, Other) and isinstance(each.value, Time | DateTime):
            raise Unencodable(_OTHER)
    found: Symbolic | None = None
    match operator:
        case "+":
            found = temporal_arithmetic.add(left, right)
        case "-":
            found = temporal_arithmetic.subtract(left, right)
        case "*":
            found = temporal_arithmetic.multiply(left, right)
        case "/":
            found = temporal_arithmetic.divide(left, right)
        case "**":
            pass
    return FAULTY_VALUE if found is None else found
