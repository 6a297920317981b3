"""What a checked program holds: canonical trees, types, order, judgement, tables."""

import pytest

from policydsl.feel import types
from policydsl.feel.printer import print_expression, print_tests
from policydsl.policy.model import Checklist, EmptyList, Force, Table, ValueExpression
from small_policies import OFFICE, built_policy, program

PARAMETERS = """\
parameters:
  area_min: {value: 50.10, unit: m2, zh: 面积下限, title: {zh: 面积, en: Area}}
  term: {value: P3Y, type: duration, title: {zh: 期限, en: Term}}
  days: {value: P180D, type: duration, title: {zh: 天数, en: Days}}
  last_day: {value: 2023-10-20, type: date, title: {zh: 截止, en: Last day}}
  first: {value: "03-01", type: month_day, title: {zh: 起始, en: First}}
  kinds: {value: [level_body, special_skill_body], type: list, title: {zh: 类别, en: Kinds}}
  steps: {value: [1, 2.5], type: list, unit: year, title: {zh: 步, en: Steps}}
  word: {value: 合肥, type: string, title: {zh: 市, en: City}}
decisions:
  anything:
    title: {zh: 任意, en: Any}
    value: area_min
"""


def value_decision(expression: str, more: str = "") -> str:
    return f"decisions:\n  d:\n    title: {{zh: 决定, en: D}}\n    value: {expression}\n{more}"


def test_parameters_have_exact_values_of_their_types() -> None:
    found = program(PARAMETERS).parameters
    assert {name: parameter.type for name, parameter in found.items()} == {
        "area_min": types.NumberType("m2"),
        "term": types.MONTHS_DURATION,
        "days": types.DAYS_DURATION,
        "last_day": types.DATE,
        "first": types.STRING,
        "kinds": types.ListType(types.STRING),
        "steps": types.ListType(types.NumberType("year")),
        "word": types.STRING,
    }
    assert str(found["area_min"].value) == found["area_min"].written == "50.10"
    assert found["kinds"].value == ("level_body", "special_skill_body")
    assert found["last_day"].written == "2023-10-20"


def test_expressions_are_canonical_whatever_names_they_use() -> None:
    chinese = OFFICE.replace("premises.office.area >= area_min", "场所.办公用房.面积 >= 面积下限")
    trees = []
    for body in (OFFICE, chinese):
        checklist = program(body).decisions["filing"].body
        assert isinstance(checklist, Checklist)
        trees.append(checklist.rules[0].require.tree)
    assert trees[0] == trees[1]
    assert print_expression(trees[1]) == "premises.office.area >= area_min"


def test_labels_of_an_enumeration_become_ids() -> None:
    body = (
        program(value_decision('application.body_kind = "职业技能等级认定机构"'))
        .decisions["d"]
        .body
    )
    assert isinstance(body, ValueExpression)
    assert print_expression(body.expression.tree) == 'application.body_kind = "level_body"'


def test_a_verdict_may_be_asked_in_either_language() -> None:
    more = "  e: {title: {zh: 二, en: E}, value: 'filing = \"不符合\"'}\n"
    body = program(OFFICE + more).decisions["e"].body
    assert isinstance(body, ValueExpression)
    assert print_expression(body.expression.tree) == 'filing = "ineligible"'


def test_each_comes_after_all_it_needs() -> None:
    text = """\
definitions:
  c: {value: b + 1, title: {zh: 丙, en: C}}
  a: {value: 1, title: {zh: 甲, en: A}}
  b: {value: a + 1, zh: 乙数, title: {zh: 乙, en: B}}
decisions:
  late: {title: {zh: 晚, en: Late}, value: early}
  early: {title: {zh: 早, en: Early}, value: 乙数}
"""
    found = program(text)
    order = found.order
    assert sorted(order) == ["a", "b", "c", "early", "late"]
    for before, after in [("a", "b"), ("b", "c"), ("b", "early"), ("early", "late")]:
        assert order.index(before) < order.index(after)
    assert list(found.definitions) == ["c", "a", "b"]
    assert list(found.decisions) == ["late", "early"]


def test_long_chains_of_definitions_are_no_trouble() -> None:
    names = [f"n{number}" for number in range(1500)]
    chain = "".join(
        f"  {name}: {{value: {after}, title: x}}\n"
        for name, after in zip(names, [*names[1:], "1"], strict=True)
    )
    assert program(f"definitions:\n{chain}" + value_decision("n0")).order[-1] == "d"


@pytest.mark.parametrize(
    "require, judged",
    [
        ("premises.office.suited", True),
        ("premises.office.filing_cabinets", False),
        ("some o in occupations satisfies o.widely_applicable", True),
        ("fit", True),
    ],
)
def test_rules_that_read_a_judgement_are_marked(require: str, judged: bool) -> None:
    definition = (
        "definitions:\n  fit: {value: premises.office.suited, title: {zh: 合适, en: Fit}}\n"
    )
    text = definition + OFFICE.replace("premises.office.area >= area_min", require)
    body = program(text).decisions["filing"].body
    assert isinstance(body, Checklist)
    assert body.rules[0].judgement is judged


