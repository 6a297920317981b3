"""`policydsl batch`: options, summaries, exit codes, and what is said when it is stopped."""

from __future__ import annotations

import codecs
import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from command_line import Outcome, policydsl
from policydsl.batch.job import folder, pool
from policydsl.batch.job.running import Progress
from policydsl.cli.batch_progress import progress_line
from policydsl.text.diagnostic import Language

CSV = """\
institution.name,办公用房面积（平方米）,管理人员数,备案日期,申报日期,经办
甲,80,2,2024-02-29,2024-06-03,张
乙,79.99,1,,2021/3/1,李
丙,约八十,2,,2024-06-03,王
丁,,,,2019-12-31,赵
戊,120,3,,,钱
己,50,,,明年,孙
"""
DAY = ("--as-of", "2024-06-03")
EXTRA = ("--keep", "经办", "--keep", "申报日期")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def batch(table: Path, *more: str, output: str = "out.csv", **how: object) -> Outcome:
    files = ("--input", str(table), "--output", str(table.with_name(output)))
    arguments = ("batch", "demo/office-filing", "--policies", "policies", *files, *more)
    return policydsl(*arguments, **how)  # type: ignore[arg-type]


def results(table: Path) -> pl.DataFrame:
    return pl.read_csv(table.with_name("out.csv"), infer_schema=False)


