"""`policydsl batch`, killed at random moments and run again, comes to the bytes of a clean run.

`python tests/batch/kill.py --times 50` goes on for longer.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from batch_killing import Files, Killing, run
from batch_tables import csv_table, json_table


@pytest.mark.parametrize("kind, kills", [("csv", 2), ("ndjson", 1)])
def test_a_killed_run_is_finished_by_the_next(tmp_path: Path, kind: str, kills: int) -> None:
    table = (csv_table if kind == "csv" else json_table)(Random(1), 1000)
    (tmp_path / f"in.{kind}").write_bytes(table.content)
    files = Files(tmp_path, tmp_path / f"in.{kind}", part_rows=50)
    clean = run(files)
    assert (clean.code, clean.err) == (0, "")
    wanted = files.output.read_bytes(), files.rejects.read_bytes()
    files.output.unlink()
    files.rejects.unlink()
    killing = Killing(files, Random(2), parts=20)
    assert set(killing.until_killed(kills)) == {wanted}
    assert len(killing.kills) == kills
