"""Checked data as bytes and back: a pickle that can make nothing but our own plain values.

Only classes of a few rooms are let in, and of those only frozen dataclasses and enumerations. A
dataclass is made by setting its fields: no code of its own runs, and none comes from the bytes.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, cast

try:  # what `pickle` is written in, without what it brings along
    from _pickle import Pickler, PicklingError, Unpickler
except ImportError:
    from pickle import Pickler, PicklingError, Unpickler

_MODULES = frozenset(
    {
        "policydsl.feel.temporal.values",
        "policydsl.feel.temporal.zones",
        "policydsl.feel.tree",
        "policydsl.feel.types",
        "policydsl.feel.values",
        "policydsl.policy.facts.facts_schema",
        "policydsl.policy.facts.facts_tree",
        "policydsl.policy.model",
        "policydsl.policy.reading.document",
        "policydsl.text.diagnostic",
        "policydsl.text.source",
    }
)
_PROTOCOL = 5


def read_only(entries: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that cannot be changed, under a name that pickle can write."""
    return MappingProxyType(entries)


_PLAIN: dict[tuple[str, str], Callable[..., object]] = {
    ("decimal", "Decimal"): Decimal,
    (__name__, "read_only"): read_only,
}


class NotKeptError(Exception):
    """These bytes, or this value, are none that can be kept."""


def to_bytes(value: object, name_of: Callable[[object], object] = lambda _: None) -> bytes:
    """A value of frozen dataclasses, enumerations, and plain data.

    What `name_of` gives a name (anything but None) is not kept itself, only that name. Raises
    NotKeptError for anything else.
    """
    file = io.BytesIO()
    try:
        _Writer(file, name_of).dump(value)
    except (PicklingError, RecursionError, TypeError, AttributeError) as problem:
        raise NotKeptError(str(problem)) from None
    return file.getvalue()


def from_bytes(data: bytes, named: Callable[[Any], object] | None = None) -> Any:
    """The value that `to_bytes` was given, with `named(name)` for what has a name.

    Raises NotKeptError for bytes that hold anything else, or nothing.
    """
    collecting = gc.isenabled()
    gc.disable()  # all that is made here stays, and is much
    try:
        return _Reader(io.BytesIO(data), named).load()
    except NotKeptError:
        raise
    except Exception as problem:  # noqa: BLE001 - pickle documents that any may come
        raise NotKeptError(str(problem)) from None
    finally:
        if collecting:
            gc.enable()


class _Writer(Pickler):
    def __init__(self, file: io.BytesIO, name_of: Callable[[object], object]) -> None:
        super().__init__(file, protocol=_PROTOCOL)
        self._name_of = name_of

    def persistent_id(self, obj: object) -> object:
        return self._name_of(obj)

    def reducer_override(self, obj: object) -> Any:
        match obj:
            case Enum():
                return type(obj), (obj.value,)
            case MappingProxyType():
                return read_only, (dict(obj),)
            case Decimal():
                return Decimal, (str(obj),)
            case type():
                return NotImplemented
            case _ if obj is read_only:
                return NotImplemented
            case _:
                if not is_dataclass(obj) or type(obj).__module__ not in _MODULES:
                    raise PicklingError(f"{type(obj).__qualname__} is not kept")
                return type(obj), tuple(
                    getattr(obj, name) for name in _names(cast(Hashable, type(obj)))
                )


class _Reader(Unpickler):
    def __init__(self, file: io.BytesIO, named: Callable[[Any], object] | None) -> None:
        super().__init__(file)
        self._named = named

    def persistent_load(self, name: Any) -> object:
        if self._named is None:
            raise NotKeptError("a name that nobody knows")
        return self._named(name)

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        return _maker(module, name)


@cache
def _maker(module: str, name: str) -> Callable[..., object]:
    """What makes the values of a class that is let in."""
    if (module, name) in _PLAIN:
        return _PLAIN[module, name]
    found = getattr(import_module(module), name, None) if module in _MODULES else None
    if isinstance(found, type) and found.__module__ == module:
        if issubclass(found, Enum):
            return found
        if is_dataclass(found):
            return _setter(found, _names(cast(Hashable, found)))
    raise NotKeptError(f"{module}.{name} is not let in")


@cache
def _names(cls: Hashable) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cast("type[Any]", cls)))


def _setter(cls: type[Any], names: tuple[str, ...]) -> Callable[..., object]:
    """Makes an instance from all its fields in order, as the class's own code left them."""
    new, put = object.__new__, object.__setattr__

    def make(*values: object) -> object:
        made = new(cls)
        for name, value in zip(names, values, strict=True):
            put(made, name, value)
        return made

    return make
