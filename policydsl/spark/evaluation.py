"""From a DataFrame of institutions to one of results."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from policydsl.batch.job.asking import Asked
from policydsl.batch.job.evaluation import Evaluation
from policydsl.spark.batches import results_of, work_of
from policydsl.spark.question import question_of
from policydsl.text.diagnostic import Language


def evaluate(
    frame: DataFrame,
    policy: str,
    as_of: datetime.date | None = None,
    *,
    day_column: str | None = None,
    decision: str | None = None,
    explain: bool = False,
    keep: Sequence[str] = (),
    folders: Sequence[str | Path] = (),
    language: Language = "zh",
) -> DataFrame:
    """Every row's results, by what `policydsl batch` does; one row for each row given.

    Columns of the frame are facts, nested or by dotted ids, or are named by `keep` (and then
    handed through) or `day_column`. Without a day it is the newest version, as of its first day.
    The columns of the results are those of a batch but for `row`, since rows have no number here;
    where a row was rejected, they are null, and `reject_code`, `reject_column` and `reject_reason`
    say why. Raises PolicyError, FactsError and UsageError before anything runs.
    """
    if as_of is None and day_column is None:
        from policydsl.api import load

        as_of = datetime.date.fromisoformat(load(policy, folders=tuple(map(Path, folders))).day)
    asked = Asked(
        policy=policy,
        folders=tuple(Path(each).absolute() for each in folders),
        day=as_of if day_column is None else None,
        day_column=day_column,
        decision=decision,
        explain=explain,
        keep=tuple(keep),
        language=language,
    )
    question = question_of(asked)
    nothing = pl.from_arrow(to_arrow_schema(frame.schema).empty_table())
    assert isinstance(nothing, pl.DataFrame)
    results = from_arrow_schema(results_of(Evaluation.of(asked), nothing).to_arrow().schema)
    return frame.mapInArrow(work_of(question, to_arrow_schema(results)), results)
