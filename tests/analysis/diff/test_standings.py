"""A checklist's verdict is that of its worst rule, by one order of five standings."""

from itertools import product

import pytest

from policydsl.analysis.standings import verdict_stood
from policydsl.analysis.witnesses import BEST, STANDINGS
from policydsl.engines.interpreter.statuses import FAIL, PASS, Judged, verdict
from policydsl.policy.model import Force
from policydsl.trace import Status

JUDGED = (FAIL, Judged(Status.UNKNOWN, may_fail=True), PASS)
RULES = tuple(product(Force, range(3)))


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_verdict_is_that_of_the_worst_rule(count: int) -> None:
    for rules in product(RULES, repeat=count):
        worst = min((STANDINGS[force][level] for force, level in rules), default=BEST)
        found, _ = verdict(True, [(force, JUDGED[level]) for force, level in rules])
        assert worst in verdict_stood(found)


def test_a_better_level_never_leaves_a_rule_standing_lower() -> None:
    assert all(list(ranks) == sorted(ranks) for ranks in STANDINGS.values())
