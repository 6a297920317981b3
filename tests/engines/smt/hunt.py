"""Holds the solver's engine to the interpreter for as long as asked, and counts.

`python tests/engines/smt/hunt.py --seconds 600 --seed 1`: one program after another, encoded once
and asked about many institutions; now and then the solver is asked for an institution of its own,
which the interpreter then judges. A seed and a number name a program; `--only NUMBER` asks that one
again, and prints its text and the facts of what differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from drawn_programs import LONGEST, Drawn, draw_program  # noqa: E402 - the path comes first
from policydsl.engines.smt import Bounds, Encoding, Space  # noqa: E402
from solver_agreement import differences  # noqa: E402
from solver_witnesses import is_impossible, misjudged  # noqa: E402

MAX_SHOWN = 20
PAIRS = 40
"""Institutions for each program."""
ASKED_OF_SOLVER = 0.1


@dataclass(slots=True)
class Hunt:
    """What was held against what so far."""

    seed: int
    pairs: int = 0
    models: int = 0
    parts: int = 0
    not_encodable: int = 0

    def program(self, number: int) -> Iterator[str]:
        """What differs for the program of a number, or what was raised."""
        rng = Random(f"{self.seed}/{number}")
        drawn = draw_program(rng)
        try:
            yield from self._differences(number, rng, drawn)
        except Exception as error:  # noqa: BLE001 - whatever it is, it was found
            yield f"program {number}, {drawn.name}: {type(error).__name__}: {error}"

    def _differences(self, number: int, rng: Random, drawn: Drawn) -> Iterator[str]:
        encoding = Encoding(drawn.program, Space.of([drawn.program], Bounds(items=LONGEST)))
        self.not_encodable += len(encoding.unencodable())
        for _ in range(PAIRS):
            stated, facts = drawn.institution(rng)
            self.pairs += 1
            for each in differences(drawn.program, encoding, facts):
                yield _told(number, drawn, each, stated)
        if rng.random() < ASKED_OF_SOLVER:
            stated, facts = drawn.institution(rng)
            if is_impossible(encoding, facts):
                yield _told(number, drawn, "no institution, says the solver", stated)
            for stated, each in misjudged(rng, encoding):
                self.models += 1
                if each is not None:
                    yield _told(number, drawn, each, stated)


def _told(number: int, drawn: Drawn, difference: str, stated: Any) -> str:
    facts = json.dumps(stated, ensure_ascii=False, default=str)
    return f"program {number}, {drawn.name}: {difference}\n  {facts}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    hunt = Hunt(asked.seed)
    if asked.only is not None:
        sys.stdout.write(draw_program(Random(f"{asked.seed}/{asked.only}")).text or "")
    started = time.monotonic()
    number, differed = asked.only or 0, 0
    while time.monotonic() < started + asked.seconds:
        for line in hunt.program(number):
            differed += 1
            if differed <= MAX_SHOWN:
                sys.stdout.write(f"{line}\n")
        number += 1
        if asked.only is not None:
            break
    took = time.monotonic() - started
    sys.stdout.write(
        f"seed {asked.seed}: {number} programs ({hunt.not_encodable} parts not encodable),"
        f" {hunt.pairs} pairs of program and facts, {hunt.models} institutions of the solver's,"
        f" {differed} differed; {hunt.pairs / took:.0f} pairs a second\n"
    )
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