def rejects(table: Path) -> dict[str, str]:
    """Codes by row."""
    told = pl.read_csv(table.with_name("out.rejects.csv"), infer_schema=False)
    return dict(zip(told["行号"], told["代码"], strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_says_what_became_of_the_rows(
    table: Path, lang: str, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.chdir(table.parent)
    for form in ("text", "markdown", "json"):
        files = ("--input", "in.csv", "--output", "out.csv", "--force", *EXTRA, *DAY)
        policies = str(Path(__file__).parent / "policies")
        outcome = policydsl(
            *("batch", "demo/office-filing", "--policies", policies, *files),
            *("--format", form, "--lang", lang),
        )
        assert (outcome.code, outcome.err) == (0, "")
        told.append(outcome.out)
    golden(Path(f"golden/batch.{lang}.txt"), "\n".join(told))


def test_the_summary_is_a_page_as_well(table: Path) -> None:
    outcome = batch(table, *EXTRA, *DAY, "--format", "html")
    assert outcome.code == 0
    assert outcome.out.startswith("<!DOCTYPE html>")


def test_results_stand_beside_what_is_kept(table: Path) -> None:
    assert batch(table, *EXTRA, *DAY).code == 0
    found = results(table)
    assert found["row"].to_list() == ["1", "2", "4", "5", "6"]
    assert found["filing"].to_list() == [
        "eligible", "ineligible", "undetermined", "eligible", "ineligible",
    ]  # fmt: skip
    assert found["经办"].to_list() == ["张", "李", "赵", "钱", "孙"]
    assert found["filed_until"].to_list()[0] == "2027-02-28"
    assert rejects(table) == {"3": "table-cell"}


def test_each_row_is_held_to_the_version_of_its_day(table: Path) -> None:
    assert batch(table, "--keep", "经办", "--as-of", "申报日期").code == 0
    found = results(table)
    told = found.select("institution.name", "as_of", "version", "filing").rows()
    assert told == [
        ("甲", "2024-06-03", "2.0.0", "eligible"),
        ("乙", "2021-03-01", "1.0.0", "eligible"),
    ]
    assert rejects(table) == {
        "3": "table-cell",
        "4": "before-first-version",
        "5": "row-without-day",
        "6": "row-without-day",
    }


def test_a_fact_may_be_the_column_of_the_day(table: Path) -> None:
    assert batch(table, *EXTRA, "--as-of", "filing_record.filed_on").code == 0
    assert results(table)["as_of"].to_list() == ["2024-02-29"]


def test_records_name_columns_as_tables_do(table: Path) -> None:
    records = [
        {"institution": {"name": "甲"}, "场所": {"办公用房": {"面积": 80}}, "经办": {"姓": "张"}},
        {"institution": {"name": "乙"}, "premises": {"office": {"area": 80}}, "经办": None},
    ]
    path = table.with_name("in.ndjson")
    path.write_text("\n".join(json.dumps(each) for each in records), encoding="utf-8")
    assert batch(path, *DAY, "--keep", "经办", "--keep", "premises.office.area").code == 0
    found = results(table)
    assert found["premises.office.area"].to_list() == ["80", "80"]
    assert found["经办"].to_list() == ['{"姓": "张"}', None]
    assert found["filing.office-area"].to_list() == ["pass", "pass"]


def test_one_decision_alone_is_told(table: Path) -> None:
    assert batch(table, *EXTRA, *DAY, "--decision", "filed_until").code == 0
    assert results(table).columns[5:] == ["filed_until", "经办", "申报日期"]


def test_failing_rules_are_explained(table: Path) -> None:
    assert batch(table, *EXTRA, *DAY, "--explain").code == 0
    row = results(table).row(1, named=True)
    assert row["filing.failing"] == "office-area"
    reason = [row[f"filing.office-area.{part}"] for part in ("actual", "required", "shortfall")]
    assert reason == ["79.99", "80", "0.01"]


@pytest.mark.parametrize("more, begins", [((), b"row,"), (("--excel",), codecs.BOM_UTF8)])
def test_csv_has_a_mark_for_excel_where_it_is_asked_for(
    table: Path, more: tuple[str, ...], begins: bytes
) -> None:
    assert batch(table, *EXTRA, *DAY, *more).code == 0
    assert table.with_name("out.csv").read_bytes().startswith(begins)
    marked = table.with_name("out.rejects.csv").read_bytes().startswith(codecs.BOM_UTF8)
    assert marked == bool(more)


def test_rejects_fail_only_where_they_are_to(table: Path) -> None:
    assert batch(table, *EXTRA, *DAY, "--strict").code == 1
    good = table.with_name("good.csv")
    good.write_text("办公用房面积\n80\n", encoding="utf-8")
    assert batch(good, *DAY, "--strict", "--force").code == 0


@pytest.mark.parametrize(
    "more, code",
    [
        ((*EXTRA, "--as-of", "2024-13-01"), "bad-date"),
        ((*EXTRA, "--as-of", "申报日"), "no-such-column"),
        (("--keep", "经办人", *DAY), "no-such-column"),
        (DAY, "table-unknown-column"),
        ((*EXTRA, *DAY, "--decision", "filng"), "unknown-decision"),
        ((*EXTRA, *DAY, "--query", "select 1"), "query-of-no-database"),
        ((*EXTRA, *DAY, "--rejects", "no.xlsx"), "unknown-output-kind"),
        ((*EXTRA, *DAY, "--part-rows", "0"), "wrong-usage"),
        ((*EXTRA, *DAY, "--output", "nowhere/out.csv"), "file-error"),
        ((*EXTRA, *DAY, "--input", "nowhere.csv"), "file-error"),
        ((*EXTRA, *DAY, "--input", "nowhere.parquet"), "file-error"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(
    table: Path, more: tuple[str, ...], code: str
) -> None:
    outcome = batch(table, *more, "--lang", "en")
    assert outcome.code == 2
    assert f"error[{code}]" in outcome.err
    assert "Traceback" not in outcome.err
    assert sorted(each.name for each in table.parent.iterdir()) == ["in.csv"]


def stopping(monkeypatch: pytest.MonkeyPatch, at: int, stop: Callable[[], None]) -> None:
    """Something happens when a part is worked on."""
    work = pool.work

    def stopped(part: pool.Part, *rest: object) -> object:
        if part.number == at:
            stop()
        return work(part, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "work", stopped)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted() -> None:
    raise KeyboardInterrupt


def terminated() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize("at, kept", [(0, False), (1, True)])
@pytest.mark.parametrize("stop, code", [(interrupted, 130), (terminated, 143), (full, 2)])
def test_a_stopped_run_says_how_to_go_on(
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    stop: Callable[[], None],
    code: int,
    at: int,
    kept: bool,
) -> None:
    with monkeypatch.context() as patched:
        stopping(patched, at, stop)
        outcome = batch(table, *EXTRA, *DAY, "--part-rows", "3", "--lang", "en")
    assert (outcome.code, outcome.out) == (code, "")
    assert "job-interrupted" in outcome.err
    assert "run the same command again" in outcome.err
    assert table.with_name("out.csv.job").exists() == kept
    assert not table.with_name("out.csv").exists()
    again = batch(table, *EXTRA, *DAY, "--part-rows", "3", "--lang", "en", "--format", "json")
    assert json.loads(again.out)["continued"] == (3 if kept else 0)


def test_a_disk_that_is_full_at_the_end_leaves_nothing_half_done(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(folder.Folder, "finish", lambda _: full())
        outcome = batch(table, *EXTRA, *DAY, "--lang", "zh")
    assert outcome.code == 2
    assert "磁盘已满" in outcome.err
    assert "再运行同一命令" in outcome.err
    assert not table.with_name("out.csv").exists()
    assert batch(table, *EXTRA, *DAY).code == 0
    left = {each.name for each in table.parent.iterdir()}
    assert left == {"in.csv", "out.csv", "out.rejects.csv"}


def test_progress_is_told_on_a_terminal_only(table: Path) -> None:
    assert batch(table, *EXTRA, *DAY, "--part-rows", "2").err == ""
    outcome = batch(table, *EXTRA, *DAY, "--part-rows", "2", "--force", terminal=True)
    assert outcome.err.count("\r\033[K已完成 ") == 3
    assert outcome.err.endswith("\r\033[K")


@pytest.mark.parametrize(
    "progress, seconds, lang, line",
    [
        (Progress(20_000, 0, 0.25, 0, 0.0), 10, "zh",
         "已完成 20,000 行，25%，每秒 2,000 行，还要 0:30"),
        (Progress(20_000, 3, 0.25, 0, 0.0), 10, "en",
         "20,000 rows, 25%, 2,000 rows/s, 0:30 left, 3 rejects"),
        (Progress(30, 0, 0.6, 20, 0.4), 36_000, "en", "30 rows, 60%, 0 rows/s, 20:00:00 left"),
        (Progress(30, 0, None, 0, 0.0), 3, "zh", "已完成 30 行，每秒 10 行"),
        (Progress(30, 0, 0.5, 30, 0.5), 0, "zh", "已完成 30 行，50%"),
    ],
)  # fmt: skip
def test_progress_tells_the_rate_of_this_run_and_the_time_left(
    progress: Progress, seconds: float, lang: Language, line: str
) -> None:
    assert progress_line(progress, seconds, lang) == line
