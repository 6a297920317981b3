"""How values read in Chinese and English."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import NULL, CauseKind, Range, Record, Value, missing, null
from policydsl.report.values import number_words, singular, value_words
from policydsl.text.diagnostic import Text
from policydsl.text.width import text_width

D = Decimal
NOON = Time(12, 0, D(0))
UNPUBLISHED = null(CauseKind.UNPUBLISHED_YEAR, "未公布", "not published")

READINGS: list[tuple[Value, str, str]] = [
    (D("50"), "50", "50"),
    (D("49.990"), "49.99", "49.99"),
    (D("-0.0"), "0", "0"),
    (D("5E+4"), "50000", "50000"),
    (D("0.000001"), "0.000001", "0.000001"),
    (D("1E+6000"), "1E+6000", "1E+6000"),
    (D("1E-6000"), "1E-6000", "1E-6000"),
    (True, "是", "yes"),
    (False, "否", "no"),
    ("level_body", "level_body", "level_body"),
    ("", "（空白）", "(blank)"),
    ("a\nb", "a b", "a b"),
    (Date(2026, 3, 26), "2026年3月26日", "2026-03-26"),
    (DateTime(Date(2026, 3, 26), NOON), "2026年3月26日 12:00:00", "2026-03-26 12:00:00"),
    (NOON, "12:00:00", "12:00:00"),
    (MonthsDuration(36), "3年", "3 years"),
    (MonthsDuration(14), "1年2个月", "1 year 2 months"),
    (MonthsDuration(0), "0个月", "0 months"),
    (MonthsDuration(-6), "-6个月", "-6 months"),
    (DaysDuration(D(180 * 86_400)), "180天", "180 days"),
    (DaysDuration(D("90061.5")), "1天1小时1分钟1.5秒", "1 day 1 hour 1 minute 1.5 seconds"),
    (DaysDuration(D(0)), "0天", "0 days"),
    ((), "（空）", "(empty)"),
    ((D(3), "x", (True,)), "3、x、[是]", "3, x, [yes]"),
    ({"a": D(1), "b": {"c": False}}, "a：1；b：{c：否}", "a: 1; b: {c: no}"),
    ({}, "（空）", "(empty)"),
    (Record({"name": "电工"}, "occupations[1]", "电工"), "电工", "电工"),
    (Range(True, D(1), D(5), False), "[1..5)", "[1..5)"),
    (Range(False, NULL, D(5), True, "<="), "≤ 5", "≤ 5"),
    (Range(True, D(5), NULL, False, ">="), "≥ 5", "≥ 5"),
    (Range(False, NULL, D(5), True), "(不限..5]", "(unbounded..5]"),
    (NULL, "无", "none"),
    (missing("premises.office.area"), "未填报", "not stated"),
    (UNPUBLISHED, "节假日安排未公布", "holidays not published"),
]


@pytest.mark.parametrize("value, zh, en", READINGS, ids=[en[:30] for _, _, en in READINGS])
def test_a_value_reads(value: Value, zh: str, en: str) -> None:
    assert value_words(value, "zh") == zh
    assert value_words(value, "en") == en


SQUARE_METRES = Text("平方米", "m²")
PERSONS = Text("人", "persons")
PERCENT = Text("%", "%")


@pytest.mark.parametrize(
    "value, unit, zh, en",
    [
        (D(50), SQUARE_METRES, "50 平方米", "50 m²"),
        (D(5), PERSONS, "5 人", "5 persons"),
        (D(1), PERSONS, "1 人", "1 person"),
        (D("42.5"), PERCENT, "42.5%", "42.5%"),
        ((D(3), D(5)), PERSONS, "3 人、5 人", "3 persons, 5 persons"),
        (Range(True, D(3), D(5), True), PERSONS, "[3 人..5 人]", "[3 persons..5 persons]"),
        ("no number", PERSONS, "no number", "no number"),
    ],
)
def test_a_number_is_followed_by_its_unit(value: Value, unit: Text, zh: str, en: str) -> None:
    assert value_words(value, "zh", unit=unit) == zh
    assert value_words(value, "en", unit=unit) == en


@pytest.mark.parametrize(
    "plural, one",
    [
        ("persons", "person"),
        ("copies", "copy"),
        ("branches", "branch"),
        ("person-times", "person-time"),
        ("working days", "working day"),
        ("m²", "m²"),
        ("level", "level"),
    ],
)
def test_one_of_a_unit(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_ids_read_as_their_labels() -> None:
    labels = {"city": Text("市级", "City"), "office": Text("部门", "Office")}
    assert value_words("city", "zh", labels=labels) == "市级"
    assert value_words({"office": ("city", "x")}, "en", labels=labels) == "Office: [City, x]"


def test_a_long_list_is_counted() -> None:
    many = tuple(Decimal(number) for number in range(100))
    assert value_words(many, "zh").endswith("、19、……共100项")
    assert value_words(many, "en").endswith(", 19, … 100 in all")


def test_what_is_nested_without_end_is_cut() -> None:
    value: Value = ()
    for _ in range(50):
        value = (value,)
    assert value_words(value, "en") == "[[[[[…]]]]]"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_number_is_shown_exactly(number: Decimal) -> None:
    assert Decimal(number_words(number)) == number


@given(st.text(max_size=400))
def test_a_string_takes_one_line_of_bounded_length(text: str) -> None:
    shown = value_words(text, "zh")
    assert len(shown.splitlines()) == 1
    assert text_width(shown) <= 2 * 301
