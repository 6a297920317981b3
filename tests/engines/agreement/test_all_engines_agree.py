"""All engines say what the interpreter says: of examples, cases, and drawn institutions."""

from __future__ import annotations

import pytest

from policydsl.api import Policy
from record_drawing_bases import case_facts
from record_drawing_engines import CORE
from record_drawing_hunt import Hunt
from shipped_programs import examples, shipped

EVERY = 4
"""Of the cases every fourth one; `hunt.py --cases` asks about all."""
CHUNKS = (0, 5)
WORK = 1000
"""Facts of a chunk: the more a policy asks, the longer the interpreter takes for a record."""


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_every_engine_says_what_the_interpreter_says(policy: Policy) -> None:
    given = [{}, *examples().values()]
    hunted = Hunt(policy.program, 1, CORE, begin=given)
    cases = case_facts(policy.program.policy, policy.program.version)
    assert cases
    records = [*given, *cases[::EVERY]]
    found = [*hunted.compared(0, records, list(hunted.oracle.results(records)))]
    size = min(150, WORK // hunted.drawing.plan.size)
    for chunk in CHUNKS:  # those of one have much in common, as of what nobody states
        found += hunted.differences(chunk, size)
    assert [str(each) for each in found] == []
