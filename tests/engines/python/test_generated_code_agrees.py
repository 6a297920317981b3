"""Generated code says what the interpreter says: of policies as shipped, and of random ones."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from drawn_programs import draw_program
from generated_agreement import differences, same_when_traced
from policydsl.analysis.case_runs import versions_asked
from policydsl.analysis.ready_cases import ready_cases
from policydsl.api import Policy
from policydsl.engines.python import Compiled, compile_program, compile_traced
from policydsl.policy.library import Library
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.drawn_facts import random_facts, varied_facts
from shipped_programs import boundaries_of, examples, shipped

DRAWN = 2
PROGRAMS = 24
INSTITUTIONS = 8

each_policy = pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)


@cache
def compiled(policy: Policy) -> Compiled:
    return compile_program(policy.program)


@each_policy
def test_examples_and_institutions_like_them(policy: Policy) -> None:
    rng = Random(policy.id)
    figures = boundaries_of(policy)
    drawn = [random_facts(rng, policy.program, figures) for _ in range(DRAWN)]
    near = [
        varied_facts(rng, policy.program, stated, figures)
        for stated in rng.sample(list(examples().values()), DRAWN)
    ]
    for stated in ({}, *examples().values(), *drawn, *near):
        assert differences(compiled(policy), stated) == []


def test_cases_of_the_case_files() -> None:
    library = Library.open(shipped_policies())
    by_digest = {policy.program.digest: policy for policy in shipped()}
    asked = [
        (compiled(by_digest[case.program.digest]), case.facts.stated)
        for path, files in versions_asked([shipped_policies()])
        for case in ready_cases(library, path, files)
    ]
    rng = Random("cases")
    sample = rng.sample(asked, 60)
    assert [each for program, stated in sample for each in differences(program, stated)] == []


@pytest.mark.parametrize("number", range(PROGRAMS))
def test_random_programs(number: int) -> None:
    rng = Random(f"generated/{number}")
    drawn = draw_program(rng)
    program, traced = compile_program(drawn.program), compile_traced(drawn.program)
    for _ in range(INSTITUTIONS):
        _, facts = drawn.institution(rng)
        assert same_when_traced(program, traced, facts.stated), drawn.text
        assert differences(program, facts.stated) == [], drawn.text
