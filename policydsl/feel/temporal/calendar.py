"""What the calendar says of a date (DMN 1.5 §10.3.4.7), and months between two dates.

A date-time is asked by its own date; its zone plays no part.
"""

from __future__ import annotations

from policydsl.feel.temporal.civil import civil_from_days, days_from_civil, days_in_month
from policydsl.feel.temporal.convert import date_of
from policydsl.feel.temporal.values import Date, DateTime, MonthsDuration

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_of_year(value: Date | DateTime) -> int:
    """1 to 366."""
    date = date_of(value)
    return date.ordinal - days_from_civil(date.year, 1, 1) + 1


def week_of_year(value: Date | DateTime) -> int:
    """1 to 53, as in ISO 8601: week 1 is the one that holds the year's first Thursday."""
    date = date_of(value)
    thursday = date.ordinal - date.weekday + 4
    year, _, _ = civil_from_days(thursday)
    return (thursday - days_from_civil(year, 1, 1)) // 7 + 1


def day_of_week(value: Date | DateTime) -> str:
    """The day's English name, `Monday` to `Sunday`."""
    return DAY_NAMES[date_of(value).weekday - 1]


def month_of_year(value: Date | DateTime) -> str:
    """The month's English name, `January` to `December`."""
    return MONTH_NAMES[date_of(value).month - 1]


def last_day_of_month(value: Date | DateTime) -> Date:
    """The last date of the same month."""
    date = date_of(value)
    return Date(date.year, date.month, days_in_month(date.year, date.month))


def years_and_months_between(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """Whole months from one date to another, negative when `end` is the earlier.

    Times of day do not count (conformance kit 1121): from the 31st to the next 30th is no month.
    """
    first, last = date_of(start), date_of(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return MonthsDuration(months)
