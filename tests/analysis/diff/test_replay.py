"""What a solver proposes counts only as far as the interpreter sees it."""

import pytest

from policydsl.analysis.witnesses import ReplayError, Side, Subject, known_facts, outcome, replay
from policydsl.policy.model import Force
from policydsl.trace import Status, Verdict
from relation_samples import asked

ASKED = (Subject("filing", "asked"),)
FEW, MANY = asked("require: staff.examiners >= 1"), asked("require: staff.examiners >= 5")
FOUR = {"staff": {"examiners": 4}}


def test_a_witness_says_what_each_version_says() -> None:
    found = replay(FOUR, Side(FEW, ASKED), Side(MANY, ASKED), lambda was, now: was != now)
    assert (found.old.status, found.new.status) == (Status.PASS, Status.FAIL)
    assert (found.old.verdict, found.new.verdict) == (Verdict.ELIGIBLE, Verdict.INELIGIBLE)
    assert (found.old.standing, found.new.standing) == (4, 0)


def test_one_that_does_not_replay_is_an_error_that_shows_both() -> None:
    with pytest.raises(ReplayError, match=r"looser.*Status\.PASS.*Status\.FAIL") as caught:
        replay(
            FOUR,
            Side(FEW, ASKED),
            Side(MANY, ASKED),
            lambda was, now: now.standing > was.standing,
            "looser",
        )
    assert caught.value.witness.facts == FOUR


@pytest.mark.parametrize(
    "rule, facts, level, standing",
    [
        ("require: staff.examiners >= 5", {}, 1, 1),
        ("require: staff.examiners >= 5\nforce: in_principle", {}, 1, 3),
        ("require: staff.examiners >= 5\nforce: in_principle", FOUR, 0, 2),
        ("require: staff.examiners >= 5\nforce: preferential", FOUR, 0, 4),
        ("require: staff.examiners >= 1\nwhen: record.good_credit", FOUR, 2, 4),
    ],
)
def test_the_level_of_a_rule_by_itself(
    rule: str, facts: dict[str, object], level: int, standing: int
) -> None:
    seen = outcome(Side(asked(rule), ASKED), facts)
    assert (seen.level, seen.standing) == (level, standing)


def test_a_rule_that_a_version_does_not_have_refuses_nobody() -> None:
    seen = outcome(Side(FEW, ()), FOUR)
    assert (seen.subject, seen.standing, seen.force) == (None, 4, Force.PREFERENTIAL)


def test_facts_that_a_schema_does_not_know_are_left_out() -> None:
    stated = {
        "staff": {"examiners": 4, "jugglers": 2},
        "circus": True,
        "occupations": [{"name": "电工", "colour": "red"}],
    }
    assert known_facts(stated, FEW.facts.root) == {
        "staff": {"examiners": 4},
        "occupations": [{"name": "电工"}],
    }
