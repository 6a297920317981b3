"""Asks the interpreter about drawn records of the shipped policies, and keeps what it says.

`python tests/engines/agreement/keep.py --store DIR --records 1000000`: the interpreter takes hours
of computing for so many, so that `hunt.py --store DIR` can ask the other engines again and again.
A run that was ended goes on where it stopped.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
import tempfile
import time
from functools import cache
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from policydsl.engines.results import fields_of  # noqa: E402 - the path comes first
from policydsl.policy.model import Program  # noqa: E402
from record_drawing import Drawing  # noqa: E402
from record_drawing_bases import bases_of  # noqa: E402
from record_drawing_oracle import Oracle  # noqa: E402
from record_drawing_store import SIZE, Store  # noqa: E402
from shipped_programs import shipped  # noqa: E402

ASKED_AGAIN = 250
"""Of so many records one is asked about with nothing spared."""
FEWEST = 12
"""Policies with fewer results than this are taken as if they had so many."""
Task = tuple[Path, int, int, int]


@cache
def _program(place: int) -> tuple[Program, Oracle]:
    program = shipped()[place].program
    return program, Oracle.of(program)


@cache
def _drawing(store: Store, place: int) -> Drawing:
    program, _ = _program(place)
    return Drawing.of(program, store.bases(program, bases_of))


def _keep(task: Task) -> int:
    """One chunk; its number of records."""
    folder, seed, place, chunk = task
    store = Store(folder, seed)
    program, oracle = _program(place)
    records = _drawing(store, place).chunk(seed, chunk, SIZE)
    results = list(oracle.results(records))
    for number in range(chunk % ASKED_AGAIN, SIZE, ASKED_AGAIN):
        if oracle.full_result(records[number]) != results[number]:
            raise AssertionError(f"{program.policy}/{chunk}/{number}: what was spared mattered")
    store.keep(program, chunk, records, results)
    gc.collect()
    return SIZE


def _tasks(store: Store, records: int, asked: str) -> list[Task]:
    """The chunks that are not kept yet of policies named like this, which take turns.

    Of policies with few results, which take less time, there are more.
    """
    named = [each for each in shipped() if re.search(asked, each.id)]
    left = records - SIZE * sum(len(list(store.chunks(each.program))) for each in named)
    turns = [
        ((chunk + 1) * max(len(fields_of(policy.program)), FEWEST), place, chunk)
        for place, policy in enumerate(shipped())
        for chunk in range(records // SIZE)
        if policy in named and not store.path(policy.program, chunk).exists()
    ]
    chosen = sorted(turns)[: max(0, -(-left // SIZE))]
    return [(store.folder, store.seed, place, chunk) for _, place, chunk in chosen]


def _start() -> None:
    os.nice(19)
    gc.disable()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policies", default="", help="a regular expression for their ids")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--store", type=Path, default=Path(tempfile.gettempdir()) / "policydsl-agreement"
    )
    asked = parser.parse_args()
    store = Store(asked.store, asked.seed)
    for policy in shipped():
        store.bases(policy.program, bases_of)
    tasks = _tasks(store, asked.records, asked.policies)
    sys.stdout.write(f"{len(tasks)} chunks of {SIZE} records to ask about\n")
    started, done = time.monotonic(), 0
    with get_context("spawn").Pool(asked.processes, _start) as pool:
        for number, count in enumerate(pool.imap_unordered(_keep, tasks), 1):
            done += count
            if number % 20 == 0 or number == len(tasks):
                rate = done / (time.monotonic() - started)
                sys.stdout.write(f"{done} records, {rate:.0f} a second\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
