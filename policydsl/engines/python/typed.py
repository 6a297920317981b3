"""From JSON straight to results: decoded to typed records, which generated code reads.

msgspec checks JSON as it reads it. What it refuses, or cannot surely judge, is left to the facts'
own reader, so that nothing is taken that the reader would refuse. A name that stands twice, of
which msgspec takes the last, is found by telling the record as JSON again. Where all numbers are
integers, no value is written longer than it has to be, so that JSON of that length says no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from msgspec import MsgspecError
from msgspec.json import Decoder, Encoder, decode, encode

from policydsl.engines.python.compiled import load
from policydsl.engines.python.fitting import most_items
from policydsl.engines.python.structs import Wanted, typed_section
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.policy.model import Program
from policydsl.runtime.fitting import UnsureError
from policydsl.runtime.values import BeyondBoundsError

Decode = Callable[[bytes], Any]
MAX_BYTES = 200_000
"""Larger JSON may hold more items, or more values, than the facts' reader takes."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A program as generated code for JSON. `source` is the code."""

    source: str = field(repr=False)
    decode: Decode = field(repr=False)
    """The record that JSON states; None where it is not surely right."""
    evaluate: Callable[[Any], tuple[Any, ...]] = field(repr=False)

    def run(self, data: bytes) -> tuple[Any, ...] | None:
        """The result as `Compiled.run` gives it; None where others have to read the facts."""
        record = self.decode(data)
        if record is None:
            return None
        try:
            return self.evaluate(record)
        except BeyondBoundsError:
            return None


def compile_typed(program: Program) -> Typed | None:
    """Writes and loads the code of a program; None for one that there is no such code for."""
    root = program.facts.root
    if not all(_within(use.program, root) for use in program.uses):
        return None
    loaded = load(program, structs=True)
    if loaded.module.gives_sections:
        return None
    decode = decoder_of(root, frozenset(loaded.module.names_read))
    return Typed(loaded.source, decode, loaded.evaluate)


def decoder_of(root: FactSection, names_read: frozenset[str]) -> Decode:
    """A function that gives the facts stated by JSON; None where it is not surely right.

    Facts whose names are not among `names_read` are checked, and may be kept in other forms.
    """
    whole = _decoder(root, names_read, integers=True)
    any_numbers = cache(lambda: _decoder(root, names_read, integers=False))

    def surely(data: bytes) -> Any:
        if len(data) > MAX_BYTES:
            return None
        return any_numbers()(data) if b"." in data else whole(data)

    return surely


def _decoder(root: FactSection, names_read: frozenset[str], *, integers: bool) -> Decode:
    """The same for JSON of any size, in which all numbers are integers, or any."""
    typed = typed_section(root, Wanted(names_read, integers))
    read, tell = Decoder(typed.type).decode, Encoder(decimal_format="number").encode
    check, most = typed.check or _nothing, most_items(root)

    def surely(data: bytes) -> Any:
        try:
            record = read(data)
            check(record)
        except (MsgspecError, UnsureError, UnicodeDecodeError):
            return None
        told = tell(record)
        if not (integers and len(told) == len(data)) and not _has_all(told, data, integers):
            return None
        return None if len(data) > 3 * most and told.count(b"{") > most else record

    return surely


def _has_all(told: bytes, data: bytes, integers: bool) -> bool:
    """Whether nothing that JSON names is lost in what was told of it again.

    Each name brings a colon. What else has a colon or quote is a text, which has them again in
    what was told, but for those that were written as escapes. A number that was written as a text
    loses its quotes, and a null its name.
    """
    if b"\\" in data and b"\\u00" in data:
        return False
    names = data.count(b":")
    nulls = names - told.count(b":")
    if nulls and not (b"null" in data and _as_it_is(data).count(b":") == names):
        return False
    return integers or data.count(b'"') == told.count(b'"') + 2 * nulls


def _as_it_is(data: bytes) -> bytes:
    """JSON told again with all that is in it, but for a name that stands twice."""
    try:
        return encode(decode(data))
    except (MsgspecError, ValueError):
        return b""


def _nothing(_: object) -> None:
    """All was checked."""


def _within(program: Program, root: FactSection) -> bool:
    """Whether a program knows no other facts than those of a schema."""
    return _is_part(program.facts.root, root) and all(
        _within(use.program, root) for use in program.uses
    )


def _is_part(section: FactSection, whole: FactSection) -> bool:
    if section is whole:
        return True
    for name, node in section.members.items():
        other = whole.members.get(name)
        if type(other) is not type(node):
            return False
        if isinstance(node, FactItems) and isinstance(other, FactItems):
            node, other = node.item, other.item
        if isinstance(node, FactSection) and not (
            isinstance(other, FactSection) and _is_part(node, other)
        ):
            return False
    return True
