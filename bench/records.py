"""One policy of 14 rules over nested lists, institutions for it, and the same written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from policydsl.policy.building.build import build
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.model import Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.text.source import Source

RULES = {
    "office-area": "premises.office.area >= office_area_min",
    "office-suited": "premises.office.suited",
    "managers": "staff.managers >= 2",
    "examiners": "staff.examiners >= 5",
    "good-credit": "record.good_credit",
    "no-violations": "record.no_violations",
    "legal-person": "institution.independent_legal_person",
    "applicant": 'institution.applicant_type in ("technical_school", "employer")',
    "theory-area": "occupation.theory.area >= 60",
    "theory-seats": "occupation.theory.seats >= 30",
    "workstations": "occupation.practical.workstations >= 10",
    "monitoring": "occupation.practical.hd_video_monitoring",
    "level-examiners": "level.own_certified_examiners >= 5",
    "level-site": "level.site_suited",
}
BY_OCCUPATION = ("theory-area", "theory-seats", "workstations", "monitoring")
BY_LEVEL = ("level-examiners", "level-site")
IN_PRINCIPLE = ("workstations",)


ID = "bench/records"
DAY = "2024-01-01"


def policy(text: str | None = None) -> Program:
    """The policy, or another one's text, read and checked as any is."""
    document = read_policy(Source("records.yaml", text or policy_text(fourteen())))
    return build(document, load_facts_schema(), {}).program


def fourteen() -> list[tuple[str, str]]:
    return list(RULES.items())


def many(number: int) -> list[tuple[str, str]]:
    """So many rules: the fourteen over and over, each time with other figures."""
    found = []
    for place in range(number):
        name, requirement = fourteen()[place % len(RULES)]
        head, sign, _ = requirement.partition(">= ")
        asked = f"{head}{sign}{place % 7 + 1}" if sign else requirement
        found.append((f"{name}-{place + 1}", asked))
    return found


def policy_text(rules: list[tuple[str, str]]) -> str:
    """A policy file with these rules; what a rule is about follows from its name."""
    lines = [
        f"policy: {ID}",
        "version: 1.0.0",
        "title: {zh: 十四条, en: Fourteen rules}",
        "source: {document: 测试〔2024〕1号, issuer: 测试厅, issued: 2024-01-01}",
        f"effective: {{from: {DAY}}}",
        "defaults: {empty: fail}",
        "parameters:",
        "  office_area_min: {value: 50, unit: m2, clause: '1', title: {zh: 下限, en: Least}}",
        "decisions:",
        "  filing:",
        "    title: {zh: 备案, en: Filing}",
        "    checklist:",
    ]
    for name, requirement in rules:
        lines += [f"      - rule: {name}", f"        title: {{zh: {name}, en: {name}}}"]
        lines.append("        clause: '1'")
        if name.startswith(BY_LEVEL):
            lines.append("        for: [occupation in occupations, level in occupation.levels]")
        elif name.startswith(BY_OCCUPATION):
            lines.append("        for: occupation in occupations")
        if name.startswith(IN_PRINCIPLE):
            lines.append("        force: in_principle")
        lines.append(f"        require: '{requirement}'")
    return "\n".join(lines) + "\n"


def institutions(number: int, seed: int = 1, unstated: float = 0) -> list[dict[str, Any]]:
    """Stated facts, as JSON gives them; 3 occupations and 9 levels in all on average.

    Most pass; of each fact `unstated` is the chance to be left out.
    """
    rng = Random(seed)

    def truth() -> bool:
        return rng.random() < 0.98

    def figure(least: int) -> int:
        return rng.randint(least, least * 3) if rng.random() < 0.98 else rng.randint(0, least)

    def some(facts: dict[str, Any]) -> dict[str, Any]:
        if not unstated:
            return facts
        return {name: each for name, each in facts.items() if rng.random() >= unstated}

    def level() -> dict[str, Any]:
        return some(
            {
                "rank": rng.randint(1, 5),
                "own_certified_examiners": figure(5),
                "site_suited": truth(),
                "equipment_matched": truth(),
            }
        )

    def occupation() -> dict[str, Any]:
        return {
            "name": "电工",
            "theory": some({"area": figure(60), "seats": figure(30), "suited": truth()}),
            "practical": some({"workstations": figure(10), "hd_video_monitoring": truth()}),
            "levels": [level() for _ in range(rng.randint(1, 5))],
        }

    def institution() -> dict[str, Any]:
        return {
            "institution": some(
                {
                    "name": "机构",
                    "independent_legal_person": truth(),
                    "applicant_type": rng.choice(("technical_school", "employer")),
                }
            ),
            "record": some({"good_credit": truth(), "no_violations": truth()}),
            "premises": {"office": some({"area": figure(50), "suited": truth()})},
            "staff": some({"managers": figure(2), "examiners": figure(5)}),
            "occupations": [occupation() for _ in range(rng.randint(1, 5))],
        }

    return [institution() for _ in range(number)]


def straight(stated: Mapping[str, Any]) -> tuple[Any, ...]:
    """The same policy by hand: every fact has to be stated, and is true or false.

    Gives the verdict, and whether each rule is met.
    """
    office = stated["premises"]["office"]
    staff = stated["staff"]
    record = stated["record"]
    institution = stated["institution"]
    occupations = stated["occupations"]
    office_area = office["area"] >= 50
    office_suited = office["suited"]
    managers = staff["managers"] >= 2
    examiners = staff["examiners"] >= 5
    good_credit = record["good_credit"]
    no_violations = record["no_violations"]
    legal_person = institution["independent_legal_person"]
    applicant = institution["applicant_type"] in ("technical_school", "employer")
    theory_area = theory_seats = workstations = monitoring = bool(occupations)
    level_examiners = level_site = bool(occupations)
    for occupation in occupations:
        theory = occupation["theory"]
        if theory["area"] < 60:
            theory_area = False
        if theory["seats"] < 30:
            theory_seats = False
        practical = occupation["practical"]
        if practical["workstations"] < 10:
            workstations = False
        if not practical["hd_video_monitoring"]:
            monitoring = False
        levels = occupation["levels"]
        if not levels:
            level_examiners = level_site = False
        for level in levels:
            if level["own_certified_examiners"] < 5:
                level_examiners = False
            if not level["site_suited"]:
                level_site = False
    if not (
        office_area
        and office_suited
        and managers
        and examiners
        and good_credit
        and no_violations
        and legal_person
        and applicant
        and theory_area
        and theory_seats
        and monitoring
        and level_examiners
        and level_site
    ):
        verdict = "ineligible"
    else:
        verdict = "eligible" if workstations else "conditional"
    return (
        verdict,
        office_area,
        office_suited,
        managers,
        examiners,
        good_credit,
        no_violations,
        legal_person,
        applicant,
        theory_area,
        theory_seats,
        workstations,
        monitoring,
        level_examiners,
        level_site,
    )
