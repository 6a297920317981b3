"""The output of a batch as a workbook; of a workbook that was given, with a marked copy of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from policydsl.batch.job.asking import Batch
from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.programs import Programs
from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.marking import Marked, marked
from policydsl.batch.workbooks.results_book import Results, write_results_workbook
from policydsl.batch.workbooks.source import WorkbookSource
from policydsl.batch.writing.rejects import from_file
from policydsl.batch.writing.results import read_part
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text
from policydsl.trace import Status

MARKED_ROWS = 5_000
"""So many institutions are asked about again, to mark their cells: each takes milliseconds."""


def write_workbook(
    path: Path,
    batch: Batch,
    results: Sequence[Path],
    rejects: Sequence[Path],
    evaluation: Evaluation,
) -> None:
    """Of the parts that are kept. Raises UsageError for more rows than a sheet takes; OSError."""
    again = _marked(batch, results, evaluation)
    found = Results(
        program=evaluation.first,
        columns=tuple(read_part(results[0]).columns),
        rows=_rows(results),
        rejects=(each for part in rejects for each in from_file(part)),
        marked=again,
        notes=tuple(_notes(again, evaluation.first)),
    )
    write_results_workbook(path, found, batch.asked.language)


def _notes(again: Marked | None, program: Program) -> Iterator[Text]:
    if again is None:
        return
    form = again.book.identity
    if form is not None and (form.policy, form.version) != (program.policy, program.version):
        yield _filled(words.OTHER_FORM, policy=form.policy, version=form.version)
    if len(again.reasons) >= MARKED_ROWS:
        yield _filled(words.MARKED_FIRST, count=f"{MARKED_ROWS:,}")


def _filled(text: Text, **parts: str) -> Text:
    return Text(text.zh.format(**parts), text.en.format(**parts))


def _rows(results: Sequence[Path]) -> Iterator[Mapping[str, Any]]:
    for part in results:
        yield from read_part(part).iter_rows(named=True)


def _marked(batch: Batch, results: Sequence[Path], evaluation: Evaluation) -> Marked | None:
    if not isinstance(batch.source, WorkbookSource):
        return None
    failing = ((row["row"], row["as_of"]) for row in _rows(results) if _fails(row))
    programs, asked = Programs.of(batch.asked), batch.asked

    @cache
    def program_on(day: datetime.date) -> Program:
        return programs.on(day)

    return marked(
        batch.source,
        dict(islice(failing, MARKED_ROWS)),
        evaluation.verdicts,
        program_on,
        asked.language,
        (*asked.keep, asked.day_column) if asked.day_column else asked.keep,
    )


def _fails(row: Mapping[str, Any]) -> bool:
    return Status.FAIL.value in row.values()
