"""The value of a table or a value decision, as a formula for each question about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.choose import UNKNOWN_VALUE, null_part, unknown_part
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, implies, opposite
from policydsl.engines.smt.guards import same as iff
from policydsl.engines.smt.lists import packed
from policydsl.engines.smt.operators_equality import equal
from policydsl.engines.smt.operators_logic import truths
from policydsl.engines.smt.operators_ordering import compare
from policydsl.engines.smt.symbolic import (
    Content,
    Entries,
    Faulty,
    Items,
    Nothing,
    Slot,
    Symbolic,
    Unknown,
    known,
)
from policydsl.feel.values import Null, Value

_ABSENT = Slot(False, UNKNOWN_VALUE)


@dataclass(frozen=True, slots=True, eq=False)
class SymbolicValue:
    """What a decision gives, depending on the facts."""

    symbolic: Symbolic
    atoms: Atoms

    @property
    def unknown(self) -> Formula:
        """It is a null that counts as unknown."""
        return Formula(unknown_part(self.symbolic))

    @property
    def null(self) -> Formula:
        """It is a null of any kind, an unknown too."""
        return Formula(null_part(self.symbolic))

    def equals(self, value: Value) -> Formula:
        """It is this FEEL value."""
        if isinstance(value, Null):
            return self.null
        return Formula(_same(self.symbolic, constant(value, self.atoms)))

    def less(self, other: SymbolicValue) -> Formula:
        """Both are known and ordered, and this one is less."""
        return Formula(truths(compare("<", self.symbolic, other.symbolic)).true)


def same_value(one: SymbolicValue, other: SymbolicValue) -> Formula:
    """Equal as results are: an unknown equals an unknown, another null another null.

    So for each entry of a context, and for each item of a list.
    """
    return Formula(_same(one.symbolic, other.symbolic))


def _same(one: Symbolic, other: Symbolic) -> Guard:
    if one is other:
        return True
    unknown, too = unknown_part(one), unknown_part(other)
    null = any_holds(case.guard for case in one.when(Faulty, Nothing))
    also = any_holds(case.guard for case in other.when(Faulty, Nothing))
    return any_holds(
        (
            both(unknown, too),
            both(null, also),
            *(
                both(case.guard, beside.guard, _same_contents(case.content, beside.content))
                for case in one.cases
                for beside in other.cases
                if not isinstance(case.content, Unknown | Faulty | Nothing)
                and not isinstance(beside.content, Unknown | Faulty | Nothing)
            ),
        )
    )


def _same_contents(one: Content, other: Content) -> Guard:
    match one, other:
        case Entries(members), Entries(others) if members.keys() == others.keys():
            parts = (_same(members[name], others[name]) for name in members)
            return all_hold(parts)
        case Items(), Items():
            slots = zip_longest(packed(one).slots, packed(other).slots, fillvalue=_ABSENT)
            return all_hold(_same_slots(left, right) for left, right in slots)
        case _:
            return truths(equal(known(one), known(other))).true


def _same_slots(one: Slot, other: Slot) -> Guard:
    """Both are there with the same in them, or neither is."""
    shared = both(one.present, other.present)
    if shared is False:
        return both(opposite(one.present), opposite(other.present))
    same = implies(shared, _same(one.value, other.value))
    return both(iff(one.present, other.present), same)
