"""How values and tables stand to one another: the same, moved one way, or different."""

import pytest

from policydsl.analysis.diff.encoding import Options, compared_values
from policydsl.analysis.relations import Basis, Comparison, Relation
from policydsl.analysis.witness_cases import can_be_expected
from policydsl.analysis.witnesses import Outcome, Subject
from policydsl.feel.values import missing
from policydsl.policy.model import Program
from policydsl.trace import Verdict
from small_policies import program

VALUE = """\
decisions:
  result:
    title: {{zh: 结果, en: Result}}
    value: {value}
"""


def given(value: str, when: str | None = None) -> Program:
    text = VALUE.format(value=value)
    return program(text + (f"    when: {when}\n" if when else ""))


def compared(old: Program, new: Program) -> Comparison:
    return compared_values((old, new), "result", "result", Options())


FILED = "filing_record.filed_on"


@pytest.mark.parametrize(
    "old, new, directions",
    [
        ("staff.examiners + 1", "staff.examiners + 2", ("higher",)),
        ("staff.examiners + 1", "2 * staff.examiners", ("lower", "higher")),
        (f'{FILED} + duration("P3Y")', f'{FILED} + duration("P2Y")', ("earlier",)),
        (f'{FILED} + duration("P1M")', f'{FILED} + duration("P30D")', ("earlier", "later")),
        (
            'if staff.examiners > 1 then "a" else "b"',
            'if staff.examiners > 2 then "a" else "b"',
            (),
        ),
        ("staff.examiners > 1", "staff.examiners > 2", ()),
        ("occupations.name", "occupations[new_occupation].name", ()),
    ],
)
def test_results_that_differ(old: str, new: str, directions: tuple[str, ...]) -> None:
    found = compared(given(old), given(new))
    assert found.relation is Relation.INCOMPARABLE
    assert found.directions == directions
    assert found.one_way is (len(directions) == 1)
    assert len(found.others) == max(1, len(directions))


@pytest.mark.parametrize(
    "old, new",
    [
        ("staff.examiners + staff.managers", "staff.managers + staff.examiners"),
        ("occupations[new_occupation].name", "occupations[not(not(new_occupation))].name"),
        ('if record.good_credit then "a" else "b"', 'if not(record.good_credit) then "b" else "a"'),
    ],
)
def test_results_that_are_the_same_for_everybody(old: str, new: str) -> None:
    found = compared(given(old), given(new))
    assert found.relation is Relation.EQUIVALENT


def test_an_institution_that_only_one_version_is_about() -> None:
    found = compared(given("1", "record.good_credit"), given("1"))
    assert found.relation is Relation.INCOMPARABLE
    assert found.directions == ()


SUBJECT = Subject("result")
UNKNOWN = missing("staff.examiners")


@pytest.mark.parametrize(
    "seen, expectable",
    [
        (Outcome(SUBJECT, verdict=Verdict.ELIGIBLE), True),
        (Outcome(SUBJECT, value=UNKNOWN), True),
        (Outcome(SUBJECT, value=("a", "b")), True),
        (Outcome(SUBJECT, value=("a", UNKNOWN)), False),
        (Outcome(SUBJECT, value={"a": UNKNOWN, "b": "c"}), False),
    ],
)
def test_a_case_cannot_expect_what_is_unknown_in_part(seen: Outcome, expectable: bool) -> None:
    assert can_be_expected(seen) is expectable


def test_what_the_solver_cannot_be_asked_is_named() -> None:
    old = given("string join(occupations.name)")
    new = given('string join(occupations.name, ",")')
    found = compared(old, new)
    assert (found.relation, found.basis) == (None, Basis.UNSETTLED)
    assert [each.subject.decision for each in found.obstacles] == ["result"]
