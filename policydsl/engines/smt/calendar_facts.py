"""What the solver is told of counted days: little at first, and more where its model is wrong.

Of every two uses of a count it knows which way they are ordered, and how count and inverse go
together; that proves most of what is asked. Where its model has a wrong number, it learns the run
of days (see `calendar_counts`) around it, and is asked again. After many rounds it gets it all.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3

from policydsl.engines.smt import calendar_definitions as definitions
from policydsl.engines.smt import calendar_lemmas as lemmas
from policydsl.engines.smt.calendar_counts import Count
from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.calendar_functions import CountFunctions, used
from policydsl.engines.smt.terms import BoolTerm, NumberTerm

ROUNDS = 60
"""So many corrections of the model, before the whole calendar is told."""

_CONTEXT = z3.main_ctx()
_REF = _CONTEXT.ref()
_NO_USES: frozenset[NumberTerm] = frozenset()


@dataclass(slots=True)
class _Known:
    """The uses of one count that the solver was told of."""

    functions: CountFunctions
    numbers: list[NumberTerm] = field(default_factory=list)
    days: list[NumberTerm] = field(default_factory=list)
    complete: int = 0

    @property
    def count(self) -> Count:
        return self.functions.count

    def size(self) -> tuple[int, int, int]:
        return len(self.numbers), len(self.days), self.complete

    def cut(self, numbers: int, days: int, complete: int) -> None:
        del self.numbers[numbers:], self.days[days:]
        self.complete = complete


class CalendarFacts:
    """One solver's knowledge of the calendar. It follows the solver's `push` and `pop`."""

    def __init__(self, solver: z3.Solver) -> None:
        self._solver = solver
        self._known: dict[str, _Known] = {}
        self._about_days: list[BoolTerm] = []
        self._levels: list[tuple[int, dict[str, tuple[int, int, int]]]] = []
        self._uses: dict[int, frozenset[NumberTerm]] = {}
        self._learned: dict[NumberTerm, list[BoolTerm]] = {}
        self._kept: list[BoolTerm] = []

    @property
    def counts(self) -> bool:
        """Whether days are counted in what the solver was told."""
        return any(known.numbers or known.days for known in self._known.values())

    def mention(self, *terms: BoolTerm) -> None:
        """Tells the solver of the counts in terms that were added to it."""
        self._about_days += self._tell_of(terms)

    def push(self) -> None:
        """As the solver's."""
        sizes = {name: known.size() for name, known in self._known.items()}
        self._levels.append((len(self._about_days), sizes))

    def pop(self) -> None:
        """As the solver's: what it was told since the matching `push` it has forgotten."""
        mentioned, before = self._levels.pop()
        del self._about_days[mentioned:]
        for name, known in self._known.items():
            known.cut(*before.get(name, (0, 0, 0)))

    def check(self, *assumptions: BoolTerm, seconds: float | None = None) -> z3.CheckSatResult:
        """As the solver's `check`, with the calendar as it is. `unknown` after so many seconds.

        The model is to be read as `interpreted`: a count that nothing hangs on may be wrong in it.
        """
        assumed = self._tell_of(assumptions)
        end = None if seconds is None else time.monotonic() + seconds
        rounds = 0
        while True:
            found = self._solver.check(*assumptions)
            if found != z3.sat:
                return found
            corrections = list(self._corrections([*self._about_days, *assumed]))
            if not corrections:
                return found
            if end is not None and time.monotonic() > end:
                return z3.unknown
            rounds += 1
            self._solver.add(corrections)
            if rounds >= ROUNDS:
                for known in self._known.values():
                    self._tell_all(known)

    def _corrections(self, about_days: Sequence[BoolTerm]) -> Iterator[BoolTerm]:
        """What is wrong in the model, of the counts in terms that so are not true."""
        model = self._solver.model()
        wrong = [
            each
            for known in self._known.values()
            for each in lemmas.corrections(known.count, known.numbers, known.days, model)
        ]
        if not wrong:
            return
        # The solver's own model is changed by this, so what is wrong in it was found before.
        right = interpreted(model)
        if z3.is_true(right.eval(z3.And(about_days), model_completion=True)):
            return
        untrue = [each for each in about_days if not z3.is_true(right.eval(each, True))]
        wanted = frozenset[NumberTerm]().union(*map(self._uses_in, untrue))
        for use, learned in wrong:
            if use in wanted:
                self._learned.setdefault(use, []).append(learned)
                yield learned

    def _tell_of(self, terms: Iterable[BoolTerm]) -> list[BoolTerm]:
        """Those of the terms in which there are counts, of which the solver now knows."""
        for functions in used():
            self._known.setdefault(functions.count.name, _Known(functions))
        found = [each for each in terms if self._uses_in(each)] if self._known else []
        for each in found:
            for use in sorted(self._uses_in(each), key=lambda use: int(use.get_id())):
                self._tell(use)
        return found

    def _tell_all(self, known: _Known) -> None:
        told = known.complete
        known.complete = len(known.numbers) + len(known.days)
        if known.complete != told:
            self._solver.add([definitions.of_number(known.count, n) for n in known.numbers])
            self._solver.add([definitions.of_day(known.count, d) for d in known.days])

    def _tell(self, use: NumberTerm) -> None:
        for known in self._known.values():
            if use.decl().eq(known.functions.number_of):
                if use in known.numbers:
                    return
                self._solver.add(list(_of_number(known, use)))
                known.numbers.append(use)
            elif use.decl().eq(known.functions.day_of):
                if use in known.days:
                    return
                self._solver.add(list(_of_day(known, use)))
                known.days.append(use)
        self._solver.add(self._learned.get(use, []))

    def _uses_in(self, whole: BoolTerm) -> frozenset[NumberTerm]:
        """The uses in a term. Each part of all terms is looked at once."""
        if whole.get_id() in self._uses:
            return self._uses[whole.get_id()]
        self._kept.append(whole)
        functions = {
            each.get_id()
            for known in self._known.values()
            for each in (known.functions.number_of, known.functions.day_of)
        }
        uses = self._uses
        stack: list[tuple[Any, list[Any] | None]] = [(whole.as_ast(), None)]
        while stack:
            part, children = stack.pop()
            number = z3.Z3_get_ast_id(_REF, part)
            if number in uses:
                continue
            if children is None:
                count = z3.Z3_get_app_num_args(_REF, part)
                children = [z3.Z3_get_app_arg(_REF, part, place) for place in range(count)]
                if children:
                    stack.append((part, children))
                    stack.extend((each, None) for each in children)
                else:
                    uses[number] = _NO_USES
                continue
            below = [uses[z3.Z3_get_ast_id(_REF, each)] for each in children]
            found = [each for each in below if each]
            if z3.Z3_get_ast_id(_REF, z3.Z3_get_app_decl(_REF, part)) in functions:
                found.append(frozenset((z3.ArithRef(part, _CONTEXT),)))
            uses[number] = _NO_USES.union(*found) if found else _NO_USES
        return self._uses[whole.get_id()]


def _of_number(known: _Known, number: NumberTerm) -> Iterator[BoolTerm]:
    yield from lemmas.limits_of_number(known.count, number)
    for other in known.numbers:
        yield from lemmas.of_numbers(known.count, number, other)
    for day in known.days:
        yield from lemmas.of_day_and_number(known.count, day, number)


def _of_day(known: _Known, day: NumberTerm) -> Iterator[BoolTerm]:
    yield from lemmas.limits_of_day(known.count, day)
    for other in known.days:
        yield from lemmas.of_days(known.count, day, other)
    for number in known.numbers:
        yield from lemmas.of_day_and_number(known.count, day, number)
