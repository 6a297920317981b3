"""Unknown values for the solver, and what they are where every one of their variables is set."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from policydsl.engines.smt import symbolic as s
from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.calendar_counts import EVERY_DAY, working_days
from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.calendar_functions import functions_of
from policydsl.engines.smt.constants import constant, packed_day
from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration
from policydsl.feel.values import NULL, CauseKind, Null, Range, Record, Value, missing, null

UNKNOWN = missing("fact")
FAULTY = null(CauseKind.WRONG_TYPE, "不对", "wrong")
TEXTS = ("a", "b", "c", "")
NUMBERS = tuple(map(Decimal, ("-2", "-1", "0", "1", "2", "3", "4", "0.5", "2.5", "-1.5")))
DAYS = tuple(
    Date(*each)
    for each in ((2020, 1, 31), (2020, 2, 29), (2021, 3, 1), (2021, 12, 31), (2022, 2, 1))
)


@dataclass(slots=True)
class Variables:
    """The variables of one set of unknown values, by name."""

    atoms: Atoms = field(default_factory=Atoms)

    def choice(self, name: str, contents: Mapping[str, s.Content]) -> s.Symbolic:
        """One of several contents, or one of the three nulls, as the variable of its state says."""
        state = z3.Int(f"{name}?")
        every = {**contents, "unknown": s.UNKNOWN, "faulty": s.FAULTY, "nothing": s.NOTHING}
        return s.Symbolic(
            tuple(s.Case(state == at, each) for at, each in enumerate(every.values()))
        )


Draw = Callable[[random.Random], Value]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of one kind, which may be any null."""

    kind: str

    def contents(self, name: str) -> dict[str, s.Content]:
        match self.kind:
            case "integer":
                return {"value": s.Number(z3.Int(name))}
            case "number":
                return {"value": s.Number(z3.Real(name))}
            case "boolean":
                return {"value": s.Truth(z3.Bool(name))}
            case "string":
                return {"value": s.Text(z3.Int(name))}
            case "date":
                return {"value": s.Day(z3.Int(name))}
            case "months":
                return {"value": s.Months(z3.Int(name))}
            case _:
                return {"value": s.Seconds(z3.Real(name))}

    def drawn(self, rng: random.Random) -> Value:
        match self.kind:
            case "integer":
                return Decimal(rng.randint(-2, 4))
            case "number":
                return rng.choice(NUMBERS)
            case "boolean":
                return rng.random() < 0.5
            case "string":
                return rng.choice(TEXTS)
            case "date":
                return rng.choice(DAYS)
            case "months":
                return MonthsDuration(rng.choice((-13, -1, 0, 1, 12, 14)))
            case _:
                return DaysDuration(Decimal(rng.choice((-86400, 0, 3600, 86400, 172800))))


@dataclass(frozen=True, slots=True)
class Fields:
    """A record of facts."""

    members: Mapping[str, Shape] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Several:
    """A list of up to `most` items, which may be any null."""

    item: Shape
    most: int = 3


@dataclass(frozen=True, slots=True)
class Mixed:
    """A number, a string, or a list of numbers."""


Shape = Leaf | Fields | Several | Mixed

ROOM = Fields(
    {
        "size": Leaf("number"),
        "seats": Leaf("integer"),
        "ok": Leaf("boolean"),
        "label": Leaf("string"),
        "built": Leaf("date"),
        "marks": Several(Leaf("integer"), 2),
    }
)
SHAPES: dict[str, Shape] = {
    "area": Leaf("number"),
    "staff": Leaf("integer"),
    "open": Leaf("boolean"),
    "proven": Leaf("boolean"),
    "name": Leaf("string"),
    "kind": Leaf("string"),
    "day": Leaf("date"),
    "since": Leaf("date"),
    "term": Leaf("months"),
    "span": Leaf("days"),
    "scores": Several(Leaf("integer")),
    "tags": Several(Leaf("string"), 2),
    "rooms": Several(ROOM, 2),
    "hall": ROOM,
    "mixed": Mixed(),
}
PARAMETERS: dict[str, Value] = {
    "least": Decimal(2),
    "names": ("a", "b"),
    "half": Decimal("0.5"),
}

_NULLS: dict[str, Null] = {"unknown": UNKNOWN, "faulty": FAULTY, "nothing": NULL}
_NUMBER = Leaf("integer")


def unknown_value(shape: Shape, name: str, variables: Variables) -> s.Symbolic:
    """A value of a shape of which nothing is known."""
    match shape:
        case Leaf():
            return variables.choice(name, shape.contents(name))
        case Fields(members):
            made = {
                each: unknown_value(of, f"{name}.{each}", variables) for each, of in members.items()
            }
            return s.known(s.Entries(made, name))
        case Several(item, most):
            slots = tuple(
                s.Slot(z3.Bool(f"{name}[{at}]!"), unknown_value(item, f"{name}[{at}]", variables))
                for at in range(most)
            )
            return variables.choice(name, {"value": s.Items(slots, packed=True)})
        case Mixed():
            numbers = unknown_value(Several(_NUMBER, 2), f"{name}.list", variables)
            items = numbers.cases[0].content
            return variables.choice(
                name,
                {
                    "number": s.Number(z3.Int(name)),
                    "string": s.Text(z3.Int(f"{name}.text")),
                    "list": items,
                },
            )


