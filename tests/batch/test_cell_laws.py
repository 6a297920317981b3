"""What whole columns read is what single cells mean, exactly."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from policydsl.batch.code_checks import no_credit_code, no_resident_id
from policydsl.batch.column_cells import converted
from policydsl.policy.facts.facts_figures import number_meant
from policydsl.policy.facts.facts_formats import date_meant
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.runtime.check_characters import has_resident_check, is_credit_code
from small_programs import shared_schema

SCHEMA = shared_schema()
FIGURES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9)).map(str),
    st.integers(-(10**20), 10**20).map(lambda number: f"{number:,}"),
    st.from_regex(
        r"-?[0-9]{0,3}(,[0-9]{2,3}){0,2}(\.[0-9]{0,12})?( ?平方米|万|m2)?", fullmatch=True
    ),
    st.text("0123456789０１.,-+ 万亿平方米人eE", max_size=12),
)
DAYS = st.one_of(
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?( 10:30)?", fullmatch=True),
    st.from_regex(r"20[0-2][0-9][01][0-9][0-3][0-9]", fullmatch=True),
)
CODES = st.text("0123456789ABCDEFGHJKLMNPQRTUWXYIOx", min_size=17, max_size=19)


def leaf(path: str) -> FactLeaf:
    node = SCHEMA.by_path[path].node
    assert isinstance(node, FactLeaf)
    return node


def read(path: str, texts: list[object]) -> list[object]:
    column = pl.Series(texts, dtype=pl.String if isinstance(texts[0], str) else pl.Float64)
    return converted(column, leaf(path), SCHEMA.units).to_list()


@given(st.lists(FIGURES, min_size=1, max_size=5))
def test_figures(texts: list[str]) -> None:
    area = leaf("premises.office.area")
    unit = SCHEMA.units[area.unit or ""]
    for text, number in zip(texts, read("premises.office.area", list(texts)), strict=True):
        meant = number_meant(text, (area.unit or "", unit.zh, unit.en)) if text.strip() else None
        if number is not None:
            assert meant is not None
            assert number == Decimal(meant)
        else:
            assert meant is None or _is_long(meant)


def _is_long(digits: str) -> bool:
    whole, _, places = digits.lstrip("-").partition(".")
    return len(whole) > 16 or len(places) > 22


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=5))
@settings(max_examples=200)
def test_doubles(doubles: list[float]) -> None:
    for double, number in zip(doubles, read("premises.office.area", list(doubles)), strict=True):
        if number is None:
            assert not Decimal(repr(double)).is_finite() or _is_long(f"{Decimal(repr(double)):f}")
        else:
            assert number == Decimal(repr(double))


@given(st.lists(DAYS, min_size=1, max_size=5))
def test_days(texts: list[str]) -> None:
    days = read("filing_record.filed_on", list(texts))
    assert [None if day is None else str(day) for day in days] == [date_meant(t) for t in texts]


@given(st.lists(CODES, min_size=1, max_size=20), st.lists(CODES.map(str.upper), max_size=20))
def test_codes(some: list[str], others: list[str]) -> None:
    """Most are completed to right ones, since hardly any is right by chance."""
    texts = [*some, *others, *(_completed(each) for each in (*some, *others))]
    column = pl.DataFrame({"text": texts})
    wrong = column.select(no_credit_code(pl.col("text"))).to_series().to_list()
    assert wrong == [not is_credit_code(each) for each in texts]
    births = [f"{each[:6]}19870212{each[14:17]}" for each in texts]
    ids = [*texts, *(_completed(each) for each in births)]
    column = pl.DataFrame({"text": ids})
    wrong = column.select(no_resident_id(pl.col("text"))).to_series().to_list()
    told = zip(ids, wrong, strict=True)
    assert [each for each, is_wrong in told if not is_wrong and not has_resident_check(each)] == []


def _completed(code: str) -> str:
    """The code with the check character that makes it right, where one does."""
    start = code[:17]
    ends = (each for each in "0123456789ABCDEFGHJKLMNPQRTUWXY")
    right = (start + e for e in ends if is_credit_code(start + e) or has_resident_check(start + e))
    return next(right, code)
