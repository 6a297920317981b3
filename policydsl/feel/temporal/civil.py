"""Proleptic Gregorian calendar arithmetic on plain integers, for any year.

Year 0 is 1 BCE, as in ISO 8601. Day 0 is 1970-01-01.
"""

from __future__ import annotations

_DAYS_PER_CYCLE = 146_097  # 400 years, after which leap years and weekdays repeat
_DAYS_FROM_0000_03_01_TO_1970_01_01 = 719_468
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap_year(year: int) -> bool:
    """Whether February of that year has 29 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """28 to 31; `month` counts from 1."""
    return 29 if month == 2 and is_leap_year(year) else _MONTH_LENGTHS[month - 1]


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a valid date; negative before it."""
    # Years begin in March here, so that a leap day is the last of its year.
    march_year = year if month > 2 else year - 1
    cycle, year_of_cycle = divmod(march_year, 400)
    months_since_march = (month + 9) % 12
    day_of_year = (153 * months_since_march + 2) // 5 + day - 1
    day_of_cycle = 365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100 + day_of_year
    return cycle * _DAYS_PER_CYCLE + day_of_cycle - _DAYS_FROM_0000_03_01_TO_1970_01_01


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day of the date that many days after 1970-01-01."""
    cycle, day_of_cycle = divmod(days + _DAYS_FROM_0000_03_01_TO_1970_01_01, _DAYS_PER_CYCLE)
    # Takes the leap days out: one in 4 years, none in 100, one in 400.
    leap_days = day_of_cycle // 1460 - day_of_cycle // 36_524 + day_of_cycle // 146_096
    year_of_cycle = (day_of_cycle - leap_days) // 365
    first_day = 365 * year_of_cycle + year_of_cycle // 4 - year_of_cycle // 100
    day_of_year = day_of_cycle - first_day
    months_since_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * months_since_march + 2) // 5 + 1
    month = months_since_march + 3 if months_since_march < 10 else months_since_march - 9
    year = 400 * cycle + year_of_cycle + (1 if month <= 2 else 0)
    return year, month, day


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month `months` later."""
    later_year, month_index = divmod(year * 12 + month - 1 + months, 12)
    return later_year, month_index + 1
