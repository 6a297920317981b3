"""A trace of every item beside the answers: ours, flat and as dicts, and zen-engine's."""

from __future__ import annotations

from bench.effort import Effort, Found
from bench.groups.single import STRAIGHT, average
from bench.peers import zen_rules
from bench.peers.rules import installed
from bench.records import institutions, policy, straight
from bench.timing import Way, each, interleaved
from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import compile_program, compile_traced
from policydsl.policy.facts import facts_from_data

FLAT = "policydsl, flat tuples"
DICTS = "policydsl, made readable: a dict an item"
FULL = "policydsl, the interpreter's full trace"
DAY = "2024-01-01"


def measured(effort: Effort) -> Found:
    """The same institutions as without a trace."""
    program = policy()
    compiled, traced = compile_program(program), compile_traced(program)
    complete = institutions(effort.institutions)
    for facts in complete:
        if traced.run(facts)[0] != compiled.run(facts):
            raise ValueError("the traced results differ")
    few = [facts_from_data(facts, program.facts) for facts in average(complete, 10)]
    ways = [
        Way(STRAIGHT, each(straight, complete * 4), len(complete) * 4),
        Way(FLAT, each(traced.run, complete), len(complete)),
        Way(
            DICTS,
            each(lambda facts: traced.readable(traced.run(facts)[1]), complete),
            len(complete),
        ),
    ]
    if installed("zen"):
        for peer in zen_rules.tracing():
            for facts in complete[:100]:
                if peer.answers(facts) != straight(facts):
                    raise ValueError(f"{peer.name} differs")
            ways.append(Way(peer.name, each(peer.ask, complete[:100]), 100))
    ways.append(Way(FULL, each(lambda facts: evaluate_all(program, facts, DAY), few), len(few)))
    items = sum(len(traced.run(facts)[1]) for facts in complete) / len(complete)
    return {
        "base": STRAIGHT,
        "ways": interleaved(ways, effort.rounds(25)),
        "items": round(items, 1),
    }
