"""Which version each row is held to: that of one day for all, or of the day in a column."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.programs import Programs
from policydsl.policy.facts.facts_formats import date_meant
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Diagnostic, PolicyError


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one program, and the day of each. `rows` count what was given, from 0."""

    program: Program = field(repr=False)
    rows: Sequence[int]
    days: Sequence[datetime.date]


@dataclass(slots=True)
class Days:
    """Programs by the day; what was once looked up is remembered."""

    programs: Programs = field(repr=False)
    known: dict[datetime.date, Program | Diagnostic] = field(default_factory=dict, repr=False)

    def groups(
        self, days: Sequence[object], column: str
    ) -> tuple[list[Group], list[tuple[int, Diagnostic]]]:
        """Rows by their program, and the rows that have none, with the reason."""
        found: dict[str, tuple[Program, list[int], list[datetime.date]]] = {}
        without: list[tuple[int, Diagnostic]] = []
        for row, written in enumerate(days):
            day = day_of(written)
            if day is None:
                without.append((row, errors.no_day(column, written)))
                continue
            program = self.on(day)
            if isinstance(program, Diagnostic):
                without.append((row, program))
                continue
            _, rows, at = found.setdefault(program.digest, (program, [], []))
            rows.append(row)
            at.append(day)
        return [Group(*each) for each in found.values()], without

    def on(self, day: datetime.date) -> Program | Diagnostic:
        """The program of a day, or why there is none."""
        if day not in self.known:
            try:
                self.known[day] = self.programs.on(day)
            except PolicyError as problem:
                self.known[day] = problem.diagnostics[0]
        return self.known[day]


def day_of(written: object) -> datetime.date | None:
    """The day that a cell holds."""
    match written:
        case datetime.datetime():
            return written.date()
        case datetime.date():
            return written
        case str() | int():
            meant = date_meant(str(written))
            return datetime.date.fromisoformat(meant) if meant else None
        case _:
            return None
