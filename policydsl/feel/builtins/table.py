"""All builtin functions, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policydsl.feel.builtins import (
    booleans,
    conversion,
    dates,
    list_edits,
    list_statistics,
    lists,
    numbers,
    policy_functions,
    rounding,
    sorting,
    strings,
)
from policydsl.feel.builtins.signature import Builtin

_FAMILIES: tuple[tuple[Builtin, ...], ...] = (
    booleans.FUNCTIONS,
    conversion.FUNCTIONS,
    dates.FUNCTIONS,
    list_edits.FUNCTIONS,
    list_statistics.FUNCTIONS,
    lists.FUNCTIONS,
    numbers.FUNCTIONS,
    policy_functions.FUNCTIONS,
    rounding.FUNCTIONS,
    sorting.FUNCTIONS,
    strings.FUNCTIONS,
)

BUILTINS: Mapping[str, Builtin] = MappingProxyType(
    {builtin.name: builtin for family in _FAMILIES for builtin in family}
)
