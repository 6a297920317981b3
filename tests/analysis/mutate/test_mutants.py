"""Every mutant of the shipped policies: well formed, placed in the file, and unlike the policy."""

from collections import Counter

import pytest

from policydsl.analysis.mutate.edits import name_of
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant, mutants
from policydsl.api import Policy
from policydsl.feel.printer import print_expression
from policydsl.feel.tree import Expression
from policydsl.policy.model import Force, Program, ValueExpression
from shipped_programs import shipped
from small_policies import program

RULE = """\
parameters:
  area_min: {value: 50, unit: m2, clause: "1", title: {zh: 面积下限, en: Least area}}
  kinds: {value: [owned, leased], type: list, clause: "1", title: {zh: 权属, en: Kinds}}
decisions:
  filing:
    title: {zh: 备案, en: Filing}
    checklist:
      - rule: office
        title: {zh: 办公用房, en: Office}
        clause: "1"
        force: in_principle
        when: premises.office.tenure in kinds
        require: premises.office.area >= area_min
        waiver: application.new_occupations_reason
      - rule: named
        title: {zh: 职业名称, en: Names}
        clause: "2"
        for: occupation in occupations
        empty: fail
        force: preferential
        group: merit
        require: occupation.in_catalogue
    groups: {merit: {need: any, title: {zh: 择优, en: Merit}}}
""".replace("in_catalogue", "in_national_catalogue")


def told(each: Mutant) -> str:
    after = each.after.value if isinstance(each.after, Force) else each.after
    return f"{each.kind.value} {each.subject} {after}"


def test_a_rule_is_changed_in_all_its_parts() -> None:
    found = Counter((each.kind, each.subject.rule) for each in mutants(program(RULE)))
    assert found == {
        (Kind.FIGURE, None): 2,  # the parameter, one more and one less
        (Kind.LIST_ITEM, None): 2,
        (Kind.RULE, "office"): 1,
        (Kind.FORCE, "office"): 2,
        (Kind.WHEN, "office"): 1,
        (Kind.WAIVER, "office"): 1,
        (Kind.NEGATION, "office"): 2,  # of `when` and of `require`
        (Kind.BOUND, "office"): 1,
        (Kind.FACT, "office"): 1,  # another number of square metres
        (Kind.RULE, "named"): 1,
        (Kind.FORCE, "named"): 2,
        (Kind.EMPTY, "named"): 2,
        (Kind.GROUP, "named"): 1,
        (Kind.NEGATION, "named"): 1,
        (Kind.FACT, "named"): 1,  # another truth of an occupation
        (Kind.GROUP, None): 1,
    }


TABLE = """\
decisions:
  size:
    title: {zh: 规模, en: Size}
    clause: "1"
    table:
      hit: first
      inputs: {people: enterprise.employees}
      outputs: {size: {values: {large: {zh: 大, en: large}, small: {zh: 小, en: small}}}}
      rows:
        - {when: {people: ">= 300"}, then: large, clause: "1"}
        - {when: {people: "-"}, then: small, clause: "1"}
"""


def test_a_table_is_changed_row_by_row() -> None:
    found = [(each.kind, each.subject.row) for each in mutants(program(TABLE))]
    assert found == [
        (Kind.FACT, None),  # another number of persons
        (Kind.ROW, 1),
        (Kind.ROW_ORDER, 1),
        (Kind.CELL, 1),
        (Kind.NEGATION, 1),
        (Kind.BOUND, 1),
        (Kind.FIGURE, 1),
        (Kind.FIGURE, 1),
        (Kind.OUTPUT, 1),
        (Kind.ROW, 2),
        (Kind.OUTPUT, 2),
    ]


NEIGHBOURS = """\
decisions:
  answer:
    title: {{zh: 答, en: Answer}}
    value: {text}
"""


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("premises.office.filing_cabinets", ["premises.office.communication_equipment"]),
        ("record.good_credit", ["record.no_violations"]),
        # the only one of its kind has none beside it
        ("premises.office.tenure", []),
        # among an item's facts
        (
            "some o in occupations satisfies o.access_type",
            ["some o in occupations satisfies o.in_national_catalogue"],
        ),
        ("count(occupations[access_type])", []),
        ('premises.office.tenure = "owned"', ['premises.office.tenure = "leased"']),
        ('"no_right" != premises.office.tenure', ['"owned" != premises.office.tenure']),
        ('institution.name = "owned"', ['institution.unified_social_credit_code = "owned"']),
    ],
)
def test_another_fact_or_value_is_taken_from_beside(text: str, wanted: list[str]) -> None:
    found = [
        print_expression(body_of(each.program_of(made)))
        for made in [program(NEIGHBOURS.format(text="'" + text.replace("'", "''") + "'"))]
        for each in mutants(made)
        if each.kind in (Kind.FACT, Kind.VALUE)
    ]
    assert found == wanted


def body_of(changed: Program) -> Expression:
    body = changed.decisions["answer"].body
    assert isinstance(body, ValueExpression)
    return body.expression.tree


def test_where_the_order_of_rows_says_nothing_it_is_left() -> None:
    kinds = {each.kind for each in mutants(program(TABLE.replace("first", "collect")))}
    assert Kind.ROW in kinds
    assert Kind.ROW_ORDER not in kinds


def unlike(mutant: Mutant, policy: Program) -> bool:
    changed = mutant.program_of(policy)
    name = name_of(mutant.edit)
    parts = [(p.parameters, p.definitions, p.decisions) for p in (policy, changed)]
    before, after = ([part.get(name) for part in each] for each in parts)
    return before != after


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_each_mutant_of_a_shipped_policy_is_another_policy(policy: Policy) -> None:
    found = list(mutants(policy.program))
    assert len(found) > 40
    assert [told(each) for each in found if not unlike(each, policy.program)] == []


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_each_mutant_stands_on_a_line_of_the_policys_file(policy: Policy) -> None:
    for each in mutants(policy.program):
        place = each.place.outermost()
        assert place.source.name == policy.program.source.name
        assert place.span.start < place.span.end <= len(place.source.text), told(each)
