"""Days that are counted, as runs: all of them in the calendar, or those on which work is done.

Packed days (see `calendar_terms`) that follow one another without a gap, and are all counted, are
a run; within one, the number of a day is the day plus a constant. Months are the runs of the
calendar, working weeks those of the working days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from policydsl.engines.smt.calendar_terms import (
    PER_MONTH,
    day_at,
    last_day_at_most,
    ordinal_of,
    packed,
    remainder,
)
from policydsl.feel.working_calendar import published_calendar


@dataclass(frozen=True, slots=True)
class Run:
    """Packed days `first` to `last`, of which the first has this number."""

    first: int
    last: int
    number: int

    @property
    def last_number(self) -> int:
        """The number of its last day."""
        return self.number + self.last - self.first


class EveryDay:
    """The calendar itself: a day's number is its ordinal."""

    name = "day"
    first_number: int | None = None
    last_number: int | None = None

    def count(self, day: int) -> int:
        """The number of the last counted day up to this one."""
        return int(ordinal_of(day))

    def day(self, number: int) -> int:
        """The day of a number."""
        return int(day_at(number))

    def run_before(self, day: int) -> Run | None:
        """The last run that begins on this day or before it."""
        first = day - int(remainder(day, PER_MONTH))
        return Run(first, int(last_day_at_most(first + PER_MONTH - 1)), self.count(first))

    def run_after(self, day: int) -> Run | None:
        """The first run that begins after this day."""
        return self.run_before(day - int(remainder(day, PER_MONTH)) + PER_MONTH)


@dataclass(frozen=True, eq=False)
class WorkingDays:
    """The published working days of China, numbered from 1."""

    runs: Sequence[Run]
    firsts: Sequence[int]
    numbers: Sequence[int]
    first_day: int
    last_day: int
    name = "working day"
    first_number = 1

    @property
    def last_number(self) -> int:
        """How many there are."""
        return self.runs[-1].last_number

    def count(self, day: int) -> int:
        """The number of the last counted day up to this one; 0 before the first."""
        run = self.run_before(day)
        return 0 if run is None else min(run.number + day - run.first, run.last_number)

    def day(self, number: int) -> int:
        """The day of a number from 1 to the last."""
        run = self.runs[bisect_right(self.numbers, number) - 1]
        return run.first + number - run.number

    def run_before(self, day: int) -> Run | None:
        """The last run that begins on this day or before it."""
        place = bisect_right(self.firsts, day)
        return self.runs[place - 1] if place else None

    def run_after(self, day: int) -> Run | None:
        """The first run that begins after this day."""
        place = bisect_right(self.firsts, day)
        return self.runs[place] if place < len(self.runs) else None


Count = EveryDay | WorkingDays

EVERY_DAY = EveryDay()


@lru_cache(maxsize=1)
def working_days() -> WorkingDays:
    """Those of the years that the installed package knows."""
    calendar = published_calendar()
    runs: list[Run] = []
    for number, date in enumerate(calendar.days, start=1):
        day = packed(date.year, date.month, date.day)
        if runs and day == runs[-1].last + 1:
            runs[-1] = Run(runs[-1].first, day, runs[-1].number)
        else:
            runs.append(Run(day, day, number))
    return WorkingDays(
        tuple(runs),
        tuple(run.first for run in runs),
        tuple(run.number for run in runs),
        packed(calendar.first_year, 1, 1),
        packed(calendar.last_year, 12, 31),
    )
