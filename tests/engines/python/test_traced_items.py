"""Generated code that keeps every item says of each what the interpreter says."""

from __future__ import annotations

from random import Random

import pytest

from generated_agreement import DAY
from policydsl.api import Policy
from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import STATUSES, compile_program, compile_traced
from policydsl.policy.facts import facts_from_data
from policydsl.testing.drawn_facts import random_facts
from shipped_programs import boundaries_of, examples, province, shipped
from small_policies import OFFICE, program

LOOP = (
    OFFICE
    + """\
      - rule: levels
        title: {zh: 等级, en: Levels}
        clause: "2"
        for: [o in occupations, level in o.levels]
        require: level.rank > 0 and o.widely_applicable
        empty: not_applicable
"""
)


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_every_item_is_the_interpreter_s(policy: Policy) -> None:
    traced, compiled = compile_traced(policy.program), compile_program(policy.program)
    rng = Random(policy.id)
    near = [s for path, s in examples().items() if f"/{province(policy)}/" in path][:3]
    for stated in (*near, random_facts(rng, policy.program, boundaries_of(policy)), {}):
        facts = facts_from_data(stated, policy.program.facts)
        result, items = traced.run(facts.stated)
        assert result == compiled.run(facts.stated)
        wanted = sorted(
            (trace.decision, rule.id, item.path, item.status.value)
            for trace in evaluate_all(policy.program, facts, DAY)
            for rule in trace.rules
            for item in rule.items
        )
        found = sorted(
            (each["decision"], each["rule"], each["item"], each["status"])
            for each in traced.readable(items)
        )
        assert found == wanted


def test_an_item_is_flat_until_it_is_read() -> None:
    traced = compile_traced(program(LOOP))
    levels = [{"rank": 3}, {}]
    stated = {"occupations": [{"widely_applicable": True, "levels": levels}, {"levels": []}]}
    result, items = traced.run(stated)
    assert [STATUSES[code].value for code in result[1:]] == ["unknown", "unknown"]
    assert items == [(1, 3, None), (2, 1, 1, 1, 3, True), (2, 3, 1, 2, None, True), (2, 0, 2, 0)]
    assert traced.readable(items)[1] == {
        "decision": "filing",
        "rule": "levels",
        "item": "occupations[1].levels[1]",
        "status": "pass",
        "require": "level.rank > 0 and o.widely_applicable",
        "facts": {
            "occupations[1].levels[1].rank": 3,
            "occupations[1].widely_applicable": True,
        },
    }
    assert traced.readable(items)[3]["item"] == "occupations[2].levels"
    assert traced.readable(items)[3]["facts"] == {}
