"""What loads but should not be published."""

from pathlib import Path

import pytest

from policydsl.policy.library import Library
from policydsl.policy.publishing.lint import as_warnings, lint
from policydsl.policy.publishing.register import Register, read_register
from policydsl.text.diagnostic import Diagnostic, Severity
from policydsl.text.render import render
from small_policies import OFFICE, built_policy, write_policy

RULE = "        require: premises.office.area >= area_min\n"


def requiring(expression: str) -> str:
    return OFFICE.replace("premises.office.area >= area_min", f"|\n          {expression}")


def place(found: Diagnostic) -> str:
    assert found.place is not None
    outer = found.place.outermost()
    return outer.source.text[outer.span.start : outer.span.end]


def test_a_clean_policy_has_no_findings() -> None:
    assert lint(built_policy()) == ()


@pytest.mark.parametrize(
    "body, code, at",
    [
        (requiring("premises.office.area >= area_min + 2"), "figure-in-expression", "2"),
        (requiring("premises.office.area >= area_min * 0.5"), "figure-in-expression", "0.5"),
        (
            requiring(
                'premises.office.area >= area_min and filing_record.filed_on > @"2020-01-01"'
            ),
            "figure-in-expression",
            '@"2020-01-01"',
        ),
        (
            requiring('date("2020-01-01") < filing_record.filed_on and area_min > 0'),
            "figure-in-expression",
            '"2020-01-01"',
        ),
        (requiring("premises.office.filing_cabinets"), "unused-name", "area_min"),
        (
            "definitions:\n  idle: {value: 1, title: {zh: 闲, en: Idle}}\n" + OFFICE,
            "unused-name",
            "idle",
        ),
        (OFFICE + 'not_encoded:\n  "1": {zh: 监督, en: supervision}\n', "clause-both", '"1"'),
        (
            requiring("premises.office.area >= area_min or institution.name = null"),
            "compares-with-null",
            "institution.name = null",
        ),
        (
            OFFICE
            + '  d: {title: {zh: 日, en: D}, value: if filing = "eligible" then 1 else null}\n',
            "null-result",
            "null",
        ),
        (OFFICE.replace('        clause: "1"\n', ""), "rule-without-clause", "office"),
        (OFFICE.replace("{zh: 办公用房, en: Office}", "办公用房"), "one-language", "office"),
        (OFFICE.replace("{zh: 办公用房, en: Office}", "Office room"), "one-language", "office"),
        (OFFICE.replace("{zh: 办公用房, en: Office}", "{zh: 办公用房}"), "one-language", "office"),
        (
            OFFICE.replace(RULE, "        for: o in occupations\n" + RULE),
            "empty-unsaid",
            "office",
        ),
    ],
)
def test_findings(body: str, code: str, at: str) -> None:
    (found,) = lint(built_policy(body))
    assert (found.code, place(found)) == (code, at)
    assert found.severity is Severity.ERROR


def test_figures_may_stand_in_cells_and_zero_and_one_anywhere() -> None:
    body = (
        OFFICE.replace("area_min\n", "area_min + 1 - 0\n")
        + """\
  route:
    title: {zh: 路线, en: Route}
    table:
      hit: first
      inputs: {area: premises.office.area}
      outputs: {term: {title: {zh: 期限, en: Term}, type: number, default: 5}}
      rows:
        - {when: {area: '[30..50]'}, then: 3, clause: "2"}
"""
    )
    assert lint(built_policy(body)) == ()


def test_a_default_says_what_an_empty_list_means() -> None:
    body = "defaults: {empty: fail}\n" + OFFICE.replace(
        RULE, "        for: o in occupations\n" + RULE
    )
    assert lint(built_policy(body)) == ()


KINDS = """\
parameters:
  kinds: {value: [level_body, VALUE], type: list, clause: "2", title: {zh: 类别, en: Kinds}}
decisions:
  d: {title: {zh: 类, en: D}, value: 'TEST'}
"""


@pytest.mark.parametrize(
    "test",
    [
        "application.body_kind in kinds",
        "not(申报.评价机构类别 in kinds)",
        "list contains(kinds, application.body_kind)",
    ],
)
@pytest.mark.parametrize("value, wrong", [("special_skill_body", False), ("level_bodies", True)])
def test_a_parameter_beside_a_fact_has_values_the_fact_can_have(
    test: str, value: str, wrong: bool
) -> None:
    found = lint(built_policy(KINDS.replace("VALUE", value).replace("TEST", test)))
    assert [each.code for each in found] == ["parameter-not-in-enumeration"] * wrong


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "clauses.yaml"
    path.write_text(
        "test:\n  document: 测试〔2024〕1号 (with its annex)\n  clauses:\n"
        "    - {id: 1, kind: condition, gist: office}\n    - {id: 1/1, kind: scope, gist: all}\n",
        encoding="utf-8",
    )
    return read_register(path)[0]


def test_a_register_makes_unknown_clauses_known(register: Register) -> None:
    assert lint(built_policy(), register) == ()
    found = lint(built_policy(OFFICE.replace('clause: "1"\n', "clause: 1/2\n")), register)
    assert [each.code for each in found] == ["unknown-clause"]
    assert found[0].help is not None
    assert "1/1" in found[0].help.en


def test_findings_may_be_shown_as_warnings() -> None:
    (found,) = as_warnings(lint(built_policy(requiring("institution.lawfully_registered"))))
    assert found.severity is Severity.WARNING
    assert "warning" in render(found)


def test_of_a_refinement_only_its_own_file_is_looked_at(tmp_path: Path) -> None:
    write_policy(tmp_path, "anhui/filing", "2020-01-01", requiring("premises.office.area >= 51"))
    write_policy(tmp_path, "hefei/filing", "2020-01-01", "extends: anhui/filing\n")
    library = Library.open(tmp_path)
    assert len(lint(library.built("anhui/filing"))) == 2
    assert lint(library.built("hefei/filing")) == ()


def test_findings_come_in_the_order_of_the_file() -> None:
    body = requiring("institution.name != null").replace('clause: "1"\n', 'clause: "1"\n', 1)
    codes = [each.code for each in lint(built_policy(body))]
    assert codes == ["unused-name", "compares-with-null"]


def test_a_rule_of_a_decision_with_a_clause_needs_its_own() -> None:
    body = OFFICE.replace('        clause: "1"\n', "").replace(
        "    checklist:", '    clause: "1"\n    checklist:'
    )
    assert [each.code for each in lint(built_policy(body))] == ["rule-without-clause"]


@pytest.mark.parametrize("hit, codes", [("unique", ["row-matches-all"]), ("first", [])])
def test_a_unique_row_without_condition_matches_beside_others(hit: str, codes: list[str]) -> None:
    rows = f"""\
  route:
    title: {{zh: 路线, en: Route}}
    table:
      hit: {hit}
      inputs: {{area: premises.office.area}}
      outputs: {{term: {{title: {{zh: 期限, en: Term}}, type: number}}}}
      rows:
        - {{when: {{area: '>= 30'}}, then: 3, clause: "2"}}
        - {{when: {{}}, then: 1, clause: "3"}}
"""
    assert [each.code for each in lint(built_policy(OFFICE + rows))] == codes
