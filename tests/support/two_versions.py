"""Two versions of a small policy that differ in every kind of way, and institutions to try."""

from __future__ import annotations

from pathlib import Path

from small_policies import write_policy

POLICY = "test/filing"
OLD_DAY, NEW_DAY = "2024-01-01", "2025-01-01"

OLD = """\
parameters:
  area_min: {value: 50, unit: m2, zh: 面积下限, clause: "1", title: {zh: 面积下限, en: Least area}}
  term: {value: P3Y, type: duration, clause: "4", title: {zh: 备案期限, en: Filing term}}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    clause: "1"
    checklist:
      - rule: office
        title: {zh: 办公用房面积, en: Office area}
        clause: "1"
        require: premises.office.area >= area_min
      - rule: papers
        title: {zh: 试卷保密, en: Papers kept safe}
        clause: "1"
        require: premises.office.papers_safe and premises.office.confidential_paper_store
      - rule: examiners
        title: {zh: 考评人员, en: Examiners}
        clause: "2"
        require: staff.examiners >= 5
      - rule: seats
        title: {zh: 理论考位, en: Theory seats}
        clause: "3"
        force: in_principle
        for: occupation in occupations
        require: occupation.theory.seats >= 30
        empty: fail
  accepted_by:
    title: {zh: 受理部门, en: Accepted by}
    clause: "5"
    table:
      hit: unique
      inputs:
        tier: {value: application.tier, title: {zh: 申报层级, en: Tier}}
      outputs:
        office:
          title: {zh: 受理部门, en: Accepted by}
          values:
            province: {zh: 省厅, en: the province}
            city: {zh: 市局, en: the city}
      rows:
        - {when: {tier: province}, then: province, clause: "5"}
        - {when: {tier: city}, then: city, clause: "5"}
  filed_until:
    title: {zh: 有效期至, en: Filed until}
    clause: "4"
    value: filing_record.filed_on + term
not_encoded:
  6: {zh: 工作要求。, en: A general aim.}
"""

NEW = """\
parameters:
  area_min: {value: 60, unit: m2, zh: 面积下限, clause: "1", title: {zh: 面积下限, en: Least area}}
  term: {value: P5Y, type: duration, clause: "4", title: {zh: 备案期限, en: Filing term}}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    clause: "1"
    checklist:
      - rule: office
        title: {zh: 办公用房面积, en: Office area}
        clause: "1"
        require: premises.office.area >= area_min
      - rule: safe
        title: {zh: 保密柜, en: Safe}
        clause: "1"
        require: premises.office.papers_safe
      - rule: store
        title: {zh: 保密室, en: Confidential store}
        clause: "1"
        require: premises.office.confidential_paper_store
      - rule: own-examiners
        title: {zh: 考评人员, en: Examiners}
        clause: "2"
        require: staff.examiners >= 5
      - rule: seats
        title: {zh: 理论考位, en: Theory seats}
        clause: "3"
        force: in_principle
        for: occupation in occupations
        require: occupation.theory.seats > 20
        empty: fail
        note: {zh: 放宽。, en: Relaxed.}
      - rule: credit
        title: {zh: 信用良好, en: Good credit}
        clause: "7"
        require: record.good_credit
  accepted_by:
    title: {zh: 受理部门, en: Accepted by}
    clause: "5"
    table:
      hit: unique
      inputs:
        tier: {value: application.tier, title: {zh: 申报层级, en: Tier}}
      outputs:
        office:
          title: {zh: 受理部门, en: Accepted by}
          values:
            province: {zh: 省厅, en: the province}
            city: {zh: 市局, en: the city}
      rows:
        - {when: {tier: province}, then: province, clause: "5"}
        - {when: {tier: city}, then: province, clause: "5"}
  filed_until:
    title: {zh: 有效期至, en: Filed until}
    clause: "4"
    value: filing_record.filed_on + term
"""

PASSES = """\
institution: {name: 甲培训学校}
premises: {office: {area: 55, papers_safe: true, confidential_paper_store: true}}
staff: {examiners: 5}
record: {good_credit: true}
occupations: [{name: 电工, theory: {seats: 30}}]
application: {tier: city}
filing_record: {filed_on: 2024-05-01}
"""
FAILS = PASSES.replace("甲培训学校", "乙鉴定站").replace("examiners: 5", "examiners: 1")


def write_versions(root: Path) -> tuple[Path, Path]:
    """Both versions in their places under a folder, and a folder `facts` of two institutions."""
    old = write_policy(root / "policies", POLICY, OLD_DAY, OLD)
    new = write_policy(root / "policies", POLICY, NEW_DAY, NEW)
    facts = root / "facts"
    facts.mkdir()
    (facts / "passes.yaml").write_text(PASSES, encoding="utf-8")
    (facts / "fails.yaml").write_text(FAILS, encoding="utf-8")
    return old, new
