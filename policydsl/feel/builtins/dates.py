"""What the calendar says of a date (DMN 1.5 §10.3.4.8), today and now (§10.3.4.11), and a day of a
year that a notice names by month and day only (ours)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from policydsl.feel import temporal
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.clock import current_moment
from policydsl.feel.temporal import Date, DateTime
from policydsl.feel.types import DATE, DATE_TIME, NUMBER, STRING, Type
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.text.diagnostic import Text
from policydsl.text.lazy_pattern import pattern

_TEMPORAL = "10.3.4.8"
_MISCELLANEOUS = "10.3.4.11"
_NEVER = Text("不会", "never")
_NO_CLOCK = Text(
    "运行的一方没有给出现在的时间（这时结果是未知）",
    "the host has set no clock (the result is then unknown)",
)
_MONTH_DAY = pattern(r"([0-9]{2})-([0-9]{2})")


def _day_of_year(date: Date | DateTime) -> Decimal:
    return Decimal(temporal.day_of_year(date))


def _week_of_year(date: Date | DateTime) -> Decimal:
    return Decimal(temporal.week_of_year(date))


def _now() -> DateTime | Null:
    moment = current_moment()
    return _no_clock("now") if moment is None else moment


def _today() -> Date | Null:
    moment = current_moment()
    return _no_clock("today") if moment is None else moment.date


def _no_clock(function: str) -> Null:
    # An unknown, since there is such a day: as a plain null it would make `=` false.
    return null(
        CauseKind.MISSING_FACT,
        f"{function}()：政策不读时钟，把日期作为一项事实填报",
        f"{function}(): no policy reads the clock; state the date as a fact",
    )


def _date_in_year(year: Decimal, month_day: str) -> Date | Null:
    found = _MONTH_DAY.fullmatch(month_day)
    if found is None:
        return null(
            CauseKind.WRONG_ARGUMENT,
            f"date in year：“{month_day[:20]}”不是月-日，要写成 03-31 这样",
            f"date in year: “{month_day[:20]}” is not a month and day, written like 03-31",
        )
    date = temporal.date_from_parts(year, Decimal(found[1]), Decimal(found[2]))
    if date is not None:
        return date
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"date in year：{year} 年没有 {month_day} 这一天",
        f"date in year: the year {year} has no {month_day}",
    )


def _of_date(call: Callable[..., Value], result: Type) -> tuple[Overload, Overload]:
    """A function of a date, or of the date of a date and time."""
    return (
        Overload((Parameter("date", DATE),), result, call),
        Overload((Parameter("date", DATE_TIME),), result, call),
    )


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="day of year",
        overloads=_of_date(_day_of_year, NUMBER),
        doc=Text("一年里的第几天，从 1 数起。", "Which day of the year it is, from 1."),
        null_when=_NEVER,
        examples=(Example('day of year(@"2019-09-17")', "260"),),
        standard=True,
        section=_TEMPORAL,
    ),
    Builtin(
        name="day of week",
        overloads=_of_date(temporal.day_of_week, STRING),
        doc=Text(
            "星期几的英文名，“Monday”到“Sunday”；要数字就用 .weekday。",
            "The English name of the weekday; `.weekday` gives it as a number.",
        ),
        null_when=_NEVER,
        examples=(Example('day of week(@"2019-09-17")', '"Tuesday"'),),
        standard=True,
        section=_TEMPORAL,
    ),
    Builtin(
        name="month of year",
        overloads=_of_date(temporal.month_of_year, STRING),
        doc=Text(
            "月份的英文名，“January”到“December”；要数字就用 .month。",
            "The English name of the month; `.month` gives it as a number.",
        ),
        null_when=_NEVER,
        examples=(Example('month of year(@"2019-09-17")', '"September"'),),
        standard=True,
        section=_TEMPORAL,
    ),
    Builtin(
        name="week of year",
        overloads=_of_date(_week_of_year, NUMBER),
        doc=Text(
            "一年里的第几周，按 ISO 8601：有当年第一个星期四的那周是第 1 周。",
            "Which week of the year it is by ISO 8601: week 1 holds the year's first Thursday.",
        ),
        null_when=_NEVER,
        examples=(
            Example('week of year(@"2019-09-17")', "38"),
            Example('week of year(@"2005-01-01")', "53"),
        ),
        standard=True,
        section=_TEMPORAL,
    ),
    Builtin(
        name="now",
        overloads=(Overload((), DATE_TIME, _now),),
        doc=Text(
            "现在的日期和时间，由运行的一方给出；政策不读时钟。",
            "The current date and time, as set by the host; no policy reads the clock.",
        ),
        null_when=_NO_CLOCK,
        examples=(Example("now()", "null"),),
        standard=True,
        section=_MISCELLANEOUS,
    ),
    Builtin(
        name="today",
        overloads=(Overload((), DATE, _today),),
        doc=Text(
            "今天的日期，由运行的一方给出；政策不读时钟。",
            "The current date, as set by the host; no policy reads the clock.",
        ),
        null_when=_NO_CLOCK,
        examples=(Example("today()", "null"),),
        standard=True,
        section=_MISCELLANEOUS,
    ),
    Builtin(
        name="date in year",
        overloads=(
            Overload(
                (Parameter("year", NUMBER), Parameter("month_day", STRING)), DATE, _date_in_year
            ),
        ),
        doc=Text(
            "某年的某月某日，月日写成“03-31”。",
            "The date in a year that a month and day like “03-31” name.",
        ),
        null_when=Text(
            "month_day 不是月-日，或那一年没有这一天",
            "`month_day` is no month and day, or the year has no such day",
        ),
        examples=(
            Example('date in year(2021, "03-31")', '@"2021-03-31"'),
            Example('date in year(2024, "02-29")', '@"2024-02-29"'),
            Example('date in year(2023, "02-29")', "null"),
        ),
        standard=False,
        section="policydsl",
    ),
)
