"""FEEL's functions of single values: asked once for each set of values that occurs.

Dates and enumerations are few, however many institutions there are.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import polars as pl

from policydsl.engines.columns.kinds import (
    BOOLEAN,
    DATE,
    NUMBER,
    SCALARS,
    STRING,
    Kind,
    Piece,
    bare_flag,
    expression_of,
    fault_flag,
    unknown_flag,
)
from policydsl.engines.columns.not_handled import NotHandled, ReachesOut
from policydsl.engines.columns.numbers import NARROW, Form
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import TYPES, result
from policydsl.feel.builtins.call import call_positional
from policydsl.feel.builtins.signature import Overload
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.temporal import Date
from policydsl.feel.types import NULL_TYPE, BooleanType, DateType, NumberType, StringType
from policydsl.feel.values import NULL, CauseKind, Null, Value, missing, null

_KINDS = {NumberType: NUMBER, StringType: STRING, BooleanType: BOOLEAN, DateType: DATE}
_VALUE, _UNKNOWN, _FAULT, _BARE, _BEYOND = range(5)
_NULLS: dict[int, Value] = {
    _UNKNOWN: missing("?"),
    _FAULT: null(CauseKind.WRONG_TYPE, "空值", "a null"),
    _BARE: NULL,
}


def called(space: Space, name: str, given: Sequence[Piece]) -> Piece:
    """A call of a builtin function with single values."""
    builtin = BUILTINS.get(name)
    if builtin is None or builtin.higher_order:
        raise NotHandled(f"the function {name}")
    if not given or any(each.kind not in SCALARS for each in given):
        raise NotHandled(f"the function {name} of other than single values")
    fitting = [each for each in builtin.overloads if _fits(each, given)]
    kinds = {_result(each, given) for each in fitting or builtin.overloads}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is None:
        raise NotHandled(f"the function {name}, which gives no single value")
    if space.within:
        raise ReachesOut

    def ask(values: Sequence[Value]) -> Value:
        return call_positional(builtin, values, _no_functions)

    return asked(space, kind, given, name, ask)


def _fits(overload: Overload, given: Sequence[Piece]) -> bool:
    """Whether it is meant for single values of these kinds."""
    pairs = zip(overload.parameters, given, strict=False)
    return all(_KINDS.get(type(each.type)) == piece.kind for each, piece in pairs)


def _result(overload: Overload, given: Sequence[Piece]) -> Kind | None:
    result = overload.result
    if callable(result):
        types = [each() for piece in given for each, kind in _KINDS.items() if kind == piece.kind]
        missing_ = [NULL_TYPE] * (len(overload.parameters) - len(types))
        result = result((*types, *missing_))
    return _KINDS.get(type(result))


def asked(
    space: Space,
    kind: Kind,
    given: Sequence[Piece],
    name: str,
    ask: Callable[[Sequence[Value]], Value],
) -> Piece:
    """What a function of FEEL's values, known by a name, says of each row."""
    fields: list[pl.Expr] = []
    readers: list[Callable[[Any], Value]] = []
    for number, each in enumerate(given):
        flags = (unknown_flag(each), fault_flag(each), bare_flag(each))
        unknown, fault, bare = map(expression_of, flags)
        why = (
            pl.when(unknown).then(_UNKNOWN).when(fault).then(_FAULT).when(bare).then(_BARE)
        ).otherwise(_VALUE)
        fields += [each.e.alias(f"v{number}"), why.cast(pl.UInt8).alias(f"n{number}")]
        readers.append(_reader(each))
    answer = pl.Struct({"v": TYPES[kind], "n": pl.UInt8})
    scale = max((each.form.scale for each in given if each.form is not None), default=0)
    run = partial(_asked, readers=readers, ask=ask, answer=_answerer(kind, scale), dtype=answer)
    values = pl.struct(fields)
    key = name.encode() + values.meta.serialize()
    found = space.hold(values.map_batches(run, return_dtype=answer, is_elementwise=True), key)
    value, why_null = found.struct.field("v"), found.struct.field("n")
    space.goes_beyond(why_null == _BEYOND)
    form = Form(scale) if kind == NUMBER else None
    return result(
        space,
        kind,
        value,
        unknown=True,
        fault=why_null == _FAULT,
        bare=why_null == _BARE,
        form=form,
    )


def _reader(piece: Piece) -> Callable[[Any], Value]:
    match piece.kind.name:
        case "number":
            assert piece.form is not None
            scale = -piece.form.scale
            return lambda value: Decimal(value).scaleb(scale)
        case "date":
            return lambda value: Date(value.year, value.month, value.day)
        case _:
            return lambda value: value


def _asked(
    rows: pl.Series,
    *,
    readers: Sequence[Callable[[Any], Value]],
    ask: Callable[[Sequence[Value]], Value],
    answer: Callable[[Value], dict[str, Any]],
    dtype: pl.Struct,
) -> pl.Series:
    frame = rows.struct.unnest()
    different = frame.unique(maintain_order=True)
    answers = []
    for row in different.iter_rows():
        values = [
            _NULLS[why] if why else reader(value)
            for reader, value, why in zip(readers, row[::2], row[1::2], strict=True)
        ]
        answers.append(answer(ask(values)))
    told = pl.Series("", answers, dtype=dtype)
    joined = frame.join(
        different.with_columns(told.alias("·")),
        on=frame.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return joined.get_column("·")


def _answerer(kind: Kind, scale: int) -> Callable[[Value], dict[str, Any]]:
    return lambda value: _answer(value, kind, scale)


def _answer(value: Value, kind: Kind, scale: int) -> dict[str, Any]:
    match kind.name, value:
        case _, Null(causes):
            why = _UNKNOWN if value.unknown else _FAULT if causes else _BARE
            return {"v": None, "n": why}
        case ("string", str()) | ("boolean", bool()):
            return {"v": value, "n": _VALUE}
        case "number", Decimal():
            whole = Fraction(value) * 10**scale
            fits = whole.denominator == 1 and abs(whole) <= NARROW
            return {"v": int(whole) if fits else None, "n": _VALUE if fits else _BEYOND}
        case "date", Date() if 1 <= value.year <= 9999:
            return {"v": datetime.date(value.year, value.month, value.day), "n": _VALUE}
        case _:
            return {"v": None, "n": _BEYOND}


def _no_functions(_function: Value, _values: Sequence[Value]) -> Value:
    raise NotHandled("functions as arguments")
