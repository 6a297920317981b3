"""Asking whether there is an institution for which a formula holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

import z3

from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.calendar_facts import CalendarFacts
from policydsl.engines.smt.constants import packed_day
from policydsl.engines.smt.fact_values import decimal_of
from policydsl.engines.smt.fact_variables import LeafPlace, ListPlace
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, both, implies, opposite, term
from policydsl.engines.smt.model import Model
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.terms import BoolTerm
from policydsl.feel.temporal import Date

TIMEOUT_SECONDS = 20.0
CORE_SECONDS = 2.0
"""For each label, to find out whether a core needs it."""

NEAR_SECONDS = 1.0
NEAR_DAYS = tuple(
    (packed_day(Date(year, first, 1)), packed_day(Date(year, last, 28)))
    for year, first, last in ((2023, 1, 4), (2023, 7, 10), (2024, 1, 6))
)
"""Months of a common and of a leap year, the first and last of each, holidays among them."""

PLACES = (0, 1, 2, 4)
"""How many decimals a number may have, the fewest first."""

Kind = Literal["yes", "no", "unsettled"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`yes` with a model; `no`, with a minimal core of labels; `unsettled`, with why."""

    kind: Kind
    model: Model | None = None
    core: frozenset[str] = frozenset()
    why: str | None = None


