"""Values from text and parts, and the text of values (DMN 1.5 §10.3.4.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_expressions import cause_of, value_of
from policydsl.feel.builtins.value_text import MAX_DEPTH
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import CauseKind, Null, Record, Value, missing

NUMBERS = [
    ('number("1.000.000,01", ".", ",")', "1000000.01"),
    ('number("1 000 000.01", " ", ".")', "1000000.01"),
    ('number("1,000,000.01", ",")', "1000000.01"),
    ('number("1.000.000", ".")', "1000000"),
    ('number("1000000,01", null, ",")', "1000000.01"),
    ('number("1000000.01", null, ".")', "1000000.01"),
    ('number("-12.50")', "-12.5"),
    ('number(".5")', "0.5"),
    ('number("1.2E-3")', "0.0012"),
    ('number("10000000000000000000000000000000000000.4")', "1E37"),
    ('number(from: "1,5", decimal separator: ",", grouping separator: ".")', "1.5"),
]

NOT_NUMBERS = [
    'number("")',
    'number("-")',
    'number(".")',
    'number("5.")',
    'number(" 5")',
    'number("+5")',
    'number("0x10")',
    'number("五")',
    'number("٣")',
    'number("1e99999")',
    'number("1,000")',
    'number(",1", ",")',
    'number("1,,000", ",")',
    'number("1.000,5", ",", ".")',
    'number("1,000.5", ".", ",")',
    'number("1.000,01", ".")',
    'number("1", ":", ".")',
    'number("1", ",", ":")',
    'number("1", "", ".")',
    'number("1", ".", ".")',
]

STRINGS = [
    ("string(2)", "2"),
    ("string(1.10)", "1.1"),
    ("string(-0.0)", "0"),
    ("string(1E2)", "100"),
    ("string(12300)", "12300"),
    ("string(true)", "true"),
    ('string("foo")', "foo"),
    ('string(@"2020-03-26T09:30:00@Asia/Shanghai")', "2020-03-26T09:30:00@Asia/Shanghai"),
    ('string(@"P14M")', "P1Y2M"),
    ('string([1, 2, 3, "foo"])', '[1, 2, 3, "foo"]'),
    ('string([1, [4, null, @"P1D"]])', '[1, [4, null, @"P1D"]]'),
    (r'string(["\"foo\"", "a\nb"])', r'["\"foo\"", "a\nb"]'),
    ('string({a: "foo", b: {bar: "baz"}})', '{a: "foo", b: {bar: "baz"}}'),
    ('string({面积: 50, "考评员 人数": 5})', '{面积: 50, "考评员 人数": 5}'),
    ('string({"{": 1, ":": 2, "if": 3})', '{"{": 1, ":": 2, "if": 3}'),
    (r'string({"\"": "foo"})', r'{"\"": "foo"}'),
    ("string([])", "[]"),
    ("string({})", "{}"),
    ("string((1..10])", "(1..10]"),
    ('string(["a".."z"])', '["a".."z"]'),
    ("string([(>= 5), (< 3), (= 4)])", "[(>= 5), (< 3), (= 4)]"),
]

TEMPORAL = [
    ('date("2020-02-29")', Date(2020, 2, 29)),
    ("date(2020, 2, 29)", Date(2020, 2, 29)),
    ("date(year: -2017, month: 1, day: 1)", Date(-2017, 1, 1)),
    ('date(date("2020-02-29"))', Date(2020, 2, 29)),
    ('date(@"2020-02-29T23:30:00-08:00")', Date(2020, 2, 29)),
    ('time("09:30:00")', Time(9, 30, Decimal(0))),
    ("time(9, 30, 0)", Time(9, 30, Decimal(0))),
    ("time(9, 30, 0.5, null)", Time(9, 30, Decimal("0.5"))),
    ('string(time(9, 30, 0, @"-PT2H1M"))', "09:30:00-02:01"),
    ('string(time(@"2020-02-29"))', "00:00:00Z"),
    ('time(@"2020-02-29T09:30:00")', Time(9, 30, Decimal(0))),
    (
        'date and time(@"2020-02-29", @"09:30:00")',
        DateTime(Date(2020, 2, 29), Time(9, 30, Decimal(0))),
    ),
    (
        'date and time(@"2020-02-29T23:00:00@Europe/Paris", @"09:30:00")',
        DateTime(Date(2020, 2, 29), Time(9, 30, Decimal(0))),
    ),
    ('date and time("2020-02-29")', DateTime(Date(2020, 2, 29), Time(0, 0, Decimal(0)))),
    ('duration("P1Y27M")', MonthsDuration(39)),
    ('duration("-PT90M")', DaysDuration(Decimal(-5400))),
    ('years and months duration(@"2011-12-22", @"2013-08-24")', MonthsDuration(20)),
    ('years and months duration(@"2011-12-22", @"2013-08-21T10:00:00")', MonthsDuration(19)),
    ('years and months duration(from: @"2016-01-21", to: @"2015-01-21")', MonthsDuration(-12)),
]

NOT_TEMPORAL = [
    'date("2021-02-29")',
    'date("2012/12/25")',
    'date("")',
    "date(2021, 2, 29)",
    "date(2021, 2, 1.5)",
    "date(10 ** 6000, 1, 1)",
    'time("24:01:00")',
    "time(24, 0, 0)",
    'time(9, 0, 0, @"PT15H")',
    'date and time("2020-02-29 09:30:00")',
    'duration("P")',
    'duration("1Y")',
]


@pytest.mark.parametrize("text, expected", NUMBERS)
def test_a_number_is_read_with_its_separators(text: str, expected: str) -> None:
    assert value_of(text) == Decimal(expected)


@pytest.mark.parametrize("text, expected", STRINGS)
def test_every_value_has_one_text(text: str, expected: str) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize("text, expected", TEMPORAL)
def test_dates_times_and_durations_come_from_texts_and_parts(text: str, expected: Value) -> None:
    assert value_of(text) == expected


@pytest.mark.parametrize("text", NOT_NUMBERS + NOT_TEMPORAL)
def test_what_cannot_be_read_is_null_and_the_function_says_so(text: str) -> None:
    cause = cause_of(text)
    function = text.partition("(")[0]
    assert cause.kind is CauseKind.WRONG_ARGUMENT
    assert cause.message.en.startswith(f"{function}: ")
    assert cause.message.zh.startswith(f"{function}：")


def test_a_long_wrong_text_is_not_repeated_in_full() -> None:
    assert len(cause_of("date(s)", s="9" * 100_000).message.zh) < 200


def test_the_text_of_null_is_null() -> None:
    assert value_of("string(null)") == Null()


def test_a_function_has_no_text() -> None:
    assert cause_of("string([function(a) a])").kind is CauseKind.WRONG_ARGUMENT
    assert cause_of("string(sum)").kind is CauseKind.WRONG_ARGUMENT


def test_the_text_of_what_holds_unknowns_is_unknown_for_all_of_them() -> None:
    record = Record({"area": missing("office.area"), "seats": missing("office.seats")}, "office")
    text = value_of("string({office: office})", office=record)
    assert isinstance(text, Null)
    assert [cause.fact for cause in text.causes] == ["office.area", "office.seats"]


def test_text_without_end_is_not_made() -> None:
    doubled: Value = "a"
    for _ in range(40):
        doubled = (doubled, doubled)
    assert cause_of("string(v)", v=doubled).kind is CauseKind.LIMIT

    deep: Value = ()
    for _ in range(MAX_DEPTH):
        deep = (deep,)
    assert cause_of("string(v)", v=deep).kind is CauseKind.LIMIT


plain_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4).filter(
    lambda number: abs(number) < Decimal("1e29")
)
leaves = st.one_of(
    st.none().map(lambda _: Null()),
    plain_numbers,
    st.booleans(),
    st.text(max_size=8),
    st.dates().map(lambda day: Date(day.year, day.month, day.day)),
    st.integers(-500, 500).map(MonthsDuration),
    st.integers(-(10**7), 10**7).map(lambda seconds: DaysDuration(Decimal(seconds))),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(plain_numbers)
def test_a_number_comes_back_from_its_text(number: Decimal) -> None:
    assert value_of("number(string(n))", n=number) == number


@given(st.integers(-(10**20), 10**20), st.integers(-8, 8), st.integers(0, 6))
def test_equal_numbers_have_the_same_text(coefficient: int, exponent: int, zeros: int) -> None:
    short = Decimal(f"{coefficient}E{exponent}")
    long = Decimal(f"{coefficient}{'0' * zeros}E{exponent - zeros}")
    assert value_of("string(n)", n=long) == value_of("string(n)", n=short)


@given(st.lists(values, max_size=4).map(tuple))
def test_the_text_of_a_list_is_feel_for_that_list(items: tuple[Value, ...]) -> None:
    text = value_of("string(v)", v=items)
    assert isinstance(text, str)
    assert value_of(text) == items


@given(st.dates())
def test_a_date_comes_back_from_its_text_and_from_its_parts(day: date) -> None:
    ours = Date(day.year, day.month, day.day)
    assert value_of("date(string(d))", d=ours) == ours
    assert value_of("date(d.year, d.month, d.day)", d=ours) == ours
