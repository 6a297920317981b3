"""The policy of `bench/records.py` as one would write it by hand, with unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOTHING: dict[str, Any] = {}


# One function, as one writes it by hand to be fast.
def three_valued(stated: Mapping[str, Any]) -> tuple[Any, ...]:  # noqa: C901, PLR0915
    """The verdict, and of each rule whether it is met: True, False, or None where unknown.

    A rule that fails for one item fails; else one unknown item makes it unknown.
    """
    office = stated.get("premises", NOTHING).get("office", NOTHING)
    staff = stated.get("staff", NOTHING)
    record = stated.get("record", NOTHING)
    institution = stated.get("institution", NOTHING)
    office_area = None if (area := office.get("area")) is None else area >= 50
    office_suited = office.get("suited")
    managers = None if (number := staff.get("managers")) is None else number >= 2
    examiners = None if (number := staff.get("examiners")) is None else number >= 5
    good_credit = record.get("good_credit")
    no_violations = record.get("no_violations")
    legal_person = institution.get("independent_legal_person")
    kind = institution.get("applicant_type")
    applicant = None if kind is None else kind in ("technical_school", "employer")
    theory_area: bool | None
    theory_seats: bool | None
    workstations: bool | None
    monitoring: bool | None
    level_examiners: bool | None
    level_site: bool | None
    theory_area = theory_seats = workstations = monitoring = True
    level_examiners = level_site = True
    occupations = stated.get("occupations")
    if not occupations:
        theory_area = theory_seats = workstations = monitoring = level_examiners = level_site = (
            None if occupations is None else False
        )
        occupations = ()
    for occupation in occupations:
        theory = occupation.get("theory", NOTHING)
        if (area := theory.get("area")) is None:
            theory_area = theory_area and None
        elif area < 60:
            theory_area = False
        if (seats := theory.get("seats")) is None:
            theory_seats = theory_seats and None
        elif seats < 30:
            theory_seats = False
        practical = occupation.get("practical", NOTHING)
        if (number := practical.get("workstations")) is None:
            workstations = workstations and None
        elif number < 10:
            workstations = False
        if not (said := practical.get("hd_video_monitoring")):
            monitoring = False if said is False else monitoring and None
        levels = occupation.get("levels")
        if levels:
            for level in levels:
                if (number := level.get("own_certified_examiners")) is None:
                    level_examiners = level_examiners and None
                elif number < 5:
                    level_examiners = False
                if not (said := level.get("site_suited")):
                    level_site = False if said is False else level_site and None
        elif levels is None:
            level_examiners, level_site = level_examiners and None, level_site and None
        else:
            level_examiners = level_site = False
    binding = (
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
        monitoring,
        level_examiners,
        level_site,
    )
    if False in binding:
        verdict = "ineligible"
    elif None in binding or workstations is None:
        verdict = "undetermined"
    else:
        verdict = "eligible" if workstations else "conditional"
    return (verdict, *binding[:10], workstations, *binding[10:])
