"""Facts as they are given: YAML and JSON nodes, and plain Python data, seen in one way.

Plain data is what JSON's parsers give, with exact numbers: mappings, lists or tuples, `str`,
`bool`, `int`, `Decimal`, `datetime.date`, None. YAML nodes may stand anywhere in it; they bring
their places along.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from typing import Literal

from policydsl.feel.temporal import Date, to_string
from policydsl.feel.values import NUMBER_CONTEXT
from policydsl.policy.source.yaml_nodes import YamlMapping, YamlScalar, YamlSequence
from policydsl.text.source import Place

_MAX_NUMBER_LENGTH = 7_000

Oddity = Literal["float", "inexact", "not_finite", "datetime", "text", "other"]


@dataclass(frozen=True, slots=True)
class GivenScalar:
    """A single value. `written` is how it looks, for messages; None as `value` means unstated.

    `loose` marks plain YAML text, which says as well what it looks like as the text itself: a
    telephone number need not be quoted. `odd` says why a value is none that facts can hold.
    """

    value: Decimal | str | bool | None
    written: str
    place: Place | None = None
    loose: bool = False
    date: bool = False
    odd: Oddity | None = None
    scalar: YamlScalar | None = None


@dataclass(frozen=True, slots=True)
class GivenEntry:
    """A name and the raw value under it; `name` is None where it is no text."""

    name: str | None
    written: str
    place: Place | None
    value: object


@dataclass(frozen=True, slots=True)
class GivenRecord:
    """Names with values; a name may come twice in disguise (its id and its Chinese name)."""

    entries: tuple[GivenEntry, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class GivenList:
    """Raw items in order."""

    items: tuple[object, ...]
    place: Place | None = None


Given = GivenScalar | GivenRecord | GivenList


def given(raw: object) -> Given:
    """One level of raw facts; what lies below is seen when it is asked for."""
    match raw:
        case YamlScalar():
            return _yaml_scalar(raw)
        case YamlMapping():
            entries = ((key.text, key.place, value) for key, value in raw)
            return GivenRecord(tuple(GivenEntry(k, k, p, v) for k, p, v in entries), raw.place)
        case YamlSequence():
            return GivenList(raw.items, raw.place)
        case Mapping():
            return GivenRecord(tuple(_entry(key, value) for key, value in raw.items()))
        case list() | tuple():
            return GivenList(tuple(raw))
        case _:
            return _python_scalar(raw)


def _entry(key: object, value: object) -> GivenEntry:
    if isinstance(key, str) and _is_text(key):
        return GivenEntry(str(key), str(key), None, value)
    return GivenEntry(None, ascii(key), None, value)


def _yaml_scalar(scalar: YamlScalar) -> GivenScalar:
    text, place = scalar.text, scalar.place
    loose = scalar.style == "plain" and scalar.kind != "boolean" and not _is_json(scalar)
    match scalar.kind:
        case "null":
            return GivenScalar(None, text, place)
        case "boolean":
            return GivenScalar(text == "true", text, place)
        case "integer" | "decimal":
            number = _number_of(text)
            if isinstance(number, Decimal):
                return GivenScalar(number, text, place, loose, scalar=scalar)
            return GivenScalar(text, text, place, loose, odd=number, scalar=scalar)
        case "date" | "string":
            return GivenScalar(text, text, place, loose, scalar=scalar)


def _is_json(scalar: YamlScalar) -> bool:
    return scalar.source.name.lower().endswith(".json")


def _python_scalar(raw: object) -> GivenScalar:
    match raw:
        case None:
            return GivenScalar(None, "")
        case bool():
            return GivenScalar(raw, str(raw).lower())
        case str():
            text = str(raw)
            return GivenScalar(text, text) if _is_text(text) else _odd(ascii(text), "text")
        case int() | Decimal():
            number = exact(Decimal(raw))
            written = str(Decimal(raw))
            return (
                GivenScalar(number, written)
                if isinstance(number, Decimal)
                else _odd(written, number)
            )
        case float():
            return _odd(repr(raw), "float")
        case datetime.datetime():
            return _odd(raw.isoformat(), "datetime")
        case datetime.date():
            return GivenScalar(raw.isoformat(), raw.isoformat(), date=True)
        case Date():
            return GivenScalar(to_string(raw), to_string(raw), date=True)
        case _:
            return _odd(type(raw).__name__, "other")


def _odd(written: str, oddity: Oddity) -> GivenScalar:
    return GivenScalar(written, written, odd=oddity)


def _is_text(text: str) -> bool:
    """Whether a string is text at all: half a surrogate pair is not."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _number_of(text: str) -> Decimal | Oddity:
    if len(text) > _MAX_NUMBER_LENGTH:
        return "inexact"
    try:
        return exact(Decimal(text))
    except DecimalException:
        return "inexact"


def exact(number: Decimal) -> Decimal | Oddity:
    """The number as FEEL holds it, if it holds exactly this one (34 digits, DMN 1.5 §10.3.2.2)."""
    if not number.is_finite():
        return "not_finite"
    try:
        held = NUMBER_CONTEXT.plus(number)
    except DecimalException:
        return "inexact"
    if held != number:
        return "inexact"
    return held if held else abs(held)
