"""Properties of temporal values (DMN 1.5 §10.3.2.15 tables 65 and 66, TCK 0074)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policydsl.feel.temporal import (
    PROPERTY_NAMES,
    Temporal,
    has_property,
    parse_at_literal,
    temporal_property,
    to_string,
)


def value(text: str) -> Temporal:
    parsed = parse_at_literal(text)
    assert parsed is not None, text
    return parsed


def shown(text: str, name: str) -> str | None:
    found = temporal_property(value(text), name)
    if found is None or isinstance(found, str):
        return found
    return str(found) if isinstance(found, Decimal) else to_string(found)


PROPERTIES = [
    ("2018-12-10", "year", "2018"),
    ("-2018-12-10", "year", "-2018"),
    ("2018-12-10", "month", "12"),
    ("2018-12-10", "day", "10"),
    ("2018-12-10", "weekday", "1"),
    ("2018-12-16", "weekday", "7"),
    ("2018-12-10T10:30:01", "year", "2018"),
    ("2018-12-10T10:30:01", "month", "12"),
    ("2018-12-10T10:30:01", "day", "10"),
    ("2018-12-10T10:30:01", "weekday", "1"),
    ("2018-12-10T10:30:01", "hour", "10"),
    ("2018-12-10T10:30:01", "minute", "30"),
    ("2018-12-10T10:30:01.5", "second", "1.5"),
    ("2018-12-10T10:30:00+05:00", "time offset", "PT5H"),
    ("2018-12-10T10:30:00@Asia/Shanghai", "time offset", "PT8H"),
    ("2018-12-10T10:30:00@Etc/UTC", "timezone", "Etc/UTC"),
    ("10:30:01", "hour", "10"),
    ("10:30:01", "minute", "30"),
    ("10:30:01", "second", "1"),
    ("10:30:00-05:30", "time offset", "-PT5H30M"),
    ("10:30:00Z", "time offset", "PT0S"),
    ("10:30:00@Etc/UTC", "timezone", "Etc/UTC"),
    ("P1Y2M", "years", "1"),
    ("P2M", "years", "0"),
    ("P26M", "months", "2"),
    ("P1Y", "months", "0"),
    ("-P1Y2M", "years", "-1"),
    ("-P1Y2M", "months", "-2"),
    ("-P2M", "years", "0"),
    ("P1DT25H", "days", "2"),
    ("P1DT25H", "hours", "1"),
    ("PT2H", "days", "0"),
    ("PT61M", "minutes", "1"),
    ("PT61.25S", "seconds", "1.25"),
    ("-P1DT2H3M4.5S", "days", "-1"),
    ("-P1DT2H3M4.5S", "hours", "-2"),
    ("-P1DT2H3M4.5S", "minutes", "-3"),
    ("-P1DT2H3M4.5S", "seconds", "-4.5"),
    ("-P1D", "seconds", "0"),
]

PRESENT_BUT_NULL = [
    ("10:30:00", "time offset"),
    ("10:30:00", "timezone"),
    ("10:30:00+05:00", "timezone"),
    ("2018-12-10T10:30:00", "time offset"),
    ("2018-12-10T10:30:00", "timezone"),
]

NO_PROPERTIES = [
    ("2018-12-10", "hour"),
    ("2018-12-10", "years"),
    ("2018-12-10", "timezone"),
    ("10:30:00", "year"),
    ("P1Y", "days"),
    ("P1Y", "hours"),
    ("P1D", "years"),
    ("P1D", "months"),
    ("P1D", "day"),
    ("2018-12-10T10:30:00", "time_offset"),
    ("2018-12-10T10:30:00", ""),
]


@pytest.mark.parametrize("text, name, found", PROPERTIES)
def test_properties(text: str, name: str, found: str) -> None:
    assert has_property(value(text), name)
    assert shown(text, name) == found


@pytest.mark.parametrize("text, name", PRESENT_BUT_NULL)
def test_properties_that_a_value_of_the_kind_may_lack(text: str, name: str) -> None:
    assert has_property(value(text), name)
    assert temporal_property(value(text), name) is None


@pytest.mark.parametrize("text, name", NO_PROPERTIES)
def test_names_that_are_no_property(text: str, name: str) -> None:
    assert not has_property(value(text), name)
    assert temporal_property(value(text), name) is None


@pytest.mark.parametrize(
    "text", ["2018-12-10", "10:30:01Z", "2018-12-10T10:30:01@Etc/UTC", "P1Y2M", "P1DT2H3M4S"]
)
def test_every_listed_name_is_answered(text: str) -> None:
    listed = PROPERTY_NAMES[type(value(text))]
    unanswered = [name for name in listed if shown(text, name) is None]
    assert unanswered == (["timezone"] if text.endswith("Z") else [])
