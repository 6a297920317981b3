"""What can be wrong with a job: another one is there, is running, or its input has changed."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.spelling import nearest


def output_exists(path: str) -> Diagnostic:
    return Diagnostic(
        "output-exists",
        Text(f"“{path}”已经有了", f"“{path}” exists already"),
        help=Text("换一个名字，或加 --force 覆盖", "choose another name, or replace it by --force"),
    )


def output_is_input(path: str) -> Diagnostic:
    return Diagnostic(
        "output-is-input",
        Text(f"“{path}”既是输入又是输出", f"“{path}” is both input and output"),
        help=Text("换一个输出文件", "name another output"),
    )


def unknown_output(path: str, endings: str) -> Diagnostic:
    return Diagnostic(
        "unknown-output-kind",
        Text(f"看不出“{path}”要写成哪种表", f"cannot tell what kind of table “{path}” shall be"),
        help=Text(f"文件名的结尾可用：{endings}", f"its name may end in: {endings}"),
    )


def other_question(folder: str, what: Text) -> Diagnostic:
    return Diagnostic(
        "job-of-another-question",
        Text(
            f"“{folder}”里有一个没做完的任务，问的不是这个：{what.zh}不同",
            f"“{folder}” holds an unfinished job that asks something else: {what.en} differ",
        ),
        help=Text(
            "按原来的选项再运行即可继续；要放弃它、从头做，加 --restart",
            "run it with its own options to go on; to drop it and begin anew, add --restart",
        ),
    )


def damaged_job(folder: str) -> Diagnostic:
    return Diagnostic(
        "job-damaged",
        Text(f"“{folder}”里的任务记录读不了", f"what “{folder}” says of its job cannot be read"),
        help=Text("从头做：加 --restart", "begin anew: add --restart"),
    )


def already_running(folder: str) -> Diagnostic:
    return Diagnostic(
        "job-running",
        Text(
            f"这个任务正在运行（“{folder}”被另一进程占用）",
            f"this job is running: another process holds “{folder}”",
        ),
        help=Text("等它做完，或写到另一个输出文件", "wait for it, or name another output"),
    )


def not_ours(folder: str) -> Diagnostic:
    return Diagnostic(
        "job-folder-taken",
        Text(f"“{folder}”不是任务的文件夹", f"“{folder}” is there, and no job's folder"),
        help=Text("移走它，或换一个输出文件名", "move it away, or name another output"),
    )


def input_changed(name: str) -> Diagnostic:
    return Diagnostic(
        "input-changed",
        Text(
            f"“{name}”在运行期间变了，结果没有写出",
            f"“{name}” changed during the run; no result was written",
        ),
        help=Text("等文件不再变动后重新运行", "run it again when the file is at rest"),
    )


def cannot_continue(name: str) -> Diagnostic:
    return Diagnostic(
        "job-cannot-continue",
        Text(
            f"看不出“{name}”是否还是原来的内容，没做完的任务不能继续",
            f"cannot tell whether “{name}” is still the same; the unfinished job cannot go on",
        ),
        help=Text("从头做：加 --restart", "begin anew: add --restart"),
    )


def unknown_decision(name: str, known: str) -> Diagnostic:
    return Diagnostic(
        "unknown-decision",
        Text(f"没有决定“{name}”", f"there is no decision “{name}”"),
        help=Text(f"可用：{known}", f"it may be: {known}"),
    )


def no_such_column(name: str, known: Iterable[str]) -> Diagnostic:
    near = nearest(name, known)
    help_ = Text("看看表头怎么写", "see what the columns are called")
    if near is not None:
        help_ = Text(f"是不是“{near}”？", f"did you mean “{near}”?")
    return Diagnostic(
        "no-such-column",
        Text(f"没有“{name}”这一列", f"there is no column “{name}”"),
        help=help_,
    )


def no_day(column: str, written: object) -> Diagnostic:
    if written is None or written == "":
        message = Text(
            f"“{column}”没有填，不知道适用哪个版本",
            f"“{column}” is blank, so that no version can be chosen",
        )
    else:
        message = Text(
            f"“{column}”里的“{written}”不是日期", f"“{written}” in “{column}” is no date"
        )
    return Diagnostic("row-without-day", message, help=Text("写成 2024-12-31", "write 2024-12-31"))


def process_lost() -> Diagnostic:
    return Diagnostic(
        "job-process-lost",
        Text(
            "一个工作进程突然结束了，可能是内存不够",
            "a process ended suddenly; memory may be short",
        ),
        help=Text(
            "再运行同一命令即可继续；减小 --jobs 或 --part-rows",
            "run the same command to go on; with a smaller --jobs or --part-rows",
        ),
    )


def rows_lost(given: int, results: int, rejects: int) -> Diagnostic:
    return Diagnostic(
        "rows-do-not-add-up",
        Text(
            f"输入 {given} 行，结果 {results} 行，未受理 {rejects} 行，对不上，没有写出结果",
            f"{given} rows were read, {results} came out and {rejects} were rejected: nothing "
            "was written",
        ),
        help=Text("从头做：加 --restart", "begin anew: add --restart"),
    )
