"""Every operator over every pair of kinds: the solver's tables are those of the interpreter.

The values are known, but the solver's operators do not know that: they work on the contents alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from feel_values import value_of
from policydsl.engines.smt import operators_arithmetic as symbolic_arithmetic
from policydsl.engines.smt import operators_equality as symbolic_equality
from policydsl.engines.smt import operators_logic as symbolic_logic
from policydsl.engines.smt import operators_membership as symbolic_membership
from policydsl.engines.smt import operators_ordering as symbolic_ordering
from policydsl.engines.smt import symbolic as s
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import operators
from policydsl.feel.limits import Comparisons
from policydsl.feel.values import Null, Range, Value
from symbolic_samples import FAULTY, Setting, Variables, shown

TEXTS = (
    "null", "unknown", "true", "false", "0", "2", "2.5", '"a"', '""',
    '@"2020-02-29"', '@"P1Y"', '@"P0M"', '@"PT0S"', '@"P2D"',
    "[]", "[2]", "[2, unknown]", "[null, 2]", "[[2]]", '["a", 2]',
    "{}", "{a: 2}", "{a: unknown}", "[1..3]", "(2..3]", "[1..null]", "(>= 2)", "(< unknown)",
    "(= 2)", "(!= 2)", "[[1..3], 5]",
)  # fmt: skip
VALUES: tuple[Value, ...] = (*(value_of(text) for text in TEXTS), FAULTY)

VARIABLES = Variables()
SETTING = Setting(Random(0), VARIABLES)


def contents_of(value: Value) -> s.Symbolic:
    """A value as the solver has it, without what the interpreter has for it."""
    made = constant(value, VARIABLES.atoms)
    return replace(
        made, value=None, cases=tuple(replace(c, content=_bare(c.content)) for c in made.cases)
    )


def _bare(content: s.Content) -> s.Content:
    match content:
        case s.Items(slots):
            bare = tuple(replace(slot, value=_unaware(slot.value)) for slot in slots)
            return replace(content, slots=bare)
        case s.Entries(members):
            return replace(content, members={n: _unaware(each) for n, each in members.items()})
        case s.Interval(low=low, high=high):
            return replace(content, low=_unaware(low), high=_unaware(high))
        case _:
            return content


def _unaware(value: s.Symbolic) -> s.Symbolic:
    return s.known(_bare(value.cases[0].content))


Binary = tuple[Callable[[Value, Value], Value], Callable[[s.Symbolic, s.Symbolic], s.Symbolic]]


def matches(value: s.Symbolic, test: s.Symbolic) -> s.Symbolic:
    return symbolic_membership.matches_test(value, test.cases[0].content)


def lies_in(value: Value, test: Value) -> Value:
    return operators.in_range(value, test) if isinstance(test, Range) else False


def lies_in_interval(value: s.Symbolic, test: s.Symbolic) -> s.Symbolic:
    content = test.cases[0].content
    if not isinstance(content, s.Interval):
        return constant(False, VARIABLES.atoms)
    return symbolic_membership.in_range(value, content)


OPERATORS: dict[str, Binary] = {
    "=": (operators.equal, symbolic_equality.equal),
    "is": (operators.identical, symbolic_equality.identical),
    "same": (lambda a, b: operators.same(a, b, Comparisons()), symbolic_equality.same),
    "matches": (operators.matches_test, matches),
    "in range": (lies_in, lies_in_interval),
    "and": (
        lambda a, b: operators.conjunction((a, b)),
        lambda a, b: symbolic_logic.conjunction(((True, a), (True, b))),
    ),
    "or": (
        lambda a, b: operators.disjunction((a, b)),
        lambda a, b: symbolic_logic.disjunction(((True, a), (True, b))),
    ),
    "not": (lambda a, _: operators.negation(a), lambda a, _: symbolic_logic.negation(a)),
    "negative": (lambda a, _: operators.negate(a), lambda a, _: symbolic_arithmetic.negate(a)),
}
for sign in ("!=", "<", "<=", ">", ">="):
    OPERATORS[sign] = (
        lambda a, b, sign=sign: operators.compare(sign, a, b),  # type: ignore[misc]
        lambda a, b, sign=sign: symbolic_ordering.compare(sign, a, b),  # type: ignore[misc]
    )
for sign in ("+", "-", "*", "/", "**"):
    OPERATORS[f"a {sign} b"] = (
        lambda a, b, sign=sign: operators.arithmetic(sign, a, b),  # type: ignore[misc]
        lambda a, b, sign=sign: symbolic_arithmetic.arithmetic(sign, a, b),  # type: ignore[misc]
    )


@pytest.mark.parametrize("name", OPERATORS)
def test_an_operator_answers_as_the_interpreter_s(name: str) -> None:
    ours, theirs = OPERATORS[name][1], OPERATORS[name][0]
    told = 0
    for left, right in product(VALUES, repeat=2):
        try:
            found = ours(contents_of(left), contents_of(right))
        except Unencodable:
            continue
        told += 1
        assert SETTING.shown(found) == shown(theirs(left, right)), (shown(left), name, shown(right))
    assert told >= len(VALUES) ** 2 - 20


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_value_comes_back_as_it_went_in(value: Value) -> None:
    assert SETTING.shown(constant(value, VARIABLES.atoms)) == shown(value)
    if isinstance(value, Null):
        assert len({shown(each) for each in (value_of("unknown"), FAULTY, value_of("null"))}) == 3
