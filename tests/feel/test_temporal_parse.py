"""Which texts are temporal values, and how each value is written (DMN 1.5 §10.3.4.1, TCK 1115 to
1120 and 0093)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    Duration,
    MonthsDuration,
    Offset,
    Temporal,
    Time,
    Zone,
    parse_at_literal,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
    to_string,
)

NOON = Time(12, 0, Decimal(0))

DATES = {
    "2017-12-31": Date(2017, 12, 31),
    "2020-02-29": Date(2020, 2, 29),
    "0998-12-31": Date(998, 12, 31),
    "0000-01-01": Date(0, 1, 1),
    "-0044-03-15": Date(-44, 3, 15),
    "12345-01-01": Date(12345, 1, 1),
    "999999999-12-31": Date(999_999_999, 12, 31),
    "-999999999-12-31": Date(-999_999_999, 12, 31),
}

NOT_DATES = [
    "",
    "2012-12-25T",
    "2012/12/25",
    "2012-12-25Z",
    " 2012-12-25",
    "2012-12-25\n",
    "9999999999-12-25",
    "2017-13-10",
    "2017-00-10",
    "2017-12-32",
    "2017-12-00",
    "2017-02-29",
    "1900-02-29",
    "998-12-31",
    "01211-12-31",
    "+2012-12-02",
    "2012-1-2",
    "--2012-01-02",
    "２０１２-12-25",
    "2012年12月25日",
]

TIMES = {
    "00:00:00": Time(0, 0, Decimal(0)),
    "01:02:03": Time(1, 2, Decimal(3)),
    "11:22:33.444": Time(11, 22, Decimal("33.444")),
    "11:22:33.123456789": Time(11, 22, Decimal("33.123456789")),
    "23:59:00Z": Time(23, 59, Decimal(0), Offset(0)),
    "13:20:00+02:00": Time(13, 20, Decimal(0), Offset(7200)),
    "13:20:00-05:30": Time(13, 20, Decimal(0), Offset(-19800)),
    "12:00:00+14:00": Time(12, 0, Decimal(0), Offset(50400)),
    "11:59:45+02:45:55": Time(11, 59, Decimal(45), Offset(9955)),
    "00:01:00@Etc/UTC": Time(0, 1, Decimal(0), Zone("Etc/UTC")),
    "00:01:00@America/Argentina/Buenos_Aires": Time(
        0, 1, Decimal(0), Zone("America/Argentina/Buenos_Aires")
    ),
}

NOT_TIMES = [
    "",
    "23:59:60",
    "24:00:01",
    "24:00:00.1",
    "24:01:00",
    "25:00:00",
    "00:60:00",
    "00:00:61",
    "7:00:00",
    "07:1:00",
    "07:01:2",
    "07:01",
    "10:30:00.",
    "10:30:00,5",
    "T10:30:00",
    "11:30:00T",
    "13:20:00@xyz/abc",
    "13:20:00@",
    "13:20:00@Europe",
    "13:20:00@europe/paris",
    "13:20:00@../etc/passwd",
    "13:20:00@/etc/localtime",
    "13:20:00@localtime",
    "13:20:00@posix/Europe/Paris",
    "13:20:00@right/Europe/Paris",
    "13:20:00+19:00",
    "13:20:00-19:00",
    "13:20:00+14:01",
    "13:20:00+01:60",
    "13:20:00+5:00",
    "13:20:00+05:0",
    "13:20:00+5",
    "13:20:00+02:00@Europe/Paris",
]

DATE_TIMES = {
    "2017-12-31T12:00:00": DateTime(Date(2017, 12, 31), NOON),
    "-2017-12-31T11:22:33.456+01:35": DateTime(
        Date(-2017, 12, 31), Time(11, 22, Decimal("33.456"), Offset(5700))
    ),
    "2011-12-31T10:15:30.987@Europe/Paris": DateTime(
        Date(2011, 12, 31), Time(10, 15, Decimal("30.987"), Zone("Europe/Paris"))
    ),
    "999999999-12-31T23:59:59.999999999@Europe/Paris": DateTime(
        Date(999_999_999, 12, 31), Time(23, 59, Decimal("59.999999999"), Zone("Europe/Paris"))
    ),
}

NOT_DATE_TIMES = [
    "",
    "2017-12-31",
    "11:00:00",
    "2011-12-0310:15:30",
    "2011-12-03t10:15:30",
    "2011-12-03 10:15:30",
    "2011-12-03T10:15:30+01:00@Europe/Paris",
    "9999999999-12-27T11:22:33",
    "2017-13-10T11:22:33",
    "2017-12-31T24:00:01",
    "2017-12-31T00:60:00",
    "2017-12-31T7:00:00",
    "2017-12-31T13:20:00@xyz/abc",
    "2017-12-31T13:20:00+19:00",
    "999999999-12-31T24:00:00",
]

DURATIONS: dict[str, Duration] = {
    "P1D": DaysDuration(Decimal(86400)),
    "PT2H": DaysDuration(Decimal(7200)),
    "PT0.999S": DaysDuration(Decimal("0.999")),
    "P1DT2H3M4.123456789S": DaysDuration(Decimal("93784.123456789")),
    "-PT1H2M": DaysDuration(Decimal(-3720)),
    "-PT0.5S": DaysDuration(Decimal("-0.5")),
    "PT0S": DaysDuration(Decimal(0)),
    "P1Y2M": MonthsDuration(14),
    "P10M": MonthsDuration(10),
    "-P8Y4M": MonthsDuration(-100),
    "P99999999Y": MonthsDuration(1_199_999_988),
    "-P83333333Y3M": MonthsDuration(-999_999_999),
    "P0M": MonthsDuration(0),
}

NOT_DURATIONS = [
    "",
    "P",
    "P0",
    "PT",
    "P1DT",
    "-",
    "1Y",
    "1D",
    "P1H",
    "P1S",
    "PT1D",
    "P1Y2D",
    "P1M1D",
    "P2M1Y",
    "P1.5Y",
    "PT1.5H",
    "PT.5S",
    "P-1Y",
    "+P1Y",
    "p1y",
    "P1W",
    "2012T-12-2511:00:00Z",
]

# Texts whose value is written in another way.
REWRITTEN = {
    "10:30:00.0000": "10:30:00",
    "10:30:00.120": "10:30:00.12",
    "11:22:33-00:00": "11:22:33Z",
    "11:22:33+00:00": "11:22:33Z",
    "23:59:00z": "23:59:00Z",
    "24:00:00": "00:00:00",
    "24:00:00.000": "00:00:00",
    "2021-12-31T24:00:00": "2022-01-01T00:00:00",
    "2020-02-28T24:00:00+08:00": "2020-02-29T00:00:00+08:00",
    "-0000-01-01": "0000-01-01",
    "PT0.000S": "PT0S",
    "PT0.S": "PT0S",
    "P0D": "PT0S",
    "-P0D": "PT0S",
    "PT1000M": "PT16H40M",
    "PT1000M0.999999999S": "PT16H40M0.999999999S",
    "PT24H": "P1D",
    "P2DT274M": "P2DT4H34M",
    "P0Y": "P0M",
    "-P0Y": "P0M",
    "P26M": "P2Y2M",
    "P1Y27M": "P3Y3M",
    "-P100M": "-P8Y4M",
}


@pytest.mark.parametrize("text", DATES)
def test_date_texts(text: str) -> None:
    assert parse_date(text) == DATES[text]


@pytest.mark.parametrize("text", [*NOT_DATES, *TIMES, *DATE_TIMES, *DURATIONS])
def test_texts_that_are_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", TIMES)
def test_time_texts(text: str) -> None:
    assert parse_time(text) == TIMES[text]


@pytest.mark.parametrize("text", [*NOT_TIMES, *DATES, *DATE_TIMES, *DURATIONS])
def test_texts_that_are_no_time(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize("text", DATE_TIMES)
def test_date_time_texts(text: str) -> None:
    assert parse_date_time(text) == DATE_TIMES[text]


@pytest.mark.parametrize("text", [*NOT_DATE_TIMES, *DATES, *TIMES, *DURATIONS])
def test_texts_that_are_no_date_time(text: str) -> None:
    assert parse_date_time(text) is None


@pytest.mark.parametrize("text", DURATIONS)
def test_duration_texts(text: str) -> None:
    assert parse_duration(text) == DURATIONS[text]


@pytest.mark.parametrize("text", [*NOT_DURATIONS, *DATES, *TIMES, *DATE_TIMES])
def test_texts_that_are_no_duration(text: str) -> None:
    assert parse_duration(text) is None


ALL: dict[str, Temporal] = {**DATES, **TIMES, **DATE_TIMES, **DURATIONS}


@pytest.mark.parametrize("text", ALL)
def test_an_at_literal_is_any_temporal_value(text: str) -> None:
    assert parse_at_literal(text) == ALL[text]


@pytest.mark.parametrize("text", ["foo", "", "2020", "2020-02", "@2020-02-29"])
def test_other_at_literals_are_null(text: str) -> None:
    assert parse_at_literal(text) is None


@pytest.mark.parametrize("text", ALL)
def test_canonical_texts_are_printed_as_they_were_written(text: str) -> None:
    assert to_string(ALL[text]) == text


@pytest.mark.parametrize("text, canonical", REWRITTEN.items())
def test_other_texts_are_printed_in_canonical_form(text: str, canonical: str) -> None:
    value = parse_at_literal(text)
    assert value is not None
    assert to_string(value) == canonical


@pytest.mark.parametrize(
    "text, canonical",
    [
        ("2012-12-24", "2012-12-24T00:00:00"),
        ("2012-12-24Z", "2012-12-24T00:00:00Z"),
        ("2012-12-24+08:00", "2012-12-24T00:00:00+08:00"),
        ("2012-12-24@Asia/Shanghai", "2012-12-24T00:00:00@Asia/Shanghai"),
    ],
)
def test_a_date_is_a_date_time_only_where_asked(text: str, canonical: str) -> None:
    value = parse_date_time(text, accept_date=True)
    assert value is not None
    assert to_string(value) == canonical
    assert parse_date_time(text) is None


@pytest.mark.parametrize("text", ["2012-12-32", "2012-12-24@xyz/abc", "2012-12-24+19:00", "noon"])
def test_a_wrong_date_is_no_midnight(text: str) -> None:
    assert parse_date_time(text, accept_date=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "P99999999999999Y",
        "P" + "9" * 150 + "M",
        "P99999999999999999D",
        "PT" + "9" * 150 + "S",
        "PT0." + "1" * 35 + "S",
        "10:00:00." + "1" * 35,
        "9" * 1_000_000,
        "P" + "9" * 1_000_000 + "Y",
        "-" * 1_000_000,
        "2020-01-01T10:00:00@" + "A" * 1_000_000,
        "2020-01-01T10:00:00@" + "A" * 100,
    ],
    ids=lambda text: f"{text[:20]}…" if len(text) > 20 else text,
)
def test_huge_texts_are_null(text: str) -> None:
    assert parse_at_literal(text) is None
    assert parse_date_time(text, accept_date=True) is None


def test_negative_zero_seconds_print_as_zero() -> None:
    assert to_string(Time(10, 0, Decimal("-0"))) == "10:00:00"
    assert to_string(DaysDuration(Decimal("-0"))) == "PT0S"


def test_exponents_are_written_out() -> None:
    assert to_string(Time(10, 0, Decimal("1E+1"))) == "10:00:10"
    assert to_string(Time(10, 0, Decimal("5E-7"))) == "10:00:00.0000005"
    assert to_string(DaysDuration(Decimal("1E+2"))) == "PT1M40S"
    assert to_string(DaysDuration(Decimal("1E-34"))) == "PT0." + "0" * 33 + "1S"
