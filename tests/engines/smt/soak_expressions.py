"""Holds the solver's terms against the interpreter for as long as asked, and counts.

`python tests/engines/smt/soak_expressions.py --seconds 600 --seed 1 --depth 3`: one random
expression after another, each encoded once and evaluated for several settings of its names. A seed,
a depth and a number name an expression; `--only NUMBER` asks that one again.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from expression_agreement import Agreement  # noqa: E402 - the path comes first

MAX_SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    agreement = Agreement(asked.seed)
    until = time.monotonic() + asked.seconds
    number, differed = asked.only or 0, 0
    while time.monotonic() < until:
        found = list(agreement.differences(number, asked.depth))
        number += 1
        differed += len(found)
        if differed <= MAX_SHOWN:
            sys.stdout.writelines(f"{number - 1} {line}\n" for line in found)
        if asked.only is not None:
            break
    sys.stdout.write(
        f"seed {asked.seed}, depth {asked.depth}: {number} expressions ({agreement.refused} not"
        f" encodable), {agreement.pairs} pairs of expression and setting, {differed} differed\n"
    )
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
