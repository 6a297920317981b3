"""An institution that the solver found."""

from __future__ import annotations

from typing import Any

from policydsl.engines.smt.formula import Formula
from policydsl.policy.facts.facts_schema import FactsSchema


class Model:
    """One institution of a space."""

    def facts(self, schema: FactsSchema | None = None) -> dict[str, Any]:
        """Its stated facts as plain data: ids, `Decimal`, ISO dates.

        `facts_from_data` accepts them. With a schema, only what that schema has.
        """
        raise NotImplementedError

    def holds(self, formula: Formula) -> bool:
        """Whether a formula is true of it."""
        raise NotImplementedError
