"""Dates, durations and working days: the solver's terms against the interpreter's values.

Every expression is encoded once over two unknown dates, a whole number and a number, and then
evaluated at many of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
import z3

from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.calendar_terms import packed
from policydsl.engines.smt.constants import null_content, packed_day
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.expressions import encode
from policydsl.engines.smt.symbolic import (
    Content,
    Day,
    Faulty,
    Months,
    Nothing,
    Number,
    Seconds,
    Symbolic,
    Truth,
    Unknown,
    known,
)
from policydsl.feel.interpreter import evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.scope import Scope
from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration
from policydsl.feel.values import Null, Value
from policydsl.feel.working_calendar import published_calendar
from policydsl.text.source import Source

A, B, N, X = z3.Int("a"), z3.Int("b"), z3.Int("n"), z3.Real("x")
SCOPE = SymbolicScope(
    {"a": known(Day(A)), "b": known(Day(B)), "n": known(Number(N)), "x": known(Number(X))}
)

EXPRESSIONS = (
    "a + duration(\"P1M\")", "a - duration(\"P1M\")", "a + duration(\"P1Y\")",
    "duration(\"P13M\") + a", "a - duration(\"P4Y\")", "a + duration(\"P100Y\")",
    "a + duration(\"P999999000Y\")", "a - duration(\"P999999999Y\")",
    "a + duration(\"P1D\")", "a - duration(\"P90D\")", "a + duration(\"PT36H\")",
    "a - duration(\"PT36H\")", "a - duration(\"PT0.5S\")", "a + duration(\"P365242000000D\")",
    "a + duration(\"P1M\") * n", "duration(\"P1D\") * n + a", "a + duration(\"P5M\") * x",
    "a + duration(\"P1M\") * x", "duration(\"P1M\") * n / 5", "duration(\"PT1H\") * x / 4",
    "duration(\"P1M\") * n / 7", "duration(\"P1M\") * n / duration(\"P4M\")",
    "duration(\"P1D\") * n / duration(\"PT12H\")", "duration(\"P1M\") * n / 0",
    "a - b", "b - a", "a - b >= duration(\"P30D\")", "a - b < duration(\"-P7D\")",
    "(a - b) / duration(\"P1D\")", "a + (a - b)", "-(a - b)", "abs(a - b)",
    "-(duration(\"P1M\") * n)", "abs(duration(\"P1M\") * n)", "a + b", "a * 2", "n - a",
    "duration(\"P1M\") * n + duration(\"P1D\")", "a - duration(\"P1M\") * n",
    "duration(\"P1M\") * n + duration(\"P3M\") > duration(\"P1Y\")",
    "a < b", "a <= b", "a = b", "a != b", "a > b", "a between b and b + duration(\"P1M\")",
    "a in [b..b + duration(\"P10D\")]", "a in (>= b)",
    "(a - b).days", "(a - b).hours", "(duration(\"PT1H\") * n).days",
    "(duration(\"PT1H\") * n).hours", "(duration(\"PT1H\") * x).minutes",
    "(duration(\"PT1S\") * x).seconds", "(duration(\"PT1S\") * x).months",
    "a.year", "a.month", "a.day", "a.weekday", "a.year - b.year", "a.hour",
    "(duration(\"P1M\") * n).years", "(duration(\"P1M\") * n).months",
    "(duration(\"P1M\") * n).days",
    "date(a.year, a.month, 1)", "date(a.year + 1, b.month, a.day)", "date(a.year, 2, 29)",
    "date(a.year, n, 31)", "date(n, 1, 1)", "date(x, 1, 1)", "date(a.year, 12, x)", "date(a)",
    "date in year(a.year + 1, \"01-31\")", "date in year(a.year, \"02-29\")",
    "date in year(n, \"12-31\")", "date in year(x, \"12-31\")", "date in year(a.year, \"2-29\")",
    "years and months duration(a, b)", "years and months duration(a, b) >= duration(\"P2Y\")",
    "day of year(a)",
    "working days after(a, 0)", "working days after(a, 1)", "working days after(a, 5)",
    "working days after(a, 250)", "working days after(a, n)", "working days after(a, x)",
    "working days after(a, -1)", "working days after(a, 1.5)", "working days after(a, 100000)",
    "working days before(a, 0)", "working days before(a, 1)", "working days before(a, 10)",
    "working days before(a, 250)", "working days before(a, n)", "working days before(a, x)",
    "working days between(a, b)", "working days between(a, a)", "is working day(a)",
    "working days after(working days before(a, 3), 3)", "working days between(a, b) >= 5",
    "b <= working days after(a, 10)", "working days after(date(\"2024-09-30\"), n)",
    "working days between(date(\"2024-09-30\"), a)",
)  # fmt: skip


def _boundary_dates() -> tuple[Date, ...]:
    """Around ends of months, leap days, and each year's holidays and make-up working days."""
    calendar = published_calendar()
    years = (1900, 1999, 2000, 2003, 2004, 2019, 2020, 2024, calendar.last_year, 2100)
    ends = [Date(year, month, day) for year in years for month, day in ((1, 31), (2, 28), (12, 31))]
    odd = [day for day in calendar.days if day.weekday > 5]
    free = [
        after
        for working, following in pairwise(calendar.days)
        if (after := working.plus_days(1)) is not None and after != following
    ]
    edges = [calendar.days[0], calendar.days[-1], *ends, *odd, *free[::40]]
    return tuple(
        near for each in edges for by in (-1, 0, 1) if (near := each.plus_days(by)) is not None
    )