def test_a_rule_has_what_the_file_says() -> None:
    text = """\
defaults: {empty: not_applicable}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    checklist:
      - rule: workstations
        title: {zh: 工位, en: Workstations}
        clause: [a/1, a/2]
        force: in_principle
        for: [occupation in occupations, level in occupation.levels]
        when: occupation.widely_applicable
        require: level.rank > 0
        waiver: occupation.practical.workstation_shortfall_reason
        empty_note: {zh: 没有职业, en: none}
      - {rule: merit, title: 优, force: preferential, group: g, require: true}
    groups:
      g: {need: all, title: {zh: 择优, en: Merits}}
"""
    body = program(text).decisions["filing"].body
    assert isinstance(body, Checklist)
    rule, merit = body.rules
    assert (rule.force, rule.empty) == (Force.IN_PRINCIPLE, EmptyList.NOT_APPLICABLE)
    assert rule.clauses == ("a/1", "a/2")
    assert [part.name for part in rule.iterators] == ["occupation", "level"]
    assert print_expression(rule.iterators[1].domain.tree) == "occupation.levels"
    assert rule.waiver is not None
    assert rule.empty_note is not None
    assert (merit.group, body.groups[0].need) == ("g", "all")


TABLE = """\
decisions:
  route:
    title: {zh: 路线, en: Route}
    table:
      hit: HIT
      inputs:
        kind: application.body_kind
        area: {value: premises.office.area, title: {zh: 面积, en: Area}}
      outputs: OUTPUTS
      rows:
        - {when: {kind: [level_body, 专项职业能力考核机构]}, then: FIRST, clause: "1"}
        - {when: {kind: 'not("level_body")', area: '[1..5)'}, then: SECOND}
        - {when: {}, then: SECOND}
"""


def table(hit: str, outputs: str, first: str, second: str) -> tuple[Table, types.Type]:
    text = TABLE.replace("HIT", hit).replace("OUTPUTS", outputs)
    decision = program(text.replace("FIRST", first).replace("SECOND", second)).decisions["route"]
    assert isinstance(decision.body, Table)
    return decision.body, decision.type


OFFICES = "{office: {values: {city: {zh: 市, en: City}, province: {zh: 省, en: Province}}}}"


def test_cells_of_an_enumeration_are_ids_or_labels_bare() -> None:
    found, kind = table("first", OFFICES, "city", "省")
    cells = [[print_tests(cell.tree) for cell in row.conditions] for row in found.rows]
    assert cells == [
        ['"level_body", "special_skill_body"', "-"],
        ['not("level_body")', "[1..5)"],
        ["-", "-"],
    ]
    results = [print_expression(row.results[0].tree) for row in found.rows]
    assert results == ['"city"', '"province"', '"province"']
    assert found.rows[0].conditions[0].source.text == "[level_body, 专项职业能力考核机构]"
    assert isinstance(kind, types.StringType)
    assert [id_ for id_, _ in kind.values] == ["city", "province"]


def test_titles_of_inputs_come_from_the_facts() -> None:
    found, _ = table("first", OFFICES, "city", "city")
    assert [column.title.zh for column in found.inputs] == ["评价机构类别", "面积"]


@pytest.mark.parametrize(
    "hit, outputs, cell, kind",
    [
        (
            "collect",
            "{n: {type: number, unit: year}}",
            "3",
            types.ListType(types.NumberType("year")),
        ),
        ("collect\n      aggregate: sum", "{n: {type: number}}", "3", types.NUMBER),
        ("collect\n      aggregate: count", OFFICES, "city", types.NUMBER),
        ("unique", "{d: {type: duration}}", "'@\"P3Y\"'", types.MONTHS_DURATION),
        ("any", "{d: {type: date}}", "'@\"2024-01-01\"'", types.DATE),
        ("unique", "{d: {type: list}}", "'[1, 2]'", types.ListType(types.NUMBER)),
        ("rule_order", "{b: {type: boolean}}", "true", types.ListType(types.BOOLEAN)),
    ],
)
def test_the_type_of_a_table_follows_hit_policy_and_outputs(
    hit: str, outputs: str, cell: str, kind: types.Type
) -> None:
    assert table(hit, outputs, cell, cell)[1] == kind


def test_several_outputs_make_a_context() -> None:
    outputs = "{office: {values: {city: 市}}, term: {type: number, default: 1}}"
    found, kind = table("first", outputs, "{term: 3, office: city}", "{office: city, term: 1}")
    assert isinstance(kind, types.ContextType)
    assert list(kind.members) == ["office", "term"]
    assert [print_expression(cell.tree) for cell in found.rows[0].results] == ['"city"', "3"]
    assert found.outputs[1].default is not None


def test_a_value_may_be_labelled() -> None:
    text = value_decision(
        'if institution.lawfully_registered then "yes" else "not"',
        "    values: {'yes': {zh: 是, en: yes}, not: {zh: 否, en: no}}\n",
    )
    body = program(text).decisions["d"].body
    assert isinstance(body, ValueExpression)
    assert [id_ for id_, _ in body.labels] == ["yes", "not"]


def test_uses_link_to_decisions_of_other_programs() -> None:
    other = program()
    text = "uses:\n  size: {policy: test/other, decision: filing, zh: 规模}\n"
    built = built_policy(text + value_decision('规模 = "eligible"'), {"size": other})
    (use,) = built.program.uses
    assert (use.name, use.program, use.decision, use.zh) == ("size", other, "filing", "规模")


def test_a_program_cannot_be_changed() -> None:
    found = program()
    with pytest.raises(TypeError):
        found.decisions["filing"] = found.decisions["filing"]  # type: ignore[index]
