"""One process of `bench/groups/tables.py`: times tables, or says how much memory they take.

    python bench/table_process.py time ROWS ROUNDS
    python bench/table_process.py write ROWS FILE
    python bench/table_process.py memory nothing|ours|by-hand FILE

Prints JSON. The number of threads is POLARS_MAX_THREADS, set before.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl

from bench import columns, polars_by_hand
from bench.groups.single import OURS
from bench.records import policy
from bench.timing import Way, interleaved
from policydsl.batch.evaluator import TableEvaluator
from policydsl.engines.columns import FactTables, compile_columns

UNSTATED = 0.05
OURS_CHECKED = "policydsl, facts checked as well, in words"
BY_HAND = "Polars by hand, null-correct"
BY_HAND_COMPLETE = "Polars by hand, null-free"


def main() -> int:
    what, *asked = sys.argv[1:]
    said = {"time": _time, "write": _write, "memory": _memory}[what](*asked)
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def _ours() -> Callable[[pl.DataFrame], pl.DataFrame]:
    program = policy()
    compiled = compile_columns(program)
    return lambda frame: compiled.run(FactTables.of(frame, program.facts))


def _time(rows: str, rounds: str) -> dict[str, Any]:
    """Both kinds of tables; on one thread by the processor's time, else by the clock."""
    ours, evaluator = _ours(), TableEvaluator.of(policy())
    one = pl.thread_pool_size() == 1
    clock = time.process_time if one else time.perf_counter
    found: dict[str, Any] = {}
    for kind, name, by_hand, unstated in (
        ("nulls", BY_HAND, polars_by_hand.by_hand, UNSTATED),
        ("complete", BY_HAND_COMPLETE, columns.by_hand_no_nulls, 0.0),
    ):
        frame = columns.frame(int(rows), unstated=unstated)
        _same(ours(frame), by_hand(frame))
        ways = [
            Way(name, partial(by_hand, frame), frame.height),
            Way(OURS, partial(ours, frame), frame.height),
            Way(OURS_CHECKED, partial(evaluator.evaluate, frame), frame.height),
        ]
        found[kind] = interleaved(ways, int(rounds), clock=clock)
    return found


def _same(found: pl.DataFrame, expected: pl.DataFrame) -> None:
    """Raises ValueError unless each status and verdict is the same in every row."""
    for name in expected.columns:
        if not found[name].cast(expected[name].dtype).equals(expected[name]):
            raise ValueError(f"{name} differs")


def _write(rows: str, path: str) -> dict[str, Any]:
    columns.frame(int(rows), unstated=UNSTATED).write_ipc_stream(path)
    return {}


def _memory(what: str, path: str) -> dict[str, Any]:
    """Bytes of the table, and the most memory of the process from when it was read."""
    run: dict[str, Callable[[pl.DataFrame], object]] = {
        "nothing": lambda frame: None,
        "ours": _ours(),
        "by-hand": polars_by_hand.by_hand,
    }
    for each in run.values():
        each(columns.frame(1_000, unstated=UNSTATED))
    frame = pl.read_ipc_stream(path)
    _forget_peak()
    kept = run[what](frame)
    peak = _peak()
    del kept
    return {"input": frame.estimated_size(), "peak": peak}


def _forget_peak() -> None:
    """Linux lets a process reset its most memory; elsewhere reading the table counts as well."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak() -> int:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main())
