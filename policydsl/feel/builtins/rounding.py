"""Rounding (DMN 1.5 §10.3.4.5).

A scale counts digits after the point; a negative one, digits before it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from policydsl.feel.builtins.results import first_number
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.types import NUMBER
from policydsl.feel.values import NUMBER_CONTEXT, CauseKind, Null, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.5"
MIN_SCALE, MAX_SCALE = -6111, 6176
_N = Parameter("n", NUMBER)
_SCALE = Parameter("scale", NUMBER)
_BAD_SCALE = Text(
    f"scale 不在 {MIN_SCALE} 到 {MAX_SCALE} 之间",
    f"the scale is not between {MIN_SCALE} and {MAX_SCALE}",
)


def _rounded(number: Decimal, scale: Decimal, mode: str) -> Decimal | Null:
    places = int(scale)
    if not MIN_SCALE <= places <= MAX_SCALE:
        return null(CauseKind.WRONG_ARGUMENT, _BAD_SCALE.zh, _BAD_SCALE.en)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    rounded = number.quantize(Decimal((0, (1,), -places)), mode, NUMBER_CONTEXT)
    return rounded if rounded else rounded.copy_abs()


def _with_scale(mode: str) -> Callable[[Decimal, Decimal], Decimal | Null]:
    return lambda number, scale: _rounded(number, scale, mode)


def _to_whole(mode: str) -> Callable[[Decimal], Decimal | Null]:
    return lambda number: _rounded(number, Decimal(0), mode)


def _builtin(name: str, mode: str, doc: Text, *examples: Example, whole: bool = False) -> Builtin:
    """`whole`: the scale may be left out, and is 0 then."""
    to_whole = Overload((_N,), first_number, _to_whole(mode))
    to_scale = Overload((_N, _SCALE), first_number, _with_scale(mode))
    overloads = (to_whole, to_scale) if whole else (to_scale,)
    return Builtin(name, overloads, doc, _BAD_SCALE, examples, standard=True, section=_SECTION)


FUNCTIONS: tuple[Builtin, ...] = (
    _builtin(
        "decimal",
        ROUND_HALF_EVEN,
        Text(
            "四舍六入，五向偶数，保留 scale 位小数。",
            "The number rounded to `scale` digits after the point, halves to the even digit.",
        ),
        Example("decimal(1/3, 2)", "0.33"),
        Example("decimal(1.5, 0)", "2"),
        Example("decimal(2.5, 0)", "2"),
    ),
    _builtin(
        "floor",
        ROUND_FLOOR,
        Text(
            "不大于 n 的最大数；不写 scale 就是整数。",
            "The largest number not above `n`; a whole one where `scale` is left out.",
        ),
        Example("floor(1.5)", "1"),
        Example("floor(-1.56, 1)", "-1.6"),
        whole=True,
    ),
    _builtin(
        "ceiling",
        ROUND_CEILING,
        Text(
            "不小于 n 的最小数；不写 scale 就是整数。",
            "The smallest number not below `n`; a whole one where `scale` is left out.",
        ),
        Example("ceiling(1.5)", "2"),
        Example("ceiling(-1.56, 1)", "-1.5"),
        whole=True,
    ),
    _builtin(
        "round up",
        ROUND_UP,
        Text("舍入时离开零。", "The number rounded away from zero."),
        Example("round up(5.5, 0)", "6"),
        Example("round up(-1.121, 2)", "-1.13"),
    ),
    _builtin(
        "round down",
        ROUND_DOWN,
        Text("舍入时靠向零（截去）。", "The number rounded towards zero, that is cut."),
        Example("round down(5.5, 0)", "5"),
        Example("round down(-1.126, 2)", "-1.12"),
    ),
    _builtin(
        "round half up",
        ROUND_HALF_UP,
        Text("四舍五入。", "The number rounded to the nearest, halves away from zero."),
        Example("round half up(5.5, 0)", "6"),
        Example("round half up(-1.126, 2)", "-1.13"),
    ),
    _builtin(
        "round half down",
        ROUND_HALF_DOWN,
        Text("五舍六入。", "The number rounded to the nearest, halves towards zero."),
        Example("round half down(5.5, 0)", "5"),
        Example("round half down(-1.126, 2)", "-1.13"),
    ),
)
