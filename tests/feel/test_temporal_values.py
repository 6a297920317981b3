"""What exists: dates, times, zones and durations, and values made from parts."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from policydsl.feel.temporal import (
    MAX_YEAR,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Offset,
    Time,
    Zone,
    date_and_time,
    date_from_parts,
    date_of,
    is_zone_name,
    parse_at_literal,
    parse_date_time,
    time_from_parts,
    time_of,
    to_string,
)


@pytest.mark.parametrize(
    "parts",
    [
        (2021, 2, 29),
        (2100, 2, 29),
        (2020, 4, 31),
        (2020, 0, 1),
        (2020, 13, 1),
        (2020, 1, 0),
        (MAX_YEAR + 1, 1, 1),
        (-MAX_YEAR - 1, 12, 31),
    ],
)
def test_dates_that_do_not_exist(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such date"):
        Date(*parts)


@pytest.mark.parametrize(
    "hour, minute, second",
    [(24, 0, "0"), (-1, 0, "0"), (0, 60, "0"), (0, 0, "60"), (0, 0, "-1"), (0, 0, "NaN")],
)
def test_times_that_do_not_exist(hour: int, minute: int, second: str) -> None:
    with pytest.raises(ValueError, match="no such"):
        Time(hour, minute, Decimal(second))


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "1E+999999", "1E-999999", "-1E+18"])
def test_durations_that_do_not_exist(seconds: str) -> None:
    with pytest.raises(ValueError, match="too long"):
        DaysDuration(Decimal(seconds))


def test_months_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="too long"):
        MonthsDuration(-MonthsDuration.MAX_MONTHS - 1)


def test_offsets_end_at_fourteen_hours() -> None:
    assert Offset(-14 * 3600).seconds == -50400
    with pytest.raises(ValueError, match="14 hours"):
        Offset(14 * 3600 + 1)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "Europe", "UTC/", "中国/上海", "Factory"])
def test_zones_that_do_not_exist(name: str) -> None:
    assert not is_zone_name(name)
    with pytest.raises(ValueError, match="IANA"):
        Zone(name)


def test_values_are_frozen_and_have_no_other_attributes() -> None:
    date = Date(2020, 1, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        date.year = 2021  # type: ignore[misc]
    assert not hasattr(date, "__dict__")


@pytest.mark.parametrize(
    "date, ordinal, weekday",
    [
        (Date(1970, 1, 1), 0, 4),
        (Date(1969, 12, 31), -1, 3),
        (Date(2000, 2, 29), 11016, 2),
        (Date(0, 3, 1), -719468, 3),
        (Date(1, 1, 1), -719162, 1),
        (Date(-400, 3, 1), -719468 - 146097, 3),
        (Date(MAX_YEAR, 12, 31), 365241780471, 5),
        (Date(-MAX_YEAR, 1, 1), -365243219162, 1),
    ],
)
def test_ordinals_and_weekdays(date: Date, ordinal: int, weekday: int) -> None:
    assert date.ordinal == ordinal
    assert date.weekday == weekday
    assert Date.from_ordinal(ordinal) == date


def test_dates_are_ordered() -> None:
    dates = [Date(2020, 2, 1), Date(-5, 12, 31), Date(2020, 1, 31), Date(2019, 12, 31)]
    assert sorted(dates) == [dates[1], dates[3], dates[2], dates[0]]


@pytest.mark.parametrize(
    "start, months, end",
    [
        (Date(2020, 2, 29), 36, Date(2023, 2, 28)),
        (Date(2020, 2, 29), 48, Date(2024, 2, 29)),
        (Date(2020, 1, 31), 1, Date(2020, 2, 29)),
        (Date(2021, 1, 31), 1, Date(2021, 2, 28)),
        (Date(2020, 3, 31), -1, Date(2020, 2, 29)),
        (Date(2020, 1, 15), -1, Date(2019, 12, 15)),
        (Date(-2021, 1, 1), -1, Date(-2022, 12, 1)),
        (Date(-1, 12, 31), 2, Date(0, 2, 29)),
        (Date(2020, 5, 5), 0, Date(2020, 5, 5)),
        (Date(MAX_YEAR, 12, 1), 1, None),
        (Date(-MAX_YEAR, 1, 1), -1, None),
        (Date(2020, 1, 1), 10**400, None),
    ],
)
def test_months_later_the_day_is_kept_or_the_last(
    start: Date, months: int, end: Date | None
) -> None:
    assert start.plus_months(months) == end


@pytest.mark.parametrize(
    "start, days, end",
    [
        (Date(2020, 2, 28), 1, Date(2020, 2, 29)),
        (Date(2020, 12, 31), 1, Date(2021, 1, 1)),
        (Date(1, 1, 1), -1, Date(0, 12, 31)),
        (Date(MAX_YEAR, 12, 31), 1, None),
        (Date(-MAX_YEAR, 1, 1), -1, None),
        (Date(2020, 1, 1), 10**400, None),
    ],
)
def test_days_later(start: Date, days: int, end: Date | None) -> None:
    assert start.plus_days(days) == end


D = Decimal


@pytest.mark.parametrize(
    "parts, text",
    [
        ((D(2017), D(12), D(31)), "2017-12-31"),
        ((D(-2017), D(1), D(1)), "-2017-01-01"),
        ((D(999999999), D(12), D(31)), "999999999-12-31"),
        ((D("2017.0"), D("1E+1"), D(1)), "2017-10-01"),
        ((D("2017.5"), D(1), D(1)), None),
        ((D(2017), D(13), D(31)), None),
        ((D(2017), D(-8), D(2)), None),
        ((D(2017), D(8), D(-2)), None),
        ((D(-1000999999), D(12), D(1)), None),
        ((D("1E+6000"), D(12), D(1)), None),
        ((D("NaN"), D(12), D(1)), None),
    ],
)
def test_dates_from_parts(parts: tuple[D, D, D], text: str | None) -> None:
    date = date_from_parts(*parts)
    assert (None if date is None else to_string(date)) == text


@pytest.mark.parametrize(
    "hour, minute, second, offset, text",
    [
        ("12", "0", "0", None, "12:00:00"),
        ("12", "59", "1.3", "-PT1H", "12:59:01.3-01:00"),
        ("11", "59", "45", "PT0H", "11:59:45Z"),
        ("11", "59", "45", "PT2H45M55S", "11:59:45+02:45:55"),
        ("11", "59", "45", "-PT2H45M55S", "11:59:45-02:45:55"),
        ("24", "59", "45", None, None),
        ("-24", "59", "45", None, None),
        ("23", "60", "45", None, None),
        ("23", "59", "60", None, None),
        ("23.5", "0", "0", None, None),
        ("23", "0.5", "0", None, None),
        ("10", "0", "0", "PT15H", None),
        ("10", "0", "0", "PT0.5S", None),
        ("10", "0", "0", "P1D", None),
        ("1E+6000", "0", "0", None, None),
        ("10", "0", "1E-6000", None, None),
    ],
)
def test_times_from_parts(
    hour: str, minute: str, second: str, offset: str | None, text: str | None
) -> None:
    east = None if offset is None else parse_at_literal(offset)
    assert east is None or isinstance(east, DaysDuration)
    time = time_from_parts(D(hour), D(minute), D(second), east)
    assert (None if time is None else to_string(time)) == text


def test_dates_and_times_of_one_another() -> None:
    moment = parse_date_time("2017-08-10T10:20:00@Europe/Paris")
    assert moment is not None
    assert date_of(moment) == Date(2017, 8, 10)
    assert date_of(Date(2017, 8, 10)) == Date(2017, 8, 10)
    assert to_string(time_of(moment)) == "10:20:00@Europe/Paris"
    assert time_of(moment.time) == moment.time
    assert to_string(time_of(Date(2017, 8, 10))) == "00:00:00Z"


@pytest.mark.parametrize(
    "date, time, text",
    [
        ("2017-01-01", "23:59:01", "2017-01-01T23:59:01"),
        ("2017-09-05T10:20:00-01:00", "09:15:30+02:00", "2017-09-05T09:15:30+02:00"),
        ("2017-08-10T10:20:00@Europe/Paris", "23:59:01", "2017-08-10T23:59:01"),
    ],
)
def test_a_date_with_another_time_takes_its_zone(date: str, time: str, text: str) -> None:
    day, clock = parse_at_literal(date), parse_at_literal(time)
    assert isinstance(day, Date | DateTime)
    assert isinstance(clock, Time)
    assert to_string(date_and_time(day, clock)) == text


@pytest.mark.parametrize(
    "text, hours",
    [
        ("2018-02-08T00:00:00@Europe/Paris", 1),
        ("2018-10-08T00:00:00@Europe/Paris", 2),
        # The clock skips 02:00 to 03:00 on the first day, and repeats it on the second.
        ("2018-03-25T02:30:00@Europe/Paris", 1),
        ("2018-03-25T03:00:00@Europe/Paris", 2),
        ("2018-10-28T02:30:00@Europe/Paris", 2),
        ("2018-10-28T03:00:00@Europe/Paris", 1),
        # Summer time was kept in China from 1986 to 1991.
        ("1988-07-01T00:00:00@Asia/Shanghai", 9),
        ("2024-07-01T00:00:00@Asia/Shanghai", 8),
        # Beyond the years that datetime knows, the last rules go on.
        ("9999-07-01T00:00:00@Europe/Paris", 2),
        ("20000-07-01T00:00:00@Europe/Paris", 2),
        ("999999999-01-01T00:00:00@Europe/Paris", 1),
        ("999999999-07-01T00:00:00@Asia/Shanghai", 8),
        ("2024-07-01T00:00:00", None),
        ("2024-07-01T00:00:00-03:00", -3),
    ],
)
def test_offsets_of_zones(text: str, hours: int | None) -> None:
    moment = parse_date_time(text)
    assert moment is not None
    assert moment.offset_seconds() == (None if hours is None else hours * 3600)


def test_before_clocks_were_set_alike_a_zone_keeps_its_local_mean_time() -> None:
    for year in ("-999999999", "-0001", "0001", "1700"):
        moment = parse_date_time(f"{year}-07-01T12:00:00@Asia/Shanghai")
        assert moment is not None
        assert moment.offset_seconds() == 8 * 3600 + 5 * 60 + 43


def test_a_time_of_day_has_its_zones_offset_of_1970() -> None:
    assert Time(0, 0, Decimal(0), Zone("Europe/Paris")).offset_seconds() == 3600
    assert Time(0, 0, Decimal(0), Offset(-60)).offset_seconds() == -60
    assert Time(0, 0, Decimal(0)).offset_seconds() is None
