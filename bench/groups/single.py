"""One institution at a time: verdict and the fourteen answers, ours and the peers'."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bench.by_hand import three_valued
from bench.effort import Effort, Found
from bench.peers import cel_rules, datalogic_rules, rule_engine_rules, zen_rules
from bench.peers.rules import NAMES, Peer, installed, of_one_unstated
from bench.records import institutions, policy, straight
from bench.timing import Way, each, interleaved
from policydsl.analysis.single_records import SingleRecords
from policydsl.engines.python import Compiled
from policydsl.engines.results import VERDICTS

MODULES = {
    "datalogic_py": datalogic_rules,
    "zen": zen_rules,
    "cel_expr_python": cel_rules,
    "rule_engine": rule_engine_rules,
}
OURS = "policydsl"
OURS_PARTLY = "policydsl, 5% of the facts unstated"
OURS_CHECKED = "policydsl, facts checked as well"
STRAIGHT = "Python by hand, two-valued"
THREE_VALUED = "Python by hand, three-valued"
MET = (None, True, None, None, False)
SLOW = {"rule-engine": 3}


def measured(effort: Effort) -> Found:
    """From dicts in memory, except where a way's name says JSON."""
    single = SingleRecords.of(policy())
    complete = institutions(effort.institutions)
    partly = institutions(effort.institutions, unstated=0.05)
    agree(single.compiled, complete, partly)
    passes = 4
    number = passes * len(complete)
    ways = [
        Way(STRAIGHT, each(straight, complete * passes), number),
        Way(THREE_VALUED, each(three_valued, complete * passes), number),
        Way(OURS, each(single.compiled.run, complete * passes), number),
        Way(OURS_PARTLY, each(single.compiled.run, partly * passes), number),
        Way(OURS_CHECKED, each(single.of_data, complete[:100]), 100),
    ]
    known = list(peers())
    ways += [_way(peer, complete) for peer in known]
    return {
        "base": STRAIGHT,
        "ways": interleaved(ways, effort.rounds(25)),
        "absent": [name for name in MODULES if not installed(name)],
        "unstated": said_of_unstated(single.compiled, known, complete),
        "items": _items(complete),
    }


def peers() -> Iterator[Peer]:
    """All that are installed."""
    for name, module in MODULES.items():
        if installed(name):
            yield from module.peers()


def agree(
    compiled: Compiled, complete: Sequence[dict[str, Any]], partly: Sequence[dict[str, Any]]
) -> None:
    """Raises ValueError unless all ways give the same; peers are asked about stated facts."""
    asked: dict[str, Callable[[dict[str, Any]], Any]] = {
        THREE_VALUED: three_valued,
        OURS: lambda facts: of_codes(compiled.run(facts)),
        **{peer.name: peer.answers for peer in peers()},
    }
    for name, ask in asked.items():
        for facts in complete[: 20 if name in SLOW else 200]:
            _same(name, ask(facts), straight(facts))
    for facts in partly:
        _same(OURS, of_codes(compiled.run(facts)), three_valued(facts))


def _same(name: str, found: Any, expected: tuple[Any, ...]) -> None:
    if tuple(found) != expected:
        raise ValueError(f"{name} gives {found}, and not {expected}")


def of_codes(result: Sequence[Any]) -> tuple[Any, ...]:
    """Our result as the others give theirs."""
    return (VERDICTS[result[0]].value, *(MET[code] for code in result[1:]))


def _way(peer: Peer, complete: Sequence[dict[str, Any]]) -> Way:
    number = SLOW.get(peer.name, min(len(complete), 200))
    asked = [peer.prepare(facts) for facts in average(complete, number)]
    return Way(peer.name, each(peer.ask, asked), len(asked))


def average(complete: Sequence[dict[str, Any]], number: int) -> Sequence[dict[str, Any]]:
    """A few that are as large as the mean of all, or as many of them as they come."""
    if number >= 100:
        return complete[:number]
    mean = sum(map(_size, complete)) / len(complete)
    return sorted(complete, key=lambda facts: abs(_size(facts) - mean))[:number]


def _size(facts: dict[str, Any]) -> int:
    return sum(1 + len(occupation["levels"]) for occupation in facts["occupations"])


def _items(complete: Sequence[dict[str, Any]]) -> dict[str, float]:
    occupations = [each for facts in complete for each in facts["occupations"]]
    levels = sum(len(occupation["levels"]) for occupation in occupations)
    return {
        "occupations": round(len(occupations) / len(complete), 2),
        "levels": round(levels / len(complete), 2),
    }


def said_of_unstated(
    compiled: Compiled, known: Sequence[Peer], complete: Sequence[dict[str, Any]]
) -> dict[str, dict[str, int]]:
    """Of each way, what it says of a rule whose one fact is missing."""
    good = next(facts for facts in complete if straight(facts)[0] == "eligible")
    said = {
        STRAIGHT: of_one_unstated(lambda facts: straight(facts)[1:], good),
        THREE_VALUED: of_one_unstated(lambda facts: three_valued(facts)[1:], good),
        OURS: of_one_unstated(lambda facts: of_codes(compiled.run(facts))[1:], good),
    }
    for peer in known:
        said[peer.name] = of_one_unstated(_answers_of(peer), good)
    assert all(sum(one.values()) == len(NAMES) for one in said.values())
    return said


def _answers_of(peer: Peer) -> Callable[[Any], Sequence[Any]]:
    return lambda facts: list(peer.met(peer.ask(peer.prepare(facts))))


def of_bytes(effort: Effort) -> Found:
    """From the bytes of JSON, checked against the facts schema, to the same answers."""
    single = SingleRecords.of(policy())
    texts = [json.dumps(facts).encode() for facts in institutions(effort.institutions)]
    base = "json.loads, then Python by hand"
    ways = [
        Way(base, each(lambda text: straight(json.loads(text)), texts), len(texts)),
        Way("json.loads alone", each(json.loads, texts), len(texts)),
    ]
    typed = getattr(single, "of_json", None)
    if typed is not None:
        for text in texts[:100]:
            _same("typed", of_codes(typed(text)), straight(json.loads(text)))
        ways.append(Way(OURS, each(typed, texts), len(texts)))
    ways.append(
        Way(
            "json.loads, then policydsl unchecked",
            each(lambda text: single.compiled.run(json.loads(text)), texts),
            len(texts),
        )
    )
    bytes_each = sum(map(len, texts)) // len(texts)
    return {"base": base, "ways": interleaved(ways, effort.rounds(25)), "bytes": bytes_each}
