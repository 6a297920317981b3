"""The command `policydsl batch` over files: from reading a table to having written the results."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.effort import Effort, Found
from bench.records import DAY, ID, fourteen, policy_text

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A file of institutions: its form, and how many processes work on it."""

    form: str
    name: str
    jobs: int = 1

    @property
    def title(self) -> str:
        return self.form if self.jobs == 1 else f"{self.form}, {self.jobs} processes"


TABLES = (
    Table("Parquet", "table.parquet"),
    Table("Arrow", "table.arrow"),
    Table("NDJSON", "table.ndjson"),
    Table("NDJSON", "table.ndjson", 2),
    Table("CSV, facts of the institution alone", "table.csv"),
)


def measured(effort: Effort) -> Found:
    """Seconds of the whole command a row, and the bytes a row of the file."""
    if find_spec("polars") is None:
        return {"files": {}}
    rows = 10_000 if effort.quick else 100_000
    seconds: dict[str, list[float]] = {table.title: [] for table in TABLES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, rows)
        for _ in range(1 if effort.quick else ROUNDS):
            for table in TABLES:
                seconds[table.title].append(_run(folder, table, rows))
        sizes = {table.title: (folder / table.name).stat().st_size for table in TABLES}
    return {
        "rows": rows,
        "files": {
            title: {
                "seconds": float(f"{statistics.median(each) / rows:.4g}"),
                "whole": float(f"{statistics.median(each):.4g}"),
                "bytes": round(sizes[title] / rows),
            }
            for title, each in seconds.items()
        },
    }


def _fill(folder: Path, rows: int) -> None:
    """The policy, and the same table in each form."""
    import polars

    from bench import columns

    policy = folder / "policies" / ID / f"{DAY}.yaml"
    policy.parent.mkdir(parents=True)
    policy.write_text(policy_text(fourteen()), encoding="utf-8")
    (folder / "kept").mkdir(mode=0o700)
    frame = columns.frame(rows, unstated=0.05)
    frame.write_parquet(folder / "table.parquet")
    frame.write_ipc(folder / "table.arrow")
    _lines(folder / "table.ndjson", frame.to_dicts())
    premises = polars.col("premises").struct.field("office").struct
    frame.select(
        *(
            polars.col(section).struct.field(fact).alias(f"{section}.{fact}")
            for section, facts in OF_INSTITUTION.items()
            for fact in facts
        ),
        *(premises.field(fact).alias(f"premises.office.{fact}") for fact in ("area", "suited")),
    ).write_csv(folder / "table.csv")


OF_INSTITUTION = {
    "institution": ("name", "independent_legal_person", "applicant_type"),
    "record": ("good_credit", "no_violations"),
    "staff": ("managers", "examiners"),
}


def _lines(path: Path, institutions: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(
            json.dumps(_stated(facts), ensure_ascii=False) + "\n" for facts in institutions
        )


def _stated(facts: Any) -> Any:
    """What a frame holds as null is left out."""
    if isinstance(facts, dict):
        return {name: _stated(each) for name, each in facts.items() if each is not None}
    return [_stated(each) for each in facts] if isinstance(facts, list) else facts


def _run(folder: Path, table: Table, rows: int) -> float:
    """Seconds by the clock. Raises ValueError where not every row was answered."""
    command = (str(Path(sys.executable).with_name("policydsl")), "batch", ID)
    files = ("--policies", "policies", "--input", table.name, "--output", "results.parquet")
    how = ("--as-of", DAY, "--jobs", str(table.jobs), "--force", "--format", "json")
    started = time.perf_counter()
    said = subprocess.run(
        [*command, *files, *how],
        cwd=folder,
        env={**os.environ, "POLICYDSL_CACHE": "kept"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - started
    import polars

    if said.returncode or polars.scan_parquet(folder / "results.parquet").collect().height != rows:
        raise ValueError(f"{table.title}: {said.stdout}{said.stderr[-500:]}")
    (folder / "results.parquet").unlink()
    return seconds
