"""`<`, `<=`, `>`, `>=`, and with them all comparisons (see `policydsl.feel.operators.ordering`)."""

from __future__ import annotations

from decimal import Decimal

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    UNKNOWN_VALUE,
    Option,
    answer,
    choose,
    null_part,
    truth,
    unknown_part,
)
from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.operators_equality import equal
from policydsl.engines.smt.operators_logic import negation
from policydsl.engines.smt.symbolic import (
    Content,
    Day,
    Faulty,
    Months,
    Nothing,
    Number,
    Other,
    Seconds,
    Symbolic,
    Text,
    Unknown,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import operators
from policydsl.feel.temporal import DateTime, Time
from policydsl.feel.tree import ComparisonOperator
from policydsl.text.diagnostic import Text as Words

_TEXTS = Words(
    "求解器只看文字相等不相等，不比较先后",
    "the solver asks only whether strings are equal, not which comes first",
)
_OTHER = Words("求解器不比较时刻", "the solver does not compare times of day")


def compare(operator: ComparisonOperator, left: Symbolic, right: Symbolic) -> Symbolic:
    """A comparison; null where the values cannot be compared or it is not known."""
    if left.value is not None and right.value is not None:
        return answer(operators.compare(operator, left.value, right.value))
    match operator:
        case "=":
            return equal(left, right)
        case "!=":
            return negation(equal(left, right))
        case _:
            return _ordered(operator, left, right)


def _ordered(operator: ComparisonOperator, left: Symbolic, right: Symbolic) -> Symbolic:
    unknown = either(unknown_part(left), unknown_part(right))
    null = either(null_part(left), null_part(right))
    options: list[Option] = [
        (unknown, UNKNOWN_VALUE),
        (both(null, opposite(unknown)), FAULTY_VALUE),
    ]
    for one in left.cases:
        for other in right.cases:
            if _is_null(one.content) or _is_null(other.content):
                continue
            guard = both(one.guard, other.guard)
            if guard is not False:
                options.append((guard, order(operator, one.content, other.content)))
    return choose(options)


def _is_null(content: Content) -> bool:
    return isinstance(content, Unknown | Faulty | Nothing)


def order(operator: ComparisonOperator, left: Content, right: Content) -> Symbolic:
    """`<`, `<=`, `>` or `>=` of two contents that are no nulls."""
    match left, right:
        case (Number(one), Number(other)) | (Seconds(one), Seconds(other)):
            return truth(_holds(operator, one, other))
        case (Day(one), Day(other)) | (Months(one), Months(other)):
            return truth(_holds(operator, _figure(one), _figure(other)))
        case Text(), Text():
            raise Unencodable(_TEXTS)
        case (Other(value), Other() | Day() | Months() | Seconds()) | (
            Day() | Months() | Seconds(),
            Other(value),
        ) if isinstance(value, Time | DateTime):
            raise Unencodable(_OTHER)
        case _:
            return FAULTY_VALUE


def _holds(operator: ComparisonOperator, left: numbers.Figure, right: numbers.Figure) -> Guard:
    match operator:
        case "<":
            return numbers.less(left, right)
        case "<=":
            return numbers.at_most(left, right)
        case ">":
            return numbers.less(right, left)
        case ">=":
            return numbers.at_most(right, left)
        case _:
            return numbers.equals(left, right)


def _figure(term: int | numbers.Figure) -> numbers.Figure:
    return Decimal(term) if isinstance(term, int) else term
