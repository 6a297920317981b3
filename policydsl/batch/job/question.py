"""The question of a job, as JSON: a job goes on only for the same one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.asking import Batch
from policydsl.batch.job.folder import Folder
from policydsl.batch.job.inputs import described
from policydsl.batch.job.programs import Programs
from policydsl.text.diagnostic import Text, UsageError

FORMAT = 1

_NAMES = {
    "format": Text("policydsl 的版本", "the versions of policydsl"),
    "program": Text("policydsl 的版本", "the versions of policydsl"),
    "asked": Text("选项", "the options"),
    "policies": Text("政策文件", "the policy files"),
    "input": Text("输入", "the inputs"),
    "part_rows": Text("每部分的行数（--part-rows）", "the sizes of parts (--part-rows)"),
}


def same_day(batch: Batch, kept: Mapping[str, Any] | None) -> Batch:
    """The batch as of the day of the job that is kept, where the call itself names none."""
    if kept is None or batch.day_given or batch.restart or kept.get("day_given", True):
        return batch
    day = kept.get("asked", {}).get("day")
    if not isinstance(day, str):
        return batch
    asked = replace(batch.asked, day=datetime.date.fromisoformat(day))
    return replace(batch, asked=asked)


def question_of(batch: Batch, programs: Programs, kept: Mapping[str, Any] | None) -> dict[str, Any]:
    """All that settles what the parts hold. Raises PolicyError and OSError."""
    return {
        "format": FORMAT,
        "program": batch.version,
        "asked": dict(batch.asked.data()),
        "day_given": batch.day_given,
        "policies": programs.digests(),
        "input": described(batch.source, kept.get("input") if kept else None),
        "part_rows": batch.part_rows,
    }


def may_continue(
    folder: Folder, kept: Mapping[str, Any], question: Mapping[str, Any], batch: Batch
) -> None:
    """Raises UsageError where a kept job asks something else, or cannot be known to be the same."""
    for name, words in _NAMES.items():
        before, now = kept.get(name), question[name]
        if name == "input" and isinstance(before, dict):
            before, now = _content(before), _content(now)
        if before != now:
            raise UsageError(errors.other_question(str(folder.path), words))
    if not batch.source.files():
        raise UsageError(errors.cannot_continue(batch.source.name))


def _content(data: Mapping[str, Any]) -> dict[str, Any]:
    """A file that was copied, or touched, is still the same."""
    return {name: each for name, each in data.items() if name != "stamps"}
