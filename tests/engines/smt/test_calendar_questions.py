"""What the solver proves and finds about dates, told no more of the calendar than it needs."""

from __future__ import annotations

from typing import Any

import pytest
import z3

from policydsl.engines.smt import calendar_facts
from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.calendar_facts import CalendarFacts
from policydsl.engines.smt.calendar_terms import is_day, packed
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.expressions import encode
from policydsl.engines.smt.fact_values import date_of
from policydsl.engines.smt.guards import any_holds, both
from policydsl.engines.smt.symbolic import Day, Truth, known
from policydsl.feel.interpreter import evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.scope import Scope
from policydsl.feel.temporal import Date, parse_date
from policydsl.text.source import Source

A, B = z3.Int("a"), z3.Int("b")
SCOPE = SymbolicScope({"a": known(Day(A)), "b": known(Day(B))})
POSSIBLE = z3.And(
    [
        demand
        for day in (A, B)
        for demand in (day >= packed(1900, 1, 1), day <= packed(2100, 12, 31), is_day(day))
    ]
)

ALWAYS = (
    "working days after(a, 7) <= working days after(a, 10)",
    "working days after(working days after(a, 2), 3) = working days after(a, 5)",
    "(working days between(a, b) >= 5) = (b >= working days after(a, 5))",
    "if b <= working days before(a, 3) then working days after(b, 2) < a else true",
    "working days between(a, working days after(a, 6)) = 6",
    "working days between(a, b) = -working days between(b, a)",
    "is working day(working days after(a, 1))",
    "a + duration(\"P10D\") < a + duration(\"P20D\")",
    "a + duration(\"P10D\") + duration(\"P10D\") = a + duration(\"P20D\")",
    "(b - a >= duration(\"P10D\")) = (b >= a + duration(\"P10D\"))",
    "a + duration(\"P1Y\") < a + duration(\"P3Y\")",
    "date in year(a.year, \"01-31\") < date in year(a.year + 1, \"01-01\")",
    "a + duration(\"P1M\") - a <= duration(\"P31D\")",
)  # fmt: skip

SOMETIMES = (
    "working days after(a, 5) != working days after(a, 7)",
    "b <= working days after(a, 7) and not(b <= working days after(a, 5))",
    "working days between(a, b) = 5 and b > a + duration(\"P12D\")",
    "a + duration(\"P1Y\") + duration(\"P3Y\") != a + duration(\"P4Y\")",
    "is working day(a) and a.weekday = 7",
    "working days before(a, 1) < working days before(b, 1) and b - a = duration(\"P9D\")",
    "a.weekday = 1 and a.month = 2 and a.day = 29",
)  # fmt: skip


def _truth(text: str) -> tuple[Any, Any]:
    """When a condition is true, and when it is false; elsewhere it is null."""
    encoded = encode(_parsed(text), SCOPE, ExpressionContext(Atoms()))
    truths = [(case.guard, case.content) for case in encoded.cases]
    holds = [both(g, c.holds) for g, c in truths if isinstance(c, Truth)]
    is_boolean = any_holds(guard for guard, content in truths if isinstance(content, Truth))
    return any_holds(holds), both(is_boolean, z3.Not(any_holds(holds)))


def _parsed(text: str) -> Any:
    return parse_expression(Source("test", text), SCOPE.names)


def _ask(condition: Any) -> tuple[z3.CheckSatResult, z3.Solver]:
    solver = z3.Solver()
    facts = CalendarFacts(solver)
    solver.add(POSSIBLE, condition)
    facts.mention(POSSIBLE, condition)
    return facts.check(seconds=60), solver


@pytest.mark.parametrize("text", ALWAYS)
def test_is_never_false(text: str) -> None:
    _, false = _truth(text)
    assert _ask(false)[0] == z3.unsat


@pytest.mark.parametrize("text", SOMETIMES)
def test_is_found_true_and_replays(text: str) -> None:
    true, _ = _truth(text)
    found, solver = _ask(true)
    assert found == z3.sat
    model = interpreted(solver.model())
    assert z3.is_true(model.eval(true, True))
    scope = Scope({name: _date(model, day) for name, day in _DAYS.items()})
    assert evaluate(_parsed(text), scope) is True


_DAYS = {"a": A, "b": B}


def _date(model: z3.ModelRef, day: Any) -> Date:
    found = parse_date(date_of(model.eval(day, True).as_long()))
    assert found is not None
    return found


def test_what_was_told_on_a_level_is_told_again_after_it() -> None:
    true, false = _truth("working days after(a, 5) != working days after(a, 7)")
    solver = z3.Solver()
    facts = CalendarFacts(solver)
    solver.add(POSSIBLE)
    for condition, expected in ((true, z3.sat), (false, z3.unsat), (true, z3.sat)):
        solver.push()
        facts.push()
        solver.add(condition)
        facts.mention(condition)
        assert facts.check() == expected
        solver.pop()
        facts.pop()
    assert facts.check(false) == z3.unsat


def test_the_whole_calendar_is_told_after_many_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_facts, "ROUNDS", 3)
    true, _ = _truth('working days after(a, 5) > a + duration("P1M")')
    assert _ask(true)[0] == z3.unsat
