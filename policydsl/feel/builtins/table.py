"""All builtin functions, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policydsl.feel.builtins.signature import Builtin

_FAMILIES: tuple[tuple[Builtin, ...], ...] = ()

BUILTINS: Mapping[str, Builtin] = MappingProxyType(
    {builtin.name: builtin for family in _FAMILIES for builtin in family}
)
