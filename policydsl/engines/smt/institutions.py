"""A known institution as the values of a space's variables."""

from __future__ import annotations

from typing import Any

import z3

from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.fact_values import numeral
from policydsl.engines.smt.fact_variables import (
    LeafPlace,
    ListPlace,
    Place,
    SectionPlace,
    flags_of,
)
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.terms import NumberTerm
from policydsl.policy.facts import Facts

TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)
_REF = z3.main_ctx().ref()
_OTHERWISE = {z3.Z3_BOOL_SORT: FALSE, z3.Z3_INT_SORT: z3.IntVal(0), z3.Z3_REAL_SORT: z3.RealVal(0)}


class Institutions:
    """A model of the solver's into which one institution after the other is put.

    It knows what is made and used when it is made: all encoding comes before.
    """

    def __init__(self, space: Space) -> None:
        self.space = space
        self.model = interpreted(z3.Model(z3.main_ctx()))
        self._told: list[NumberTerm] = []
        for place in space.places():
            for flag in flags_of(place):
                self._set(flag, FALSE)
            if isinstance(place, LeafPlace):
                self._set(place.term, _OTHERWISE[place.term.sort_kind()])

    def put(self, facts: Facts) -> None:
        """Puts an institution in. ValueError where a list is longer than the space has room for."""
        for flag in self._told:
            self._set(flag, FALSE)
        self._told.clear()
        self._put(self.space.root, facts.stated)
        # Z3 remembers what terms were worth, until it is asked in another way.
        self.model.eval(TRUE, model_completion=True)

    def _put(self, place: Place, stated: Any) -> None:
        match place:
            case SectionPlace():
                for name, member in place.members.made():
                    if name in stated:
                        self._put(member, stated[name])
            case LeafPlace():
                self._tell(place.variable.known.guard)
                value = numeral(place, stated, self.space.context.atoms)
                if value is not None:
                    self._set(place.term, value)
            case ListPlace():
                if len(stated) > len(place.filled):
                    path = place.variable.path
                    raise ValueError(f"{path} has no room for {len(stated)} items")
                self._tell(place.variable.known.guard)
                for filled, item, each in zip(place.filled, place.items, stated, strict=False):
                    self._tell(filled)
                    self._put(item, each)

    def _tell(self, flag: Guard) -> None:
        if not isinstance(flag, bool):
            self._told.append(flag)
            self._set(flag, TRUE)

    def _set(self, variable: NumberTerm, value: NumberTerm) -> None:
        declared = z3.Z3_get_app_decl(_REF, variable.as_ast())
        z3.Z3_add_const_interp(_REF, self.model.model, declared, value.as_ast())
