"""Laws that hold for every temporal value."""

from __future__ import annotations

import datetime
import zoneinfo
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from policydsl.feel.temporal import (
    MAX_YEAR,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Offset,
    Temporal,
    Time,
    Zone,
    add,
    compare,
    day_of_year,
    divide,
    equal,
    identical,
    last_day_of_month,
    multiply,
    negate,
    parse_at_literal,
    parse_date,
    parse_date_time,
    subtract,
    to_string,
    week_of_year,
    years_and_months_between,
)

FIRST_ORDINAL, LAST_ORDINAL = Date(-MAX_YEAR, 1, 1).ordinal, Date(MAX_YEAR, 12, 31).ordinal

python_dates = st.dates()
ordinals = st.integers(FIRST_ORDINAL, LAST_ORDINAL) | st.integers(-1_000_000, 1_000_000)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    date = Date.from_ordinal(draw(ordinals))
    assert date is not None
    return date


seconds_below_60 = st.decimals(0, Decimal("59.999999999"), places=9) | st.integers(0, 59).map(
    Decimal
)
zones = st.sampled_from(
    ["Asia/Shanghai", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Etc/UTC"]
).map(Zone)
offsets = st.integers(-Offset.MAX_SECONDS, Offset.MAX_SECONDS).map(Offset)
times = st.builds(
    Time,
    st.integers(0, 23),
    st.integers(0, 59),
    seconds_below_60,
    st.none() | offsets | zones,
)
date_times = st.builds(DateTime, dates(), times)
zoned = date_times.filter(lambda moment: moment.zone is not None)
# Their clocks never change. Where they do, an hour is shown twice and read back as its first pass.
of_steady_clocks = date_times.filter(lambda moment: not isinstance(moment.zone, Zone))
months_durations = st.builds(
    MonthsDuration,
    st.integers(-MonthsDuration.MAX_MONTHS, MonthsDuration.MAX_MONTHS) | st.integers(-500, 500),
)
days_durations = st.builds(
    DaysDuration,
    st.decimals(-DaysDuration.MAX_SECONDS, DaysDuration.MAX_SECONDS, places=9)
    | st.decimals(-1_000_000, 1_000_000, places=6),
)
values: st.SearchStrategy[Temporal] = (
    dates() | times | date_times | months_durations | days_durations
)


@given(values)
def test_what_is_printed_is_read_back(value: Temporal) -> None:
    assert parse_at_literal(to_string(value)) == value


@given(st.text(alphabet="0123456789-+:.TPYMDHSZ@/Europe", max_size=40))
def test_what_is_read_has_one_canonical_form(text: str) -> None:
    value = parse_at_literal(text)
    if value is not None:
        canonical = to_string(value)
        assert parse_at_literal(canonical) == value
        assert to_string(value) == canonical


@given(st.text())
def test_no_text_is_too_strange_to_be_refused(text: str) -> None:
    value = parse_at_literal(text)
    assert value is None or to_string(value).isascii()


@given(ordinals)
def test_ordinals_are_read_back(ordinal: int) -> None:
    date = Date.from_ordinal(ordinal)
    assert date is not None
    assert date.ordinal == ordinal


@given(dates())
def test_the_next_day_is_a_day_later(date: Date) -> None:
    tomorrow = date.plus_days(1)
    if tomorrow is None:
        assert date == Date(MAX_YEAR, 12, 31)
        return
    assert tomorrow > date
    assert tomorrow.weekday == date.weekday % 7 + 1
    assert (tomorrow.day == 1) == (date == last_day_of_month(date))


@given(python_dates)
def test_dates_agree_with_python(expected: datetime.date) -> None:
    date = parse_date(expected.isoformat())
    assert date == Date(expected.year, expected.month, expected.day)
    assert date.ordinal == (expected - datetime.date(1970, 1, 1)).days
    assert date.weekday == expected.isoweekday()
    assert day_of_year(date) == expected.timetuple().tm_yday
    assert week_of_year(date) == expected.isocalendar().week
    assert to_string(date) == expected.isoformat()


python_zones = st.sampled_from(
    ["Asia/Shanghai", "Europe/Paris", "America/New_York", "Australia/Lord_Howe"]
).map(zoneinfo.ZoneInfo)


@given(
    st.datetimes(datetime.datetime(2, 1, 1), datetime.datetime(9998, 12, 31)),
    python_zones,
    st.timedeltas(datetime.timedelta(-300), datetime.timedelta(300)),
)
def test_passing_time_in_a_zone_agrees_with_python(
    clock: datetime.datetime, zone: zoneinfo.ZoneInfo, passing: datetime.timedelta
) -> None:
    start = parse_date_time(f"{clock.isoformat()}@{zone.key}")
    seconds = Decimal(passing // datetime.timedelta(microseconds=1)).scaleb(-6)
    assert start is not None
    end = add(start, DaysDuration(seconds))
    instant = clock.replace(tzinfo=zone).astimezone(datetime.UTC) + passing
    expected = instant.astimezone(zone).replace(tzinfo=None, fold=0)
    assert end == parse_date_time(f"{expected.isoformat()}@{zone.key}")


@given(date_times.filter(lambda moment: isinstance(moment.zone, Zone)))
def test_zone_rules_repeat_every_400_years(moment: DateTime) -> None:
    later = moment.date.plus_months(400 * 12)
    if later is not None and (moment.date.year > 2100 or later.year < 1800):
        assert DateTime(later, moment.time).offset_seconds() == moment.offset_seconds()


@given(dates(), st.integers(-5000, 5000), st.integers(-5000, 5000))
def test_more_months_never_lead_to_an_earlier_date(date: Date, one: int, other: int) -> None:
    fewer, more = date.plus_months(min(one, other)), date.plus_months(max(one, other))
    if fewer is not None and more is not None:
        assert fewer <= more


@given(dates(), st.integers(-5000, 5000))
def test_months_added_and_taken_lose_at_most_the_end_of_a_month(date: Date, months: int) -> None:
    there = date.plus_months(months)
    if there is None:
        return
    back = there.plus_months(-months)
    assert back is not None
    assert back <= date
    assert back == date if there.day == date.day else there == last_day_of_month(there)


@given(dates(), dates())
def test_whole_months_between_dates_do_not_reach_beyond_the_later(start: Date, end: Date) -> None:
    start, end = min(start, end), max(start, end)
    months = years_and_months_between(start, end).months
    assert years_and_months_between(end, start).months == -months
    reached, beyond = start.plus_months(months), start.plus_months(months + 1)
    assert reached is not None
    assert reached <= end
    # From the 31st, a shorter month is not whole on its last day.
    assert beyond is None or beyond > end or beyond.day < start.day


@given(dates(), dates())
def test_a_difference_of_dates_leads_from_one_to_the_other(start: Date, end: Date) -> None:
    difference = subtract(end, start)
    assert isinstance(difference, DaysDuration)
    assert add(start, difference) == end


@given(of_steady_clocks, date_times)
def test_a_difference_of_date_times_leads_from_one_to_the_other(
    start: DateTime, end: DateTime
) -> None:
    difference = subtract(end, start)
    assert (difference is None) == ((start.zone is None) != (end.zone is None))
    if difference is not None:
        reached = add(start, difference)
        # The last hours of the calendar in one zone may be beyond it in another.
        if reached is None:
            assert abs(end.date.year) == MAX_YEAR
        else:
            assert equal(reached, end) is True


@given(times, days_durations)
def test_times_go_round_the_clock(time: Time, duration: DaysDuration) -> None:
    there = add(time, duration)
    assert there is not None
    assert add(there, negate(duration)) == time


@given(months_durations | days_durations, st.integers(1, 1000).map(Decimal))
def test_a_multiple_is_divided_again(
    duration: MonthsDuration | DaysDuration, number: Decimal
) -> None:
    multiple = multiply(duration, number)
    if multiple is not None:
        assert divide(multiple, number) == duration
        assert divide(multiple, duration) in {number, None}


@given(values, values)
def test_order_is_antisymmetric_and_agrees_with_equality(left: Temporal, right: Temporal) -> None:
    order, opposite = compare(left, right), compare(right, left)
    assert equal(left, right) == equal(right, left)
    if order is None:
        assert opposite is None
    else:
        assert opposite == -order
    if equal(left, right) and type(left) is type(right):
        assert order == 0
    if identical(left, right):
        assert equal(left, right) is True


@given(zoned, zoned, zoned)
def test_order_of_instants_is_transitive(one: DateTime, two: DateTime, three: DateTime) -> None:
    if compare(one, two) != 1 and compare(two, three) != 1:
        assert compare(one, three) != 1


@given(of_steady_clocks, days_durations)
def test_a_positive_duration_leads_to_the_future(moment: DateTime, duration: DaysDuration) -> None:
    there = add(moment, duration)
    if there is not None and abs(duration.seconds) >= 1:
        assert compare(moment, there) == (-1 if duration.seconds > 0 else 1)
