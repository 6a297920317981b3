"""An institution that the solver found."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from policydsl.engines.smt.fact_values import date_of, decimal_of
from policydsl.engines.smt.fact_variables import (
    LeafPlace,
    ListPlace,
    Place,
    SectionPlace,
    places_below,
)
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.readable_texts import fresh_text
from policydsl.engines.smt.space import Space
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection


class Model:
    """One institution of a space."""

    def __init__(self, space: Space, found: Any) -> None:
        self.space = space
        self._found = found
        self._texts = dict(space.context.atoms.texts)

    def facts(self, schema: FactsSchema | None = None) -> dict[str, Any]:
        """Its stated facts as plain data: ids, `Decimal`, ISO dates.

        `facts_from_data` accepts them. With a schema, only what that schema has.
        """
        stated = self._section(self.space.root)
        return stated if schema is None else _only(schema.root, stated)

    def holds(self, formula: Formula) -> bool:
        """Whether a formula is true of it."""
        return self.is_true(formula.guard)

    def is_true(self, guard: Guard) -> bool:
        """Whether a condition is true of it."""
        if isinstance(guard, bool):
            return guard
        return bool(z3.is_true(self._found.eval(guard, model_completion=True)))

    def number(self, place: LeafPlace) -> Fraction | None:
        """The number that a fact's variable has; None where it is no fraction."""
        found = self._found.eval(place.term, model_completion=True)
        if z3.is_int_value(found):
            return Fraction(found.as_long())
        if z3.is_rational_value(found):
            return Fraction(found.numerator_as_long(), found.denominator_as_long())
        return None

    def places(self) -> Iterator[LeafPlace | ListPlace]:
        """Every fact of the items that are there, stated or not."""
        return places_below(self.space.root, self.is_true)

    def stated(self) -> Iterator[LeafPlace | ListPlace]:
        """The facts that are stated."""
        return (place for place in self.places() if self.is_true(place.variable.known.guard))

    def _section(self, place: SectionPlace) -> dict[str, Any]:
        stated: dict[str, Any] = {}
        for name, member in place.members.made():
            below = self._below(member)
            if below is not None and not (isinstance(member, SectionPlace) and not below):
                stated[name] = below
        return stated

    def _below(self, place: Place) -> Any:
        match place:
            case SectionPlace():
                return self._section(place)
            case ListPlace() if self.holds(place.variable.known):
                pairs = zip(place.filled, place.items, strict=True)
                return [self._below(item) for filled, item in pairs if self.is_true(filled)]
            case LeafPlace() if self.holds(place.variable.known):
                return self._value(place)
            case _:
                return None

    def _value(self, place: LeafPlace) -> Decimal | str | bool:
        if place.leaf.kind == "boolean":
            return self.is_true(place.term)
        number = self.number(place)
        exact = None if number is None else decimal_of(number)
        assert exact is not None, "the solver is asked again for numbers that can be written down"
        match place.leaf.kind:
            case "integer" | "number":
                return exact
            case "date":
                return date_of(int(exact))
            case "string":
                return self._text(place, int(exact))

    def _text(self, place: LeafPlace, number: int) -> str:
        """The text of an atom; a number that was no text's becomes that of a new one."""
        known = self._texts.get(number)
        if known is None:
            like = self.space.kind_of_text(number) or place
            known = self._texts[number] = fresh_text(like, set(self._texts.values()))
        return known


def _only(section: FactSection, stated: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, below in stated.items():
        if name in section.members:
            kept = _kept(section.members[name], below)
            if kept != {}:
                found[name] = kept
    return found


def _kept(node: FactNode, stated: Any) -> Any:
    match node:
        case FactSection():
            return _only(node, stated)
        case FactItems(item=FactSection() as item):
            return [_only(item, each) for each in stated]
        case _:
            return stated
