"""Random policies load, and the facts drawn for them are facts of theirs."""

from __future__ import annotations

from random import Random

import pytest

from policydsl.policy.facts.facts_schema import make_facts_schema
from policydsl.policy.facts.facts_schema_text import read_schema_text
from policydsl.policy.model import Checklist, HitPolicy, Table
from policydsl.testing.boundaries import Boundaries
from policydsl.testing.drawn_facts import random_facts, varied_facts
from policydsl.testing.random_policies import RandomPolicy, random_policy
from policydsl.text.source import Source
from policydsl.trace import Status, Verdict

SEEDS = range(300)


@pytest.fixture(scope="module")
def drawn() -> list[RandomPolicy]:
    return [random_policy(Random(seed)) for seed in SEEDS]


def test_every_random_policy_loads_and_a_seed_gives_it_again(drawn: list[RandomPolicy]) -> None:
    for seed in SEEDS[:20]:
        assert random_policy(Random(seed)).text == drawn[seed].text
    assert len({each.text for each in drawn}) > len(drawn) * 0.9


def test_small_facts_schemas_are_what_facts_schemas_must_be(drawn: list[RandomPolicy]) -> None:
    """They are built without the check against JSON Schema's own schema, which takes a while."""
    for each in drawn[:40]:
        if each.schema is not None:
            make_facts_schema(read_schema_text(Source("facts.schema.json", each.schema)))


def test_random_policies_hold_all_that_a_policy_may_hold(drawn: list[RandomPolicy]) -> None:
    bodies = [body.body for each in drawn for body in each.program.decisions.values()]
    tables = [body for body in bodies if isinstance(body, Table)]
    assert {table.hit for table in tables} == set(HitPolicy)
    collected = {table.aggregation for table in tables if table.hit is HitPolicy.COLLECT}
    assert collected == {"list", "sum", "min", "max", "count"}
    rules = [rule for body in bodies if isinstance(body, Checklist) for rule in body.rules]
    for part in ("waiver", "when", "group", "iterators"):
        assert any(getattr(rule, part) for rule in rules)
    everything = "\n".join(each.text for each in drawn)
    words = (
        "some ", "every ", "count(", "sum(", "for ", "is stated(", "working days after(",
        "working days between(", "date in year(", "between ", "not(", "list contains(",
        "empty: pass", "type: duration", "unit: ", "if ", "[item ", "[1]",
    )  # fmt: skip
    assert [word for word in words if word not in everything] == []


def test_facts_drawn_for_a_policy_are_facts_of_its_schema(drawn: list[RandomPolicy]) -> None:
    """`facts` refuses what the schema does not allow; every outcome comes about."""
    outcomes: set[object] = set()
    rng = Random(1)
    for each in drawn[:80]:
        boundaries = Boundaries.of(each.program)
        for _ in range(5):
            stated = random_facts(rng, each.program, boundaries)
            each.policy.facts(varied_facts(rng, each.program, stated, boundaries))
            for trace in each.policy.evaluate_all(stated):
                outcomes |= {trace.verdict, *(rule.status for rule in trace.rules)}
    assert outcomes >= {*Verdict, *Status}