class Solver:
    """A query that may grow. What the facts schema demands of the space is always part of it.

    The same questions in the same order find the same institutions.
    """

    def __init__(self, space: Space, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.space = space
        self._solver = z3.Solver()
        self._limit(timeout_seconds)
        self._solver.set("random_seed", 0)
        # Facts are unstated, and places in lists empty, unless something wants them.
        self._solver.set("phase_selection", 0)
        self._calendar = CalendarFacts(self._solver)
        self._labelled: dict[str, Guard] = {}
        self._asserted: list[Guard] = []
        self._demanded = 0
        self._texts_told = 0
        self._levels: list[tuple[int, int, int, dict[str, Guard]]] = []

    def add(self, formula: Formula, label: str | None = None) -> None:
        """Holds from now on. A labelled one can appear in a core."""
        if label is not None:
            self._labelled[label] = formula.guard
        else:
            self._asserted.append(formula.guard)
            self.assert_guard(formula.guard)

    @property
    def asserted(self) -> Sequence[Guard]:
        """What was added and holds now."""
        return [*self._asserted, *self._labelled.values()]

    def ask(self, *assumptions: Formula, core: Mapping[str, Formula] | None = None) -> Answer:
        """Whether all can hold together; `core` are more assumptions, with their labels."""
        labelled = {**self._labelled, **{name: each.guard for name, each in (core or {}).items()}}
        with self.level():
            for each in assumptions:
                self.add(each)
            literals = self._literals(labelled)
            near = self._near_days(literals)
            if near is not None:
                return near
            found = self.check(literals)
            if found == "yes":
                return self._answer(literals)
            if found == "no":
                with self.hurried(CORE_SECONDS):
                    return Answer("no", core=frozenset(self._core(literals)))
            return Answer("unsettled", why=self._solver.reason_unknown())

    def _near_days(self, literals: Mapping[BoolTerm, str]) -> Answer | None:
        """An answer among institutions all of whose days lie in a few months, if there is one.

        Where days are counted the solver may search through centuries for what any year shows.
        """
        days = [place for place in self.space.places() if _is_day(place)]
        if not days or not self._calendar.counts:
            return None
        for first, last in NEAR_DAYS:
            with self.level(), self.hurried(NEAR_SECONDS):
                for place in days:
                    self.assert_guard(both(place.term >= first, place.term <= last))
                if self.check(literals) == "yes":
                    found = self._answer(literals)
                    if found.model is not None:
                        return found
        return None

    def push(self) -> None:
        """What is added from now on is forgotten at the matching `pop`."""
        self._demand()
        told = self._demanded, self._texts_told
        self._levels.append((*told, len(self._asserted), dict(self._labelled)))
        self._solver.push()
        self._calendar.push()

    def pop(self) -> None:
        """Forgets what was added since the matching `push`."""
        self._solver.pop()
        self._calendar.pop()
        self._demanded, self._texts_told, asserted, self._labelled = self._levels.pop()
        del self._asserted[asserted:]

    @contextmanager
    def level(self) -> Iterator[None]:
        """What is added within is forgotten after."""
        self.push()
        try:
            yield
        finally:
            self.pop()

    @contextmanager
    def hurried(self, seconds: float) -> Iterator[None]:
        """Gives up sooner within."""
        usual = self._timeout
        self._limit(min(usual, seconds))
        try:
            yield
        finally:
            self._limit(usual)

    def check(self, literals: Iterable[BoolTerm] = ()) -> Kind:
        """Whether all that was added without a label can hold, with these literals."""
        self._demand()
        found = self._calendar.check(*literals, *self._texts_met(), seconds=self._timeout)
        return "yes" if found == z3.sat else "no" if found == z3.unsat else "unsettled"

    def assert_guard(self, guard: Guard) -> None:
        """Holds from now on; unlike what is added, it is no part of what is asked."""
        if guard is not True:
            self._solver.add(guard)
            self._calendar.mention(term(guard))

    def forbid(self, flags: Iterable[BoolTerm]) -> None:
        """None of these flags is set from now on."""
        self._solver.add([opposite(each) for each in flags])

    def can_hold(self, guard: Guard) -> bool:
        """Whether a condition can hold with all that was added without a label."""
        with self.level():
            self.assert_guard(guard)
            return self.check() == "yes"

    def model(self) -> Model:
        """What the last check found."""
        return Model(self.space, interpreted(self._solver.model()))

    def unsat_literals(self) -> list[BoolTerm]:
        """Literals of the last check that cannot hold together."""
        return [each for each in self._solver.unsat_core() if not str(each).startswith("#texts=")]

    def _limit(self, seconds: float) -> None:
        self._timeout = seconds
        self._solver.set("timeout", max(1, int(seconds * 1000)))

    def _demand(self) -> None:
        """The space's domain, as far as it is not yet part of the query."""
        demands = self.space.demands()
        fresh = [each for each in demands[self._demanded :] if each is not True]
        self._demanded = len(demands)
        if fresh:
            self._solver.add(fresh)

    def _texts_met(self) -> Iterator[BoolTerm]:
        met, number = self.space.texts_met(), self.space.context.atoms.next
        if met is not True:
            literal = z3.Bool(f"#texts={number}")
            if number != self._texts_told:
                self._texts_told = number
                self._solver.add(z3.Implies(literal, met))
            yield literal

    def _literals(self, labelled: Mapping[str, Guard]) -> dict[BoolTerm, str]:
        """A name for each labelled condition."""
        literals: dict[Any, str] = {}
        for label, guard in labelled.items():
            literal = z3.Bool(f"#{label}")
            self.assert_guard(implies(literal, guard))
            literals[literal] = label
        return literals

    def _core(self, literals: Mapping[BoolTerm, str]) -> Iterator[str]:
        """The labels of a core from which none can be left out."""
        kept = sorted(self.unsat_literals(), key=list(literals).index)
        for literal in list(kept):
            others = [each for each in kept if not each.eq(literal)]
            if self.check(others) == "no":
                found = self.unsat_literals()
                kept = [each for each in others if any(each.eq(it) for it in found)]
        return (literals[literal] for literal in kept)

    def _answer(self, literals: Iterable[BoolTerm]) -> Answer:
        """The model, solved for again where its numbers are no short decimals."""
        model = self.model()
        unwritten = _unwritten(model)
        if not unwritten:
            return Answer("yes", model)
        for places in PLACES:
            with self.level():
                self.assert_guard(_decimals(unwritten, places))
                if self.check(literals) == "yes":
                    model = self.model()
                    more = _unwritten(model)
                    if not more:
                        return Answer("yes", model)
                    self.assert_guard(_decimals(more, places))
                    if self.check(literals) == "yes" and not _unwritten(self.model()):
                        return Answer("yes", self.model())
        return Answer("unsettled", why="a number that cannot be written down as a short decimal")


def _is_day(place: LeafPlace | ListPlace) -> TypeGuard[LeafPlace]:
    return isinstance(place, LeafPlace) and place.leaf.kind == "date"


def _unwritten(model: Model) -> list[LeafPlace]:
    """The stated numbers of a model that are no decimals of a few places."""
    found = []
    for place in model.stated():
        if isinstance(place, LeafPlace) and place.leaf.kind == "number":
            number = model.number(place)
            if number is None or decimal_of(number, max(PLACES)) is None:
                found.append(place)
    return found


def _decimals(places: Sequence[LeafPlace], digits: int) -> BoolTerm:
    """The numbers have at most so many digits after the point."""
    return z3.And([z3.IsInt(place.term * 10**digits) for place in places])
