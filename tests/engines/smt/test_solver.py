"""Asking: answers, cores, levels, and numbers that can be written down."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policydsl.engines.smt import (
    FALSE,
    TRUE,
    Encoding,
    Formula,
    Solver,
    all_of,
    any_of,
    iff,
    implies,
    same_value,
)
from policydsl.trace import Verdict
from small_programs import facts
from small_spaces import encoding, rules

OFFICE = """
- {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
- {rule: years, title: 年限, clause: "1", require: premises.office.remaining_use_years >= 3}
- {rule: small, title: 小, clause: "1", require: premises.office.area < 40}
"""
AREA = "premises.office.area"


def made() -> Encoding:
    return encoding(rules(OFFICE))


def passes(rule: str) -> Formula:
    return made().rule("filing", rule).passes


def test_what_can_hold_has_a_model() -> None:
    answer = Solver(made().space).ask(passes("area"), passes("years"))
    assert answer.kind == "yes"
    assert answer.model is not None
    assert answer.model.holds(passes("area") & passes("years"))
    assert not answer.model.holds(passes("small"))


def test_a_core_names_the_labels_that_contradict_one_another_and_no_other() -> None:
    labelled = {name: passes(name) for name in ("years", "area", "small")}
    answer = Solver(made().space).ask(core=labelled)
    assert (answer.kind, answer.core) == ("no", frozenset({"area", "small"}))


def test_what_was_added_with_a_label_is_part_of_every_core() -> None:
    solver = Solver(made().space)
    solver.add(passes("years"), "the years")
    solver.add(passes("area"), "the area")
    assert solver.ask().kind == "yes"
    assert solver.ask(core={"small": passes("small")}).core == {"the area", "small"}


def test_a_contradiction_without_labels_has_an_empty_core() -> None:
    answer = Solver(made().space).ask(passes("area"), passes("small"), core={"y": passes("years")})
    assert (answer.kind, answer.core) == ("no", frozenset())


@pytest.mark.parametrize("formula", [FALSE, ~TRUE, Formula.of(False), all_of([TRUE, FALSE])])
def test_what_never_holds_is_found_out_too(formula: Formula) -> None:
    assert Solver(made().space).ask(formula).kind == "no"
    assert Solver(made().space).ask(core={"never": formula}).core == {"never"}


def test_what_is_popped_is_forgotten() -> None:
    solver = Solver(made().space)
    solver.add(passes("area"))
    solver.push()
    solver.add(passes("small"))
    solver.add(passes("years"), "years")
    assert solver.ask().kind == "no"
    solver.pop()
    assert solver.ask().kind == "yes"
    assert solver.ask(passes("small")).core == frozenset()
    assert solver.ask(passes("years")).kind == "yes"


def test_the_same_questions_find_the_same_institutions() -> None:
    def found() -> object:
        solver = Solver(made().space)
        answers = [solver.ask(passes("area")), solver.ask(~passes("area"), passes("years"))]
        return [None if each.model is None else each.model.facts() for each in answers]

    assert found() == found()


def test_numbers_are_decimals_that_can_be_written_down() -> None:
    body = """decisions:
  third: {title: 三分, value: 'premises.office.area * 3 > 100 and premises.office.area * 3 < 100.2'}
"""
    third = encoding(body)
    answer = Solver(third.space).ask(third.value("third").equals(True))
    assert answer.model is not None
    area = answer.model.facts()["premises"]["office"]["area"]
    assert Decimal("33.33") < area < Decimal("33.4")
    assert -area.as_tuple().exponent <= 4


def test_a_number_that_is_no_short_decimal_settles_nothing() -> None:
    body = """decisions:
  third: {title: 三分, value: premises.office.area * 3 = 100}
"""
    third = encoding(body)
    answer = Solver(third.space).ask(third.value("third").equals(True))
    assert answer.kind == "unsettled"
    assert answer.why


def test_formulas_are_put_together() -> None:
    solver = Solver(made().space)
    area, small = passes("area"), passes("small")
    assert solver.ask(area, small).kind == "no"
    assert solver.ask(~implies(area, ~small)).kind == "no"
    assert solver.ask(~implies(area, small)).kind == "yes"
    assert solver.ask(any_of([small, area]), ~small, ~area).kind == "no"
    assert solver.ask(iff(area, small), area).kind == "no"
    assert (iff(TRUE, area) is area, iff(area, FALSE).settled) == (True, None)
    assert (all_of([]).settled, any_of([]).settled, area.settled) == (True, False, None)


def test_a_formula_is_no_truth_of_python() -> None:
    with pytest.raises(TypeError):
        bool(TRUE)


VALUES = """decisions:
  area: {title: 面积, value: premises.office.area}
  twice: {title: 两倍, value: premises.office.area * 2}
  same: {title: 一样, value: premises.office.area + 0}
  reason: {title: 理由, value: 'if premises.office.area > 50 then 1 else null'}
"""


def test_values_are_compared_as_results_are() -> None:
    values = encoding(VALUES)
    area, twice, same = (values.value(name) for name in ("area", "twice", "same"))
    solver = Solver(values.space)
    assert solver.ask(~same_value(area, same)).kind == "no"
    assert solver.ask(~same_value(area, twice), ~values.space.known(AREA)).kind == "no"
    answer = solver.ask(same_value(area, twice), values.space.known(AREA))
    assert answer.model is not None
    assert answer.model.facts() == {"premises": {"office": {"area": 0}}}
    assert solver.ask(twice.less(area)).kind == "no"
    assert solver.ask(area.less(twice), area.equals(Decimal(7))).kind == "yes"


def test_an_unknown_is_no_other_null() -> None:
    values = encoding(VALUES)
    reason = values.value("reason")
    this = values.space.same_as(facts({"premises": {"office": {"area": 50}}}))
    nothing = values.space.same_as(facts({}))
    solver = Solver(values.space)
    assert solver.ask(this, reason.null).kind == "yes"
    assert solver.ask(this, reason.unknown).kind == "no"
    assert solver.ask(nothing, ~reason.unknown).kind == "no"


def test_exactly_one_verdict_holds() -> None:
    verdicts = made().verdict("filing")
    solver = Solver(made().space)
    assert solver.ask(*(~each for each in verdicts.values())).kind == "no"
    for one in Verdict:
        for other in Verdict:
            if one is not other:
                assert solver.ask(verdicts[one], verdicts[other]).kind == "no"
