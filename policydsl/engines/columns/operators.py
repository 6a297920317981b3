"""FEEL's operators as expressions: Polars' own where unknown is all the null there can be.

Where it may be another null too, the expression comes with flags that tell which (see `Piece`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from policydsl.engines.columns import numbers
from policydsl.engines.columns.kinds import (
    BOOLEAN,
    DATE,
    NEVER,
    NULL,
    NUMBER,
    ORDERED,
    SCALARS,
    UNKNOWN,
    Flag,
    Kind,
    Piece,
    bare_flag,
    both,
    either,
    expression_of,
    fault_flag,
    null_flag,
    nulls_of,
    opposite,
    unknown_flag,
)
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import (
    OPEN,
    decided,
    negation,
    nothing,
    of_flags,
    result,
    truth,
)
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.feel.tree import ArithmeticOperator, ComparisonOperator


def comparison(space: Space, operator: ComparisonOperator, left: Piece, right: Piece) -> Piece:
    """`left >= right`."""
    equality = operator in ("=", "!=")
    if equality and NULL in (left.kind, right.kind):
        if not {left.kind, right.kind} <= {*SCALARS, NULL}:
            raise NotHandled("a null compared with what is no single value")
    elif left.kind != right.kind or left.kind not in (SCALARS if equality else ORDERED):
        raise NotHandled("a comparison of other than single values of one kind")
    if equality:
        return _equality(space, operator, left, right)
    if left.constant and right.constant and not left.nulls and not right.nulls:
        return truth(_of_constants(operator, left.value, right.value))
    nulls = left.nulls | right.nulls
    if (left.constant and left.nulls == UNKNOWN) or (right.constant and right.nulls == UNKNOWN):
        return OPEN
    found = _values(operator, left, right)
    open_ = either(unknown_flag(left), unknown_flag(right))
    fault = both(
        either(fault_flag(left), bare_flag(left), fault_flag(right), bare_flag(right)),
        opposite(open_),
    )
    if isinstance(found, bool):
        if not nulls:
            return truth(found)
        known = opposite(either(null_flag(left), null_flag(right)))
        found = pl.when(expression_of(known)).then(pl.lit(found))
    null = either(null_flag(left), null_flag(right))
    return replace(result(space, BOOLEAN, found, unknown="U" in nulls, fault=fault), null=null)


def _values(operator: ComparisonOperator, left: Piece, right: Piece) -> pl.Expr | bool:
    """A comparison of values, null where one is null."""
    if left.kind == NUMBER:
        return numbers.compare(operator, left, right)
    return numbers.compared(operator, left.e, right.e)


def _of_constants(operator: ComparisonOperator, left: object, right: object) -> bool:
    found: bool
    match operator:
        case "=":
            found = left == right
        case "!=":
            found = left != right
        case "<":
            found = left < right  # type: ignore[operator]
        case "<=":
            found = left <= right  # type: ignore[operator]
        case ">":
            found = left > right  # type: ignore[operator]
        case _:
            found = left >= right  # type: ignore[operator]
    return found


def _equality(space: Space, operator: ComparisonOperator, left: Piece, right: Piece) -> Piece:
    if operator == "!=" and not (left.only_unknown and right.only_unknown):
        return negation(space, _equality(space, "=", left, right))
    if left.only_unknown and right.only_unknown:
        if left.constant and right.constant and not left.nulls and not right.nulls:
            return truth(_of_constants(operator, left.value, right.value))
        if any(each.constant and each.nulls for each in (left, right)):
            return OPEN
        nulls = nulls_of((left, right))
        found = _values(operator, left, right)
        if isinstance(found, bool):
            if not nulls:
                return truth(found)
            known = opposite(either(null_flag(left), null_flag(right)))
            return Piece(
                BOOLEAN, pl.when(expression_of(known)).then(pl.lit(found)), nulls, space=space
            )
        null = either(null_flag(left), null_flag(right))
        return Piece(BOOLEAN, found, nulls, null=null, space=space)
    return _equality_of_nulls(space, left, right)


def _equality_of_nulls(space: Space, left: Piece, right: Piece) -> Piece:
    """`=`, where a null may be another than unknown: two such nulls are equal."""
    one, other = null_flag(left), null_flag(right)
    together = both(one, other)
    same = either(bare_flag(left), bare_flag(right), both(fault_flag(left), fault_flag(right)))
    alone = both(either(one, other), opposite(together))
    unknown_alone = both(alone, either(unknown_flag(left), unknown_flag(right)))
    holds: Flag = both(together, same)
    fails: Flag = both(alone, opposite(unknown_alone))
    open_ = either(both(together, opposite(same)), unknown_alone)
    if left.kind == right.kind != NULL and one is not True and other is not True:
        values = _values("=", left, right)
        equal = values if isinstance(values, bool) else values.fill_null(False)
        both_known = opposite(either(one, other))
        holds = either(holds, both(both_known, equal))
        fails = either(fails, both(both_known, opposite(equal)))
    if open_ is False:
        return _flag_piece(space, holds)
    return of_flags(space, holds, fails)


def _flag_piece(space: Space, flag: Flag) -> Piece:
    if isinstance(flag, bool):
        return truth(flag)
    return Piece(BOOLEAN, flag, NEVER, space=space)


def between(space: Space, subject: Piece, low: Piece, high: Piece) -> Piece:
    """`subject between low and high`."""
    return in_range(space, subject, (low, high), (True, True), made=False)


def in_range(
    space: Space,
    subject: Piece,
    ends: tuple[Piece, Piece],
    included: tuple[bool, bool],
    *,
    made: bool = True,
) -> Piece:
    """`subject in [low..high]`. A range that is `made` has to have its ends in order."""
    low, high = ends
    if subject.kind not in ORDERED or not low.kind == high.kind == subject.kind:
        raise NotHandled("a range of other than single values of one kind")
    known = all(each.constant and not each.nulls for each in ends)
    if made and not (known and low.value <= high.value):
        raise NotHandled("a range with ends that are not known beforehand")
    above = comparison(space, ">=" if included[0] else ">", subject, low)
    below = comparison(space, "<=" if included[1] else "<", subject, high)
    return decided(space, [above, below], False)


def matches(space: Space, subject: Piece, test: Piece) -> Piece:
    """`subject in test`: an item of a list of its kind, or equal to a single value."""
    if test.kind == subject.kind:
        return comparison(space, "=", subject, test)
    if test.kind.name != "list" or test.kind.item != subject.kind or test.members is None:
        raise NotHandled("a test with a value of another kind, or a list of facts")
    return decided(space, [comparison(space, "=", subject, each) for each in test.members], True)


def arithmetic(space: Space, operator: ArithmeticOperator, left: Piece, right: Piece) -> Piece:
    """`left + right` of numbers, or of a date and a length of time that is known beforehand."""
    if operator in ("+", "-") and left.kind == DATE and right.constant:
        return _moved(space, left, right.value, -1 if operator == "-" else 1)
    if left.kind != NUMBER or right.kind != NUMBER or operator == "**":
        raise NotHandled("arithmetic of other than numbers")
    for each in (left, right):
        if each.constant and each.only_unknown and each.nulls:
            return nothing(NUMBER)
    match operator:
        case "*":
            expr, form, beyond = numbers.multiply(left, right)
        case "/":
            expr, form, beyond = numbers.divide(left, right)
        case _:
            expr, form, beyond = numbers.add(left, right, 1 if operator == "+" else -1)
    space.goes_beyond(beyond)
    return _unless_null(space, NUMBER, expr, (left, right), form)


def _unless_null(
    space: Space,
    kind: Kind,
    expr: pl.Expr,
    operands: Sequence[Piece],
    form: numbers.Form | None = None,
) -> Piece:
    """What is null where an operand is: unknown if one is unknown, else an error."""
    open_ = either(*(unknown_flag(each) for each in operands))
    other = either(*(flag(each) for each in operands for flag in (fault_flag, bare_flag)))
    fault = both(other, opposite(open_))
    unknown = "U" in nulls_of(operands)
    return result(space, kind, expr, unknown=unknown, fault=fault, form=form)


def _moved(space: Space, date: Piece, length: object, sign: int) -> Piece:
    if date.constant and date.nulls:
        return nothing(DATE, "U" if date.only_unknown else "F")
    match length:
        case MonthsDuration(months) if abs(months) < 12_000:
            expr = date.e.dt.offset_by(f"{sign * months}mo")
        case DaysDuration(seconds) if seconds % 86_400 == 0 and abs(seconds) < 10**11:
            expr = date.e + pl.duration(days=sign * int(seconds) // 86_400)
        case _:
            raise NotHandled("arithmetic of other than numbers")
    if date.constant:
        raise NotHandled("arithmetic of a day that is known beforehand")
    return _unless_null(space, DATE, expr, (date,))


def negative(space: Space, operand: Piece) -> Piece:
    """`-operand` of a number."""
    if operand.kind != NUMBER:
        raise NotHandled("the negative of what is no number")
    if operand.constant:
        known = isinstance(operand.value, Decimal)
        return numbers.constant(-operand.value) if known else operand
    # The least number of 64 bits has no negative there.
    zero = numbers.constant(Decimal(0))
    expr, form, beyond = numbers.add(zero, operand, -1)
    space.goes_beyond(beyond)
    return replace(operand, expr=expr, form=form, stated=None, space=space)


def chosen(space: Space, condition: Piece, then: Piece, otherwise: Piece) -> Piece:
    """`if condition then … else …`."""
    if then.kind != otherwise.kind or then.kind not in SCALARS:
        raise NotHandled("if between other than single values of one kind")
    if condition.kind != BOOLEAN:
        raise NotHandled("if on what is no truth")
    if condition.constant and not condition.nulls:
        return then if condition.value is True else otherwise
    form = None
    if then.kind == NUMBER:
        (then, otherwise), beyond = numbers.aligned([then, otherwise])
        space.goes_beyond(beyond)
        form = numbers.wider(then, otherwise)
    holds = expression_of(False) if condition.constant else condition.e.fill_null(False)
    open_ = unknown_flag(condition)
    agreed = pl.when((then.e == otherwise.e).fill_null(False)).then(then.e)
    rest = otherwise.e
    if open_ is not False:
        rest = pl.when(expression_of(open_)).then(agreed).otherwise(rest)
    expr = pl.when(holds).then(then.e).otherwise(rest)

    def flag(of_then: Flag, of_otherwise: Flag) -> Flag:
        return either(both(holds, of_then), both(~holds, opposite(open_), of_otherwise))

    nulls = nulls_of((then, otherwise)) | (condition.nulls & UNKNOWN)
    fault = flag(fault_flag(then), fault_flag(otherwise))
    bare = flag(bare_flag(then), bare_flag(otherwise))
    return result(space, then.kind, expr, unknown="U" in nulls, fault=fault, bare=bare, form=form)


def listed(items: Sequence[Piece]) -> Piece:
    """`[a, b]` of single values of one kind."""
    kinds = {each.kind for each in items}
    if len(kinds) != 1 or not kinds <= set(SCALARS):
        raise NotHandled("a list of other than single values of one kind")
    constant = all(each.constant for each in items)
    return Piece(Kind("list", kinds.pop()), None, constant=constant, members=tuple(items))


"""What Python takes for blank."""
