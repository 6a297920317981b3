"""A small policy whose cases are good in places, and what they miss."""

from __future__ import annotations

from pathlib import Path

from small_policies import write_policy

POLICY = "test/office"
BODY = """\
parameters:
  area_min: {value: 50, unit: m2, zh: 面积下限, clause: "1", title: {zh: 面积下限, en: Least area}}
  rights: {value: [owned, leased], type: list, clause: "1", title: {zh: 权属, en: Tenure admitted}}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    checklist:
      - rule: office-area
        title: {zh: 办公用房面积, en: Office area}
        clause: "1"
        require: premises.office.area >= area_min
      - rule: office-tenure
        title: {zh: 办公用房权属, en: Office tenure}
        clause: "1"
        require: premises.office.tenure in rights
      - rule: some-occupation
        title: {zh: 申报了职业, en: Some occupation}
        clause: "2"
        require: count(occupations) >= 1
      - rule: catalogued
        title: {zh: 职业列入目录, en: In the catalogue}
        clause: "2"
        for: occupation in occupations
        empty: fail
        require: occupation.in_national_catalogue
  size:
    title: {zh: 规模, en: Size}
    clause: "3"
    table:
      hit: first
      inputs: {people: {value: enterprise.employees, title: {zh: 人数, en: People}}}
      outputs:
        size:
          title: {zh: 规模, en: Size}
          values: {large: {zh: 大, en: large}, small: {zh: 小, en: small}}
      rows:
        - {when: {people: ">= 300"}, then: large, clause: "3"}
        - {when: {people: "< 300"}, then: small, clause: "3"}
"""
CASES = """\
policy: test/office
facts:
  premises: {office: {area: 50, tenure: owned}}
  occupations: [{in_national_catalogue: true}]
  enterprise: {employees: 300}
cases:
  - case: {zh: 恰好, en: just enough}
    expect:
      filing: eligible
      filing.office-area: pass
      filing.office-tenure: pass
      filing.some-occupation: pass
      filing.catalogued: pass
      size: large
  - case: {zh: 小一点, en: a little less}
    set: {premises.office.area: 49}
    expect: {filing: ineligible, filing.office-area: fail}
  - case: {zh: 没有职业, en: no occupation}
    set: {occupations: []}
    expect: {filing: ineligible, filing.some-occupation: fail, filing.catalogued: fail}
  - case: {zh: 不在目录, en: not in the catalogue}
    set: {"occupations[1].in_national_catalogue": false}
    expect: {filing: ineligible, filing.catalogued: fail}
  - case: {zh: 借用, en: lent}
    set: {premises.office.tenure: lent}
    expect: {filing: ineligible, filing.office-tenure: fail}
  - case: {zh: 小企业, en: a small one}
    set: {enterprise.employees: 299}
    expect: {size: small}
"""


def write_sample(root: Path, cases: str | None = CASES) -> Path:
    """The policy's file, with these cases beside it."""
    path = write_policy(root, POLICY, "2024-01-01", BODY)
    if cases is not None:
        (path.parent / "2024-01-01.cases.yaml").write_text(cases, encoding="utf-8")
    return path
