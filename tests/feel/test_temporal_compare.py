"""Order, equality and identity (DMN 1.5 §10.3.2.15 tables 53 and 54, TCK 0068, 0072, 0103)."""

from __future__ import annotations

import pytest

from policydsl.feel.temporal import Temporal, compare, equal, identical, parse_at_literal


def value(text: str) -> Temporal:
    parsed = parse_at_literal(text)
    assert parsed is not None, text
    return parsed


# left, right, order, equal, identical
PAIRS = [
    ("2018-12-08", "2018-12-08", 0, True, True),
    ("2018-12-07", "2018-12-08", -1, False, False),
    ("-2018-12-08", "2018-12-08", -1, False, False),
    ("999999999-01-01", "-999999999-01-01", 1, False, False),
    # times
    ("10:30:00.0000", "10:30:00", 0, True, True),
    ("10:30:01", "10:30:00", 1, False, False),
    ("10:30:00Z", "10:30:00+00:00", 0, True, True),
    ("20:00:50+00:00", "21:00:50+01:00", 0, True, False),
    ("23:00:50@Etc/GMT", "23:00:50Z", 0, True, False),
    ("00:01:00Z", "00:01:00@Etc/UTC", 0, True, False),
    ("23:00:50@Australia/Melbourne", "23:00:50@Australia/Sydney", 0, True, False),
    ("10:30:00+02:00", "10:30:00+01:00", -1, False, False),
    ("10:30:00@Europe/Paris", "10:30:00@Europe/Paris", 0, True, True),
    ("10:30:00@Asia/Dhaka", "10:30:00@Europe/Paris", -1, False, False),
    # A time with a zone is placed by the zone's offset of 1970-01-01.
    ("10:30:00+01:00", "10:30:00@Europe/Paris", 0, True, False),
    ("10:30:00+02:00", "10:30:00@Europe/Paris", -1, False, False),
    # Not counted round the clock: a quarter past midnight in Paris is before it in London.
    ("00:15:00+01:00", "23:15:00Z", -1, False, False),
    # date-times
    ("2018-12-08T10:30:05", "2018-12-08T10:30:04", 1, False, False),
    ("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris", 0, True, False),
    ("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris", 0, True, False),
    ("2018-12-08T00:00:00+00:00", "2018-12-08T00:00:00@Etc/UTC", 0, True, False),
    ("2002-04-02T12:00:00-01:00", "2002-04-02T17:00:00+04:00", 0, True, False),
    ("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00", 0, True, False),
    ("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka", 1, False, False),
    # a date is midnight UTC
    ("2002-04-02", "2002-04-02T00:00:00Z", 0, True, False),
    ("2002-04-02", "2002-04-02T00:00:01Z", -1, False, False),
    ("2002-04-02", "2002-04-02T08:00:00@Asia/Shanghai", 0, True, False),
    # durations
    ("P1D", "PT24H", 0, True, True),
    ("P1D", "-P1D", 1, False, False),
    ("PT0.1S", "PT0.2S", -1, False, False),
    ("P0D", "-P0D", 0, True, True),
    ("P1Y", "P12M", 0, True, True),
    ("P4Y", "P5Y", -1, False, False),
    ("P0Y", "-P0Y", 0, True, True),
]

WHOLE_SECONDS_ONLY = [
    ("10:30:00.0001", "10:30:00.0002"),
    ("2018-12-08T00:00:00.0001", "2018-12-08T00:00:00.0000"),
    ("1960-12-08T00:00:00.9", "1960-12-08T00:00:00"),
    ("-0001-12-08T00:00:00.9+01:00", "-0001-12-07T23:00:00Z"),
]

# A local value takes the other's offset to be ordered, and equals it never.
LOCAL_AND_ZONED = [
    ("10:30:00", "10:30:00@Europe/Paris", 0),
    ("10:30:00", "10:30:01-08:00", -1),
    ("10:30:00", "10:29:59+08:00", 1),
    ("2018-12-08T00:00:00", "2018-12-08T00:00:00@Asia/Dhaka", 0),
    ("2018-12-08T00:00:00", "2018-12-08T00:00:01+14:00", -1),
    ("2018-12-08T00:00:00", "2018-12-08", 0),
    ("2018-12-08T00:00:01", "2018-12-08", 1),
]

OF_DIFFERENT_KINDS = [
    ("2018-12-08", "10:30:00"),
    ("2018-12-08", "10:30:00Z"),
    ("2018-12-08T00:00:00", "10:30:00"),
    ("2018-12-08T00:00:00", "10:30:00Z"),
    ("2018-12-08", "P1D"),
    ("10:30:00", "P1D"),
    ("2018-12-08T00:00:00", "P1Y"),
    ("P1Y", "P365D"),
    ("P0Y", "P1D"),
    ("P1Y", "P0D"),
]


@pytest.mark.parametrize("left, right, order, same, identity", PAIRS)
def test_pairs(left: str, right: str, order: int, same: bool, identity: bool) -> None:
    assert compare(value(left), value(right)) == order
    assert compare(value(right), value(left)) == -order
    assert equal(value(left), value(right)) is same
    assert equal(value(right), value(left)) is same
    assert identical(value(left), value(right)) is identity


@pytest.mark.parametrize("left, right", WHOLE_SECONDS_ONLY)
def test_fractions_of_a_second_make_no_difference_but_to_identity(left: str, right: str) -> None:
    assert compare(value(left), value(right)) == 0
    assert equal(value(left), value(right)) is True
    assert not identical(value(left), value(right))


@pytest.mark.parametrize("left, right, order", LOCAL_AND_ZONED)
def test_local_beside_zoned(left: str, right: str, order: int) -> None:
    assert compare(value(left), value(right)) == order
    assert compare(value(right), value(left)) == -order
    assert equal(value(left), value(right)) is False
    assert equal(value(right), value(left)) is False
    assert not identical(value(left), value(right))


@pytest.mark.parametrize("left, right", OF_DIFFERENT_KINDS)
def test_different_kinds_are_not_comparable(left: str, right: str) -> None:
    assert compare(value(left), value(right)) is None
    assert compare(value(right), value(left)) is None
    assert equal(value(left), value(right)) is None
    assert equal(value(right), value(left)) is None
    assert not identical(value(left), value(right))


def test_no_months_and_no_days_are_equal_and_not_identical() -> None:
    none_of_months, none_of_days = value("P0Y"), value("P0D")
    assert equal(none_of_months, none_of_days) is True
    assert equal(none_of_days, none_of_months) is True
    assert compare(none_of_months, none_of_days) is None
    assert not identical(none_of_months, none_of_days)
