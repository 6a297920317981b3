"""Times one institution at a time: generated code beside the same policy written by hand.

`python bench/single_record.py --rounds 15`: each round asks every way about the same institutions,
one way after the other, and counts the time of this process alone. Medians are printed, and the
median over the rounds of the ratio to the hand-written. Every answer is compared before anything
is timed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.records import institutions, policy, straight
from policydsl.engines.python import compile_program, compile_traced
from policydsl.engines.results import VERDICTS

Way = tuple[str, Callable[[dict[str, Any]], object], Sequence[dict[str, Any]]]


def timed(ask: Callable[[dict[str, Any]], object], asked: Sequence[dict[str, Any]]) -> float:
    """Seconds for one institution."""
    started = time.process_time()
    for each in asked:
        ask(each)
    return (time.process_time() - started) / len(asked)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--institutions", type=int, default=500)
    asked = parser.parse_args()
    compiled = compile_program(policy())
    traced = compile_traced(policy())
    complete = institutions(asked.institutions)
    partly = institutions(asked.institutions, unstated=0.05)
    for each in complete:
        verdict, *met = straight(each)
        result = compiled.run(each)
        assert VERDICTS[result[0]].value == verdict
        assert [code == 1 for code in result[1:]] == met
        assert traced.run(each)[0] == result
    ways: list[Way] = [
        ("straight", straight, complete),
        ("generated", compiled.run, complete),
        ("generated, evaluate alone", compiled.evaluate, complete),
        ("generated, 5% unstated", compiled.run, partly),
        ("traced, flat", traced.run, complete),
        ("traced, as dicts", lambda each: traced.readable(traced.run(each)[1]), complete),
    ]
    found: dict[str, list[float]] = {name: [] for name, _, _ in ways}
    for _ in range(asked.rounds):
        for name, ask, records in ways:
            found[name].append(timed(ask, records))
    for name, rounds in found.items():
        middle = statistics.median(rounds)
        ratios = [one / base for one, base in zip(rounds, found["straight"], strict=True)]
        ratio = statistics.median(ratios)
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        sys.stdout.write(f"{name:28} {middle * 1e6:7.2f} µs  {ratio:5.2f}×  ({spread})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
