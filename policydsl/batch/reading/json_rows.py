"""One record of JSON text: exact numbers, no name twice; else what is wrong with it."""

from __future__ import annotations

import json
from decimal import Decimal, DecimalException
from typing import Any, NoReturn

from policydsl.batch.reading import errors_reading as errors
from policydsl.text.diagnostic import Diagnostic, FactsError

_KINDS = {list: "数组", str: "文字", bool: "真假", int: "数", Decimal: "数", type(None): "null"}


def read_record(text: str) -> dict[str, Any] | Diagnostic:
    """The mapping that a text is."""
    try:
        found = _DECODER.decode(text)
    except json.JSONDecodeError as problem:
        return errors.broken_json(problem.msg, problem.pos + 1)
    except RecursionError:
        return errors.broken_json("it nests too deeply", 1)
    except FactsError as problem:
        return problem.diagnostics[0]
    return found if isinstance(found, dict) else errors.no_object(kind_of(found))


def read_bytes(data: bytes) -> dict[str, Any] | Diagnostic:
    """The same of a text in UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return errors.undecodable("UTF-8", problem.start + 1)
    return read_record(text)


def kind_of(value: object) -> str:
    """What a value is that is no mapping, in Chinese."""
    return _KINDS.get(type(value), "别的")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FactsError(errors.json_name_twice(twice))
    return found


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except DecimalException:
        raise FactsError(errors.json_number(written[:40])) from None


def _integer(written: str) -> int | Decimal:
    return int(written) if len(written) < 19 else _decimal(written)


def _constant(written: str) -> NoReturn:
    raise FactsError(errors.json_number(written))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_float=_decimal,
    parse_int=_integer,
    parse_constant=_constant,
)
DECODER = _DECODER
