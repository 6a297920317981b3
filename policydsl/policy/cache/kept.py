"""What is made once and then taken from disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from policydsl.policy.cache.frozen import NotKeptError, from_bytes, to_bytes
from policydsl.policy.cache.store import read_entry, write_entry

T = TypeVar("T")


def kept(
    key: str,
    kind: type[T],
    make: Callable[[], T],
    *,
    name_of: Callable[[T], Callable[[object], object]] | None = None,
    named: Callable[[Any], object] | None = None,
    still: Callable[[], bool] = lambda: True,
) -> T:
    """The value of this kind that is kept under a key, else the one made now, and kept from now on.

    `name_of(value)` says which of its parts are not kept with it, but by a name from which `named`
    finds them again. `still` says, once the value is made, whether the key is still that of all
    it was made of. Raises what `make` raises.
    """
    found = _found(key, named)
    if isinstance(found, kind):
        return found
    made = make()
    if not still():
        return made
    try:
        data = to_bytes(made, name_of(made)) if name_of else to_bytes(made)
    except NotKeptError:
        return made
    write_entry(key, data)
    return made


def _found(key: str, named: Callable[[Any], object] | None) -> object:
    data = read_entry(key)
    if data is None:
        return None
    try:
        return from_bytes(data, named)
    except NotKeptError:
        return None
