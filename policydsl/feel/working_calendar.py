"""The working days of China: weekdays less public holidays, plus make-up working days.

The State Council's office publishes the schedule one year at a time; the `chinesecalendar` package
holds what has been published. Nothing is known of other years, and nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from policydsl.feel.temporal import Date


class UnpublishedYearError(Exception):
    """The answer depends on a day of a year without a published schedule."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday schedule for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """All working days of the published years, in order.

    However far apart two dates are, counting is a search in this list. Each method raises
    `UnpublishedYearError` where a day that decides the answer is in no published year.
    """

    first_year: int
    last_year: int
    days: tuple[Date, ...]

    def is_working_day(self, date: Date) -> bool:
        """Whether work is done on that day."""
        self._require(date)
        place = bisect_left(self.days, date)
        return self.days[place : place + 1] == (date,)

    def after(self, date: Date, count: int) -> Date:
        """The `count`th working day after a date, from 1."""
        self._require(date.plus_days(1) or date)
        place = bisect_right(self.days, date) + count - 1
        if place >= len(self.days):
            raise UnpublishedYearError(self.last_year + 1)
        return self.days[place]

    def before(self, date: Date, count: int) -> Date:
        """The `count`th working day before a date, from 1."""
        self._require(date.plus_days(-1) or date)
        place = bisect_left(self.days, date) - count
        if place < 0:
            raise UnpublishedYearError(self.first_year - 1)
        return self.days[place]

    def between(self, start: Date, end: Date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        first, last = sorted((start, end))
        if first < last:
            self._require(first.plus_days(1) or first)
            self._require(last)
        return bisect_right(self.days, end) - bisect_right(self.days, start)

    def _require(self, date: Date) -> None:
        if not self.first_year <= date.year <= self.last_year:
            raise UnpublishedYearError(date.year)


@lru_cache(maxsize=1)
def published_calendar() -> WorkingCalendar:
    """The years that the installed package knows."""
    from datetime import date, timedelta

    from chinese_calendar.constants import holidays, workdays

    first, last = date(min(holidays).year, 1, 1), date(max(holidays).year, 12, 31)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    working = (
        day for day in days if day in workdays or (day.weekday() < 5 and day not in holidays)
    )
    return WorkingCalendar(
        first.year, last.year, tuple(Date(day.year, day.month, day.day) for day in working)
    )
