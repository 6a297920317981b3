"""A batch's job: kept part by part, continued only for the same question, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from batch_jobs import PART, ROWS, clean_run, refused, sixty_rows, stopped, written
from batch_tables import DAY, json_table
from policydsl.batch.job import pool
from policydsl.batch.job.asking import Batch
from policydsl.batch.job.running import Progress, run_batch
from policydsl.batch.reading.opening import open_source
from policydsl.text.diagnostic import UsageError


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return sixty_rows(tmp_path)


def test_every_row_is_a_result_or_a_reject(batch: Batch) -> None:
    summary = run_batch(batch)
    results = pl.read_csv(batch.output)
    rejects = pl.read_csv(batch.rejects)
    assert summary.given == ROWS == summary.results + summary.rejects
    assert sorted([*results["row"], *rejects["行号"]]) == list(range(1, ROWS + 1))
    assert not batch.folder.exists()
    assert sum(summary.verdicts["filing"].values()) == results.height


@pytest.mark.parametrize("parts", [1, 3, 6])
@pytest.mark.parametrize("ending", [".csv", ".ndjson", ".parquet", ".arrow"])
def test_a_resumed_run_writes_the_bytes_of_a_clean_one(
    batch: Batch, parts: int, ending: str
) -> None:
    batch = replace(batch, output=batch.output.with_suffix(ending))
    stopped(batch, parts)
    assert not batch.output.exists()
    assert not batch.rejects.exists()
    summary = run_batch(batch)
    assert summary.continued == parts * PART
    assert written(batch) == clean_run(batch)


def test_parts_that_are_done_are_not_done_again(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped(batch, 4)
    worked: list[int] = []
    work = pool.work

    def counted(part: pool.Part, *rest: object) -> object:
        worked.append(part.number)
        return work(part, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "work", counted)
    run_batch(batch)
    assert worked == [4, 5]


def test_a_part_that_was_damaged_is_done_again(batch: Batch) -> None:
    stopped(batch, 4)
    part = batch.folder / "parts" / "000002.arrow"
    part.write_bytes(part.read_bytes()[:-5])
    summary = run_batch(batch)
    assert summary.continued == 2 * PART
    assert written(batch) == clean_run(batch)


@pytest.mark.parametrize(
    "change, what",
    [
        ({"part_rows": 20}, "--part-rows"),
        ({"version": "2"}, "policydsl"),
        ({"asked": {"decision": "filing"}}, "选项"),
        ({"asked": {"day": date(2023, 1, 1)}}, "选项"),
        ({"asked": {"language": "en"}}, "选项"),
    ],
)
def test_another_question_does_not_go_on_with_a_job(
    batch: Batch, change: dict[str, object], what: str
) -> None:
    stopped(batch, 2)
    asked = replace(batch.asked, **change.pop("asked", {}))  # type: ignore[arg-type]
    other = replace(batch, asked=asked, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError) as caught:
        run_batch(other)
    [told] = caught.value.diagnostics
    assert told.code == "job-of-another-question"
    assert what in told.message.zh
    assert run_batch(replace(other, restart=True)).continued == 0
    assert written(other) == clean_run(other)


def test_an_input_that_changed_between_runs_is_another_question(batch: Batch) -> None:
    stopped(batch, 2)
    Path(batch.source.name).write_bytes(json_table(Random(2), ROWS, 0.1).content)
    assert refused(batch) == "job-of-another-question"


def test_an_input_that_was_only_copied_is_the_same(batch: Batch) -> None:
    stopped(batch, 2)
    os.utime(batch.source.name, ns=(1, 1))
    assert run_batch(batch).continued == 2 * PART


def test_an_input_that_changes_during_the_run_gives_no_result(batch: Batch) -> None:
    def tell(progress: Progress) -> None:
        with Path(batch.source.name).open("ab") as file:
            file.write(b"{}\n")

    with pytest.raises(UsageError) as caught:
        run_batch(batch, tell)
    assert caught.value.diagnostics[0].code == "input-changed"
    assert not batch.output.exists()
    assert not batch.folder.exists()


def test_without_a_day_of_its_own_a_run_goes_on_with_the_jobs_day(batch: Batch) -> None:
    stopped(replace(batch, day_given=False), 2)
    tomorrow = replace(batch.asked, day=date(2024, 6, 4))
    summary = run_batch(replace(batch, asked=tomorrow, day_given=False))
    assert (summary.continued, summary.day) == (2 * PART, DAY)
    assert written(batch) == clean_run(batch)


def test_a_second_run_of_the_same_job_is_refused(batch: Batch) -> None:
    codes = []

    def tell(progress: Progress) -> None:
        codes.append(refused(batch))

    run_batch(batch, tell)
    assert codes == ["job-running"] * (ROWS // PART)


def test_an_output_that_is_there_is_kept_unless_forced(batch: Batch) -> None:
    batch.output.write_text("mine", encoding="utf-8")
    assert refused(batch) == "output-exists"
    assert not batch.folder.exists()
    run_batch(replace(batch, force=True))
    assert written(batch) == clean_run(batch)


def test_what_is_left_of_a_folder_that_was_being_removed_is_removed(batch: Batch) -> None:
    stopped(batch, 3)
    (batch.folder / "job.json").unlink()
    batch.output.write_text("whole", encoding="utf-8")
    assert refused(batch) == "output-exists"
    assert not batch.folder.exists()


@pytest.mark.parametrize("name", ["in.ndjson", "out.rejects.csv"])
def test_the_output_is_neither_the_input_nor_the_rejects(batch: Batch, name: str) -> None:
    other = replace(batch, output=batch.output.with_name(name), force=True)
    assert refused(other) == "output-is-input"


@pytest.mark.parametrize("name", ["out.doc", "out"])
def test_an_output_of_no_known_kind_is_refused(batch: Batch, name: str) -> None:
    assert refused(replace(batch, output=batch.output.with_name(name))) == "unknown-output-kind"


def test_a_folder_that_is_no_jobs_is_left_alone(batch: Batch) -> None:
    batch.folder.mkdir()
    (batch.folder / "letter.txt").write_text("mine", encoding="utf-8")
    assert refused(replace(batch, restart=True)) == "job-folder-taken"
    assert (batch.folder / "letter.txt").exists()


def test_a_damaged_record_of_the_job_says_how_to_begin_anew(batch: Batch) -> None:
    stopped(batch, 2)
    (batch.folder / "job.json").write_text("{", encoding="utf-8")
    assert refused(batch) == "job-damaged"
    assert run_batch(replace(batch, restart=True)).continued == 0


def test_several_processes_write_the_same_bytes_in_the_same_order(batch: Batch) -> None:
    wanted = clean_run(batch)
    stopped(batch, 2)
    summary = run_batch(replace(batch, jobs=2))
    assert summary.continued == 2 * PART
    assert written(batch) == wanted


def test_an_error_in_another_process_is_told_as_any_is(batch: Batch) -> None:
    path = batch.output.with_name("in.csv")
    path.write_text("办公用房面积,气温\n80,3\n", encoding="utf-8")
    wrong = replace(batch, source=open_source(str(path)))
    for jobs in (1, 2):
        with pytest.raises(Exception, match="气温"):
            run_batch(replace(wrong, jobs=jobs))
        assert not wrong.folder.exists()


@pytest.fixture(autouse=True)
def _no_bytes_left_over(tmp_path: Path) -> Iterator[None]:
    """Whatever becomes of a batch, no unfinished file lies beside its output."""
    yield
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".unfinished")] == []
