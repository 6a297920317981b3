"""Whether cases are about the version that they lie beside: its policy, its days."""

from __future__ import annotations

import datetime

from policydsl.policy.case_files import errors_cases as errors
from policydsl.policy.case_files.cases import Case, CaseFile
from policydsl.policy.model import Program
from policydsl.text.diagnostic import PolicyError


def refuse_other_policy(cases: CaseFile, policy: str) -> None:
    """Raises PolicyError where the file says that it is about another policy."""
    if cases.policy is not None and cases.policy.text != policy:
        raise PolicyError(errors.other_policy(cases.policy.place, cases.policy.text, policy))


def day_of(case: Case, program: Program) -> datetime.date:
    """The day a case runs on: its own, or the version's first.

    Raises PolicyError for a day on which the version is not in force.
    """
    effective = program.effective
    day = case.as_of or effective.start
    if day < effective.start or (effective.end is not None and day > effective.end):
        place = case.as_of_place or case.place
        raise PolicyError(errors.not_in_force(place, day, effective.start, effective.end))
    return datetime.date.fromisoformat(day)
