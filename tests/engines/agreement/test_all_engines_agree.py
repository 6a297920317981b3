"""All engines say what the interpreter says: of examples, cases, and drawn institutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from policydsl.api import Policy
from record_drawing_bases import case_facts
from record_drawing_engines import ENGINES
from record_drawing_hunt import Hunt
from shipped_programs import examples, shipped

CHUNKS = 4
"""Of each policy several, since the records of one have much in common."""
WORK = 900
"""Facts of a chunk: the more a policy asks, the longer the interpreter takes for a record."""

each_policy = pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)


def hunt(policy: Policy) -> Hunt:
    return Hunt(policy.program, 1, tuple(ENGINES), begin=tuple(examples().values()))


def disagreements(policy: Policy, records: Sequence[Mapping[str, Any]]) -> list[str]:
    hunted = hunt(policy)
    wanted = list(hunted.oracle.results(records))
    return [str(each) for each in hunted.compared(0, records, wanted)]


@each_policy
def test_every_example(policy: Policy) -> None:
    assert disagreements(policy, [{}, *examples().values()]) == []


def test_every_case() -> None:
    cases = case_facts()
    assert cases.keys() == {(each.program.policy, each.program.version) for each in shipped()}
    for policy in shipped():
        program = policy.program
        assert disagreements(policy, cases[program.policy, program.version]) == []


@each_policy
def test_drawn_institutions(policy: Policy) -> None:
    hunted = hunt(policy)
    size = min(100, WORK // hunted.drawing.plan.size)
    found = [str(each) for chunk in range(CHUNKS) for each in hunted.differences(chunk, size)]
    assert found == []
