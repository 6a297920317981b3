"""Holds generated code to the interpreter for as long as asked, and counts.

`python tests/engines/python/hunt.py --seconds 600 --seed 1`: one program after another, compiled
once and asked about many institutions. A seed and a number name a program; `--only NUMBER` asks
that one again, and prints its text.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from drawn_programs import draw_program  # noqa: E402 - the path comes first
from generated_agreement import differences, same_when_traced  # noqa: E402
from policydsl.engines.python import compile_program, compile_traced  # noqa: E402

MAX_SHOWN = 20
PAIRS = 40
"""Institutions for each program."""


def differing(seed: int, number: int) -> Iterator[str | None]:
    """For each institution of a program, what differs, or None."""
    rng = Random(f"{seed}/{number}")
    drawn = draw_program(rng)
    compiled, traced = compile_program(drawn.program), compile_traced(drawn.program)
    for _ in range(PAIRS):
        _, facts = drawn.institution(rng)
        found = differences(compiled, facts.stated)
        if not same_when_traced(compiled, traced, facts.stated):
            found.append("a trace changes the result")
        yield None
        for each in found:
            told = json.dumps(facts.stated, ensure_ascii=False, default=str)
            yield f"program {number}, {drawn.name}: {each}\n  {told}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    if asked.only is not None:
        drawn = draw_program(Random(f"{asked.seed}/{asked.only}"))
        sys.stdout.write((drawn.text or "") + compile_program(drawn.program).source)
    started = time.monotonic()
    number, differed, pairs = asked.only or 0, 0, 0
    while time.monotonic() < started + asked.seconds:
        for line in differing(asked.seed, number):
            if line is None:
                pairs += 1
                continue
            differed += 1
            if differed <= MAX_SHOWN:
                sys.stdout.write(f"{line}\n")
        number += 1
        if asked.only is not None:
            break
    took = time.monotonic() - started
    sys.stdout.write(
        f"seed {asked.seed}: {number} programs, {pairs} pairs of program and facts,"
        f" {differed} differed; {pairs / took:.0f} pairs a second\n"
    )
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
