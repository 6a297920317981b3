"""What a batch is asked: data that can be sent to another process, and compared with a kept job."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydsl.batch.reading.source import Source
from policydsl.text.diagnostic import Language


@dataclass(frozen=True, slots=True)
class Asked:
    """The policy and what is wanted of it.

    `policy` is an id, or the path of a file or folder. Either `day` settles the version for all
    rows, or `day_column` names the column whose day does for each.
    """

    policy: str
    folders: tuple[Path, ...]
    day: datetime.date | None
    day_column: str | None = None
    decision: str | None = None
    explain: bool = False
    keep: tuple[str, ...] = ()
    language: Language = "zh"

    def data(self) -> Mapping[str, Any]:
        """All that settles the results, but the policy, of which digests tell."""
        return {
            "policy": self.policy,
            "day": self.day.isoformat() if self.day else None,
            "day_column": self.day_column,
            "decision": self.decision,
            "explain": self.explain,
            "keep": list(self.keep),
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: what is asked, of which input, and where results and rejects go.

    `version` is that of the code: another one's parts are not mixed with its own.
    `day_given` is False where the day is only that of the call; a job that was begun on another
    day then goes on with its own.
    """

    asked: Asked
    source: Source
    output: Path
    rejects: Path
    version: str
    part_rows: int = 20_000
    jobs: int = 1
    bom: bool = False
    force: bool = False
    restart: bool = False
    day_given: bool = True

    @property
    def folder(self) -> Path:
        """Where the job is kept until it is done."""
        return self.output.with_name(self.output.name + ".job")
