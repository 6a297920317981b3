"""What generated modules are like: readable, the same each time, and honest about their bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import BeyondBoundsError, codes_of, compile_program, named
from policydsl.feel.values import NUMBER_CONTEXT
from policydsl.policy.facts import facts_from_data
from policydsl.runtime import values as runtime
from shipped_programs import examples, shipped
from small_policies import OFFICE, program

LOOP = (
    OFFICE
    + """\
      - rule: levels
        title: {zh: 等级, en: Levels}
        clause: "2"
        for: [o in occupations, level in o.levels]
        require: level.rank > 0
        empty: fail
"""
)


def test_the_same_program_gives_the_same_text() -> None:
    one, other = (compile_program(shipped()[0].program).source for _ in range(2))
    assert one == other


def test_a_result_reads_by_name() -> None:
    compiled = compile_program(program(LOOP))
    stated = {
        "premises": {"office": {"area": Decimal("50.0")}},
        "occupations": [{"levels": [{"rank": 3}]}, {"levels": []}],
    }
    assert named(compiled.fields, compiled.run(stated)) == {
        "filing": "ineligible",
        "filing.office": "pass",
        "filing.levels": "fail",
    }


def test_what_is_not_stated_is_unknown() -> None:
    compiled = compile_program(program(LOOP))
    found = named(compiled.fields, compiled.run({"occupations": [{"levels": [{}]}]}))
    assert found == {
        "filing": "undetermined",
        "filing.office": "unknown",
        "filing.levels": "unknown",
    }


def test_more_items_than_the_interpreter_may_visit_are_left_to_it() -> None:
    stated = {"occupations": [{"levels": [{}]}] * 99_000}
    with pytest.raises(BeyondBoundsError):
        compile_program(program(LOOP)).run(stated)
    asked = compile_program(program(LOOP), lambda given: (given is stated,))
    assert asked.run(stated) == (True,)


def test_the_interpreter_s_traces_read_in_the_same_way() -> None:
    policy = shipped()[0]
    compiled = compile_program(policy.program)
    facts = facts_from_data(next(iter(examples().values())), policy.program.facts)
    traces = evaluate_all(policy.program, facts, "2024-06-01")
    told = codes_of(traces, lambda trace: trace.value)
    names = [each for each in compiled.fields if each.kind != "value"]
    found = named(compiled.fields, compiled.run(facts.stated))
    wanted = named(compiled.fields, told)
    assert len(names) > 40
    for each in names:
        name = f"{each.decision}.{each.id}" if each.id else each.decision
        assert found[name] == wanted[name]


def test_numbers_round_as_feel_s_do() -> None:
    for name in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "traps"):
        assert getattr(runtime.CONTEXT, name) == getattr(NUMBER_CONTEXT, name)
    third = runtime.divide(1, 3)
    assert third == NUMBER_CONTEXT.divide(Decimal(1), Decimal(3))
    most = 10**34 - 1
    assert runtime.add(most, 1) == Decimal("1E+34")
    assert runtime.add(most, 4) == NUMBER_CONTEXT.add(Decimal(most), Decimal(4))
    assert runtime.divide(1, 0) is runtime.FAULT
