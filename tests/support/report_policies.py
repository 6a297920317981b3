"""The invented policies that reports are tried on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policydsl.policy.library import Library
from policydsl.policy.model import Program

REPORT_TESTS = Path(__file__).parents[1] / "report"
POLICIES = REPORT_TESTS / "policies"
REGISTER = REPORT_TESTS / "register.yaml"
PROVINCE = "demo/workshop-filing"
CITY = "demo-city/workshop-filing"


@cache
def program(policy: str) -> Program:
    """A program of the invented policies, by its id."""
    return Library.open(POLICIES).program(policy)


def without_folder(text: str) -> str:
    """The text with paths from the tests' own folder: golden files do not know where that lies.

    Only for texts whose layout does not hang on how long the paths are.
    """
    return text.replace(f"{REPORT_TESTS.as_posix()}/", "")
