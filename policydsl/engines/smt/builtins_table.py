"""The builtin functions that the solver knows, by name (see `policydsl.feel.builtins.table`)."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.engines.smt import builtins_lists, builtins_numbers, builtins_temporal
from policydsl.engines.smt.builtins_arguments import Implementation
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.builtins.signature import Builtin
from policydsl.text.diagnostic import Text as Words

_IMPLEMENTATIONS: Mapping[str, Implementation] = {
    **builtins_lists.IMPLEMENTATIONS,
    **builtins_numbers.IMPLEMENTATIONS,
    **builtins_temporal.IMPLEMENTATIONS,
}


def implementation(builtin: Builtin) -> Implementation:
    """What a function makes of arguments that it takes. Raises Unencodable."""
    found = _IMPLEMENTATIONS.get(builtin.name)
    if found is None:
        raise Unencodable(
            Words(
                f"求解器不认识 {builtin.name} 在未知事实上的值",
                f"the solver does not know {builtin.name} of unknown facts",
            )
        )
    return found
