"""All builtin functions, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policydsl.feel.builtins import (
    booleans,
    contexts,
    conversion,
    dates,
    list_edits,
    list_statistics,
    lists,
    numbers,
    patterns,
    policy_functions,
    range_text,
    ranges,
    rounding,
    sorting,
    strings,
    temporal_conversion,
    working_days,
)
from policydsl.feel.builtins.signature import Builtin

_FAMILIES: tuple[tuple[Builtin, ...], ...] = (
    booleans.FUNCTIONS,
    contexts.FUNCTIONS,
    conversion.FUNCTIONS,
    dates.FUNCTIONS,
    list_edits.FUNCTIONS,
    list_statistics.FUNCTIONS,
    lists.FUNCTIONS,
    numbers.FUNCTIONS,
    patterns.FUNCTIONS,
    policy_functions.FUNCTIONS,
    range_text.FUNCTIONS,
    ranges.FUNCTIONS,
    rounding.FUNCTIONS,
    sorting.FUNCTIONS,
    strings.FUNCTIONS,
    temporal_conversion.FUNCTIONS,
    working_days.FUNCTIONS,
)

BUILTINS: Mapping[str, Builtin] = MappingProxyType(
    {builtin.name: builtin for family in _FAMILIES for builtin in family}
)
