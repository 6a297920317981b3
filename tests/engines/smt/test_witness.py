"""Witnesses: the smallest institution that shows something, as a person would write it down."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.engines.smt import FALSE, Bounds, Encoding, Solver, Space, witness
from small_programs import program
from small_spaces import encoding, rule, rules, shown


def of_rule(text: str, more: str = "require: premises.office.area >= area_min") -> Encoding:
    return encoding(rule(f"{text}\n{more}" if text else more))


OFFICE = "premises.office.area"


def office(area: str | int) -> dict[str, Any]:
    return {"premises": {"office": {"area": Decimal(area)}}}


@pytest.mark.parametrize(
    "require, passing, failing",
    [
        (f"{OFFICE} >= 50", 50, 49),
        (f"{OFFICE} > 50", 51, 50),
        (f"{OFFICE} <= 50", 50, 51),
        (f"{OFFICE} < 50", 49, 50),
        (f"{OFFICE} = 50", 50, None),
        (f"{OFFICE} >= 49.5", 50, 49),
        (f"{OFFICE} > 49.5 and {OFFICE} < 49.9", "49.6", None),
        (f"{OFFICE} * 2 >= 25", 13, 12),
    ],
)
def test_figures_lie_at_the_boundary(require: str, passing: int | str, failing: int | None) -> None:
    made = of_rule("", f"require: {require}")
    terms = made.rule("filing", "the-rule")
    assert shown(made.space, terms.passes) == office(passing)
    if failing is not None:
        assert shown(made.space, terms.fails) == office(failing)


def test_between_two_figures_it_is_enough_for_the_lower_one() -> None:
    old, new = (
        program(rule("require: staff.managers >= 3")),
        program(rule("require: staff.managers >= 7")),
    )
    space = Space.of([old, new])
    before, after = Encoding(old, space), Encoding(new, space)
    difference = before.rule("filing", "the-rule").passes & after.rule("filing", "the-rule").fails
    assert shown(space, difference) == {"staff": {"managers": 3}}


@pytest.mark.parametrize(
    "require, passing, failing",
    [
        ("application.submitted_on <= last_day", "2024-03-31", "2024-04-01"),
        ("application.submitted_on > last_day", "2024-04-01", "2024-03-31"),
    ],
)
def test_days_too(require: str, passing: str, failing: str) -> None:
    terms = of_rule("", f"require: {require}").rule("filing", "the-rule")
    space = of_rule("", f"require: {require}").space
    assert shown(space, terms.passes) == {"application": {"submitted_on": passing}}
    assert shown(space, terms.fails) == {"application": {"submitted_on": failing}}


def test_days_that_hang_together_are_recent() -> None:
    made = of_rule("", "require: application.received_on >= application.submitted_on + term")
    found = shown(made.space, made.rule("filing", "the-rule").passes)["application"]
    received, submitted = found["received_on"], found["submitted_on"]
    assert "2015" <= submitted < received < "2031"
    assert int(received[:4]) - int(submitted[:4]) == 3


def test_only_what_is_needed_is_stated() -> None:
    made = encoding(
        rules("""
- {rule: one, title: 一, clause: "1", require: staff.managers >= 3}
- {rule: two, title: 二, clause: "1", require: premises.office.area >= 50}
- {rule: three, title: 三, clause: "1", require: institution.lawfully_registered}
""")
    )
    assert shown(made.space, made.rule("filing", "two").fails) == office(49)
    assert shown(made.space, ~made.rule("filing", "two").fails) == {}


def test_only_the_items_that_are_needed_are_there() -> None:
    made = of_rule(
        "for: [occupation in occupations, level in occupation.levels]",
        "require: level.own_certified_examiners >= examiners_min\nempty: pass",
    )
    terms = made.rule("filing", "the-rule")
    level = {"own_certified_examiners": 4}
    assert shown(made.space, terms.fails) == {"occupations": [{"levels": [level]}]}
    assert shown(made.space, terms.passes) == {"occupations": []}
    assert shown(made.space, terms.unknown) == {}


def test_texts_are_of_nobody_where_any_will_do() -> None:
    made = of_rule("", 'require: institution.name != "电工" and institution.name != "甲"')
    found = shown(made.space, made.rule("filing", "the-rule").passes)
    assert found == {"institution": {"name": "某机构"}}


def test_what_is_preferred_is_held_to_where_it_can_be() -> None:
    made = of_rule("", f"require: {OFFICE} >= 50")
    terms, space = made.rule("filing", "the-rule"), made.space
    large = space.at_least(OFFICE, 80)
    assert shown(space, terms.passes, large) == office(80)
    assert shown(space, terms.fails, large, space.at_most(OFFICE, 20)) == office(20)


def test_there_is_no_witness_of_what_never_holds() -> None:
    made = of_rule("", f"require: {OFFICE} >= 50")
    terms = made.rule("filing", "the-rule")
    assert witness(made.space, terms.passes & terms.fails).kind == "no"
    assert witness(made.space, FALSE).model is None


def test_a_solver_keeps_what_it_was_told_and_nothing_of_the_search() -> None:
    made = of_rule("", f"require: {OFFICE} >= 50")
    terms = made.rule("filing", "the-rule")
    solver = Solver(made.space)
    solver.add(made.space.at_least(OFFICE, 70))
    solver.add(made.space.at_most(OFFICE, 90), "not too large")
    answer = witness(solver, terms.passes)
    assert answer.model is not None
    assert answer.model.facts() == office(70)
    assert solver.ask(made.space.fact_is(OFFICE, 90)).kind == "yes"


def test_a_bound_keeps_lists_short() -> None:
    body = rule("require: count(occupations) >= 3")
    assert (
        witness(
            Space.of([program(body)], Bounds(2)),
            encoding(body, 2).rule("filing", "the-rule").passes,
        ).kind
        == "no"
    )
    made = encoding(body, 3)
    found = shown(made.space, made.rule("filing", "the-rule").passes)
    assert found == {"occupations": [{}, {}, {}]}


def test_of_several_ids_the_first_of_the_schema_will_do() -> None:
    made = of_rule(
        "", 'require: application.tier in ("city", "province") and application.prior_approval'
    )
    found = shown(made.space, made.rule("filing", "the-rule").passes)
    assert found == {"application": {"tier": "province", "prior_approval": True}}
