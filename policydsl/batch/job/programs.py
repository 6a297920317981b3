"""The programs that a batch runs: one for all rows, or for each row the one of its day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from policydsl.batch.job.asking import Asked
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.shipped import shipped_policies


@dataclass(frozen=True)
class Programs:
    """A policy's versions, as programs."""

    asked: Asked
    library: Library = field(repr=False)

    @staticmethod
    def of(asked: Asked) -> Programs:
        """Raises PolicyError for a folder without policies."""
        return Programs(asked, Library.open(*asked.folders, shipped_policies()))

    def on(self, day: datetime.date | None) -> Program:
        """The version in force on a day, else the newest. Raises PolicyError."""
        path = self._path
        return (
            self.library.program(self.asked.policy, day)
            if path is None
            else (self.library.program_at(path, day))
        )

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """A day of each version that rows may need, the newest first."""
        if self.asked.day is not None:
            return (self.asked.day,)
        starts = (each.start for each in self.library.versions(self._id))
        return tuple(sorted(map(datetime.date.fromisoformat, starts), reverse=True))

    def digests(self) -> list[str]:
        """What the results depend on, of each version."""
        return [self.on(day).digest for day in self.days]

    @cached_property
    def _id(self) -> str:
        return self.on(None).policy if self._path else self.asked.policy

    @cached_property
    def _path(self) -> Path | None:
        """The policy as a file or folder, where it is none by its id."""
        path = Path(self.asked.policy)
        return path if path.suffix in {".yaml", ".yml"} or path.is_dir() else None
