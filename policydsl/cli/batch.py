"""`policydsl batch`: a table of institutions, each with its verdicts."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl import __version__
from policydsl.api import read_day
from policydsl.cli import options
from policydsl.cli.batch_progress import telling
from policydsl.cli.batch_stops import TERMINATED_EXIT, Terminated, how_to_go_on, stoppable
from policydsl.cli.failures import FAILED_EXIT, INTERRUPTED_EXIT
from policydsl.cli.languages import chosen, of_option
from policydsl.cli.output import coloured, terminal_width, write
from policydsl.cli.policy_argument import argument, load_asked

if TYPE_CHECKING:
    from policydsl.batch.job.asking import Batch
    from policydsl.report.batch_summary import BatchSummary

PART_ROWS = 20_000


@click.command("batch")
@argument
@click.option(
    "--input",
    "input_name",
    required=True,
    metavar="FILE",
    help="机构的表：.ndjson .json .csv .parquet .arrow .xlsx、sqlite:///文件，或几张表的文件夹 / "
    "the institutions; or a folder of several tables",
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="结果：.csv .ndjson .parquet .arrow .xlsx / the results",
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="没有评估的行，默认为结果文件名加 .rejects.csv / rows that were not evaluated, "
    "default: the output's name with .rejects.csv",
)
@click.option(
    "--table",
    "tables",
    multiple=True,
    metavar="LIST=FILE",
    help="列表另成一张表，如 职业=职业.csv，可多次给出 / the table of a list; may be repeated",
)
@click.option("--query", metavar="SQL", help="数据库里取哪些行 / which rows of a database")
@click.option(
    "--as-of",
    metavar="YYYY-MM-DD|COLUMN",
    help="以哪天有效的版本为准，默认今天；也可以是写着日期的一列 / the version in force on that "
    "day, default today; or a column that holds each row's day",
)
@click.option(
    "--explain",
    is_flag=True,
    help="写出第一条不符合的规则，以及各条的实有、应有、差额 / add the first rule that fails, and "
    "what each that fails has, needs, and lacks",
)
@click.option("--decision", help="只问这个决定 / only this decision")
@click.option(
    "--keep",
    multiple=True,
    metavar="COLUMN",
    help="结果里照抄这一列，可多次给出 / copy this column to the results; may be repeated",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="同时用几个进程 / processes at once",
)
@click.option(
    "--part-rows",
    type=click.IntRange(min=1),
    default=PART_ROWS,
    show_default=True,
    metavar="N",
    help="每一部分的行数：内存里一次只有一部分 / rows of a part; one at a time is held",
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "gb18030"]),
    help="CSV 和 NDJSON 的编码，默认自己判断 / of CSV and NDJSON, by default found out",
)
@click.option(
    "--excel", is_flag=True, help="CSV 带 BOM，Excel 能认出中文 / CSV with a BOM for Excel"
)
@click.option("--force", is_flag=True, help="结果文件已有时覆盖 / replace results that are there")
@click.option(
    "--restart",
    is_flag=True,
    help="不接着做没做完的任务，从头做 / drop an unfinished job, begin anew",
)
@click.option(
    "--strict", is_flag=True, help="有未受理的行时退出码为 1 / exit 1 where rows were rejected"
)
@options.formats("text", "json", "markdown", "html")
@options.lang
@options.policies
def command(
    policy: str,
    input_name: str,
    output: Path,
    rejects: Path | None,
    tables: tuple[str, ...],
    query: str | None,
    as_of: str | None,
    explain: bool,
    decision: str | None,
    keep: tuple[str, ...],
    jobs: int,
    part_rows: int,
    encoding: str | None,
    excel: bool,
    force: bool,
    restart: bool,
    strict: bool,
    form: str,
    lang: str | None,
    folders: tuple[Path, ...],
) -> int:
    """评估一张表里的每个机构，结果写成一张表。

    Evaluate every institution of a table; the results are a table, too. Rows that cannot be read
    or are no facts go to a file of rejects, each with its reason. A run that was interrupted goes
    on when the same command is run again.

    需要 policydsl[columns]。Needs policydsl[columns].

    \b
    例 / examples:
      policydsl batch anhui/evaluation-body-filing --input 机构.csv --output 结果.csv --excel
      policydsl batch anhui/evaluation-body-filing --input a.ndjson --output b.parquet --jobs 2
      policydsl batch policies/hebei --input sqlite:///a.db --query "select * from bodies" \\
        --as-of 申报日期 --output b.csv
    """
    from policydsl.batch.job.asking import Asked, Batch
    from policydsl.batch.reading.opening import open_tables

    day, column = _day(as_of)
    loaded = load_asked(policy, day, folders)
    own_day = None if column else read_day(loaded.day)
    wanted = (*keep, column) if column else keep
    batch = Batch(
        Asked(policy, folders, own_day, column, decision, explain, keep, chosen(lang)),
        open_tables(input_name, tables, wanted, loaded.program.facts, query, encoding),
        output,
        rejects or output.with_suffix(".rejects.csv"),
        __version__,
        part_rows,
        jobs,
        bom=excel,
        force=force,
        restart=restart,
        day_given=as_of is not None or Path(policy).is_file(),
    )
    return _run(batch, form, lang, strict=strict)


def _run(batch: Batch, form: str, lang: str | None, *, strict: bool) -> int:
    from policydsl.batch.job.running import run_batch

    try:
        with stoppable(), telling(chosen(lang)) as tell:
            summary = run_batch(batch, tell)
    except (OSError, KeyboardInterrupt) as problem:
        how_to_go_on(batch.folder, of_option(lang))
        if isinstance(problem, OSError):
            raise
        return TERMINATED_EXIT if isinstance(problem, Terminated) else INTERRUPTED_EXIT
    write(_rendered(summary, form, lang))
    return FAILED_EXIT if strict and (summary.rejects or summary.orphans) else 0


def _day(text: str | None) -> tuple[datetime.date | None, str | None]:
    """A day, or the column that holds one for each row: a name that begins with four digits is
    meant to be a day.
    """
    if text is None:
        return None, None
    if re.match("[0-9]{4}", text):
        return read_day(text), None
    return None, text


def _rendered(summary: BatchSummary, form: str, lang: str | None) -> str:
    from policydsl.report import batch_summary
    from policydsl.trace_json import dump_json

    language = chosen(lang)
    match form:
        case "json":
            return dump_json(batch_summary.summary_to_json(summary))
        case "markdown":
            return batch_summary.summary_to_markdown(summary, language)
        case "html":
            return batch_summary.summary_to_html(summary, language)
        case _:
            width = terminal_width()
            return batch_summary.summary_to_text(summary, language, colour=coloured(), width=width)
