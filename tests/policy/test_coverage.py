"""Clauses of a notice: cited, declared, missing, unknown, or both at once."""

from pathlib import Path

import pytest

from policydsl.policy.publishing.coverage import coverage, quotes
from policydsl.policy.publishing.register import Register, read_register, same_document
from policydsl.text.diagnostic import PolicyError
from small_policies import OFFICE, program

BODY = (
    OFFICE.replace('        clause: "1"', "        clause: [1/1, 1/2]")
    + """\
  route:
    title: {zh: 路线, en: Route}
    clause: "2"
    table:
      hit: first
      inputs: {area: premises.office.area}
      outputs: {term: {type: number}}
      rows:
        - {when: {area: '> 1'}, then: 3, clause: 2/1}
        - {when: {}, then: 1, clause: 2/2}
not_encoded:
  4/1: {zh: 监督, en: supervision}
  2/2: {zh: 另说, en: said elsewhere}
"""
)
REGISTER = """\
# a remark
test:
  document: 测试〔2024〕1号
  issued: 2024-01-01
  clauses:
    - {id: "1", kind: condition, gist: area}
    - {id: 1/1, kind: condition, gist: office}
    - {id: 2, kind: routing, gist: route}
    - {id: 2/1, kind: routing, gist: large}
    - {id: 2/2, kind: routing, gist: small}
    - {id: 3, kind: deadline, gist: publicity}
    - {id: 4/1, kind: procedure, gist: supervision}
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = tmp_path / "clauses.yaml"
    path.write_text(REGISTER, encoding="utf-8")
    (found,) = read_register(path)
    return found


def test_every_clause_has_its_state(register: Register) -> None:
    found = coverage([program(BODY)], register)
    assert {each.clause: each.state for each in found.clauses} == {
        "1": "cited",
        "1/1": "cited",
        "2": "cited",
        "2/1": "cited",
        "2/2": "both",
        "3": "missing",
        "4/1": "not_encoded",
        "1/2": "unknown",
    }
    assert not found.complete
    assert [each.register.gist for each in found.of_state("missing") if each.register] == [
        "publicity"
    ]


def test_it_is_told_what_cites_a_clause() -> None:
    cited = {}
    for clause, quote in quotes(program(BODY)):
        cited.setdefault(clause, []).append(f"{quote.kind} {quote.id}")
    assert cited == {
        "1": ["parameter area_min"],
        "1/1": ["rule filing.office"],
        "1/2": ["rule filing.office"],
        "2": ["decision route"],
        "2/1": ["row route[1]"],
        "2/2": ["row route[2]"],
    }


def test_policies_of_one_notice_count_together(register: Register) -> None:
    other = OFFICE.replace('"1"', '"3"', 1).replace('        clause: "1"\n', "")
    found = coverage([program(BODY), program(other)], register)
    assert [each.clause for each in found.of_state("missing")] == []


def test_without_a_register_nothing_is_missing_or_unknown() -> None:
    found = coverage([program(OFFICE)], None)
    assert found.complete
    assert [each.clause for each in found.clauses] == ["1"]


@pytest.mark.parametrize(
    "other, same",
    [
        ("测试〔2024〕1号", True),
        ("测试〔2024〕1号 (with its conditions)", True),
        ("测试〔2024〕10号", False),
    ],
)
def test_a_remark_in_brackets_is_no_part_of_a_document_s_number(other: str, same: bool) -> None:
    assert same_document("测试〔2024〕1号", other) is same


@pytest.mark.parametrize(
    "text", ["[]", "a: 1", "a: {clauses: []}", "a: {document: x, clauses: [{kind: x}]}"]
)
def test_a_malformed_register_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "clauses.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError):
        read_register(path)
