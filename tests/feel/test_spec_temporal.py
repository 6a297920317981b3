"""Dates, times, durations: DMN 1.5 §10.3.2.3.4 to .8, tables 56 to 62, §10.3.4.1 and §10.3.4.5."""

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

MADE: list[Row] = [
    ('date("2020-02-29")', '@"2020-02-29"'),
    ("date(2020, 2, 29)", '@"2020-02-29"'),
    ("date(2021, 2, 29)", CauseKind.WRONG_ARGUMENT),
    ("date(1900, 2, 29)", CauseKind.WRONG_ARGUMENT),
    ("date(2000, 2, 29)", '@"2000-02-29"'),
    ('date("2020-1-1")', CauseKind.WRONG_ARGUMENT),
    ('date(date and time("2020-01-01T23:59:59"))', '@"2020-01-01"'),
    ('time("23:59:60")', CauseKind.WRONG_ARGUMENT),
    ("time(12, 30, 0)", '@"12:30:00"'),
    ('time(12, 30, 0, @"PT8H")', '@"12:30:00+08:00"'),
    ('date and time(date("2020-01-01"), time("12:00:00"))', '@"2020-01-01T12:00:00"'),
    ('duration("P1Y2M")', '@"P1Y2M"'),
    ('duration("P1Y2D")', CauseKind.WRONG_ARGUMENT),
    ('years and months duration(@"2020-01-31", @"2020-02-29")', '@"P0M"'),
    ('years and months duration(@"2011-12-22", @"2013-08-24")', '@"P1Y8M"'),
    ('years and months duration(@"2013-08-24", @"2011-12-22")', '@"-P1Y8M"'),
]
FAR: list[Row] = [
    ('@"999999999-12-31"', '@"999999999-12-31"'),
    ('@"-999999999-01-01"', '@"-999999999-01-01"'),
    ('@"1000000000-01-01"', CauseKind.WRONG_ARGUMENT),
    ("date(999999999, 12, 31).year", "999999999"),
    ("date(-1, 1, 1)", '@"-0001-01-01"'),
    ('@"0000-02-29"', '@"0000-02-29"'),
    ('@"0000-01-01" - @"P1D"', '@"-0001-12-31"'),
    ('@"9999-12-31" + @"P1D"', '@"10000-01-01"'),
    ('@"10000-01-01" > @"9999-12-31"', "true"),
    ('@"-0002-01-01" < @"-0001-01-01"', "true"),
    ('@"12020-02-29" + @"P1Y"', '@"12021-02-28"'),
    # The calendar repeats after 400 years, which are 146097 days and whole weeks.
    ('@"400000-01-01" - @"0000-01-01"', '@"P146097000D"'),
    ('@"402024-03-15".weekday = @"2024-03-15".weekday', "true"),
    ('@"999999999-12-31" + @"P1D"', CauseKind.ARITHMETIC),
    ('@"-999999999-01-01" - @"P1M"', CauseKind.ARITHMETIC),
]
MOVED: list[Row] = [
    ('@"2020-01-31" + @"P1M"', '@"2020-02-29"'),
    ('@"2021-01-31" + @"P1M"', '@"2021-02-28"'),
    ('@"2020-02-29" + @"P1Y"', '@"2021-02-28"'),
    ('@"2020-03-31" - @"P1M"', '@"2020-02-29"'),
    ('@"P1M" + @"2020-01-31"', '@"2020-02-29"'),
    ('@"2020-02-28" + @"P1D"', '@"2020-02-29"'),
    ('@"2020-01-01" + @"PT24H"', '@"2020-01-02"'),
    ('@"2020-01-01T23:00:00" + @"PT2H"', '@"2020-01-02T01:00:00"'),
    ('@"23:00:00" + @"PT2H"', '@"01:00:00"'),
    ('@"01:00:00" - @"PT2H"', '@"23:00:00"'),
    ('@"2020-03-01" - @"2020-02-01"', '@"P29D"'),
    ('@"2020-02-01" - @"2020-03-01"', '@"-P29D"'),
    ('@"12:00:00" - @"13:30:00"', '@"-PT1H30M"'),
    ('@"12:00:00Z" - @"12:00:00+02:00"', '@"PT2H"'),
    ('@"P1Y" + @"P13M"', '@"P2Y1M"'),
    ('@"P1D" - @"PT36H"', '@"-PT12H"'),
    ('@"P1Y" - @"P1Y"', '@"P0M"'),
    ('@"P1Y" * -1.5', '@"-P1Y6M"'),
    ('@"P1M" * 0.5', '@"P0M"'),
    ('@"P5M" / 2', '@"P2M"'),
    ('@"PT1S" / 4', '@"PT0.25S"'),
    ('@"P1Y" + @"P1D"', CauseKind.WRONG_TYPE),
    ('@"12:00:00" + @"P1M"', CauseKind.WRONG_TYPE),
    ('@"2020-01-01" + @"2020-01-01"', CauseKind.WRONG_TYPE),
    ('@"2020-01-01" + 1', CauseKind.WRONG_TYPE),
    ('@"P1D" - @"2020-01-01"', CauseKind.WRONG_TYPE),
    ('@"2020-01-01" * 2', CauseKind.WRONG_TYPE),
]
PROPERTIES: list[Row] = [
    ('@"2020-02-29".month', "2"),
    ('@"2024-03-15".weekday', "5"),
    ('@"2024-03-17".weekday', "7"),
    ('@"12:30:45+08:00".hour', "12"),
    ('@"12:30:45+08:00".time offset', '@"PT8H"'),
    ('@"12:30:45".time offset', "null"),
    ('@"12:30:45@Asia/Shanghai".timezone', '"Asia/Shanghai"'),
    ('@"P1Y14M".years', "2"),
    ('@"P1Y14M".months', "2"),
    ('@"P1DT25H61M".days', "2"),
    ('@"P1DT25H61M".hours', "2"),
    ('@"P1DT25H61M".minutes', "1"),
    ('@"-P14M".years', "-1"),
    ('@"2020-01-01".hour', CauseKind.NO_SUCH_NAME),
    ('@"P1Y".days', CauseKind.NO_SUCH_NAME),
    ('day of week(@"2019-09-16")', '"Monday"'),
    ('day of year(@"2020-12-31")', "366"),
    ('week of year(@"2021-01-03")', "53"),
    ('month of year(@"2019-09-16")', '"September"'),
    ('abs(@"-P1D")', '@"P1D"'),
    ('string(@"PT0S")', '"PT0S"'),
    ('string(@"P0Y")', '"P0M"'),
]


@pytest.mark.parametrize("text, expected", MADE + FAR + MOVED + PROPERTIES)
def test_temporal(text: str, expected: Expected) -> None:
    assert_row(text, expected)
