"""Working days by the published holiday schedules, and unknown where none is published."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_expressions import cause_of, value_of
from policydsl.feel.builtins.static import result_of
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.temporal import Date
from policydsl.feel.types import DATE, NumberType
from policydsl.feel.values import CauseKind, Null, missing
from policydsl.feel.working_calendar import published_calendar

CALENDAR = published_calendar()
FIRST = date(CALENDAR.first_year, 1, 1)
LAST = date(CALENDAR.last_year, 12, 31)

# In 2024 the holiday is 1 to 7 October; Sunday 29 September and Saturday 12 October are worked.
CASES = [
    ('working days after(@"2024-09-30", 1)', Date(2024, 10, 8)),
    ('working days after(@"2024-09-30", 5)', Date(2024, 10, 12)),
    ('working days after(@"2024-09-30", 6)', Date(2024, 10, 14)),
    ('working days after(@"2024-10-03", 1)', Date(2024, 10, 8)),
    ('working days after(@"2024-10-03", 0)', Date(2024, 10, 3)),
    ('working days after(date: @"2024-09-27", n: 1)', Date(2024, 9, 29)),
    ('working days before(@"2024-10-08", 1)', Date(2024, 9, 30)),
    ('working days before(@"2024-10-08", 2)', Date(2024, 9, 29)),
    ('working days before(@"2024-10-05", 1)', Date(2024, 9, 30)),
    ('working days before(@"2024-10-05", 0)', Date(2024, 10, 5)),
    ('working days between(@"2024-09-30", @"2024-10-08")', Decimal(1)),
    ('working days between(@"2024-09-30", @"2024-10-07")', Decimal(0)),
    ('working days between(@"2024-10-08", @"2024-09-30")', Decimal(-1)),
    ('working days between(@"2024-10-08", @"2024-10-08")', Decimal(0)),
    ('is working day(@"2024-09-29")', True),
    ('is working day(@"2024-10-07")', False),
    ('is working day(@"2024-10-13")', False),
]


@pytest.mark.parametrize("text, expected", CASES)
def test_holidays_do_not_count_and_make_up_days_do(text: str, expected: object) -> None:
    assert value_of(text) == expected


def test_the_calendar_is_the_one_of_the_package() -> None:
    day = FIRST
    while day <= LAST:
        ours = CALENDAR.is_working_day(Date(day.year, day.month, day.day))
        assert ours is chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def _text(day: date) -> str:
    return f'@"{day.isoformat()}"'


BEYOND = [
    # expression, the year that is not published
    (f"is working day({_text(LAST + timedelta(1))})", LAST.year + 1),
    (f"is working day({_text(FIRST - timedelta(1))})", FIRST.year - 1),
    (f"working days after({_text(LAST)}, 1)", LAST.year + 1),
    (f"working days after({_text(LAST - timedelta(3))}, 10)", LAST.year + 1),
    (f"working days after({_text(FIRST)}, 10 ** 6000)", LAST.year + 1),
    (f"working days after({_text(date(LAST.year + 3, 5, 1))}, 1)", LAST.year + 3),
    (f"working days after({_text(date(FIRST.year - 2, 5, 1))}, 500)", FIRST.year - 2),
    (f"working days before({_text(FIRST)}, 1)", FIRST.year - 1),
    (f"working days before({_text(FIRST + timedelta(5))}, 20)", FIRST.year - 1),
    (f"working days before({_text(LAST + timedelta(2))}, 1)", LAST.year + 1),
    (f"working days between({_text(FIRST)}, {_text(LAST + timedelta(1))})", LAST.year + 1),
    (f"working days between({_text(LAST + timedelta(9))}, {_text(FIRST)})", LAST.year + 1),
    (f'working days between({_text(FIRST)}, @"999999999-12-31")', 999_999_999),
    ('is working day(@"-999999999-01-01")', -999_999_999),
    ('working days before(@"-999999999-01-01", 1)', -999_999_999),
]


@pytest.mark.parametrize("text, year", BEYOND)
def test_a_year_that_is_not_published_makes_an_unknown_that_names_it(text: str, year: int) -> None:
    cause = cause_of(text)
    assert cause.kind is CauseKind.UNPUBLISHED_YEAR
    assert f"{year} 年的节假日安排" in cause.message.zh
    assert f"holiday schedule for {year} " in cause.message.en
    assert f"{FIRST.year} 至 {LAST.year} 年" in cause.message.zh


def test_only_days_that_decide_the_answer_need_to_be_published() -> None:
    day_before = _text(FIRST - timedelta(1))
    day_after = _text(LAST + timedelta(1))
    assert value_of(f"working days after({day_before}, 1)") == CALENDAR.days[0]
    assert value_of(f"working days before({day_after}, 1)") == CALENDAR.days[-1]
    assert value_of(f"working days after({day_after}, 0)") == value_of(day_after)
    assert value_of(f"working days between({day_before}, {_text(LAST)})") == len(CALENDAR.days)


@pytest.mark.parametrize("count", ["-1", "1.5", "-(10 ** 6000)"])
@pytest.mark.parametrize("function", ["working days after", "working days before"])
def test_a_count_is_a_whole_number_of_days(function: str, count: str) -> None:
    cause = cause_of(f'{function}(@"2024-05-06", {count})')
    assert cause.kind is CauseKind.WRONG_ARGUMENT
    assert cause.message.zh.startswith(f"{function}：天数")


def test_an_unknown_date_makes_an_unknown_deadline() -> None:
    deadline = value_of("working days after(d, 5)", d=missing("filing.received_on"))
    assert isinstance(deadline, Null)
    assert [cause.fact for cause in deadline.causes] == ["filing.received_on"]


def test_working_days_are_counted_in_their_own_unit() -> None:
    found = result_of(BUILTINS["working days between"], [DATE, DATE])
    assert found == NumberType("working_day")


inner_dates = st.dates(FIRST + timedelta(400), LAST - timedelta(400)).map(
    lambda day: Date(day.year, day.month, day.day)
)
counts = st.integers(1, 200)


@given(inner_dates, counts)
def test_the_nth_working_day_after_is_n_working_days_away(day: Date, count: int) -> None:
    found = CALENDAR.after(day, count)
    assert CALENDAR.is_working_day(found)
    assert CALENDAR.between(day, found) == count


@given(inner_dates, counts)
def test_counting_back_from_a_working_day_undoes_counting_on(day: Date, count: int) -> None:
    start = CALENDAR.after(day, 1)
    assert CALENDAR.before(CALENDAR.after(start, count), count) == start


@given(inner_dates, inner_dates)
def test_the_distance_back_is_the_negative_of_the_distance(one: Date, other: Date) -> None:
    assert CALENDAR.between(one, other) == -CALENDAR.between(other, one)


@given(inner_dates, inner_dates, inner_dates)
def test_distances_add_up(one: Date, two: Date, three: Date) -> None:
    by_way = CALENDAR.between(one, two) + CALENDAR.between(two, three)
    assert by_way == CALENDAR.between(one, three)


@given(inner_dates, st.integers(0, 60))
def test_the_distance_is_what_counting_day_by_day_gives(day: Date, length: int) -> None:
    days = [day.plus_days(number) for number in range(1, length + 1)]
    worked = [each for each in days if each is not None and CALENDAR.is_working_day(each)]
    assert CALENDAR.between(day, day.plus_days(length) or day) == len(worked)
