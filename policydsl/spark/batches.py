"""Arrow batches in, Arrow batches out: each row with its results, or with why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import polars as pl
import pyarrow as pa

from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.reading.source import Loaded, Table
from policydsl.batch.results import ROW, Reject, one_each
from policydsl.spark.question import Question, evaluation_of
from policydsl.text.diagnostic import Language

REJECT_COLUMNS = ("reject_code", "reject_column", "reject_reason")

Work = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def work_of(question: Question, schema: pa.Schema) -> Work:
    """The function that runs on workers; `schema` is that of the results."""

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        evaluation = evaluation_of(question)
        for batch in batches:
            found = results_of(evaluation, _frame(batch))
            yield from found.to_arrow().cast(schema).to_batches()

    return work


def results_of(evaluation: Evaluation, frame: pl.DataFrame) -> pl.DataFrame:
    """A row for each row of the frame, in order.

    Raises FactsError and UsageError for columns.
    """
    content = Table(frame, range(1, frame.height + 1), typed=True)
    results, rejects = evaluation.of_part(Loaded(content))
    refused = one_each(each for each in rejects if not each.table)
    told = pl.concat(
        [results, _refused(refused, frame, evaluation.asked.keep, evaluation.asked.language)],
        how="diagonal",
    ).sort(ROW)
    if not told[ROW].equals(pl.int_range(frame.height, dtype=pl.Int64, eager=True)):
        raise AssertionError(f"{frame.height} rows were given, and {told.height} came out")
    return told.drop(ROW)


def _refused(
    refused: Sequence[Reject], frame: pl.DataFrame, keep: Sequence[str], language: Language
) -> pl.DataFrame:
    """Rejected rows: what was to be kept of them, and why."""
    rows = pl.Series(ROW, [each.row for each in refused], dtype=pl.Int64)
    kept = [frame[name].gather(rows) for name in keep if name in frame.columns]
    join = "；".join if language == "zh" else "; ".join
    reasons = [
        join(every.message.in_language(language) for every in (each.diagnostic, *each.others))
        for each in refused
    ]
    code, column, reason = REJECT_COLUMNS
    why = [
        pl.Series(code, [each.diagnostic.code for each in refused], dtype=pl.String),
        pl.Series(column, [each.column for each in refused], dtype=pl.String),
        pl.Series(reason, reasons, dtype=pl.String),
    ]
    return pl.DataFrame([rows, *kept, *why])


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    found = pl.from_arrow(batch)
    assert isinstance(found, pl.DataFrame)
    return found
