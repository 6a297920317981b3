"""Polars expressions say what generated Python says: of shipped policies, and of random ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

import pytest

import column_agreement
import generated_agreement
from column_agreement import differences, flattened, frame_of, name_of
from drawn_programs import draw_program
from policydsl.analysis.case_runs import versions_asked
from policydsl.analysis.ready_cases import ready_cases
from policydsl.api import Policy
from policydsl.engines.columns import Columns, FactTables, compile_columns
from policydsl.engines.python import VERDICTS, Compiled, compile_program
from policydsl.policy.library import Library
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.drawn_facts import random_facts, varied_facts
from shipped_programs import boundaries_of, examples, shipped

DRAWN = 15
CASES = 12
PROGRAMS = 24
INSTITUTIONS = 25

each_policy = pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)


@cache
def both(policy: Policy) -> tuple[Columns, Compiled]:
    return compile_columns(policy.program), compile_program(policy.program)


@each_policy
def test_examples_and_institutions_like_them(policy: Policy) -> None:
    rng = Random(policy.id)
    figures = boundaries_of(policy)
    stated = [{}, *examples().values()]
    stated += [random_facts(rng, policy.program, figures) for _ in range(DRAWN)]
    stated += [
        varied_facts(rng, policy.program, rng.choice(list(examples().values())), figures)
        for _ in range(DRAWN)
    ]
    frame = frame_of(policy.program.facts, stated)
    assert list(differences(*both(policy), stated, frame)) == []
    assert list(differences(*both(policy), stated, flattened(frame))) == []


def test_cases_of_the_case_files() -> None:
    library = Library.open(shipped_policies())
    asked: dict[str, list[Mapping[str, Any]]] = {}
    for path, files in versions_asked([shipped_policies()]):
        for case in ready_cases(library, path, files):
            asked.setdefault(case.program.digest, []).append(case.facts.stated)
    assert len(asked) == len(shipped())
    rng = Random("cases")
    for policy in shipped():
        stated = asked[policy.program.digest]
        sample = rng.sample(stated, min(CASES, len(stated)))
        assert list(differences(*both(policy), sample)) == []


@pytest.mark.parametrize("number", range(PROGRAMS))
def test_random_programs(number: int) -> None:
    rng = Random(f"columns/{number}")
    drawn = draw_program(rng)
    stated = [drawn.institution(rng)[1].stated for _ in range(INSTITUTIONS)]
    pair = compile_columns(drawn.program), compile_program(drawn.program)
    frame = frame_of(drawn.program.facts, stated)
    for each in (frame, flattened(frame, rng)):
        assert list(differences(*pair, stated, each)) == [], drawn.text


@pytest.mark.parametrize("number", range(8))
def test_the_interpreter_itself(number: int) -> None:
    rng = Random(f"interpreter/{number}")
    drawn = draw_program(rng)
    columns, compiled = compile_columns(drawn.program), compile_program(drawn.program)
    stated = [drawn.institution(rng)[1].stated for _ in range(6)]
    frame = frame_of(drawn.program.facts, stated)
    given = column_agreement.given_for(columns, column_agreement.results_of(compiled, stated))
    result = columns.run(FactTables.of(frame, drawn.program.facts), given)
    for row, each in enumerate(stated):
        wanted = generated_agreement.expected(drawn.program, each)
        for field in columns.fields:
            if field.kind == "value":
                continue
            found = result[name_of(field)][row]
            expected = wanted[field.decision, field.id]
            if field.kind == "verdict":
                assert VERDICTS[found] == expected, drawn.text
            else:
                assert found == expected, drawn.text
