"""Sums, differences, multiples and parts of temporal values (DMN 1.5 §10.3.2.15, TCK 0100)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policydsl.feel.temporal import (
    DaysDuration,
    MonthsDuration,
    Temporal,
    absolute,
    add,
    divide,
    multiply,
    negate,
    parse_at_literal,
    subtract,
    to_string,
)


def value(text: str) -> Temporal:
    parsed = parse_at_literal(text)
    assert parsed is not None, text
    return parsed


def duration(text: str) -> MonthsDuration | DaysDuration:
    parsed = value(text)
    assert isinstance(parsed, MonthsDuration | DaysDuration)
    return parsed


def shown(result: Temporal | Decimal | None) -> str | None:
    if result is None or isinstance(result, Decimal):
        return None if result is None else str(result)
    return to_string(result)


SUMS = [
    # dates
    ("2021-01-01", "P1Y", "2022-01-01"),
    ("2020-02-29", "P3Y", "2023-02-28"),
    ("2021-01-31", "P1M", "2021-02-28"),
    ("2021-01-01", "-P1M", "2020-12-01"),
    ("2021-01-01", "PT36H", "2021-01-02"),
    ("2021-01-01", "PT48H", "2021-01-03"),
    ("2021-01-02", "-PT1S", "2021-01-01"),
    ("2021-01-02", "PT1S", "2021-01-02"),
    ("999999999-12-31", "P1D", None),
    ("999999999-12-31", "P1M", None),
    ("-999999999-01-01", "-P1D", None),
    ("2021-01-01", "P1999999998Y", None),
    # date-times
    ("2021-01-01T10:10:10", "P1M", "2021-02-01T10:10:10"),
    ("-2021-01-01T10:10:10+11:00", "-P1M", "-2022-12-01T10:10:10+11:00"),
    (
        "-2021-01-01T10:10:10@Australia/Melbourne",
        "-P1D",
        "-2022-12-31T10:10:10@Australia/Melbourne",
    ),
    ("2021-01-12T10:10:10+11:00", "P1DT1H", "2021-01-13T11:10:10+11:00"),
    ("2021-01-01T24:00:00", "PT1S", "2021-01-02T00:00:01"),
    ("2021-01-01T24:00:00", "-PT1S", "2021-01-01T23:59:59"),
    ("2021-01-01T00:00:00.25", "-PT0.5S", "2020-12-31T23:59:59.75"),
    ("999999999-12-31T23:59:59", "PT1S", None),
    ("999999999-12-31T23:59:59Z", "PT1S", None),
    ("999999999-12-31T23:59:59@Asia/Shanghai", "PT1S", None),
    ("-999999999-01-01T00:00:00", "-PT0.1S", None),
    # 24 hours of passing time, over a change of the clocks; months keep the clock
    ("2018-03-24T12:00:00@Europe/Paris", "P1D", "2018-03-25T13:00:00@Europe/Paris"),
    ("2018-10-27T12:00:00@Europe/Paris", "P1D", "2018-10-28T11:00:00@Europe/Paris"),
    ("2018-10-28T02:30:00@Europe/Paris", "PT1H", "2018-10-28T02:30:00@Europe/Paris"),
    ("2018-03-01T12:00:00@Europe/Paris", "P1M", "2018-04-01T12:00:00@Europe/Paris"),
    # times, round the clock
    ("10:15:00", "PT1H", "11:15:00"),
    ("10:15:00+11:00", "P1D", "10:15:00+11:00"),
    ("10:15:00@Australia/Melbourne", "-PT1H", "09:15:00@Australia/Melbourne"),
    ("23:59:00Z", "PT2M", "00:01:00Z"),
    ("00:00:00", "-PT0.000000001S", "23:59:59.999999999"),
    ("00:00:00", "-PT0." + "0" * 33 + "1S", "23:59:59." + "9" * 34),
    # durations
    ("-P1Y", "P2M", "-P10M"),
    ("P1Y", "-P0M", "P1Y"),
    ("PT24H", "P1D", "P2D"),
    ("P1D", "-PT2H", "PT22H"),
    ("P1999999998Y", "P1Y", None),
    ("P731999999999D", "P9999999D", None),
]

NO_SUMS = [
    ("10:15:00", "P1M"),
    ("P1M", "P1D"),
    ("P1D", "P1M"),
    ("2021-01-01", "2021-01-01"),
    ("2021-01-01", "10:15:00"),
    ("10:15:00", "10:15:00"),
    ("2021-01-01T10:10:10", "2021-01-01T10:10:10"),
]

DIFFERENCES = [
    ("2021-01-02", "2021-01-01", "P1D"),
    ("2021-01-02", "1995-01-01", "P9498D"),
    ("2020-03-01", "PT24H", "2020-02-29"),
    ("2021-01-02", "P1Y", "2020-01-02"),
    ("2021-01-02", "PT25H", "2020-12-31"),
    ("2021-01-02", "-PT25H", "2021-01-03"),
    ("999999999-12-31", "-999999999-01-01", "P730484999633D"),
    ("999999999-12-31T23:59:59.5", "-999999999-01-01T00:00:00", "P730484999633DT23H59M59.5S"),
    ("2016-12-24T23:59:00-08:00", "2015-12-24T00:00:01-01:00", "P367DT6H58M59S"),
    ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka", "P1DT5H"),
    ("2021-01-02T10:10:10+01:00", "2021-01-01T10:10:10@Europe/Paris", "P1D"),
    ("2021-01-02T00:00:00Z", "2021-01-02", "PT0S"),
    ("2021-01-02T10:10:10+01:00", "1995-01-01", "P9498DT9H10M10S"),
    ("2021-01-02", "2021-01-01T10:10:10@Australia/Melbourne", "P1DT49M50S"),
    ("2021-01-01T10:10:10", "P1Y", "2020-01-01T10:10:10"),
    ("2021-01-02T00:00:00", "PT1H", "2021-01-01T23:00:00"),
    ("10:10:10", "09:10:10", "PT1H"),
    ("10:10:10+11:00", "11:10:10+11:00", "-PT1H"),
    ("10:10:10Z", "10:10:10+01:00", "PT1H"),
    ("10:10:10@Australia/Melbourne", "09:10:10@Australia/Melbourne", "PT1H"),
    ("10:10:10", "P1D", "10:10:10"),
    ("10:10:10.1", "10:10:10.35", "-PT0.25S"),
    ("P1Y", "P2M", "P10M"),
    ("-P1D", "-PT2H", "-PT22H"),
]

NO_DIFFERENCES = [
    # only one of the two knows where it is
    ("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10"),
    ("2021-01-02T10:10:10", "2021-01-01T10:10:10+02:00"),
    ("2021-01-01T00:00:00", "2021-01-02"),
    ("2021-01-02", "2021-01-01T10:10:10"),
    ("10:10:10", "10:10:10Z"),
    # not of a kind
    ("P1Y", "P1D"),
    ("P1Y", "2021-01-01"),
    ("2021-01-01", "10:10:10"),
    ("10:10:10", "2021-01-01T10:10:10"),
    ("10:10:10", "P1M"),
]

MULTIPLES = [
    ("P1D", "10", "P10D"),
    ("-P1D", "-10", "P10D"),
    ("PT1H", "26", "P1DT2H"),
    ("P1D", "0", "PT0S"),
    ("P4DT1H", "1.5", "P6DT1H30M"),
    ("PT1S", "1E-40", "PT0S"),
    ("PT1S", "1E-6000", "PT0S"),
    ("PT1S", "0." + "3" * 34, "PT0." + "3" * 34 + "S"),
    ("P1D", "1E+6000", None),
    ("P1D", "1E+999999", None),
    ("P1D", "NaN", None),
    ("P1M", "26", "P2Y2M"),
    ("P2M", "-1.5", "-P3M"),
    ("P1Y11M", "-2.5", "-P4Y9M"),
    ("P1M", "1E-6000", "P0M"),
    ("P1M", "1E+6000", None),
    ("P1M", "1E+999999", None),
    ("P1M", "Infinity", None),
]

PARTS = [
    ("P10Y", "10", "P1Y"),
    ("P10Y11M", "2.5", "P4Y4M"),
    ("P10Y11M", "-2.5", "-P4Y4M"),
    ("P10Y", "0", None),
    ("P10Y", "1E-6000", None),
    ("P10D", "10", "P1D"),
    ("P10DT23H", "2.5", "P4DT9H12M"),
    ("PT1S", "3", "PT0." + "3" * 34 + "S"),
    ("P10D", "0", None),
    ("P10D", "1E-6000", None),
    ("P10D", "NaN", None),
]

RATIOS = [
    ("P10Y", "P5Y", "2"),
    ("P1Y", "-P8M", "-1.5"),
    ("P10D", "P5D", "2"),
    ("PT1S", "PT3S", "0." + "3" * 34),
    ("P10Y", "P0Y", None),
    ("P10D", "P0D", None),
    ("P10D", "P1Y", None),
    ("P10D", "P0Y", None),
    ("P1Y", "P10D", None),
]


@pytest.mark.parametrize("left, right, result", SUMS)
def test_sums_in_either_order(left: str, right: str, result: str | None) -> None:
    assert shown(add(value(left), value(right))) == result
    assert shown(add(value(right), value(left))) == result


@pytest.mark.parametrize("left, right", NO_SUMS)
def test_what_cannot_be_added(left: str, right: str) -> None:
    assert add(value(left), value(right)) is None
    assert add(value(right), value(left)) is None


@pytest.mark.parametrize("left, right, result", DIFFERENCES)
def test_differences(left: str, right: str, result: str) -> None:
    assert shown(subtract(value(left), value(right))) == result


@pytest.mark.parametrize("left, right", NO_DIFFERENCES)
def test_what_cannot_be_subtracted(left: str, right: str) -> None:
    assert subtract(value(left), value(right)) is None


@pytest.mark.parametrize("text, number, result", MULTIPLES)
def test_multiples(text: str, number: str, result: str | None) -> None:
    assert shown(multiply(duration(text), Decimal(number))) == result


@pytest.mark.parametrize("text, number, result", PARTS)
def test_parts(text: str, number: str, result: str | None) -> None:
    assert shown(divide(duration(text), Decimal(number))) == result


@pytest.mark.parametrize("dividend, divisor, result", RATIOS)
def test_ratios(dividend: str, divisor: str, result: str | None) -> None:
    assert shown(divide(duration(dividend), duration(divisor))) == result


@pytest.mark.parametrize(
    "text, negative", [("P1Y", "-P1Y"), ("-P1D", "P1D"), ("P0M", "P0M"), ("PT0S", "PT0S")]
)
def test_negatives(text: str, negative: str) -> None:
    assert shown(negate(duration(text))) == negative


@pytest.mark.parametrize(
    "text, size", [("P1Y", "P1Y"), ("-P1Y", "P1Y"), ("-P1D", "P1D"), ("PT1S", "PT1S")]
)
def test_absolute_durations(text: str, size: str) -> None:
    assert shown(absolute(duration(text))) == size
