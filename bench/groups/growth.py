"""How time grows: with the number of rules, and with the length of lists."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench.effort import Effort, Found
from bench.records import institutions, many, policy, policy_text
from bench.timing import Way, each, interleaved
from policydsl.engines.python import compile_program

RULES = (10, 100, 1_000)
ITEMS = (1, 10, 100, 1_000)


def with_rules(effort: Effort) -> Found:
    """Seconds a rule, of policies with more and more rules.

    `read`: from the text of the file to a checked program; `compile`: from that to generated code;
    `run`: one institution.
    """
    asked = institutions(20 if effort.quick else 100)
    found: dict[str, dict[str, Any]] = {}
    for number in RULES:
        text = policy_text(many(number))
        program = policy(text)
        compiled = compile_program(program)
        passes = max(1, 1_000 // number)
        times = 1 if effort.quick else 3
        found[str(number)] = {
            "read": _once(lambda text=text: policy(text), times) / number,
            "compile": _once(lambda program=program: compile_program(program), times) / number,
            "run": interleaved(
                [Way("run", each(compiled.run, asked * passes), len(asked) * passes * number)],
                effort.rounds(10),
            )["run"]["seconds"],
        }
    return {"by_rules": found}


def _once(do: Callable[[], object], times: int) -> float:
    """The least seconds of a few times: work that is done once meets no warm machine."""
    least = float("inf")
    for _ in range(times):
        started = time.process_time()
        do()
        least = min(least, time.process_time() - started)
    return least


def with_items(effort: Effort) -> Found:
    """Seconds an item: institutions of more and more occupations, of one level each."""
    compiled = compile_program(policy())
    found: dict[str, float] = {}
    for number in ITEMS:
        asked = [_of_items(facts, number) for facts in institutions(10)]
        passes = max(1, 2_000 // number)
        way = Way("run", each(compiled.run, asked * passes), len(asked) * passes)
        found[str(number)] = interleaved([way], effort.rounds(10))["run"]["seconds"]
    return {"by_items": found}


def _of_items(facts: dict[str, Any], number: int) -> dict[str, Any]:
    """The institution with so many occupations, each with its first level alone."""
    known = facts["occupations"]
    occupations = [
        {**known[place % len(known)], "levels": known[place % len(known)]["levels"][:1]}
        for place in range(number)
    ]
    return {**facts, "occupations": occupations}
