"""Test cases as data: their shape, changes to facts, what they expect."""

from decimal import Decimal
from pathlib import Path

import pytest

from policydsl.feel.temporal import Date, MonthsDuration
from policydsl.policy.case_files.cases import (
    CaseFile,
    changes_of,
    policy_of,
    read_case_file,
    read_cases,
)
from policydsl.policy.case_files.expectations import (
    Expected,
    GroupExpected,
    StatusExpected,
    ValueExpected,
    VerdictExpected,
    expectations,
)
from policydsl.policy.case_files.fact_changes import apply_changes
from policydsl.policy.facts import load_facts
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.source.yaml_tree import read_yaml
from policydsl.text.diagnostic import Diagnostic, PolicyError
from policydsl.text.source import Source
from small_policies import OFFICE, program, write_policy

BODY = (
    OFFICE
    + """\
      - rule: levels
        title: {zh: 等级, en: Levels}
        for: [o in occupations, level in o.levels]
        require: level.rank > 0
      - rule: any
        title: {zh: 任一, en: Any}
        for: 'o in occupations[kind = "occupation"]'
        require: o.access_type
      - rule: liked
        title: {zh: 择优, en: Liked}
        force: preferential
        group: merit
        require: institution.lawfully_registered
    groups: {merit: {need: any, title: {zh: 择优组, en: Merit}}}
  until: {title: {zh: 至, en: Until}, zh: 有效期至, value: filing_record.filed_on}
  term: {title: {zh: 期, en: Term}, value: '@"P3Y"'}
  area: {title: {zh: 面积, en: Area}, value: premises.office.area}
  names: {title: {zh: 名, en: Names}, value: occupations.name}
  route:
    title: {zh: 路线, en: Route}
    table:
      hit: first
      inputs: {area: premises.office.area}
      outputs:
        office: {values: {city: {zh: 市级, en: City}, province: {zh: 省级, en: Province}}}
        years: {type: number}
      rows: [{when: {}, then: {office: city, years: 3}}]
"""
)
PROGRAM = program(BODY)
SCHEMA = load_facts_schema()


def cases(text: str, path: str = "2024-01-01.cases.yaml") -> CaseFile:
    return read_cases(Source(path, text), Path(path))


def expected(expect: str) -> tuple[Expected, ...]:
    (case,) = cases(f"cases: [{{case: one, expect: {{{expect}}}}}]").cases
    return expectations(case, PROGRAM)


def refused(expect: str) -> Diagnostic:
    with pytest.raises(PolicyError) as caught:
        expected(expect)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.place is not None
    return diagnostic


def test_cases_have_their_own_facts_and_day_or_the_file_s() -> None:
    found = cases(
        """\
policy: test/small
facts: base.yaml
as_of: 2024-02-01
cases:
  - {case: {zh: 一, en: one}, expect: {filing: eligible}}
  - case: two
    facts: {premises: {office: {area: 50}}}
    as_of: 2024-03-01
    set: {premises.office.area: 49.99, "occupations[1].name": 焊工}
    unset: [institution.name]
    expect: {filing: ineligible, filing.office: fail}
"""
    )
    one, two = found.cases
    assert found.policy is not None
    assert (found.policy.text, found.version_day) == ("test/small", "2024-01-01")
    assert (one.name.zh, one.name.en, one.as_of, one.facts) == (
        "一",
        "one",
        "2024-02-01",
        Path("base.yaml"),
    )
    assert two.as_of == "2024-03-01"
    assert not isinstance(two.facts, Path)
    assert [change.path.text for change in two.changes] == [
        "premises.office.area",
        "occupations[1].name",
        "institution.name",
    ]
    assert [(each.decision, each.rule) for each in two.expected] == [
        ("filing", None),
        ("filing", "office"),
    ]


@pytest.mark.parametrize(
    "text, codes",
    [
        ("case: []", ["unknown-key", "missing-key"]),
        ("cases: []", ["nothing-in"]),
        ("cases: [{expect: {a: b}}]", ["missing-key"]),
        ("cases: [{case: x}]", ["missing-key"]),
        ("cases: [{case: x, expect: {}}]", ["nothing-in"]),
        ("cases: [{case: x, expcet: {a: b}, expect: {a: b}}]", ["unknown-key"]),
        ("cases: [{case: x, expect: {a: }}]", ["empty-value"]),
        ("cases: [{case: x, expect: {a.b.c: pass}}]", ["path-shape"]),
        ("as_of: 2024-02-30\ncases: [{case: x, expect: {a: b}}]", ["impossible-date"]),
        ("policy: X\ncases: [{case: x, expect: {a: b}}]", ["malformed-word"]),
    ],
)
def test_a_malformed_file_is_refused(text: str, codes: list[str]) -> None:
    with pytest.raises(PolicyError) as caught:
        cases(text)
    assert [each.code for each in caught.value.diagnostics] == codes


