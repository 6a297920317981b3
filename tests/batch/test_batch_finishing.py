"""The end of a batch: whole files, that hold every row, or none."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import polars as pl
import pytest

from batch_jobs import ROWS, Stopped, clean_run, refused, sixty_rows, written
from batch_tables import csv_table, json_table
from policydsl.batch.job import evaluation, finishing
from policydsl.batch.job.asking import Batch
from policydsl.batch.job.running import run_batch
from policydsl.batch.reading.opening import open_source
from policydsl.batch.writing.results import Written, read_part
from policydsl.report.batch_summary import BatchSummary


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    return sixty_rows(tmp_path)


@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_a_run_stopped_while_it_puts_files_in_their_place_is_finished_by_the_next(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    wanted = clean_run(batch)
    names = {"before": batch.rejects.name, "between": batch.output.name, "after": ""}

    def replaced(self: Path, target: Path) -> Path:
        if target.name == names[when]:
            raise Stopped
        os.rename(self, target)  # noqa: PTH104 - `Path.replace` is this function
        return target

    def cleared(self: finishing.Folder) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replaced)
        if when == "after":
            patched.setattr(finishing.Folder, "clear", cleared)
        with pytest.raises(Stopped):
            run_batch(batch)
    assert run_batch(batch).continued == ROWS
    assert written(batch) == wanted
    assert [each.name for each in batch.output.parent.iterdir() if "unfinished" in each.name] == []


@pytest.mark.parametrize("name", ["in.csv", "in.ndjson"])
def test_an_input_without_rows_gives_headings_and_nothing_under_them(
    batch: Batch, name: str
) -> None:
    path = batch.output.with_name(name)
    path.write_text("办公用房面积\n" if name == "in.csv" else "\n", encoding="utf-8")
    summary = run_batch(replace(batch, source=open_source(str(path))))
    assert (summary.given, summary.results, summary.rejects) == (0, 0, 0)
    assert pl.read_csv(batch.output).height == 0
    assert "filing.office-area" in pl.read_csv(batch.output).columns
    assert batch.rejects.read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize("kind", ["csv", "ndjson"])
@pytest.mark.parametrize("seed", [1, 2])
def test_of_a_table_with_damaged_rows_exactly_those_are_rejected(
    batch: Batch, kind: str, seed: int
) -> None:
    table = (csv_table if kind == "csv" else json_table)(Random(seed), 3000, 0.01)
    path = batch.output.with_name(f"damaged.{kind}")
    path.write_bytes(table.content)
    rejects = batch.rejects.with_suffix(".ndjson")
    source = open_source(str(path))
    summary = run_batch(replace(batch, source=source, rejects=rejects, part_rows=700))
    told = [json.loads(line) for line in rejects.read_bytes().splitlines()]
    assert {each["row"] for each in told} == table.rows
    assert len(told) == len(table.rows) == summary.rejects
    assert pl.read_csv(batch.output).height == 3000 - len(table.rows)
    assert all(each["line"] and each["reason"] and each["help"] and each["raw"] for each in told)


def test_the_summary_counts_what_the_files_hold(batch: Batch) -> None:
    summary: BatchSummary = run_batch(batch)
    counted = pl.read_csv(batch.output)["filing"].value_counts()
    assert dict(counted.iter_rows()) == summary.verdicts["filing"]


@pytest.mark.parametrize("output", ["out.csv", "out.ndjson", "out.parquet", "out.arrow"])
def test_a_file_that_lost_a_row_is_not_put_in_its_place(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    def some(written: Written) -> Iterator[pl.DataFrame]:
        first, *rest = (read_part(each) for each in written.parts)
        return iter([first.head(-1), *rest])

    batch = replace(batch, output=batch.output.with_name(output))
    monkeypatch.setattr(Written, "frames", some)
    monkeypatch.setattr(Written, "lazy", lambda written: pl.concat(some(written)).lazy())
    assert refused(batch) == "rows-do-not-add-up"


@pytest.mark.parametrize("seed", [1, 2])
def test_json_lines_come_to_the_same_with_and_without_msgspec(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    table = json_table(Random(seed), 2000, 0.05)
    lines = table.content.replace(b'"premises"', '"场所"'.encode(), 300)
    Path(batch.source.name).write_bytes(lines)
    fast = clean_run(replace(batch, part_rows=300))
    monkeypatch.setattr(evaluation, "straight", lambda *_: None)
    run_batch(replace(batch, part_rows=300))
    assert written(batch) == fast


@pytest.fixture(autouse=True)
def _no_bytes_left_over(tmp_path: Path) -> Iterator[None]:
    """Whatever becomes of a batch, no unfinished file lies beside its output."""
    yield
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".unfinished")] == []
