"""A batch of sixty rows in six parts, stopped and run again inside the test's own process."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from batch_tables import DAY, POLICIES, POLICY, json_table
from policydsl.batch.job import running
from policydsl.batch.job.asking import Asked, Batch
from policydsl.batch.job.running import Progress, run_batch
from policydsl.batch.reading.opening import open_source
from policydsl.text.diagnostic import UsageError

ROWS, PART = 60, 10


class Stopped(BaseException):
    """As a signal stops a process: nothing handles it."""


def sixty_rows(folder: Path) -> Batch:
    """One in ten rows is damaged."""
    (folder / "in.ndjson").write_bytes(json_table(Random(1), ROWS, 0.1).content)
    asked = Asked(POLICY, (POLICIES,), date.fromisoformat(DAY))
    source = open_source(str(folder / "in.ndjson"))
    return Batch(asked, source, folder / "out.csv", folder / "out.rejects.csv", "1", PART)


def stop_after(parts: int) -> running.Telling:
    def tell(progress: Progress) -> None:
        if progress.rows >= parts * PART:
            raise Stopped

    return tell


def stopped(batch: Batch, parts: int) -> None:
    """Runs a batch until so many parts are done."""
    with suppress(Stopped):
        run_batch(batch, stop_after(parts))


def written(batch: Batch) -> tuple[bytes, bytes]:
    return batch.output.read_bytes(), batch.rejects.read_bytes()


def clean_run(batch: Batch) -> tuple[bytes, bytes]:
    """What the same batch comes to without interruption."""
    clean = replace(
        batch,
        output=batch.output.with_name(f"clean{batch.output.suffix}"),
        rejects=batch.rejects.with_name(f"clean.rejects{batch.rejects.suffix}"),
        restart=False,
    )
    run_batch(clean)
    return written(clean)


def refused(batch: Batch) -> str:
    """The code of the one error that a run gives; neither file is written."""
    before = {path: path.read_bytes() for path in (batch.output, batch.rejects) if path.exists()}
    with pytest.raises(UsageError) as caught:
        run_batch(batch)
    after = {path: path.read_bytes() for path in (batch.output, batch.rejects) if path.exists()}
    assert before == after
    [told] = caught.value.diagnostics
    assert told.help is not None
    return told.code
