"""The ready properties: silent where a law holds, and telling where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policydsl.analysis.diff.difference import Difference, difference
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Relation
from policydsl.api import Policy
from policydsl.testing import (
    comparing,
    differ_only_where,
    never_admits_more,
    refinement,
    stays_monotone,
    unknowns_refine,
)
from policydsl.text.diagnostic import UsageError
from small_policies import program

BODY = """\
parameters:
  area_min: {value: AREA, unit: m2, clause: "1", title: x}
  seats_min: {value: 30, unit: seat, clause: "1", title: x}
decisions:
  filing:
    title: {zh: 备案, en: Filing}
    checklist:
      - rule: office
        title: {zh: 办公用房, en: Office}
        clause: "1"
        require: premises.office.area >= area_min
      - rule: seats
        title: {zh: 考位, en: Seats}
        clause: "1"
        force: FORCE
        for: one in occupations
        require: one.theory.seats >= seats_min
"""


def version(area: str = "50", force: str = "mandatory", old: str = "", new: str = "") -> Policy:
    """A version with another figure or force, or any other change of its text."""
    body = BODY.replace("AREA", area).replace("FORCE", force).replace(old or "\0", new)
    return Policy(program(body), "2024-01-01")


OLD = version()
STRICTER = [
    version(),
    version(area="60"),
    version(old=">= area_min", new="> area_min"),
    version(old="seats >= seats_min", new="seats >= seats_min and one.examiners > 1"),
]
LOOSER = [
    version(area="49.99"),
    version(force="in_principle"),
    version(old="premises.office.area >= area_min", new="true"),
    version(old="for: one in occupations", new="for: one in occupations\n        empty: pass"),
    version(old="for: one in occupations", new="for: one in occupations[examiners > 0]"),
]


@pytest.mark.parametrize("new", STRICTER)
def test_a_tightening_is_let_pass(new: Policy) -> None:
    never_admits_more(OLD, new, examples=60)


@pytest.mark.parametrize("new", LOOSER)
def test_a_version_that_admits_more_is_caught(new: Policy) -> None:
    with pytest.raises(AssertionError):
        never_admits_more(OLD, new, examples=1000)


def test_a_wider_scope_admits_more() -> None:
    of_schools = "    when: premises.office.tenure = 'owned'\n".replace("'", '"')
    narrow = version(old="    checklist:", new=f"{of_schools}    checklist:")
    with pytest.raises(
        AssertionError, match=r"(undetermined|not_applicable) → (eligible|conditional)"
    ):
        never_admits_more(narrow, OLD, examples=1000)
    never_admits_more(OLD, narrow, examples=60)


def test_what_failed_is_told_with_the_smallest_institution_and_both_traces(
    golden: Callable[[Path, str], None],
) -> None:
    with pytest.raises(AssertionError) as caught:
        never_admits_more(OLD, version(area="49"), language="zh")
    golden(Path("golden/never_admits_more.zh.txt"), str(caught.value))
    with pytest.raises(AssertionError) as caught:
        stays_monotone(OLD, "occupations[].theory.seats", better="less", language="en")
    golden(Path("golden/stays_monotone.en.txt"), str(caught.value))


def test_figures_that_are_minimums_are_monotone_one_way_only() -> None:
    for fact in ("premises.office.area", "各职业[].理论考场.考位数"):
        stays_monotone(OLD, fact, examples=60)
    with pytest.raises(AssertionError, match="office: pass → fail"):
        stays_monotone(OLD, "premises.office.area", better="less", language="en")


def test_dates_and_booleans_have_a_better_too() -> None:
    dated = version(
        old="one.theory.seats >= seats_min",
        new='filing_record.filed_on >= @"2024-03-31" and premises.office.computers',
    )
    stays_monotone(dated, "filing_record.filed_on", examples=60)
    stays_monotone(dated, "premises.office.computers", examples=60)
    with pytest.raises(AssertionError):
        stays_monotone(dated, "filing_record.filed_on", better="less", examples=1000)


@pytest.mark.parametrize(
    "fact, code",
    [
        ("premises.office.aera", "unknown-fact"),
        ("premises.office", "fact-without-order"),
        ("institution.name", "fact-without-order"),
    ],
)
def test_a_fact_without_more_and_less_is_refused(fact: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        stays_monotone(OLD, fact)
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_a_policy_without_a_checklist_has_nobody_to_admit() -> None:
    body = "decisions:\n  area:\n    title: x\n    value: premises.office.area\n"
    valued = Policy(program(body), "2024-01-01")
    for ask in (lambda: never_admits_more(OLD, valued), lambda: stays_monotone(valued, "x")):
        with pytest.raises(UsageError):
            ask()


def test_facts_that_come_in_turn_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unknowns_refine(OLD, examples=60)
    stated = version(old="one.theory.seats >= seats_min", new="not(is stated(one.theory.seats))")
    unknowns_refine(stated, examples=60)  # that it was not stated was itself the answer
    nothing = frozenset[str](), frozenset[tuple[str, str]](), frozenset[str]()
    monkeypatch.setattr(comparing, "exempt", lambda _program: refinement.Exempt(*nothing))
    with pytest.raises(AssertionError, match="seats"):
        unknowns_refine(stated)


def diff_of(old: Policy, new: Policy) -> Difference:
    return difference(Version(old.program, "old"), Version(new.program, "new"))


@pytest.mark.parametrize("new", [STRICTER[2], LOOSER[1]])
def test_versions_differ_only_where_their_diff_says(new: Policy) -> None:
    differ_only_where(diff_of(OLD, new), examples=100)


def test_a_diff_that_is_silent_about_a_difference_is_caught() -> None:
    honest = diff_of(OLD, LOOSER[0])
    (filing,) = honest.decisions
    equal = replace(filing.comparison, relation=Relation.EQUIVALENT)
    silent = replace(filing, comparison=equal, rules=())
    with pytest.raises(AssertionError, match="filing: "):
        differ_only_where(replace(honest, decisions=(silent,)))
    rules = tuple(replace(rule, comparison=equal) for rule in filing.rules)
    with pytest.raises(AssertionError, match="filing office: 0 → 4"):
        differ_only_where(replace(honest, decisions=(replace(filing, rules=rules),)))
