"""Columns: the policy over whole tables, beside Polars by hand; on one thread and on two."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.effort import Effort, Found

CHILD = Path(__file__).resolve().parents[1] / "table_process.py"
THREADS = (1, 2)


def here() -> bool:
    """Whether tables can be measured: Polars, and the engine for it."""
    return find_spec("polars") is not None and find_spec("bench.columns") is not None


def measured(effort: Effort) -> Found:
    """Each size and number of threads in a process of its own, as Polars wants it."""
    if not here():
        return {"by_rows": {}}
    by_rows: dict[str, dict[str, Any]] = {}
    for number in effort.rows:
        rounds = effort.rounds(9 if number == max(effort.rows) else 25)
        by_rows[str(number)] = {
            str(threads): in_process(threads, "time", str(number), str(rounds))
            for threads in THREADS
            if threads <= (os.cpu_count() or 1)
        }
    return {"by_rows": by_rows}


def in_process(threads: int, *asked: str) -> Any:
    """What a process with so many threads of Polars prints."""
    run = subprocess.run(
        [sys.executable, str(CHILD), *asked],
        env={**os.environ, "POLARS_MAX_THREADS": str(threads)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(run.stdout)
