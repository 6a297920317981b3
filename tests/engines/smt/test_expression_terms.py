"""What the solver is spared, what it is not asked, and how conditions fold."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
import z3

from policydsl.engines.smt import guards
from policydsl.engines.smt import symbolic as s
from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.expressions import encode
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.parser import parse_expression
from policydsl.feel.values import missing
from policydsl.text.source import Source
from symbolic_samples import SHAPES, Variables, unknown_value

VARIABLES = Variables()
NAMES = {name: unknown_value(shape, name, VARIABLES) for name, shape in SHAPES.items()}
PARAMETERS = {"least": constant(Decimal(5), VARIABLES.atoms)}
SCOPE = SymbolicScope(NAMES | PARAMETERS)


def encoded(text: str, context: ExpressionContext | None = None) -> s.Symbolic:
    tree = parse_expression(Source("test", text), SCOPE.names)
    return encode(tree, SCOPE, context or ExpressionContext(VARIABLES.atoms))


@pytest.mark.parametrize(
    "text, value",
    [
        ("least * 2 + 1", Decimal(11)),
        ("sum(for x in 1..least return x)", Decimal(15)),
        ('string(least) + " m2"', "5 m2"),
        ("sort([3, 1], function(a, b) a < b)[1]", Decimal(1)),
    ],
)
def test_what_depends_on_no_fact_is_the_interpreter_s(text: str, value: object) -> None:
    assert encoded(text).value == value


def test_parts_without_facts_are_constants_among_facts() -> None:
    (case,) = encoded("(for x in 1..3 return x * least)[item > 5 or x1 = null]").cases

    assert isinstance(case.content, s.Items)
    assert [slot.value.value for slot in case.content.slots] == [5, 10, 15]


@pytest.mark.parametrize(
    "text, reason, part",
    [
        ('count(rooms) > 1 and name + "x" = kind', "join strings", 'name + "x"'),
        ("name < kind", "which comes first", "name < kind"),
        ("staff + area / staff > 1", "divides only", "area / staff"),
        ("some n in 1..staff satisfies n > area", "ranges", "1"),
        ('starts with(name, "a")', "starts with", 'starts with(name, "a")'),
        ("sort(scores, function(a, b) a < b)", "sort", "sort(scores, function(a, b) a < b)"),
        ("(function(a) a + staff)(1)", "functions", "(function(a) a + staff)"),
        ("area ** staff", "powers", "area ** staff"),
    ],
)
def test_what_has_no_terms_is_told_with_its_place(text: str, reason: str, part: str) -> None:
    with pytest.raises(Unencodable) as told:
        encoded(text)

    assert reason in told.value.reason.en
    assert told.value.reason.zh
    assert told.value.span is not None
    assert text[told.value.span.start : told.value.span.end] == part


def test_what_is_the_same_for_every_item_is_encoded_once() -> None:
    context = ExpressionContext(VARIABLES.atoms)
    encoded("every x in rooms satisfies x.size > area * 2", context)

    products = [
        found for _, found in context.encoded.values() if found.cases and _is_product(found)
    ]

    assert len(products) == 1


def _is_product(value: s.Symbolic) -> bool:
    return any(
        isinstance(case.content, s.Number) and str(case.content.term) in {"area*2", "2*area"}
        for case in value.cases
    )


def test_strings_are_the_same_atoms_wherever_they_are_met() -> None:
    atoms = Atoms()

    assert atoms.number("电工") == atoms.number("电工") > 0
    assert atoms.number("  ") < 0
    assert atoms.text(atoms.number("焊工")) == "焊工"
    assert atoms.text(99) is None


def test_an_unknown_stays_apart_from_the_other_nulls() -> None:
    atoms = Atoms()
    contents = [
        constant(value, atoms).cases[0].content
        for value in (missing("fact"), encoded("1 + null").value, encoded("null").value)
        if value is not None
    ]

    assert contents == [s.UNKNOWN, s.FAULTY, s.NOTHING]


A, B = z3.Bools("a b")
GUARDS: tuple[guards.Guard, ...] = (True, False, A, B, guards.opposite(A), guards.opposite(B))


@pytest.mark.parametrize("one, other", list(product(GUARDS, repeat=2)))
def test_guards_mean_what_they_fold_to(one: guards.Guard, other: guards.Guard) -> None:
    meant = guards.term(one), guards.term(other)
    for folded, whole in (
        (guards.both(one, other), z3.And(*meant)),
        (guards.either(one, other), z3.Or(*meant)),
        (guards.implies(one, other), z3.Implies(*meant)),
        (guards.same(one, other), meant[0] == meant[1]),
        (guards.opposite(one), z3.Not(meant[0])),
    ):
        solver = z3.Solver()
        solver.add(guards.term(folded) != whole)
        assert solver.check() == z3.unsat


def test_guards_know_what_contradicts_itself() -> None:
    assert guards.both(A, B, guards.opposite(A)) is False
    assert guards.either(A, guards.opposite(A), B) is True
    assert guards.opposite(guards.opposite(A)).eq(A)
    assert guards.same(A, A) is True
    assert guards.all_hold([]) is True
    assert guards.any_holds([]) is False