BOUNDARIES = _boundary_dates()


def _points(seed: str, count: int) -> Iterator[dict[str, Value]]:
    choices = random.Random(seed)
    for _ in range(count):
        one = choices.choice(BOUNDARIES)
        if choices.random() < 0.4:
            one = Date.from_ordinal(choices.randrange(-25_567, 47_847)) or one
        by = choices.choice((0, 1, 7, 28, 30, 31, 365, 366, choices.randrange(-800, 800)))
        yield {
            "a": one,
            "b": one.plus_days(by) or one,
            "n": Decimal(choices.choice((0, 1, -1, 5, 12, choices.randrange(-400, 5000)))),
            "x": Decimal(choices.choice(("0", "1", "2.5", "-1.25", "0.001", "12", "2024"))),
        }


def _model(point: dict[str, Value]) -> Any:
    model = z3.Model()
    one, other, whole, number = point["a"], point["b"], point["n"], point["x"]
    assert isinstance(one, Date)
    assert isinstance(other, Date)
    for variable, value in (
        (A, z3.IntVal(packed_day(one))),
        (B, z3.IntVal(packed_day(other))),
        (N, z3.IntVal(str(whole))),
        (X, z3.RealVal(str(number))),
    ):
        model.update_value(variable, value)
    return interpreted(model)


def _worth(value: Symbolic, model: Any) -> object:
    (content,) = (case.content for case in value.cases if _holds(case.guard, model))
    return _plain(content, model)


def _holds(guard: Any, model: Any) -> bool:
    return guard if isinstance(guard, bool) else z3.is_true(model.eval(guard, True))


def _plain(content: Content, model: Any) -> object:
    match content:
        case Unknown() | Faulty() | Nothing():
            return type(content)
        case Truth(holds):
            return _holds(holds, model)
        case Number(term) | Seconds(term) | Day(term) | Months(term):
            return type(content), _number(term, model)
        case _:
            raise AssertionError(content)


def _number(term: Any, model: Any) -> Fraction:
    if isinstance(term, int | Decimal):
        return Fraction(term)
    found = model.eval(term, True)
    return Fraction(found.as_long()) if z3.is_int_value(found) else Fraction(found.as_fraction())


def _expected(value: Value) -> object:
    match value:
        case Null():
            return type(null_content(value))
        case bool():
            return value
        case Decimal():
            return Number, Fraction(value)
        case Date():
            return Day, Fraction(packed_day(value))
        case MonthsDuration(months):
            return Months, Fraction(months)
        case DaysDuration(seconds):
            return Seconds, Fraction(seconds)
        case _:
            raise AssertionError(value)


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_terms_are_worth_what_the_interpreter_says(text: str) -> None:
    expression = parse_expression(Source("test", text), SCOPE.names)
    encoded = encode(expression, SCOPE, ExpressionContext(Atoms()))
    for point in _points(text, 30):
        found = _worth(encoded, _model(point))
        assert found == _expected(evaluate(expression, Scope(point))), point


def test_packed_days_are_in_order_of_dates() -> None:
    days = [packed(each.year, each.month, each.day) for each in sorted(BOUNDARIES)]
    assert days == sorted(days)
