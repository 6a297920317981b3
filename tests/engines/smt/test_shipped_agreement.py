"""The shipped policies are to the solver what they are to the interpreter."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from policydsl.api import Policy
from policydsl.engines.smt import Bounds, Encoding, Solver, Space
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.testing.drawn_facts import random_facts, varied_facts
from shipped_programs import boundaries_of, examples, province, shipped
from solver_agreement import differences
from solver_witnesses import misjudged

LONGEST = 6
SHORT = 2
DRAWN = 2
NOT_ENCODABLE = {
    # They join texts.
    ("shandong/evaluation-body-filing", "listed_levels"),
    ("shandong/evaluation-body-filing", "dropped_levels"),
}

each_policy = pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)


@cache
def encoding(policy: Policy, items: int = LONGEST) -> Encoding:
    return Encoding(policy.program, Space.of([policy.program], Bounds(items)))


def institutions(policy: Policy) -> list[Facts]:
    """The examples of the province, some others drawn around them, and some of nobody."""
    rng = Random(policy.id)
    near = [
        stated
        for path, stated in examples().items()
        if path.startswith(f"examples/{province(policy)}/")
    ]
    figures = boundaries_of(policy)
    drawn = [random_facts(rng, policy.program, figures) for _ in range(DRAWN)]
    drawn += [
        varied_facts(rng, policy.program, rng.choice(near), figures) for _ in range(DRAWN) if near
    ]
    return [facts_from_data(each, policy.program.facts) for each in [*near, *drawn]]


@each_policy
def test_every_result_is_the_interpreter_s(policy: Policy) -> None:
    for facts in institutions(policy):
        assert differences(policy.program, encoding(policy), facts) == []


@each_policy
def test_all_but_what_is_named_can_be_encoded(policy: Policy) -> None:
    found = {(policy.id, each.decision) for each in encoding(policy).unencodable()}
    assert found == {each for each in NOT_ENCODABLE if each[0] == policy.id}
    for each in encoding(policy).unencodable():
        assert each.rule is None
        assert each.reason.zh
        assert each.reason.en
        assert each.place is not None


@each_policy
def test_what_the_solver_finds_is_so(policy: Policy) -> None:
    found = list(misjudged(Random(policy.id), encoding(policy, SHORT)))
    assert [problem for _, problem in found if problem is not None] == []


@each_policy
def test_an_institution_is_found_by_its_own_facts(policy: Policy) -> None:
    space = encoding(policy).space
    read = {each.path for each in space.facts}
    facts = institutions(policy)[-1]
    answer = Solver(space).ask(space.same_as(facts))
    assert answer.model is not None
    again = facts_from_data(answer.model.facts(), policy.program.facts)
    assert set(_paths(again.stated)) == set(_paths(facts.stated)) & read
    assert differences(policy.program, encoding(policy), again) == []


def _paths(stated: object, path: str = "") -> list[str]:
    """Every fact and list that is stated."""
    match stated:
        case dict():
            below = [
                _paths(each, f"{path}.{name}" if path else name) for name, each in stated.items()
            ]
            return [found for each in below for found in each]
        case list():
            items = [_paths(each, f"{path}[{n}]") for n, each in enumerate(stated, 1)]
            return [path, *(found for each in items for found in each)]
        case _:
            return [path]
