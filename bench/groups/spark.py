"""A real Spark on this machine: what it adds to the same columns, on one thread and on two."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.effort import Effort, Found
from bench.records import DAY, ID, fourteen, policy, policy_text

CHILD = Path(__file__).resolve().parents[1] / "spark_process.py"
UNSTATED = 0.05


def here() -> bool:
    """Whether there are Spark and the Java that it needs."""
    java = shutil.which("java") or os.environ.get("JAVA_HOME")
    return find_spec("pyspark") is not None and java is not None


def measured(effort: Effort) -> Found:
    """Seconds of a session's start, of the first evaluation, and of each later one a row."""
    if not here():
        return {"threads": {}}
    rows = 100_000 if effort.quick else 1_000_000
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = _fill(folder, rows)
        for threads in (1, 2):
            said = _run(folder, threads, 2 if effort.quick else 3)
            if said["verdicts"] != expected:
                raise ValueError(f"Spark says {said['verdicts']}, and not {expected}")
            later = statistics.median(said["later"])
            found[str(threads)] = {
                "start": round(said["start"], 2),
                "first": round(said["first"], 2),
                "later": round(later, 3),
                "seconds": float(f"{later / rows:.4g}"),
            }
    return {"rows": rows, "threads": found}


def _fill(folder: Path, rows: int) -> dict[str, int]:
    """The policy and a table; the verdicts that this process comes to, counted."""
    from bench import columns
    from policydsl.engines.columns import FactTables, compile_columns
    from policydsl.engines.results import VERDICTS

    program = policy()
    written = folder / "policies" / ID / f"{DAY}.yaml"
    written.parent.mkdir(parents=True)
    written.write_text(policy_text(fourteen()), encoding="utf-8")
    frame = columns.frame(rows, unstated=UNSTATED)
    frame.write_parquet(folder / "table.parquet", row_group_size=20_000)
    found = compile_columns(program).run(FactTables.of(frame, program.facts))
    counts = found.get_column("filing").value_counts().rows()
    return {VERDICTS[code].value: number for code, number in counts}


def _run(folder: Path, threads: int, times: int) -> Any:
    """Each task of Spark has a process of its own, so that Polars needs but one thread there."""
    run = subprocess.run(
        [sys.executable, str(CHILD), str(folder), str(threads), str(times)],
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])
