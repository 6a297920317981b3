"""Dates, times and durations from text, from parts and from one another (DMN 1.5 §10.3.4.1)."""

from __future__ import annotations

from decimal import Decimal

from policydsl.feel import temporal
from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.builtins.unreadable import unreadable
from policydsl.feel.temporal import Date, DateTime, DaysDuration, Duration, Time
from policydsl.feel.types import (
    ANY,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    MONTHS_DURATION,
    NUMBER,
    STRING,
    TIME,
)
from policydsl.feel.values import CauseKind, Null, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.1"
_DATE_NAME = Text("日期", "date")
_TIME_NAME = Text("时刻", "time")
_DATE_TIME_NAME = Text("日期时间", "date and time")
_DURATION_NAME = Text("时长", "duration")


def _date_from_text(text: str) -> Date | Null:
    found = temporal.parse_date(text)
    return unreadable("date", text, _DATE_NAME, "2020-03-26") if found is None else found


def _date_from_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | Null:
    found = temporal.date_from_parts(year, month, day)
    if found is not None:
        return found
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"date：没有 {year} 年 {month} 月 {day} 日",
        f"date: there is no day {day} of month {month} of year {year}",
    )


def _time_from_text(text: str) -> Time | Null:
    found = temporal.parse_time(text)
    return unreadable("time", text, _TIME_NAME, "09:30:00") if found is None else found


def _time_from_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None
) -> Time | Null:
    found = temporal.time_from_parts(hour, minute, second, offset)
    if found is not None:
        return found
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"time：没有 {hour} 时 {minute} 分 {second} 秒这个时刻，或与世界时相差超过 14 小时",
        f"time: there is no {hour} h {minute} min {second} s, or the offset exceeds 14 hours",
    )


def _date_time_from_text(text: str) -> DateTime | Null:
    found = temporal.parse_date_time(text, accept_date=True)
    if found is not None:
        return found
    return unreadable("date and time", text, _DATE_TIME_NAME, "2020-03-26T09:30:00")


def _duration_from_text(text: str) -> Duration | Null:
    found = temporal.parse_duration(text)
    return (
        unreadable("duration", text, _DURATION_NAME, "P1Y6M / P5DT8H") if found is None else found
    )


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="date",
        overloads=(
            Overload((Parameter("from", STRING),), DATE, _date_from_text),
            Overload((Parameter("from", DATE),), DATE, temporal.date_of),
            Overload((Parameter("from", DATE_TIME),), DATE, temporal.date_of),
            Overload(
                (Parameter("year", NUMBER), Parameter("month", NUMBER), Parameter("day", NUMBER)),
                DATE,
                _date_from_parts,
            ),
        ),
        doc=Text(
            "由文字、日期时间或年月日三个数得到日期。",
            "A date from its text, from a date and time, or from year, month and day.",
        ),
        null_when=Text(
            "文字不是日期，或没有这一天", "the text is not a date, or there is no such day"
        ),
        examples=(
            Example('date("2020-03-26")', '@"2020-03-26"'),
            Example("date(2020, 3, 26)", '@"2020-03-26"'),
            Example('date(@"2020-03-26T09:30:00")', '@"2020-03-26"'),
            Example('date("2021-02-29")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="time",
        overloads=(
            Overload((Parameter("from", STRING),), TIME, _time_from_text),
            Overload((Parameter("from", TIME),), TIME, temporal.time_of),
            Overload((Parameter("from", DATE_TIME),), TIME, temporal.time_of),
            Overload((Parameter("from", DATE),), TIME, temporal.time_of),
            Overload(
                (
                    Parameter("hour", NUMBER),
                    Parameter("minute", NUMBER),
                    Parameter("second", NUMBER),
                    Parameter("offset", DAYS_DURATION, optional=True),
                ),
                TIME,
                _time_from_parts,
            ),
        ),
        doc=Text(
            "由文字、日期时间或时分秒得到时刻；offset 是与世界时的差。",
            "A time from its text, from a date and time, or from hour, minute and second; `offset`"
            " is its distance from UTC.",
        ),
        null_when=Text(
            "文字不是时刻，或没有这个时刻", "the text is not a time, or there is no such time"
        ),
        examples=(
            Example('time("09:30:00")', '@"09:30:00"'),
            Example('time(9, 30, 0, @"PT8H")', '@"09:30:00+08:00"'),
            Example('time(@"2020-03-26T09:30:00")', '@"09:30:00"'),
            Example('time("25:00:00")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="date and time",
        overloads=(
            Overload((Parameter("from", STRING),), DATE_TIME, _date_time_from_text),
            Overload(
                (Parameter("date", DATE), Parameter("time", TIME)),
                DATE_TIME,
                temporal.date_and_time,
            ),
            Overload(
                (Parameter("date", DATE_TIME), Parameter("time", TIME)),
                DATE_TIME,
                temporal.date_and_time,
            ),
        ),
        doc=Text(
            "由文字，或由日期和时刻得到日期时间；只有日期的文字指当天零点。",
            "A date and time from its text, or from a date and a time; the text of a date alone"
            " stands for its midnight.",
        ),
        null_when=Text("文字不是日期时间", "the text is not a date and time"),
        examples=(
            Example('date and time("2020-03-26T09:30:00")', '@"2020-03-26T09:30:00"'),
            Example(
                'date and time(@"2020-03-26", @"09:30:00+08:00")', '@"2020-03-26T09:30:00+08:00"'
            ),
            Example('date and time("2020-03-26")', '@"2020-03-26T00:00:00"'),
            Example('date and time("2020-03-26 09:30")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="duration",
        overloads=(Overload((Parameter("from", STRING),), ANY, _duration_from_text),),
        doc=Text(
            "由文字得到时长：几年几个月（P3Y、P1Y6M），或几天几小时（P5D、PT8H）。",
            "A duration from its text: years and months (`P3Y`, `P1Y6M`) or days and time (`P5D`,"
            " `PT8H`).",
        ),
        null_when=Text("文字不是时长", "the text is not a duration"),
        examples=(
            Example('duration("P1Y27M")', '@"P3Y3M"'),
            Example('duration("PT24H")', '@"P1D"'),
            Example('duration("3Y")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="years and months duration",
        overloads=(
            Overload(
                (Parameter("from", DATE), Parameter("to", DATE)),
                MONTHS_DURATION,
                temporal.years_and_months_between,
            ),
            Overload(
                (Parameter("from", DATE_TIME), Parameter("to", DATE_TIME)),
                MONTHS_DURATION,
                temporal.years_and_months_between,
            ),
        ),
        doc=Text(
            "两个日期之间满几年几个月；to 在 from 之前就是负的。",
            "The whole years and months from one date to another; negative when `to` is earlier.",
        ),
        null_when=Text("不会", "never"),
        examples=(
            Example('years and months duration(@"2011-12-22", @"2013-08-24")', '@"P1Y8M"'),
            Example('years and months duration(@"2016-01-21", @"2015-01-21")', '@"-P1Y"'),
        ),
        standard=True,
        section=_SECTION,
    ),
)