def test_expectations_are_read_by_the_program() -> None:
    places = [each.place for each in expected("filing: eligible, filing.office: fail")]
    assert expected("filing: eligible, filing.office: fail") == (
        VerdictExpected("filing", "eligible", places[0]),
        StatusExpected("filing", "office", None, "fail", places[1]),
    )


def test_a_rule_may_be_expected_item_by_item() -> None:
    found = expected(
        'filing.levels: {"各职业[1].各等级[2]": fail, "occupations[2]": not_applicable}'
    )
    assert [(each.item, each.status) for each in found if isinstance(each, StatusExpected)] == [
        ("occupations[1].levels[2]", "fail"),
        ("occupations[2]", "not_applicable"),
    ]


def test_items_of_a_list_that_is_no_fact_are_named_freely() -> None:
    (found,) = expected("filing.any: {'occupations[kind = \"occupation\"][1]': pass}")
    assert isinstance(found, StatusExpected)


def test_a_group_of_preferences_may_be_expected() -> None:
    (found,) = expected("filing.merit: fail")
    assert found == GroupExpected("filing", "merit", "fail", found.place)


@pytest.mark.parametrize(
    "expect, value",
    [
        ("until: 2023-03-26", Date(2023, 3, 26)),
        ('有效期至: "2023-03-26"', Date(2023, 3, 26)),
        ("until: unknown", None),
        ("term: P3Y", MonthsDuration(36)),
        ("area: 49.990", Decimal("49.990")),
        ("names: [焊工, 电工]", ("焊工", "电工")),
        ("route: {years: 3, office: 市级}", {"office": "city", "years": Decimal(3)}),
        ("route: unknown", None),
    ],
)
def test_values_are_read_as_the_decision_s_type(expect: str, value: object) -> None:
    (found,) = expected(expect)
    assert isinstance(found, ValueExpected)
    assert found.value == value
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    "expect, code",
    [
        ("filling: eligible", "unknown-decision"),
        ("filing: elligible", "unknown-status"),
        ("filing: pass", "unknown-status"),
        ("filing.offce: pass", "unknown-rule"),
        ("filing.office: eligible", "unknown-status"),
        ('filing.office: {"occupations[1]": pass}', "rule-without-items"),
        ("filing.merit: eligible", "unknown-status"),
        ('filing.merit: {"occupations[1]": pass}', "unknown-status"),
        ('filing.levels: {"occupations[1].lvels[2]": pass}', "unknown-fact"),
        ('filing.levels: {"occupations[0]": pass}', "path-shape"),
        ('filing.levels: {"occupations.levels[2]": pass}', "item-number-needed"),
        ('filing.levels: {"premises[1]": pass}', "no-list"),
        ('filing.levels: {"occupations[1]": passed}', "unknown-status"),
        ("until.office: pass", "not-a-checklist"),
        ("until: 3", "expected-value"),
        ("until: 2023-02-30", "expected-value"),
        ("area: '50'", "expected-value"),
        ("area: 1_000", "yaml-trap"),
        ("names: 焊工", "expected-value"),
        ("route: {office: city}", "expected-value"),
        ("route: {office: city, years: 3, month: 1}", "unknown-key"),
        ("route: {office: county, years: 3}", "expected-value"),
    ],
)
def test_what_the_program_can_never_answer_is_refused(expect: str, code: str) -> None:
    assert refused(expect).code == code


BASE = """\
场所: {办公用房: {面积: 60}}
institution: {name: 甲, city: 合肥}
occupations: [{name: 焊工, levels: [{rank: 3}]}, {name: 电工}]
"""


def changed(changes: str, base: str = BASE) -> dict[str, object]:
    """The facts after changes, as the values that expressions see."""
    (case,) = cases(f"cases: [{{case: x, {changes}, expect: {{a: b}}}}]").cases
    raw = apply_changes(
        read_yaml(Source("base.yaml", base)), changes_of(case, SCHEMA.root), SCHEMA.root
    )
    return dict(load_facts(raw, SCHEMA).record)


