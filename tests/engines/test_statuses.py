"""The tables of the meaning: truths to statuses, statuses to a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from policydsl.engines.interpreter.statuses import (
    Judged,
    Truth,
    all_of,
    judge,
    over_group,
    over_items,
    truth,
    verdict,
    waived,
)
from policydsl.feel.values import NULL, CauseKind, Null, missing, null
from policydsl.policy.model import Force
from policydsl.trace import Status, Verdict

A = missing("a")
B = missing("b")
ERROR = null(CauseKind.ARITHMETIC, "除数为零", "division by zero")
TRUTHS: tuple[Truth, ...] = (True, False, A)

PASS, FAIL, UNKNOWN, SKIP = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE


def facts_of(found: Null) -> list[str | None]:
    return [cause.fact for cause in found.causes]


@pytest.mark.parametrize(
    "applies, met, status, may_fail",
    [
        (False, True, SKIP, False),
        (False, False, SKIP, False),
        (False, A, SKIP, False),
        (True, True, PASS, False),
        (True, False, FAIL, True),
        (True, A, UNKNOWN, True),
        (True, ERROR, UNKNOWN, True),
        (A, True, UNKNOWN, False),
        (A, False, UNKNOWN, True),
        (A, B, UNKNOWN, True),
    ],
)
def test_an_item(applies: Truth, met: Truth, status: Status, may_fail: bool) -> None:
    found = judge(applies, met)
    assert (found.status, found.may_fail) == (status, may_fail)


def test_an_unknown_item_names_what_is_missing_of_either_side() -> None:
    assert facts_of(judge(A, B).why) == ["a", "b"]
    assert judge(A, ERROR).why.causes == (*A.causes, *ERROR.causes)


def test_what_is_neither_true_nor_false_is_null_for_a_reason() -> None:
    assert truth(True) is True
    assert truth(False) is False
    assert truth(A) is A
    for value in (NULL, "true", ()):
        found = truth(value)
        assert isinstance(found, Null)
        assert [cause.kind for cause in found.causes] == [CauseKind.WRONG_TYPE]


@pytest.mark.parametrize(
    "met, reason, expected, waiver",
    [
        (True, "地方有限", True, None),  # nothing to waive
        (False, "地方有限", True, "地方有限"),
        (A, "地方有限", True, "地方有限"),  # met either way
        (False, NULL, False, None),  # no reason was stated
        (False, "  ", False, None),  # a blank is no reason
        (False, ERROR, False, None),
    ],
)
def test_a_waiver(met: Truth, reason: object, expected: Truth, waiver: str | None) -> None:
    assert waived(met, reason) == (expected, waiver)  # type: ignore[arg-type]


def test_whether_a_reason_was_stated_may_itself_be_unknown() -> None:
    found, waiver = waived(False, B)
    assert isinstance(found, Null)
    assert facts_of(found) == ["b"]
    assert waiver is None


@pytest.mark.parametrize(
    "statuses, expected",
    [
        ([], SKIP),
        ([SKIP, SKIP], SKIP),
        ([PASS, SKIP], PASS),
        ([PASS, UNKNOWN, SKIP], UNKNOWN),
        ([PASS, UNKNOWN, FAIL, SKIP], FAIL),
    ],
)
def test_a_rule_over_its_items(statuses: Sequence[Status], expected: Status) -> None:
    assert over_items([Judged(s, may_fail=s is FAIL) for s in statuses]).status is expected


def test_a_rule_of_harmless_unknowns_is_harmless() -> None:
    harmless, open_question = judge(A, True), judge(True, B)
    assert over_items([harmless, harmless]) == Judged(UNKNOWN, may_fail=False)
    both = over_items([harmless, open_question])
    assert both.may_fail
    assert facts_of(both.why) == ["b"]


@pytest.mark.parametrize(
    "rules, any_of, all_of_them",
    [
        ([], SKIP, SKIP),
        ([SKIP], SKIP, SKIP),
        ([PASS, FAIL], PASS, FAIL),
        ([PASS, UNKNOWN], PASS, UNKNOWN),
        ([FAIL, UNKNOWN], UNKNOWN, FAIL),
        ([FAIL, SKIP], FAIL, FAIL),
        ([PASS, SKIP], PASS, PASS),
    ],
)
def test_a_group(rules: Sequence[Status], any_of: Status, all_of_them: Status) -> None:
    assert over_group("any", rules) is any_of
    assert over_group("all", rules) is all_of_them


MANDATORY, IN_PRINCIPLE, PREFERENTIAL = Force.MANDATORY, Force.IN_PRINCIPLE, Force.PREFERENTIAL
MET, NOT_MET, OPEN = judge(True, True), judge(True, False), judge(True, A)
HARMLESS = judge(A, True)


@pytest.mark.parametrize(
    "rules, expected",
    [
        ([], Verdict.ELIGIBLE),
        ([(MANDATORY, MET), (IN_PRINCIPLE, MET)], Verdict.ELIGIBLE),
        ([(MANDATORY, NOT_MET)], Verdict.INELIGIBLE),
        ([(MANDATORY, NOT_MET), (MANDATORY, OPEN)], Verdict.INELIGIBLE),
        ([(MANDATORY, OPEN)], Verdict.UNDETERMINED),
        ([(MANDATORY, HARMLESS)], Verdict.ELIGIBLE),
        ([(MANDATORY, OPEN), (IN_PRINCIPLE, NOT_MET)], Verdict.UNDETERMINED),
        ([(IN_PRINCIPLE, NOT_MET)], Verdict.CONDITIONAL),
        ([(IN_PRINCIPLE, NOT_MET), (IN_PRINCIPLE, OPEN)], Verdict.CONDITIONAL),
        ([(IN_PRINCIPLE, OPEN)], Verdict.UNDETERMINED),
        ([(IN_PRINCIPLE, HARMLESS)], Verdict.ELIGIBLE),
        ([(PREFERENTIAL, NOT_MET), (PREFERENTIAL, OPEN)], Verdict.ELIGIBLE),
    ],
)
def test_a_verdict(rules: list[tuple[Force, Judged]], expected: Verdict) -> None:
    assert verdict(True, rules)[0] is expected
    assert verdict(False, rules)[0] is Verdict.NOT_APPLICABLE
    assert verdict(A, rules)[0] is Verdict.UNDETERMINED


def test_an_undetermined_verdict_names_all_that_matters_and_nothing_else() -> None:
    in_principle = (IN_PRINCIPLE, judge(True, B))
    mandatory = (MANDATORY, judge(True, A))
    preferential = (PREFERENTIAL, judge(True, missing("c")))
    condition = missing("when")

    def causes(applies: Truth, *rules: tuple[Force, Judged]) -> list[str | None]:
        return facts_of(verdict(applies, rules)[1])

    assert causes(True, in_principle, mandatory, preferential) == ["a", "b"]
    assert causes(True, in_principle, mandatory, (IN_PRINCIPLE, NOT_MET)) == ["a"]
    assert causes(condition, mandatory) == ["when", "a"]
    assert causes(True, (MANDATORY, NOT_MET), mandatory) == []


def refinements(truth_or_null: Truth) -> Iterator[bool]:
    yield from (True, False) if isinstance(truth_or_null, Null) else (truth_or_null,)


def test_facts_that_come_in_never_turn_over_a_decided_verdict() -> None:
    """Over every pair of rules: whatever the unknowns turn out to be, a verdict stands."""
    forces = (MANDATORY, IN_PRINCIPLE)
    for one_force, other_force in product(forces, forces):
        for one, other in product(product(TRUTHS, TRUTHS), product(TRUTHS, TRUTHS)):
            rules = [(one_force, judge(*one)), (other_force, judge(*other))]
            decided, _ = verdict(True, rules)
            possible = {
                verdict(True, [(one_force, judge(a, b)), (other_force, judge(c, d))])[0]
                for a, b, c, d in product(*(refinements(each) for each in (*one, *other)))
            }
            if decided is Verdict.UNDETERMINED:
                assert len(possible) > 1
            else:
                assert possible == {decided}


@pytest.mark.parametrize(
    "truths, expected",
    [([], True), ([True, True], True), ([A, False], False), ([False, True], False)],
)
def test_all_of(truths: list[Truth], expected: bool) -> None:
    assert all_of(truths) is expected


def test_all_of_with_unknowns_merges_them() -> None:
    found = all_of([A, True, B, A])
    assert isinstance(found, Null)
    assert facts_of(found) == ["a", "b"]