class Setting:
    """What the variables are: it draws values, and sets the variables of unknown ones to them."""

    def __init__(self, rng: random.Random, variables: Variables) -> None:
        self.rng = rng
        self.atoms = variables.atoms
        self.model = z3.Model()
        for count in (EVERY_DAY, working_days()):
            functions_of(count)
        interpreted(self.model)

    def draw(self, shape: Shape, name: str) -> Value:
        """A value of a shape; the variables of that name say the same."""
        match shape:
            case Fields(members):
                return Record({n: self.draw(of, f"{name}.{n}") for n, of in members.items()}, name)
            case _:
                kinds = ("number", "string", "list") if isinstance(shape, Mixed) else ("value",)
                states = (*kinds, *_NULLS)
                weights = [9 / len(kinds)] * len(kinds) + [2, 1, 1]
                state = self.rng.choices(states, weights)[0]
                self._set(z3.Int(f"{name}?"), states.index(state))
                return _NULLS[state] if state in _NULLS else self._stated(shape, name, state)

    def _stated(self, shape: Shape, name: str, state: str) -> Value:
        match shape, state:
            case Leaf(), _:
                value = shape.drawn(self.rng)
                self._set_leaf(shape.contents(name)["value"], value)
                return value
            case Several(item, most), _:
                return self._list(item, name, most)
            case _, "number":
                return self._stated(_NUMBER, name, "value")
            case _, "string":
                return self._stated(Leaf("string"), f"{name}.text", "value")
            case _:
                return self._list(_NUMBER, f"{name}.list", 2)

    def _list(self, item: Shape, name: str, most: int) -> Value:
        length = self.rng.randint(0, most)
        for at in range(most):
            self._set(z3.Bool(f"{name}[{at}]!"), at < length)
        return tuple(self.draw(item, f"{name}[{at}]") for at in range(length))

    def _set_leaf(self, content: s.Content, value: Value) -> None:
        term: Any = content.holds if isinstance(content, s.Truth) else content.term
        match value:
            case bool():
                self._set(term, value)
            case Decimal() if term.is_int():
                self._set(term, int(value))
            case Decimal():
                self._set(term, str(value))
            case str():
                self._set(term, self.atoms.number(value))
            case Date():
                self._set(term, packed_day(value))
            case MonthsDuration(months):
                self._set(term, months)
            case DaysDuration(seconds):
                self._set(term, str(seconds))
            case _:
                raise AssertionError(f"no leaf is {value}")

    def _set(self, variable: Any, value: bool | int | str) -> None:
        sort = variable.sort()
        made = z3.BoolVal(value) if isinstance(value, bool) else z3.RealVal(value)
        if sort == z3.IntSort():
            made = z3.IntVal(value)
        self.model.update_value(variable, made)

    def holds(self, guard: bool | Any) -> bool:
        """Whether a guard holds as the variables are."""
        if isinstance(guard, bool):
            return guard
        found = self.model.eval(guard, model_completion=True)
        assert z3.is_true(found) or z3.is_false(found), f"not settled: {found}"
        return z3.is_true(found)

    def number(self, term: Any) -> Fraction:
        """A number as the variables are."""
        if isinstance(term, int | Decimal):
            return Fraction(term)
        found = self.model.eval(term, model_completion=True)
        return Fraction(
            str(found.as_fraction() if z3.is_rational_value(found) else found.as_long())
        )

    def shown(self, value: s.Symbolic) -> object:
        """What a value is as the variables are, like `shown` below."""
        held = [case.content for case in value.cases if self.holds(case.guard)]
        assert len(held) == 1, f"{len(held)} cases hold at once"
        return self._shown(held[0])

    def _shown(self, content: s.Content) -> object:
        match content:
            case s.Unknown() | s.Faulty() | s.Nothing():
                return type(content).__name__.lower()
            case s.Truth(holds, fails):
                true = self.holds(holds)
                assert fails is None or self.holds(fails) is not true, "holds and fails at once"
                return true
            case s.Number(term):
                return self.number(term)
            case s.Text(term):
                return self.atoms.text(int(self.number(term)))
            case s.Day(term) | s.Months(term) | s.Seconds(term):
                return type(content).__name__, self.number(term)
            case s.Items(slots, packed):
                present = [self.holds(slot.present) for slot in slots]
                assert not packed or present == sorted(present, reverse=True), "not packed"
                return [
                    self.shown(each.value) for each, on in zip(slots, present, strict=True) if on
                ]
            case s.Entries(members):
                return {name: self.shown(each) for name, each in members.items()}
            case s.Interval(low_included, low, high, high_included, operator):
                ends = self.shown(low), self.shown(high)
                return "range", low_included, *ends, high_included, operator
            case s.Other(other):
                return repr(other)


def shown(value: Value) -> object:
    """A value of the interpreter as plain data; nulls by which of the three they are."""
    match value:
        case Null():
            return "unknown" if value.unknown else "faulty" if value.causes else "nothing"
        case bool() | str():
            return value
        case Decimal():
            return Fraction(value)
        case Date():
            return "Day", Fraction(packed_day(value))
        case MonthsDuration(months):
            return "Months", Fraction(months)
        case DaysDuration(seconds):
            return "Seconds", Fraction(seconds)
        case tuple():
            return [shown(each) for each in value]
        case dict():
            return {name: shown(each) for name, each in value.items()}
        case Range(low_included, low, high, high_included, operator):
            return "range", low_included, shown(low), shown(high), high_included, operator
        case _:
            return repr(value)


def constants(values: Mapping[str, Value], atoms: Atoms) -> dict[str, s.Symbolic]:
    """Names for known values."""
    return {name: constant(value, atoms) for name, value in values.items()}
