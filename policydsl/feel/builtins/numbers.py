"""Numbers (DMN 1.5 §10.3.4.5), other than rounding."""

from __future__ import annotations

from decimal import Context, Decimal

from policydsl.feel import temporal
from policydsl.feel.builtins.results import first_number
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.operators.arithmetic import without_negative_zero
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.feel.types import BOOLEAN, DAYS_DURATION, MONTHS_DURATION, NUMBER
from policydsl.feel.values import NUMBER_CONTEXT, CauseKind, Null, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.5"
_NEVER = Text("不会", "never")
_N = Parameter("n", NUMBER)
_NUMBER = Parameter("number", NUMBER)
# Wide enough for the exact remainder of any two numbers that FEEL can hold.
_WIDE = Context(prec=13_000, Emin=-20_000, Emax=20_000)


def _abs(number: Decimal) -> Decimal:
    return number.copy_abs()


def _abs_duration(duration: MonthsDuration | DaysDuration) -> MonthsDuration | DaysDuration:
    return temporal.absolute(duration)


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal | Null:
    """The remainder of division rounded down: it has the sign of the divisor."""
    if not divisor:
        return null(CauseKind.ARITHMETIC, "除数为零", "division by zero")
    remainder = _WIDE.remainder(dividend, divisor)
    if remainder and (remainder < 0) != (divisor < 0):
        remainder = _WIDE.add(remainder, divisor)
    return without_negative_zero(NUMBER_CONTEXT.plus(remainder))


def _sqrt(number: Decimal) -> Decimal | Null:
    if number < 0:
        return null(CauseKind.ARITHMETIC, "负数没有平方根", "a negative number has no square root")
    return NUMBER_CONTEXT.sqrt(number)


def _log(number: Decimal) -> Decimal | Null:
    if number <= 0:
        return null(
            CauseKind.ARITHMETIC, "只有正数有对数", "only a positive number has a logarithm"
        )
    return NUMBER_CONTEXT.ln(number)


def _exp(number: Decimal) -> Decimal:
    return NUMBER_CONTEXT.exp(number)


def _odd(number: Decimal) -> bool | Null:
    return _is_odd(number)


def _even(number: Decimal) -> bool | Null:
    odd = _is_odd(number)
    return odd if isinstance(odd, Null) else not odd


def _is_odd(number: Decimal) -> bool | Null:
    if number != number.to_integral_value():
        return null(
            CauseKind.WRONG_ARGUMENT,
            f"{number} 不是整数，没有奇偶",
            f"{number} is no whole number, neither odd nor even",
        )
    return bool(_WIDE.remainder(number, Decimal(2)))


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="abs",
        overloads=(
            Overload((_N,), first_number, _abs),
            Overload((Parameter("n", DAYS_DURATION),), DAYS_DURATION, _abs_duration),
            Overload((Parameter("n", MONTHS_DURATION),), MONTHS_DURATION, _abs_duration),
        ),
        doc=Text("绝对值，也用于时长。", "A number or a duration without its sign."),
        null_when=_NEVER,
        examples=(Example("abs(-10)", "10"), Example('abs(@"-PT5H")', '@"PT5H"')),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="modulo",
        overloads=(
            Overload(
                (Parameter("dividend", NUMBER), Parameter("divisor", NUMBER)),
                first_number,
                _modulo,
            ),
        ),
        doc=Text(
            "除法的余数，正负号与除数相同。",
            "What remains of a division; it has the sign of the divisor.",
        ),
        null_when=Text("除数为零", "the divisor is zero"),
        examples=(
            Example("modulo(12, 5)", "2"),
            Example("modulo(-12, 5)", "3"),
            Example("modulo(10.1, -4.5)", "-3.4"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="sqrt",
        overloads=(Overload((_NUMBER,), NUMBER, _sqrt),),
        doc=Text("平方根。", "The square root."),
        null_when=Text("数是负的", "the number is negative"),
        examples=(Example("sqrt(16)", "4"), Example("sqrt(-1)", "null")),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="log",
        overloads=(Overload((_NUMBER,), NUMBER, _log),),
        doc=Text("自然对数。", "The natural logarithm."),
        null_when=Text("数不是正的", "the number is not positive"),
        examples=(Example("decimal(log(10), 8)", "2.30258509"), Example("log(0)", "null")),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="exp",
        overloads=(Overload((_NUMBER,), NUMBER, _exp),),
        doc=Text("e 的 n 次方。", "Euler's number to the power of the number."),
        null_when=Text("结果太大", "the result is too large"),
        examples=(Example("decimal(exp(5), 8)", "148.4131591"), Example("exp(0)", "1")),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="odd",
        overloads=(Overload((_NUMBER,), BOOLEAN, _odd),),
        doc=Text("是不是奇数。", "Whether a whole number is odd."),
        null_when=Text("不是整数", "the number is not whole"),
        examples=(Example("odd(5)", "true"), Example("odd(2)", "false")),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="even",
        overloads=(Overload((_NUMBER,), BOOLEAN, _even),),
        doc=Text("是不是偶数。", "Whether a whole number is even."),
        null_when=Text("不是整数", "the number is not whole"),
        examples=(Example("even(5)", "false"), Example("even(2)", "true")),
        standard=True,
        section=_SECTION,
    ),
)
