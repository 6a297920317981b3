"""Drawn records are facts as they are read, and the same ones when they are drawn again."""

from __future__ import annotations

import pytest

from policydsl.api import Policy
from policydsl.policy.facts import facts_from_data
from record_drawing import Drawing
from record_drawing_oracle import Oracle
from shipped_programs import examples, shipped

each_policy = pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)


def drawing(policy: Policy) -> Drawing:
    return Drawing.of(policy.program, list(examples().values()))


@each_policy
def test_a_record_is_what_reading_it_gives(policy: Policy) -> None:
    for number in range(12):
        record = drawing(policy).record(3, number, number)
        assert facts_from_data(record, policy.program.facts).stated == record


def test_a_record_depends_on_its_place_alone() -> None:
    drawn = drawing(shipped()[0])
    assert drawn.chunk(5, 2, 10)[7] == drawn.record(5, 2, 7)
    assert drawn.record(5, 2, 7) != drawn.record(5, 2, 8)
    assert drawn.record(5, 2, 7) != drawn.record(6, 2, 7)


@each_policy
def test_what_the_oracle_spares_does_not_matter(policy: Policy) -> None:
    oracle = Oracle.of(policy.program)
    records = [drawing(policy).record(4, number, 0) for number in range(4)]
    assert list(oracle.results(records)) == [oracle.full_result(each) for each in records]
