"""Whatever is timed beside our engines gives the same answers."""

from __future__ import annotations

import pytest

from bench.by_hand import three_valued
from bench.groups import single
from bench.peers.rules import NAMES, ONE_FACT, Peer, answer, as_it_is, of_one_unstated, without
from bench.records import institutions, many, policy, policy_text, straight
from policydsl.engines.python import compile_program

COMPLETE = institutions(200)
SLOW = 5


def with_empty_lists() -> list[dict[str, object]]:
    without_occupations, without_levels = institutions(2, seed=7)
    without_occupations["occupations"] = []
    without_levels["occupations"][0]["levels"] = []
    return [without_occupations, without_levels]


def test_three_values_by_hand_are_those_of_generated_code() -> None:
    compiled = compile_program(policy())
    for facts in [
        *with_empty_lists(),
        *institutions(500, unstated=0.1),
        without(COMPLETE[0], ("occupations",)),
    ]:
        assert three_valued(facts) == single.of_codes(compiled.run(facts))


def test_by_hand_both_ways_agree_on_stated_facts() -> None:
    for facts in [*COMPLETE, *with_empty_lists()]:
        assert three_valued(facts) == straight(facts)


def test_every_peer_that_is_installed_agrees() -> None:
    for peer in single.peers():
        asked = [*with_empty_lists(), *COMPLETE[: SLOW if peer.name in single.SLOW else None]]
        assert [peer.answers(facts) for facts in asked] == [straight(facts) for facts in asked]


def test_a_peer_that_answers_otherwise_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Peer(
        "wrong", "none", as_it_is, lambda facts: [not each for each in straight(facts)[1:]]
    )
    monkeypatch.setattr(single, "peers", lambda: iter([wrong]))
    compiled = compile_program(policy())
    with pytest.raises(ValueError, match="wrong gives"):
        single.agree(compiled, COMPLETE[:3], [])


def test_a_verdict_is_made_of_the_fourteen_answers() -> None:
    assert [answer(straight(facts)[1:]) for facts in COMPLETE] == list(map(straight, COMPLETE))


def test_each_rule_asks_about_its_one_fact() -> None:
    good = next(facts for facts in COMPLETE if straight(facts)[0] == "eligible")
    for place, name in enumerate(NAMES):
        met = three_valued(without(good, ONE_FACT[name]))[1:]
        assert [each is None for each in met] == [other == place for other in range(len(NAMES))]
    assert good == next(facts for facts in institutions(200) if straight(facts)[0] == "eligible")


def test_what_is_said_of_a_missing_fact_is_counted() -> None:
    good = next(facts for facts in COMPLETE if straight(facts)[0] == "eligible")
    told = of_one_unstated(lambda facts: three_valued(facts)[1:], good)
    assert told == {"met": 0, "not met": 0, "unknown": 14, "refused": 0}
    assert of_one_unstated(lambda facts: straight(facts)[1:], good)["refused"] == 14


@pytest.mark.parametrize("number", [1, 10, 40])
def test_a_policy_of_many_rules_has_so_many(number: int) -> None:
    program = policy(policy_text(many(number)))
    assert len(compile_program(program).fields) == 1 + number
