"""The most memory that evaluating a table takes, beside the bytes of the input itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.effort import Effort, Found
from bench.groups.single import OURS
from bench.groups.tables import here, in_process

BY_HAND = "Polars by hand, null-correct"


def measured(effort: Effort) -> Found:
    """Each way in a process of its own that reads the table; what reading takes is taken off.

    `of_input`: the input and what was needed beside it, in parts of the input.
    """
    if not here():
        return {"ways": {}}
    rows = max(effort.rows)
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.arrow"
        in_process(1, "write", str(rows), str(table))
        idle = in_process(1, "memory", "nothing", str(table))
        used = {
            OURS: in_process(1, "memory", "ours", str(table)),
            BY_HAND: in_process(1, "memory", "by-hand", str(table)),
            f"{OURS}, two threads": in_process(2, "memory", "ours", str(table)),
        }
    size = idle["input"]
    return {
        "rows": rows,
        "input": size,
        "ways": {
            name: {
                "beside": each["peak"] - idle["peak"],
                "of_input": round(1 + (each["peak"] - idle["peak"]) / size, 3),
            }
            for name, each in used.items()
        },
    }
