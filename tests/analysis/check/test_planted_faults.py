"""Each policy has one fault: it is found, placed, and shown; its sound twin has none."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from policydsl.analysis.check import Finding, check_paths
from small_policies import write_policy

PARAMETERS = """\
parameters:
  area_min: {value: 50, unit: m2, clause: "1", title: {zh: 面积下限, en: Least area}}
  area_much: {value: 80, unit: m2, clause: "1", title: {zh: 大面积, en: Large area}}
  staff_min: {value: 3, unit: person, clause: "1", title: {zh: 人数下限, en: Least staff}}
"""


def checklist(*rules: str, when: str = "") -> str:
    """A checklist of rules, each `id: rest of the rule`."""
    lines = ["decisions:", "  filing:", "    title: {zh: 备案, en: Filing}"]
    lines += [f"    when: {when}"] if when else []
    lines.append("    checklist:")
    for rule in rules:
        name, _, rest = rule.partition(": ")
        title = f"{{zh: 规则{name}, en: Rule {name}}}"
        lines.append(f"      - {{rule: {name}, title: {title}, clause: '1', {rest}}}")
    return PARAMETERS + "\n".join(lines) + "\n"


def table(hit: str, *rows: str, output: str = "{type: number}") -> str:
    """A table over the office's area and tenure; a row is `area; tenure; result`."""
    lines = [
        "decisions:",
        "  term:",
        "    title: {zh: 期限, en: Term}",
        "    clause: '1'",
        "    table:",
        f"      hit: {hit}",
        "      inputs: {area: premises.office.area, tenure: premises.office.tenure}",
        f"      outputs: {{years: {output}}}",
        "      rows:",
    ]
    for row in rows:
        area, tenure, result = (each.strip() for each in row.split(";"))
        when = ", ".join(
            f"{name}: '{test}'"
            for name, test in (("area", area), ("tenure", tenure))
            if test != "-"
        )
        lines.append(f"        - {{when: {{{when}}}, then: {result}, clause: '1'}}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Planted:
    """A fault, its finding, and a word of the line where it stands; `sound` is without it."""

    name: str
    faulty: str
    code: str
    subject: str
    line: str
    sound: str
    proof: tuple[str, ...] = ()
    shown: bool = False


AREA = "office: require: premises.office.area >= area_min"
CITED = checklist(AREA, "much: require: premises.office.area >= area_much")

PLANTED = (
    Planted(
        "a comparison that any number passes",
        checklist(AREA, "staff: require: staff.managers >= 0"),
        "rule-never-fails", "filing.staff", "rule: staff",
        checklist(AREA, "staff: require: staff.managers >= 1"),
    ),
    Planted(
        "two bounds that exclude one another",
        checklist(AREA, "staff: require: staff.managers < 0"),
        "rule-never-passes", "filing.staff", "rule: staff",
        checklist(AREA, "staff: require: staff.managers < 1"),
    ),
    Planted(
        "a condition that never holds",
        checklist(AREA, "staff: when: staff.managers < 0, require: record.good_credit"),
        "rule-never-applies", "filing.staff", "rule: staff",
        checklist(AREA, "staff: when: staff.managers < 1, require: record.good_credit"),
    ),
    Planted(
        "a rule that a stricter one implies",
        CITED,
        "rule-implied", "filing.office", "rule: office",
        checklist("office: when: record.good_credit, require: premises.office.area >= area_min",
                  "much: when: record.no_violations, require: premises.office.area >= area_much"),
        proof=("much",),
    ),
    Planted(
        "a rule that two others imply together",
        checklist(
            "one: require: record.good_credit",
            "two: require: record.no_violations",
            "both: require: record.good_credit and record.no_violations",
        ),
        "rule-implied", "filing.both", "rule: both",
        checklist("either: require: record.good_credit or record.no_breach_of_faith",
                  "two: require: record.no_violations"),
        proof=("one", "two"),
    ),
    Planted(
        "rules that nobody can meet together",
        checklist("office: require: premises.office.area >= area_much",
                  "credit: require: record.good_credit",
                  "small: require: premises.office.area < area_min"),
        "rules-contradict", "filing", "rule: office",
        checklist("office: require: premises.office.area >= area_min",
                  "small: require: premises.office.area < area_much"),
        proof=("office", "small"),
    ),
    Planted(
        "a checklist about nobody",
        checklist(AREA, when="staff.managers > staff_min and staff.managers < staff_min"),
        "decision-never-applies", "filing", "filing:",
        checklist(AREA, when="staff.managers > staff_min"),
    ),
    Planted(
        "a row behind one that says more",
        table("first", ">= 50; -; 6", ">= 80; -; 9", "-; -; 3"),
        "row-never-matches", "term[2]", "then: 9",
        table("first", ">= 80; -; 9", ">= 50; -; 6", "-; -; 3"),
    ),
    Planted(
        "a figure that falls between two rows",
        table("unique", "< 50; -; 3", "> 50; -; 6"),
        "table-gap", "term", "term:",
        table("unique", "< 50; -; 3", ">= 50; -; 6"),
        shown=True,
    ),
    Planted(
        "rows that share their bound",
        table("unique", "<= 50; -; 3", ">= 50; -; 6"),
        "table-overlap", "term[1,2]", "then: 6",
        table("unique", "<= 50; -; 3", "> 50; -; 6"),
        shown=True,
    ),
    Planted(
        "rows that agree only mostly",
        table("any", "<= 50; -; 3", "< 80; -; 3", ">= 50; -; 6"),
        "table-overlap", "term[1,3]", "then: 6",
        table("any", "<= 50; -; 3", "< 80; -; 3", "> 50; -; 3"),
        shown=True,
    ),
    Planted(
        "a result that no row gives",
        table("first", ">= 50; -; long", "-; -; short",
              output="{values: {long: {zh: 长, en: long}, middle: {zh: 中, en: middle}, "
                     "short: {zh: 短, en: short}}}"),
        "outcome-never-reached", "term=middle", "term:",
        table("first", ">= 50; -; long", "-; -; short",
              output="{values: {long: {zh: 长, en: long}, short: {zh: 短, en: short}}}"),
    ),
)  # fmt: skip


def findings(root: Path, body: str) -> tuple[Finding, ...]:
    (found,) = check_paths([write_policy(root, "test/small", "2024-01-01", body)]).policies
    assert found.unsettled == ()
    return found.findings


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_a_planted_fault_is_found(case: Planted, tmp_path: Path) -> None:
    found = {(each.code, each.subject): each for each in findings(tmp_path, case.faulty)}
    finding = found[case.code, case.subject]
    assert set(finding.proof) >= set(case.proof)
    assert (finding.witness is not None) is case.shown
    place = finding.diagnostic.place
    assert place is not None
    source, span = place.outermost().source, place.outermost().span
    line = source.text.splitlines()[source.position(span.start)[0] - 1]
    assert case.line in line


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: case.name)
def test_its_sound_twin_has_no_such_finding(case: Planted, tmp_path: Path) -> None:
    assert findings(tmp_path, case.sound) == ()