def at(record: object, *steps: str | int) -> object:
    for step in steps:
        record = record[step]  # type: ignore[index]
    return record


@pytest.mark.parametrize(
    "changes, steps, value",
    [
        ("set: {premises.office.area: 49.99}", ("premises", "office", "area"), Decimal("49.99")),
        ("set: {场所.办公用房.面积: 49}", ("premises", "office", "area"), Decimal(49)),
        ("set: {premises.office: {area: 1}}", ("premises", "office", "area"), Decimal(1)),
        ('set: {"occupations[2].name": 钳工}', ("occupations", 1, "name"), "钳工"),
        (
            'set: {"occupations[1].levels[1].rank": 4}',
            ("occupations", 0, "levels", 0, "rank"),
            Decimal(4),
        ),
        ('set: {"occupations[3].name": 新}', ("occupations", 2, "name"), "新"),
        ('set: {"occupations[3]": {名称: 新}}', ("occupations", 2, "name"), "新"),
        ("set: {staff.managers: 3}", ("staff", "managers"), Decimal(3)),
        ("set: {institution.name: 乙}, unset: [institution.city]", ("institution", "name"), "乙"),
        ("unset: institution.city", ("institution", "name"), "甲"),
    ],
)
def test_facts_are_set(changes: str, steps: tuple[str | int, ...], value: object) -> None:
    assert at(changed(changes), *steps) == value


@pytest.mark.parametrize(
    "unset, steps",
    [
        ("premises.office.area", ("premises", "office", "area")),
        ("场所", ("premises", "office", "area")),
        ("occupations", ("occupations",)),
        ("occupations[1].name", ("occupations", 0, "name")),
        ("staff.managers", ("staff", "managers")),
    ],
)
def test_facts_are_made_unknown(unset: str, steps: tuple[str | int, ...]) -> None:
    value = at(changed(f'unset: ["{unset}"]'), *steps)
    assert getattr(value, "unknown", False)


@pytest.mark.parametrize(
    "changes, code",
    [
        ("set: {premises.ofice.area: 1}", "unknown-fact"),
        ("set: {premises.office.area.x: 1}", "unknown-fact"),
        ("set: {occupations.name: x}", "item-number-needed"),
        ('set: {"occupations[4].name": x}', "no-such-item"),
        ('unset: ["occupations[3].name"]', "no-such-item"),
        ('unset: ["occupations[1]"]', "unset-item"),
        ('set: {"premises[1]": x}', "no-list"),
        ('set: {"premises..office": x}', "path-shape"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused_where_it_stands(changes: str, code: str) -> None:
    with pytest.raises(PolicyError) as caught:
        changed(changes)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert diagnostic.place is not None
    assert diagnostic.place.source.name.endswith(".cases.yaml")


def test_base_facts_of_the_wrong_shape_are_refused() -> None:
    with pytest.raises(PolicyError) as caught:
        changed("set: {premises.office.area: 1}", "premises: 3\n")
    assert [each.code for each in caught.value.diagnostics] == ["base-facts-shape"]


def test_the_base_itself_stays_as_it_is() -> None:
    base = {"institution": {"name": "甲"}, "occupations": [{"name": "焊工"}]}
    (case,) = cases(
        'cases: [{case: x, set: {institution.name: 乙, "occupations[1].name": 新}, expect: {a: b}}]'
    ).cases
    found = apply_changes(base, changes_of(case, SCHEMA.root), SCHEMA.root)
    assert base == {"institution": {"name": "甲"}, "occupations": [{"name": "焊工"}]}
    assert found != base


def test_the_folder_says_which_policy_cases_are_about(tmp_path: Path) -> None:
    version = write_policy(tmp_path, "anhui/filing", "2020-01-01")
    path = version.with_name("2020-01-01.first.cases.yaml")
    path.write_text("cases: [{case: x, expect: {filing: eligible}}]", encoding="utf-8")
    assert policy_of(read_case_file(path), path) == "anhui/filing"
    alone = tmp_path / "x.cases.yaml"
    alone.write_text("cases: [{case: x, expect: {filing: eligible}}]", encoding="utf-8")
    with pytest.raises(PolicyError):
        policy_of(read_case_file(alone), alone)
