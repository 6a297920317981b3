"""A policy that extends another: what is taken over, replaced, added, and recorded."""

from pathlib import Path

import pytest

from policydsl.policy.building.build import Built
from policydsl.policy.library import Library
from policydsl.policy.model import Change, Checklist, Program, Rule, ValueExpression
from policydsl.text.diagnostic import PolicyError
from small_policies import OFFICE, write_policy

BASE = """\
parameters:
  area_min: {value: 50, unit: m2, zh: 面积下限, clause: "1", title: {zh: 面积下限, en: Least area}}
  term: {value: P3Y, type: duration, clause: "4", title: {zh: 期限, en: Term}}
definitions:
  large: {value: premises.office.area >= area_min, title: {zh: 够大, en: Large}, clause: "1"}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    clause: "1"
    when: institution.lawfully_registered
    checklist:
      - {rule: office, title: {zh: 办公用房, en: Office}, clause: "1", require: large}
      - rule: cabinets
        title: {zh: 档案柜, en: Cabinets}
        clause: "2"
        require: premises.office.filing_cabinets
  filed_until:
    title: {zh: 有效期至, en: Filed until}
    value: filing_record.filed_on + term
not_encoded:
  "9": {zh: 监督, en: supervision}
"""


def refined(tmp_path: Path, own: str) -> Built:
    write_policy(tmp_path, "anhui/filing", "2020-01-01", BASE)
    write_policy(tmp_path, "hefei/filing", "2021-01-01", f"extends: anhui/filing\n{own}")
    return Library.open(tmp_path).built("hefei/filing")


def rules(program: Program) -> dict[str, Rule]:
    body = program.decisions["filing"].body
    assert isinstance(body, Checklist)
    return {rule.id: rule for rule in body.rules}


def test_a_refinement_of_nothing_is_its_base(tmp_path: Path) -> None:
    program = refined(tmp_path, "").program
    assert (program.policy, program.base) == ("hefei/filing", "anhui/filing@1.0.0")
    assert list(program.parameters) == ["area_min", "term"]
    assert list(rules(program)) == ["office", "cabinets"]
    assert program.changes == ()
    assert program.not_encoded == ()
    assert {rule.origin for rule in rules(program).values()} == {"anhui/filing@1.0.0"}
    assert program.decisions["filing"].origin == "anhui/filing@1.0.0"


def test_a_parameter_is_overridden_by_its_value_alone(tmp_path: Path) -> None:
    program = refined(tmp_path, "parameters:\n  area_min: {value: 80, clause: '2'}\n").program
    parameter = program.parameters["area_min"]
    assert (str(parameter.value), parameter.unit, parameter.zh) == ("80", "m2", "面积下限")
    assert (parameter.clauses, parameter.origin) == (("2",), None)
    assert program.parameters["term"].origin == "anhui/filing@1.0.0"
    assert program.changes == (Change("parameter_overridden", "area_min", "50", "80"),)


@pytest.mark.parametrize(
    "own",
    ["{value: 80, unit: person}", "{value: P1Y, type: duration}", "{value: 80, type: string}"],
)
def test_a_parameter_keeps_its_unit_and_type(tmp_path: Path, own: str) -> None:
    with pytest.raises(PolicyError) as caught:
        refined(tmp_path, f"parameters:\n  area_min: {own}\n")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "refinement-differs"


def test_rules_are_replaced_where_they_stand_and_added_at_the_end(tmp_path: Path) -> None:
    program = refined(
        tmp_path,
        """\
decisions:
  filing:
    checklist:
      - {rule: archive, title: {zh: 保密柜, en: Safe}, require: premises.office.papers_safe}
      - {rule: office, title: {zh: 大, en: Larger}, require: large and premises.office.suited}
""",
    ).program
    found = rules(program)
    assert list(found) == ["office", "cabinets", "archive"]
    assert [rule.origin for rule in found.values()] == [None, "anhui/filing@1.0.0", None]
    assert found["office"].title.en == "Larger"
    assert found["office"].judgement
    assert program.decisions["filing"].when is not None
    assert program.changes == (
        Change("rule_added", "archive", None, "premises.office.papers_safe"),
        Change(
            "rule_replaced",
            "office",
            "require: large; clause: 1",
            "require: large and premises.office.suited; clause: –",
        ),
    )


def test_other_decisions_are_replaced_whole(tmp_path: Path) -> None:
    program = refined(
        tmp_path,
        "decisions:\n  filed_until:\n    value: filing_record.filed_on\n"
        "  extra:\n    title: {zh: 新, en: New}\n    value: area_min\n",
    ).program
    decision = program.decisions["filed_until"]
    assert isinstance(decision.body, ValueExpression)
    assert (decision.title.en, decision.origin) == ("Filed until", None)
    assert program.changes == (
        Change(
            "decision_replaced",
            "filed_until",
            "filing_record.filed_on + term",
            "filing_record.filed_on",
        ),
        Change("decision_added", "extra", None, "area_min"),
    )


def test_a_condition_may_be_replaced_alone(tmp_path: Path) -> None:
    program = refined(
        tmp_path, "decisions:\n  filing: {when: institution.independent_legal_person}\n"
    ).program
    assert list(rules(program)) == ["office", "cabinets"]
    (change,) = program.changes
    assert change == Change(
        "condition_replaced",
        "filing",
        "institution.lawfully_registered",
        "institution.independent_legal_person",
    )


def test_definitions_and_parameters_may_be_replaced_and_added(tmp_path: Path) -> None:
    program = refined(
        tmp_path,
        "parameters:\n  seats_min: {value: 1, unit: seat, title: {zh: 考位, en: Seats}}\n"
        "definitions:\n  large: {value: premises.office.area > area_min}\n"
        "  roomy: {value: large, title: {zh: 宽敞, en: Roomy}}\n",
    ).program
    assert [change.kind for change in program.changes] == [
        "parameter_added",
        "definition_replaced",
        "definition_added",
    ]
    assert program.definitions["large"].title.en == "Large"


def test_what_is_new_needs_a_title(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        refined(tmp_path, "parameters:\n  seats_min: {value: 1, unit: seat}\n")
    assert [each.code for each in caught.value.diagnostics] == ["missing-key"]


def test_a_refinement_may_be_refined(tmp_path: Path) -> None:
    refined(tmp_path, "parameters:\n  area_min: {value: 80}\n")
    own = "extends: hefei/filing\nparameters:\n  area_min: {value: 90}\n"
    write_policy(tmp_path, "shushan/filing", "2022-01-01", own)
    program = Library.open(tmp_path).program("shushan/filing")
    assert program.changes == (Change("parameter_overridden", "area_min", "80", "90"),)
    assert program.parameters["term"].origin == "anhui/filing@1.0.0"
    assert program.base == "hefei/filing@1.0.0"


def test_an_error_of_the_refinement_is_said_of_its_file(tmp_path: Path) -> None:
    own = "decisions:\n  filing:\n    checklist:\n      - {rule: x, title: x, require: aera_min}\n"
    with pytest.raises(PolicyError) as caught:
        refined(tmp_path, own)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.place is not None
    assert "hefei" in diagnostic.place.outermost().source.name


def test_a_base_changes_the_digest_but_not_the_source(tmp_path: Path) -> None:
    program = refined(tmp_path, "").program
    assert "hefei" in program.source.name
    write_policy(tmp_path, "anhui/filing", "2020-01-01", OFFICE)
    assert Library.open(tmp_path).program("hefei/filing").digest != program.digest
