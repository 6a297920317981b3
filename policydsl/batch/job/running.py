"""A batch run from its input to its output, or on from where it was interrupted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.asking import Batch
from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.finishing import put_in_place
from policydsl.batch.job.folder import Done, Folder
from policydsl.batch.job.inputs import digests, stamps
from policydsl.batch.job.pool import Worker, kept_parts
from policydsl.batch.job.programs import Programs
from policydsl.batch.job.question import may_continue, question_of, same_day
from policydsl.batch.reading.source import Part
from policydsl.batch.writing.rejects import REJECTS_ENDINGS
from policydsl.batch.writing.results import ENDINGS
from policydsl.report.batch_summary import BatchSummary
from policydsl.text.diagnostic import UsageError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is. `begun` are the rows that were done when it began."""

    rows: int
    rejects: int
    share: float | None
    begun: int
    begun_share: float


Telling = Callable[[Progress], None]


def run_batch(batch: Batch, tell: Telling | None = None) -> BatchSummary:
    """Runs it to its end. What was done stays for the next run if this one is interrupted.

    Raises DiagnosticError for what cannot be done, and OSError.
    """
    _check_names(batch)
    with Folder.opened(batch.folder) as folder:
        batch = _asked(batch, folder)
        done = _worked(batch, folder, tell)
        put_in_place(batch, folder, done.parts, done.evaluation)
        folder.clear()
    return _summary(batch, done)


@dataclass(frozen=True, slots=True)
class _Worked:
    """All parts of a batch."""

    parts: list[Done]
    continued: int
    evaluation: Evaluation


def _asked(batch: Batch, folder: Folder) -> Batch:
    """The question, which begins a job or goes on with the one that is kept."""
    kept = None if batch.restart else folder.question()
    batch = same_day(batch, kept)
    programs = Programs.of(batch.asked)
    question = question_of(batch, programs, kept)
    going_on = kept is not None and folder.finishing
    for path in (batch.output, batch.rejects):
        if path.exists() and not (batch.force or going_on):
            raise UsageError(errors.output_exists(str(path)))
    if kept is None:
        folder.begin(question)
    else:
        may_continue(folder, kept, question, batch)
    return batch


def _worked(batch: Batch, folder: Folder, tell: Telling | None) -> _Worked:
    """Does all parts that are not done yet. Raises UsageError if the input changed meanwhile."""
    evaluation = Evaluation.of(batch.asked)
    before = stamps(batch.source.files())
    kept = list(folder.done())
    rows, share = sum(each.count for each in kept), (kept[-1].share if kept else None) or 0.0
    parts = list(kept)
    worker = Worker(batch.asked, folder, evaluation)
    for each in kept_parts(_rest(batch, kept), worker, batch.jobs):
        parts.append(each)
        if tell is not None:
            now = sum(part.count for part in parts)
            tell(Progress(now, sum(part.rejects for part in parts), each.share, rows, share))
    _check_same(batch, folder, before)
    return _Worked(parts, rows, evaluation)


def _rest(batch: Batch, kept: list[Done]) -> Iterator[Part]:
    if not kept:
        return batch.source.parts(batch.part_rows)
    last = kept[-1]
    return batch.source.parts(
        batch.part_rows, last.number + 1, last.first_row + last.count, last.end
    )


def _check_same(batch: Batch, folder: Folder, before: list[list[int]]) -> None:
    files = batch.source.files()
    question = folder.question()
    assert question is not None
    if stamps(files) != before and digests(files) != question["input"]["digests"]:
        folder.clear()
        raise UsageError(errors.input_changed(batch.source.name))


def _check_names(batch: Batch) -> None:
    for path, endings in ((batch.output, ENDINGS), (batch.rejects, REJECTS_ENDINGS)):
        if path.suffix.lower() not in endings:
            raise UsageError(errors.unknown_output(str(path), " ".join(endings)))
    inputs = {each.resolve() for each in batch.source.files()}
    outputs = [batch.output.resolve(), batch.rejects.resolve()]
    for path in outputs:
        if path in inputs or outputs.count(path) > 1:
            raise UsageError(errors.output_is_input(str(path)))


def _summary(batch: Batch, done: _Worked) -> BatchSummary:
    counts: dict[str, dict[str, int]] = {name: {} for name in done.evaluation.verdicts}
    for part in done.parts:
        for name, words in part.verdicts.items():
            for word, count in words.items():
                counts[name][word] = counts[name].get(word, 0) + count
    day = batch.asked.day
    return BatchSummary(
        output=str(batch.output),
        rejects_file=str(batch.rejects),
        given=sum(each.count for each in done.parts),
        results=sum(each.results for each in done.parts),
        rejects=sum(each.rejects for each in done.parts),
        orphans=sum(each.orphans for each in done.parts),
        continued=done.continued,
        day=day.isoformat() if day else None,
        verdicts=counts,
        titles=done.evaluation.titles,
    )
