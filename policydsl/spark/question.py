"""What workers are asked: data that can be sent to them, own policies with their files."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from policydsl.batch.job.asking import Asked
from policydsl.batch.job.evaluation import Evaluation
from policydsl.batch.job.programs import Programs
from policydsl.text.diagnostic import Diagnostic, PolicyError, Text, UsageError

MAX_BYTES = 50_000_000
"""Of all files in folders of policies together: they go to every worker."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the files of the folders named there, and what all has to come to.

    `digests` are those of the programs on the driver: a worker with other policies must not answer.
    """

    asked: Asked
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    digests: tuple[str, ...]


def question_of(asked: Asked) -> Question:
    """Raises PolicyError, and UsageError for folders that hold too much."""
    files = []
    total = 0
    for number, folder in enumerate(asked.folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                total += len(data)
                if total > MAX_BYTES:
                    raise UsageError(_too_large(folder))
                files.append((f"{number}/{path.relative_to(folder).as_posix()}", data))
    return Question(asked, tuple(files), tuple(Programs.of(asked).digests()))


@cache
def evaluation_of(question: Question) -> Evaluation:
    """The programs, made once in each worker. Raises PolicyError where they are others here."""
    asked = replace(question.asked, folders=_unpacked(question))
    if tuple(Programs.of(asked).digests()) != question.digests:
        raise PolicyError(_other_policies(asked.policy))
    return Evaluation.of(asked)


def _unpacked(question: Question) -> tuple[Path, ...]:
    """The folders in a place of their own.

    Workers end by being killed: Spark clears its folder for temporary files when it ends itself.
    """
    if not question.asked.folders:
        return ()
    place = os.environ.get("SPARK_LOCAL_DIRS", "").split(",")[0] or None
    root = Path(tempfile.mkdtemp(prefix="policydsl-", dir=place))
    for name, data in question.files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(root / str(number) for number in range(len(question.asked.folders)))


def _too_large(folder: Path) -> Diagnostic:
    most = MAX_BYTES // 1_000_000
    return Diagnostic(
        "folder-too-large",
        Text(
            f"文件夹“{folder}”等超过 {most} MB，不能发给每个节点",
            f"“{folder}” and the folders before it hold more than {most} MB, too much for workers",
        ),
        help=Text("只给出放政策文件的文件夹", "name only the folders that hold policies"),
    )


def _other_policies(policy: str) -> Diagnostic:
    return Diagnostic(
        "other-policies",
        Text(
            f"计算节点上的“{policy}”与这里的不是同一个版本",
            f"“{policy}” is not the same on the workers as on the driver",
        ),
        help=Text(
            "在所有节点上安装同一个 policydsl，或用 folders= 带上政策",
            "install the same policydsl everywhere, or bring the policies along with folders=",
        ),
    )
