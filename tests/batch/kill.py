"""Kills `policydsl batch` at random moments, and holds what it then comes to against a clean run.

`python tests/batch/kill.py --times 50 --seed 1 [--jobs 2] [--ending .parquet]`: a table of
institutions with one damaged row in a hundred, as CSV and as JSON lines in turn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from batch_killing import Files, Killing, timed  # noqa: E402 - the path comes first
from batch_tables import csv_table, json_table  # noqa: E402

ENDINGS = (".csv", ".ndjson", ".parquet", ".arrow")


def kill(folder: Path, kind: str, asked: argparse.Namespace, times: int) -> bool:
    """Whether one table, killed so many times, always came to the same bytes."""
    rng = Random(f"{asked.seed}/{kind}")
    table = (csv_table if kind == "csv" else json_table)(rng, asked.rows)
    (folder / f"in.{kind}").write_bytes(table.content)
    more = ("--jobs", str(asked.jobs)) if asked.jobs > 1 else ()
    files = Files(folder, folder / f"in.{kind}", asked.ending, asked.part_rows, more)
    clean, seconds = timed(files)
    if clean.code != 0:
        sys.stdout.write(clean.err)
        return False
    wanted = files.output.read_bytes(), files.rejects.read_bytes()
    files.output.unlink()
    files.rejects.unlink()
    killing = Killing(files, rng, -(-asked.rows // asked.part_rows))
    outputs = killing.until_killed(times)
    same = sum(each == wanted for each in outputs)
    sys.stdout.write(
        f"{kind}: {asked.rows} rows, {len(table.rows)} damaged; clean run {seconds:.1f} s\n"
        f"  {len(killing.kills)} kills, after {sorted(killing.kills)} parts; "
        f"{len(outputs)} outputs, {same} the same bytes as the clean run's\n"
    )
    return same == len(outputs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--part-rows", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--ending", choices=ENDINGS, default=".csv")
    asked = parser.parse_args()
    good = True
    for kind, times in (("csv", asked.times // 2), ("ndjson", asked.times - asked.times // 2)):
        with tempfile.TemporaryDirectory(prefix="policydsl-kill-") as folder:
            good &= kill(Path(folder), kind, asked, times)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
