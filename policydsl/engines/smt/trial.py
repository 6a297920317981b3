"""One institution that can be changed fact by fact, to see whether a condition still holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import z3

from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.fact_variables import LeafPlace, ListPlace, flags_of, places_below
from policydsl.engines.smt.guards import Guard, all_hold
from policydsl.engines.smt.model import Model
from policydsl.engines.smt.terms import NumberTerm

_REF = z3.main_ctx().ref()
_TRUTHS = {False: z3.BoolVal(False), True: z3.BoolVal(True)}

Worth = bool | Fraction


class Trial:
    """The values of all variables of a space; `holds` evaluates, and asks no solver."""

    def __init__(self, found: Model, target: Guard, *, whole: bool = False) -> None:
        """`whole`: with the values that nobody should ask for, of facts that are not stated."""
        self.space = found.space
        self._target = all_hold([target, *self.space.demands_on_lists()])
        self._worth: dict[int, Worth] = {}
        self._model = interpreted(z3.Model(z3.main_ctx()))
        for place in self.space.places() if whole else found.places():
            flags = [flag for flag in flags_of(place) if found.is_true(flag)]
            for flag in flags:
                self.set(flag, True)
            if isinstance(place, LeafPlace) and (whole or flags or place.variable.known.settled):
                self.set(place.term, _worth(place, found))

    def set(self, variable: NumberTerm, value: Worth) -> None:
        """Gives a variable a value."""
        self._worth[variable.get_id()] = value
        if isinstance(value, bool):
            term = _TRUTHS[value]
        elif variable.is_int():
            term = z3.IntVal(int(value))
        else:
            term = z3.Q(value.numerator, value.denominator)
        declared = z3.Z3_get_app_decl(_REF, variable.as_ast())
        z3.Z3_add_const_interp(_REF, self._model.model, declared, term.as_ast())

    def get(self, variable: NumberTerm) -> Worth:
        """A variable's value; what was never set is false, or 0."""
        otherwise = False if z3.is_bool(variable) else Fraction(0)
        return self._worth.get(variable.get_id(), otherwise)

    def is_set(self, flag: Guard) -> bool:
        """Whether a flag is, or is known to be, set."""
        return flag if isinstance(flag, bool) else self.get(flag) is True

    def holds(self) -> bool:
        """Whether the condition is true now."""
        return self.is_true(self._target)

    def is_true(self, guard: Guard) -> bool:
        if isinstance(guard, bool):
            return guard
        # To complete the model makes Z3 forget what terms were worth before a change.
        return bool(z3.is_true(self._model.eval(guard, model_completion=True)))

    def holds_with(self, variable: NumberTerm, value: Worth) -> bool:
        """Whether it would hold with another value of one variable."""
        with self.changed(variable, value):
            return self.holds()

    def keep_if_holds(self, variable: NumberTerm, value: Worth) -> bool:
        """Changes a variable for good if the condition still holds then; says whether."""
        before = self.get(variable)
        if before == value:
            return True
        self.set(variable, value)
        if self.holds():
            return True
        self.set(variable, before)
        return False

    @contextmanager
    def changed(self, variable: NumberTerm, value: Worth) -> Iterator[None]:
        before = self.get(variable)
        self.set(variable, value)
        yield
        self.set(variable, before)

    def places(self) -> Iterator[LeafPlace | ListPlace]:
        """Every fact of the items that are there, stated or not."""
        return places_below(self.space.root, self.is_set)

    def stated_leaves(self) -> list[LeafPlace]:
        """The single facts that are stated, of items that are there."""
        return [
            place
            for place in self.places()
            if isinstance(place, LeafPlace) and self.is_set(place.variable.known.guard)
        ]

    def result(self) -> Model:
        """The institution as it is now. It is not to be changed after that."""
        return Model(self.space, self._model)


def trial_of(found: Model, target: Guard) -> Trial:
    """What a solver found, to be changed."""
    trial = Trial(found, target)
    if not trial.holds():
        trial = Trial(found, target, whole=True)
    assert trial.holds(), "what the solver finds holds when it is evaluated"
    return trial


def _worth(place: LeafPlace, found: Model) -> Worth:
    if place.leaf.kind == "boolean":
        return found.is_true(place.term)
    number = found.number(place)
    return Fraction(0) if number is None else number