def test_of_two_rules_that_say_the_same_the_first_stays(tmp_path: Path) -> None:
    twins = checklist(AREA, AREA.replace("office:", "again:", 1))
    (finding,) = findings(tmp_path, twins)
    assert (finding.code, finding.subject, finding.proof) == (
        "rule-implied",
        "filing.again",
        ("office",),
    )


BASE = checklist(AREA, "credit: require: record.good_credit")
REFINED = "extends: test/base\nparameters:\n  area_min: {{value: {area}, clause: '1'}}\n"


@pytest.mark.parametrize("area, codes", [("80", []), ("40", ["refinement-loosens"])])
def test_a_refinement_may_only_tighten(area: str, codes: list[str], tmp_path: Path) -> None:
    write_policy(tmp_path, "test/base", "2024-01-01", BASE)
    path = write_policy(tmp_path, "test/city", "2024-01-01", REFINED.format(area=area))
    (checked,) = check_paths([path]).policies
    assert [each.code for each in checked.findings] == codes
    for finding in checked.findings:
        assert finding.proof == ("office",)
        assert finding.witness is not None


def test_a_remark_keeps_a_finding(tmp_path: Path) -> None:
    remarks = "remarks:\n  rule-implied:\n    filing.office: {zh: 通知如此, en: so the notice}\n"
    path = write_policy(tmp_path, "test/small", "2024-01-01", CITED + remarks)
    run = check_paths([path])
    assert run.clean
    (kept,) = run.policies[0].kept
    assert (kept.finding.subject, kept.remark.note.zh) == ("filing.office", "通知如此")


def test_a_remark_about_nothing_is_a_finding(tmp_path: Path) -> None:
    remarks = "remarks:\n  rule-implied:\n    filing.much: {zh: 通知如此, en: so the notice}\n"
    codes = [each.code for each in findings(tmp_path, CITED + remarks)]
    assert codes == ["rule-implied", "remark-without-finding"]
