"""One institution of which nothing is known yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from policydsl.engines.smt.bounds import Bounds
from policydsl.engines.smt.fact_variables import FactVariable
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.policy.facts import Facts
from policydsl.policy.model import Program


class Space:
    """The facts that programs mention, as variables; encodings of one space can be compared."""

    bounds: Bounds

    @classmethod
    def of(
        cls,
        programs: Sequence[Program],
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
        *,
        decisions: Iterable[str] | None = None,
        template: Facts | None = None,
    ) -> Space:
        """The space of programs, or of some of their decisions.

        Lists have at least as many slots as those of `template` have items.
        """
        raise NotImplementedError

    @property
    def facts(self) -> tuple[FactVariable, ...]:
        """Every fact that the programs mention, each list before its items."""
        raise NotImplementedError

    @property
    def domain(self) -> Formula:
        """What the facts schema demands; a `Solver` of this space always holds to it."""
        raise NotImplementedError

    def known(self, path: str) -> Formula:
        """The fact or list at a path (`occupations[1].name`) is stated; of a section, any of it."""
        raise NotImplementedError

    def present(self, path: str) -> Formula:
        """The item is there: `occupations[2]`."""
        raise NotImplementedError

    def same_as(self, facts: Facts) -> Formula:
        """It is exactly this institution: what it left unstated is not stated."""
        raise NotImplementedError

    def fact_is(self, path: str, value: Any) -> Formula:
        """The fact is stated and has this plain value (`bool`, `int`, `Decimal`, id, ISO date)."""
        raise NotImplementedError

    def at_least(self, path: str, number: Decimal | int) -> Formula:
        """The number is stated, and it is that much or more."""
        raise NotImplementedError

    def at_most(self, path: str, number: Decimal | int) -> Formula:
        """The number is stated, and it is that much or less."""
        raise NotImplementedError

    def length_is(self, path: str, length: int) -> Formula:
        """The list is stated and has so many items."""
        raise NotImplementedError

    def complete(self) -> Formula:
        """Every fact is stated, of the items that are there."""
        raise NotImplementedError

    def value(self, path: str) -> Symbolic:
        """What is at a path, for this room alone."""
        raise NotImplementedError
