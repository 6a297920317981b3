"""A batch on a real local Spark: the same results to the row.

Needs `pip install "policydsl[spark]"` and Java 17 or newer; run by `make test-spark`.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from bench.records import institutions
from checkout import ROOT
from policydsl import PolicyError
from policydsl.text.diagnostic import FactsError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

WANTED = {
    "CI is set: `.ci/run` never starts Spark; run `make test-spark`": not os.environ.get("CI"),
    "pyspark is absent: pip install 'policydsl[spark]'": find_spec("pyspark") is not None,
    "Java is absent: install a JDK, such as Debian's openjdk-17-jre-headless": shutil.which("java")
    or os.environ.get("JAVA_HOME"),
}
pytestmark = [
    *(pytest.mark.skipif(not there, reason=reason) for reason, there in WANTED.items()),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
POLICY = "anhui/evaluation-body-filing"
ROWS = 2_000


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(ROOT)
    builder = SparkSession.builder.master("local[2]").appName("policydsl")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "300",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Institutions, of which every fiftieth states what no institution can."""
    path = tmp_path_factory.mktemp("spark") / "institutions.parquet"
    rows: list[dict[str, Any]] = []
    for number, facts in enumerate(institutions(ROWS, unstated=0.1)):
        if number % 50 == 7:
            facts.setdefault("staff", {})["managers"] = -1
        day = datetime.date(2020, 6, 1) + datetime.timedelta(days=number - 200)
        rows.append({"id": number, **facts, "applied_on": day})
    pl.DataFrame(rows, infer_schema_length=None).write_parquet(path)
    return path


def by_batch(table: Path, folder: Path, *more: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Results and rejects of `policydsl batch`."""
    output = folder / "results.parquet"
    command = [sys.executable, "-m", "policydsl", "batch", POLICY, "--input", str(table)]
    command += ["--output", str(output), "--rejects", str(folder / "rejects.csv"), *more]
    command += ["--part-rows", "700"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return pl.read_parquet(output), pl.read_csv(folder / "rejects.csv", infer_schema=False)


def collected(frame: DataFrame) -> pl.DataFrame:
    found = pl.from_arrow(frame.toArrow())
    assert isinstance(found, pl.DataFrame)
    return found.sort("id")


@pytest.mark.parametrize(
    "options, more",
    [
        (
            {"as_of": datetime.date(2020, 6, 1), "keep": ("id", "applied_on")},
            ("--as-of", "2020-06-01"),
        ),
        ({"day_column": "applied_on", "keep": ("id", "applied_on")}, ("--as-of", "applied_on")),
    ],
    ids=["one day", "each row's day"],
)
def test_spark_and_batch_say_the_same(
    spark: SparkSession, table: Path, tmp_path: Path, options: dict[str, Any], more: tuple[str, ...]
) -> None:
    from policydsl.spark import evaluate

    results, rejects = by_batch(table, tmp_path, *more, "--keep", "id", "--keep", "applied_on")
    frame = spark.read.parquet(str(table)).repartition(5)
    found = collected(evaluate(frame, POLICY, **options))
    assert found.height == ROWS
    accepted = found.filter(pl.col("reject_code").is_null())
    columns = [name for name in results.columns if name != "row"]
    assert accepted.select(columns).equals(results.sort("id").select(columns))
    refused = found.filter(pl.col("reject_code").is_not_null())
    assert refused["reject_code"].to_list() == rejects["代码"].to_list()
    assert refused["reject_reason"].to_list() == rejects["原因"].to_list()
    assert (refused["id"] + 1).cast(pl.String).to_list() == rejects["行号"].to_list()
    assert 0 < refused.height < ROWS


def test_own_policies_go_to_the_workers(spark: SparkSession, table: Path, tmp_path: Path) -> None:
    from policydsl.spark import evaluate

    own = tmp_path / "own" / "anhui"
    shutil.copytree(ROOT / "policies" / "anhui", own)
    for path in own.rglob("2020-03-26.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("version: 1.0.0", "version: 7.0.0"), encoding="utf-8")
    frame = spark.read.parquet(str(table)).drop("applied_on")
    found = evaluate(frame, POLICY, keep=("id",), folders=(tmp_path / "own",))
    versions = {row["version"] for row in found.select("version").distinct().collect()}
    assert versions == {"7.0.0", None}


def test_wrong_questions_are_told_before_anything_runs(spark: SparkSession, table: Path) -> None:
    from policydsl.spark import evaluate

    frame = spark.read.parquet(str(table))
    with pytest.raises(FactsError):
        evaluate(frame, POLICY)  # neither “id” nor “applied_on” is a fact
    with pytest.raises(UsageError):
        evaluate(frame, POLICY, keep=("id", "applied_on", "nothing"))
    with pytest.raises(PolicyError):
        evaluate(frame, "anhui/nothing", keep=("id", "applied_on"))
