"""Holds Polars expressions to generated Python for as long as asked, and counts.

`python tests/engines/columns/hunt.py --seconds 600 --seed 1`: one program after another, compiled
once and asked about a frame of institutions. A seed and a number name a program; `--only NUMBER`
asks that one again, and prints its text.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from column_agreement import differences, flattened, frame_of  # noqa: E402 - the path comes first
from drawn_programs import draw_program  # noqa: E402
from policydsl.engines.columns import compile_columns  # noqa: E402
from policydsl.engines.python import compile_program  # noqa: E402
from policydsl.runtime.values import BeyondBoundsError  # noqa: E402

MAX_SHOWN = 20
INSTITUTIONS = 60
"""Institutions for each program."""


def differing(seed: int, number: int) -> Iterator[str]:
    """What differs on one program."""
    rng = Random(f"{seed}/{number}")
    drawn = draw_program(rng)
    columns, compiled = compile_columns(drawn.program), compile_program(drawn.program)
    stated = []
    for _ in range(INSTITUTIONS):
        facts = drawn.institution(rng)[1].stated
        try:
            compiled.run(facts)
        except BeyondBoundsError:
            continue
        stated.append(facts)
    size = rng.choice((1, 2, 5, INSTITUTIONS))
    for start in range(0, len(stated), size):
        asked = stated[start : start + size]
        frame = frame_of(drawn.program.facts, asked)
        if rng.random() < 0.5:
            frame = flattened(frame, rng)
        for each in differences(columns, compiled, asked, frame):
            yield f"program {number}, {drawn.name}: {each}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    if asked.only is not None:
        sys.stdout.write(draw_program(Random(f"{asked.seed}/{asked.only}")).text or "")
    started = time.monotonic()
    number, differed = asked.only or 0, 0
    while time.monotonic() < started + asked.seconds:
        for line in differing(asked.seed, number):
            differed += 1
            if differed <= MAX_SHOWN:
                sys.stdout.write(f"{line}\n")
        number += 1
        if asked.only is not None:
            break
    pairs = number * INSTITUTIONS
    took = time.monotonic() - started
    sys.stdout.write(
        f"seed {asked.seed}: {number} programs, {pairs} pairs of program and facts,"
        f" {differed} differed; {pairs / took:.0f} pairs a second\n"
    )
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
