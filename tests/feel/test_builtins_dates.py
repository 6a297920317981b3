"""The calendar's functions, the clock that only a host sets, and days named by month and day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_expressions import cause_of, value_of
from policydsl.feel.clock import current_moment, using_clock
from policydsl.feel.temporal import Date, to_string
from policydsl.feel.values import CauseKind, Null

CALENDAR = [
    ('day of year(@"1970-01-01")', Decimal(1)),
    ('day of year(@"2020-12-31T10:10:10")', Decimal(366)),
    ('day of year(date: @"2019-09-17")', Decimal(260)),
    ('day of week(@"2021-01-17")', "Sunday"),
    ('day of week(@"2021-01-11T10:10:10Z")', "Monday"),
    ('month of year(@"2019-09-17")', "September"),
    ('week of year(@"2003-12-29")', Decimal(1)),
    ('week of year(@"2005-01-01")', Decimal(53)),
]

MOMENTS = [
    (datetime(2024, 2, 29, 8, 30, 15, 250_000), "2024-02-29T08:30:15.25"),
    (datetime(2024, 2, 29, 8, 30, tzinfo=UTC), "2024-02-29T08:30:00Z"),
    (
        datetime(2024, 2, 29, 8, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
        "2024-02-29T08:30:00-03:30",
    ),
    (
        datetime(2024, 2, 29, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
        "2024-02-29T08:30:00@Asia/Shanghai",
    ),
]


@pytest.mark.parametrize("text, expected", CALENDAR)
def test_the_calendar_is_asked(text: str, expected: object) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize("text", ["today()", "now()", "today() = date(2024, 1, 1)"])
def test_without_a_clock_the_present_is_unknown_and_the_way_out_is_told(text: str) -> None:
    result = value_of(text)
    assert isinstance(result, Null)
    assert result.unknown
    assert "state the date as a fact" in result.causes[0].message.en
    assert "作为一项事实" in result.causes[0].message.zh


@pytest.mark.parametrize("moment, expected", MOMENTS)
def test_with_a_clock_the_present_is_what_the_host_says(moment: datetime, expected: str) -> None:
    with using_clock(moment):
        assert value_of("string(now())") == expected
        assert value_of("today()") == Date(2024, 2, 29)
        assert value_of("today() instance of date") is True
        assert value_of("now() instance of date and time") is True


def test_a_clock_ends_with_its_block_and_may_be_nested() -> None:
    with using_clock(datetime(2024, 1, 1)):
        with using_clock(datetime(2025, 1, 1)):
            assert value_of("today().year") == 2025
        assert value_of("today().year") == 2024
    assert current_moment() is None


def test_a_clock_that_feel_cannot_show_is_refused_at_once() -> None:
    with (
        pytest.raises(ValueError, match="14 hours"),
        using_clock(datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=15)))),
    ):
        pass


@pytest.mark.parametrize(
    "text, expected",
    [
        ('date in year(2021, "03-31")', "2021-03-31"),
        ('date in year(2024, "02-29")', "2024-02-29"),
        ('date in year(year: -5, month_day: "12-31")', "-0005-12-31"),
    ],
)
def test_a_month_and_day_name_a_date_in_a_year(text: str, expected: str) -> None:
    found = value_of(text)
    assert isinstance(found, Date)
    assert to_string(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        'date in year(2023, "02-29")',
        'date in year(2023, "13-01")',
        'date in year(2023, "3-1")',
        'date in year(2023, "03-31x")',
        'date in year(2023.5, "03-31")',
        'date in year(10 ** 30, "03-31")',
    ],
)
def test_a_day_that_the_year_does_not_have_is_null_with_the_reason(text: str) -> None:
    cause = cause_of(text)
    assert cause.kind is CauseKind.WRONG_ARGUMENT
    assert cause.message.zh.startswith("date in year：")


@given(st.dates())
def test_the_calendar_agrees_with_python(day: date) -> None:
    names = {"d": Date(day.year, day.month, day.day)}
    assert value_of("day of year(d)", **names) == day.timetuple().tm_yday
    assert value_of("week of year(d)", **names) == day.isocalendar().week
    assert value_of("date in year(d.year, md)", md=f"{day:%m-%d}", **names) == names["d"]
