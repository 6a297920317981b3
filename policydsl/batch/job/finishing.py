"""The end of a batch: parts joined, counted, and put in their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.asking import Batch
from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.folder import Done, Folder
from policydsl.batch.writing.rejects import write_rejects
from policydsl.batch.writing.results import WORKBOOK, WRITERS, Written, part_bytes, rows_in
from policydsl.batch.writing.whole_files import sync, write_whole
from policydsl.text.diagnostic import UsageError


def put_in_place(
    batch: Batch, folder: Folder, parts: Sequence[Done], evaluation: Evaluation
) -> None:
    """Both files are whole beside their places before either is put there.

    Raises UsageError where the files do not hold every row of the input, and OSError.
    """
    results = [folder.results_of(each.number) for each in parts]
    if not results:
        nothing = folder.results_of(0)
        write_whole(nothing, part_bytes(evaluation.empty()))
        results = [nothing]
    new = folder.path / "output.unfinished"
    kept = [folder.rejects_of(each.number) for each in parts]
    _write_output(new, batch, results, kept, evaluation)
    new_rejects = batch.rejects.with_name(f".{batch.rejects.name}.unfinished")
    ending = batch.rejects.suffix.lower()
    try:
        rejected = write_rejects(new_rejects, ending, kept, batch.asked.language, bom=batch.bom)
        _check_counts(batch, new, parts, rejected)
        for path in (new, new_rejects):
            sync(path)
        folder.finish()
        new_rejects.replace(batch.rejects)
    finally:
        new_rejects.unlink(missing_ok=True)
    new.replace(batch.output)
    for place in {batch.output.parent, batch.rejects.parent}:
        sync(place)


def _write_output(
    path: Path,
    batch: Batch,
    results: Sequence[Path],
    rejects: Sequence[Path],
    evaluation: Evaluation,
) -> None:
    ending = batch.output.suffix.lower()
    if ending == WORKBOOK:
        from policydsl.batch.job.workbook_output import write_workbook

        write_workbook(path, batch, results, rejects, evaluation)
    else:
        WRITERS[ending](path, Written(results, batch.bom))


def _check_counts(batch: Batch, new: Path, parts: Sequence[Done], rejected: int) -> None:
    """By the files' own counts. A workbook's rows are those of the parts that it was made of."""
    given = sum(each.count for each in parts)
    written = rows_in(new, batch.output.suffix.lower())
    if written is None:
        written = sum(each.results for each in parts)
    if written + rejected != given:
        raise UsageError(errors.rows_lost(given, written, rejected))
