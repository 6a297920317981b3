"""One process of `bench/groups/spark.py`: a local Spark with so many threads over a Parquet file.

    python bench/spark_process.py FOLDER THREADS TIMES

The folder holds `table.parquet`, and `policies/` with the policy. Prints JSON: seconds until there
is a session, of the first evaluation, of each later one, and the verdicts counted.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.records import DAY, ID

PARTS = 8
ROWS_AT_ONCE = 20_000


def main() -> int:
    folder, threads, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    started = time.perf_counter()
    session = _session(threads, (folder / "table.parquet").stat().st_size)
    started_in = time.perf_counter() - started
    from policydsl.spark import evaluate

    def counted() -> dict[str, int]:
        table = session.read.parquet(str(folder / "table.parquet"))
        day = datetime.date.fromisoformat(DAY)
        results = evaluate(table, ID, day, folders=(folder / "policies",))
        rows = results.groupBy("filing").count().collect()
        return {row["filing"]: row["count"] for row in rows}

    seconds: list[float] = []
    found: dict[str, int] = {}
    for _ in range(times + 1):
        started = time.perf_counter()
        found = counted()
        seconds.append(time.perf_counter() - started)
    session.stop()
    first, *later = seconds
    said = {"start": started_in, "first": first, "later": later, "verdicts": found}
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def _session(threads: int, size: int) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    builder = SparkSession.builder.master(f"local[{threads}]").appName("policydsl")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.files.maxPartitionBytes": str(size // PARTS),
        "spark.sql.files.openCostInBytes": "0",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


if __name__ == "__main__":
    sys.exit(main())
