"""Holds the laws over the shipped policies for as long as asked, and counts.

`python tests/laws/soak.py --seconds 600 --seed 1`: one institution after another, each under one
policy and all laws. A seed and a number name an institution; `--only NUMBER` asks that one again.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from drawn_cases import LAWS, draw_case, in_chinese_names  # noqa: E402 - the path comes first
from policydsl.testing.drawing import RandomDraw  # noqa: E402
from shipped_programs import shipped  # noqa: E402

MAX_SHOWN = 20


def differences(seed: int, number: int) -> list[str]:
    """What contradicts the laws for one institution, each with the law's name."""
    case = draw_case(RandomDraw(Random(f"{seed}/{number}")))
    return [
        f"{number} {case.policy.id}, {name}: {each}"
        for name, law in LAWS.items()
        for each in law(case)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    asked = parser.parse_args()
    for policy in shipped():  # read now, lest a file edited meanwhile count as a difference
        in_chinese_names(policy)
    until = time.monotonic() + asked.seconds
    number, differed = 0, 0
    while time.monotonic() < until:
        found = differences(asked.seed, asked.only if asked.only is not None else number)
        number += 1
        differed += bool(found)
        if differed <= MAX_SHOWN:
            sys.stdout.writelines(f"{line}\n" for line in found)
        if asked.only is not None:
            break
    sys.stdout.write(
        f"seed {asked.seed}: {number} pairs of policy and facts, {differed} differed\n"
    )
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
