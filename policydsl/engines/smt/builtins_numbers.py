"""Functions of numbers (see `policydsl.feel.builtins.numbers` and `rounding`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import z3

from policydsl.engines.smt import operators_numbers as numbers
from policydsl.engines.smt.builtins_arguments import Argument, Implementation, given
from policydsl.engines.smt.choose import FAULTY_VALUE, choose, truth
from policydsl.engines.smt.guards import Guard, opposite
from policydsl.engines.smt.lists import number
from policydsl.engines.smt.symbolic import Months, Number, Seconds, Symbolic, known
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.text.diagnostic import Text as Words

_Arguments = Sequence[Argument]

_SCALE = Words("求解器只按已知的位数取整", "the solver rounds only to a known scale")
_DIVISOR = Words(
    "求解器只算整数除以已知正整数的余数",
    "the solver knows remainders only of whole numbers by a known positive one",
)


def _abs(arguments: _Arguments) -> Symbolic:
    match arguments[0]:
        case Number(term):
            return number(_size(term))
        case Seconds(term):
            return known(Seconds(_size(term)))
        case Months(term):
            size = _size(Decimal(term) if isinstance(term, int) else term)
            return known(Months(int(size) if isinstance(size, Decimal) else size))
        case _:
            return FAULTY_VALUE


def _size(figure: numbers.Figure) -> numbers.Figure:
    negative = numbers.less(figure, Decimal(0))
    return numbers.pick([(negative, numbers.negative(figure)), (True, figure)])


def _floor(arguments: _Arguments) -> Symbolic:
    return _rounded(arguments, up=False)


def _ceiling(arguments: _Arguments) -> Symbolic:
    return _rounded(arguments, up=True)


def _rounded(arguments: _Arguments, *, up: bool) -> Symbolic:
    figure = given(arguments[0], Number).term
    scale = given(arguments[1], Number).term if len(arguments) > 1 else Decimal(0)
    if not isinstance(scale, Decimal) or not -20 < scale < 20:
        raise Unencodable(_SCALE)
    unit = Decimal(10) ** -int(scale)
    if isinstance(figure, Decimal):
        return number(figure.quantize(unit, "ROUND_CEILING" if up else "ROUND_FLOOR"))
    if figure.is_int() and scale >= 0:
        return number(figure)
    scaled = numbers.real(numbers.multiply(figure, 1 / unit))
    whole = -z3.ToInt(-scaled) if up else z3.ToInt(scaled)
    return number(numbers.multiply(whole, unit))


def _odd(arguments: _Arguments) -> Symbolic:
    return _parity(arguments, 1)


def _even(arguments: _Arguments) -> Symbolic:
    return _parity(arguments, 0)


def _parity(arguments: _Arguments, rest: int) -> Symbolic:
    figure = given(arguments[0], Number).term
    if isinstance(figure, Decimal):
        whole: Guard = numbers.is_integer(figure)
        return truth(int(figure) % 2 == rest) if whole else FAULTY_VALUE
    if figure.is_int():
        return truth(figure % 2 == rest)
    whole = z3.IsInt(figure)
    return choose([(whole, truth(z3.ToInt(figure) % 2 == rest)), (opposite(whole), FAULTY_VALUE)])


def _modulo(arguments: _Arguments) -> Symbolic:
    dividend, divisor = (given(each, Number).term for each in arguments)
    if isinstance(divisor, Decimal) and not divisor:
        return FAULTY_VALUE
    if (
        isinstance(dividend, Decimal)
        or not dividend.is_int()
        or not isinstance(divisor, Decimal)
        or not numbers.is_integer(divisor)
        or divisor < 0
    ):
        raise Unencodable(_DIVISOR)
    return number(dividend % int(divisor))


IMPLEMENTATIONS: Mapping[str, Implementation] = {
    "abs": _abs,
    "floor": _floor,
    "ceiling": _ceiling,
    "odd": _odd,
    "even": _even,
    "modulo": _modulo,
}
