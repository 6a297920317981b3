"""What the calendar says of a date (TCK 0095 to 0098), and months between dates (TCK 1121)."""

from __future__ import annotations

import pytest

from policydsl.feel.temporal import (
    DAY_NAMES,
    MONTH_NAMES,
    Date,
    DateTime,
    day_of_week,
    day_of_year,
    last_day_of_month,
    month_of_year,
    parse_at_literal,
    to_string,
    week_of_year,
    years_and_months_between,
)


def day(text: str) -> Date | DateTime:
    parsed = parse_at_literal(text)
    assert isinstance(parsed, Date | DateTime)
    return parsed


@pytest.mark.parametrize(
    "text, number",
    [
        ("1970-01-01", 1),
        ("2019-12-31", 365),
        ("2020-12-31", 366),
        ("2019-09-17", 260),
        ("2019-09-17T10:10:10", 260),
        ("-999999999-12-31", 365),
        ("0000-12-31", 366),
    ],
)
def test_day_of_year(text: str, number: int) -> None:
    assert day_of_year(day(text)) == number


@pytest.mark.parametrize(
    "text, number",
    [
        ("2003-12-28", 52),
        ("2003-12-29", 1),
        ("2003-12-31", 1),
        ("2004-01-01", 1),
        ("2005-01-01", 53),
        ("2010-01-01", 53),
        ("2010-01-04", 1),
        ("2021-01-03", 53),
        ("1970-01-01T10:10:10", 1),
        ("-999999999-01-01", 1),
        ("999999999-12-31", 52),
    ],
)
def test_week_of_year(text: str, number: int) -> None:
    assert week_of_year(day(text)) == number


def test_day_of_week_from_a_monday_on() -> None:
    assert [day_of_week(day(f"2021-01-{number}")) for number in range(11, 18)] == list(DAY_NAMES)
    assert day_of_week(day("2019-09-17T10:10:10")) == "Tuesday"


def test_month_of_year_from_january_on() -> None:
    months = [month_of_year(day(f"2021-{number:02}-01")) for number in range(1, 13)]
    assert months == list(MONTH_NAMES)
    assert month_of_year(day("2019-09-17T10:10:10")) == "September"


@pytest.mark.parametrize(
    "text, last",
    [
        ("2020-02-01", "2020-02-29"),
        ("2021-02-28", "2021-02-28"),
        ("1900-02-01", "1900-02-28"),
        ("2022-04-30T10:00:00", "2022-04-30"),
        ("999999999-12-01", "999999999-12-31"),
    ],
)
def test_last_day_of_month(text: str, last: str) -> None:
    assert to_string(last_day_of_month(day(text))) == last


@pytest.mark.parametrize(
    "start, end, between",
    [
        ("2011-12-22", "2013-08-24", "P1Y8M"),
        ("2013-08-24", "2011-12-22", "-P1Y8M"),
        ("2015-01-21", "2016-01-21", "P1Y"),
        ("2016-01-21", "2015-01-21", "-P1Y"),
        ("2016-01-01", "2016-01-01", "P0M"),
        ("2020-01-31", "2020-02-29", "P0M"),
        ("2016-09-30T23:25:00", "2017-12-28T12:12:12", "P1Y2M"),
        ("2010-05-30T03:55:58", "2017-12-15T00:59:59", "P7Y6M"),
        ("2014-12-31T23:59:59", "2016-12-31T00:00:01", "P2Y"),
        ("2017-12-31T13:00:00", "2017-12-31T12:00:00", "P0M"),
        ("-2016-01-30T09:05:00", "-2017-02-28T02:02:02", "-P11M"),
        ("2014-12-31T23:59:59", "-2019-10-01T12:32:59", "-P4033Y2M"),
        ("2017-09-05T10:20:00-01:00", "-2019-10-01T12:32:59+02:00", "-P4035Y11M"),
        ("2011-12-31T10:15:30@Etc/UTC", "2017-08-10T10:20:00@Europe/Paris", "P5Y7M"),
        ("2017-02-28T23:59:59", "2019-07-23", "P2Y4M"),
        ("-999999999-01-01", "999999999-12-31", "P1999999998Y11M"),
    ],
)
def test_years_and_months_between(start: str, end: str, between: str) -> None:
    assert to_string(years_and_months_between(day(start), day(end))) == between
