"""What whole columns let through without a look at each row, single records let through too."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_frames import interpreted, shown
from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.fitting import Fitting
from policydsl.policy.facts import facts_from_data
from policydsl.text.diagnostic import FactsError
from small_programs import program, shared_schema

READS = program(
    """\
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: area, title: 面积, clause: "1", require: premises.office.area >= area_min}
      - {rule: tenure, title: 权属, clause: "1", require: premises.office.tenure = "owned"}
      - {rule: suited, title: 适应, clause: "1", require: premises.office.suited}
      - {rule: managers, title: 人数, clause: "1", require: staff.managers > 2}
      - {rule: day, title: 日期, clause: "1", require: filing_record.filed_on <= last_day}
      - {rule: named, title: 名称, clause: "1", require: is stated(institution.name)}
      - rule: reason
        title: 年数
        clause: "1"
        force: in_principle
        require: experience.consecutive_years >= 3
        waiver: experience.years_shortfall_reason
      - rule: ranks
        title: 级别
        clause: "1"
        for: [occupation in occupations, level in occupation.levels]
        empty: fail
        require: level.rank < 5
"""
)
CREDIT_CODE = "91130200MA0F5K2T3A"
NUMBERS = (None, 0, 50, 49, -1, 2)
DECIMALS = (None, Decimal("50.00"), Decimal("49.99"), Decimal("-0.01"), Decimal("2.50"))
HUGE = (None, Decimal(10) ** 34, -(Decimal(10) ** 34), Decimal(10) ** 33)
TEXTS = (None, "owned", "自有", " owned ", "own", "", "  ", "\x1c", "\u3000", "电工", "2024-03-31")
CODES = (None, CREDIT_CODE, f" {CREDIT_CODE}", "91130200MA0F5K2T3B", "9113", "", "1" * 18)
IDS = (None, "11010519491231002X", "11010519491231002x", "110105194902310021", "1" * 18)
DAYS = (None, datetime.date(2024, 3, 31), datetime.date(2024, 4, 1), datetime.date(1, 1, 1))
TRUTHS = (None, True, False)
DOUBLES = (None, 50.0, float("nan"), 1e300)

COLUMNS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("premises.office.area", pl.Int64(), NUMBERS),
    ("premises.office.area", pl.UInt8(), (None, 0, 50, 255)),
    ("premises.office.area", pl.UInt64(), (None, 50, 2**64 - 1)),
    ("premises.office.area", pl.Decimal(10, 2), DECIMALS),
    ("premises.office.area", pl.Decimal(38, 0), HUGE),
    ("premises.office.area", pl.Float64(), DOUBLES),
    ("premises.office.area", pl.String(), TEXTS),
    ("premises.office.tenure", pl.String(), TEXTS),
    ("premises.office.tenure", pl.Categorical(), (None, "owned", "leased", "own", "")),
    ("premises.office.tenure", pl.Boolean(), TRUTHS),
    ("premises.office.suited", pl.Boolean(), TRUTHS),
    ("premises.office.suited", pl.String(), TEXTS),
    ("staff.managers", pl.Int32(), NUMBERS),
    ("staff.managers", pl.Decimal(10, 2), DECIMALS),
    ("filing_record.filed_on", pl.Date(), DAYS),
    ("filing_record.filed_on", pl.String(), (*TEXTS, " 2024-03-31 ", "2024/3/31", "0000-01-01")),
    ("institution.name", pl.String(), TEXTS),
    ("institution.name", pl.Int64(), NUMBERS),
    ("institution.unified_social_credit_code", pl.String(), CODES),
    ("form.principal.id_number", pl.String(), IDS),
    ("experience.consecutive_years", pl.Decimal(10, 2), DECIMALS),
    ("experience.years_shortfall_reason", pl.String(), TEXTS),
    ("staff", pl.Null(), (None,)),
)
RANKS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (pl.Int64(), (None, 1, 5, 6, 0)),
    (pl.Decimal(4, 1), (None, Decimal("1.0"), Decimal("1.5"), Decimal("5.0"))),
    (pl.String(), (None, "1", "")),
    (pl.Float64(), (None, 1.0)),
)


@st.composite
def frames(draw: st.DrawFn) -> pl.DataFrame:
    """Facts in columns of all types, right and wrong."""
    height = draw(st.integers(1, 5))
    columns: dict[str, pl.Series] = {}
    for path, dtype, values in draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=5)):
        if not any(f"{path}.".startswith(f"{each}.") for each in columns) and not any(
            each.startswith(f"{path}.") for each in columns
        ):
            cells = draw(st.lists(st.sampled_from(values), min_size=height, max_size=height))
            columns[path] = pl.Series(path, cells, dtype=dtype)
    if draw(st.booleans()):
        columns["occupations"] = draw(occupations(height))
    return pl.DataFrame(list(columns.values()))


@st.composite
def occupations(draw: st.DrawFn, height: int) -> pl.Series:
    """Lists of occupations with levels; any of them may be missing."""
    dtype, ranks = draw(st.sampled_from(RANKS))
    level = st.one_of(st.none(), st.fixed_dictionaries({"rank": st.sampled_from(ranks)}))
    levels = st.one_of(st.none(), st.lists(level, max_size=2))
    occupation = st.fixed_dictionaries({"name": st.sampled_from(TEXTS), "levels": levels})
    lists = st.one_of(st.none(), st.lists(st.one_of(st.none(), occupation), max_size=2))
    cells = draw(st.lists(lists, min_size=height, max_size=height))
    inner = pl.Struct({"name": pl.String(), "levels": pl.List(pl.Struct({"rank": dtype}))})
    return pl.Series("occupations", cells, dtype=pl.List(inner))


def records(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain data."""
    found = []
    for row in frame.to_dicts():
        record: dict[str, Any] = {}
        for path, value in row.items():
            *sections, last = path.split(".")
            place = record
            for each in sections:
                place = place.setdefault(each, {})
            place[last] = value
        found.append(record)
    return found


@cache
def evaluators() -> tuple[TableEvaluator, TableEvaluator]:
    return TableEvaluator.of(READS, few=10**6), TableEvaluator.of(READS, few=0)


@given(frames())
@settings(max_examples=150)
def test_a_frame_is_evaluated_as_its_rows_are_one_by_one(frame: pl.DataFrame) -> None:
    expected = [interpreted(READS, record) for record in records(frame)]
    for evaluator in evaluators():
        found = evaluator.evaluate(frame)
        results = {row["row"]: shown(row) for row in found.results.to_dicts()}
        refused = {each.row: (each.diagnostic, *each.others) for each in found.rejects}
        assert len(results) + len(refused) == frame.height
        assert [results.get(row, refused.get(row)) for row in range(frame.height)] == expected


@given(frames())
@settings(max_examples=150)
def test_no_row_that_single_records_refuse_is_let_through(frame: pl.DataFrame) -> None:
    doubtful = Fitting.of(shared_schema(), frame.schema).doubtful(frame).to_list()
    for row, record in enumerate(records(frame)):
        if row not in doubtful:
            facts_from_data(record, shared_schema())


@pytest.mark.parametrize("path, dtype, values", COLUMNS)
def test_most_right_values_are_let_through(
    path: str, dtype: pl.DataType, values: tuple[Any, ...]
) -> None:
    """In the types that columns are to have nothing right is doubtful but odd spellings."""
    frame = pl.DataFrame({path: pl.Series(values, dtype=dtype)})
    doubtful = Fitting.of(shared_schema(), frame.schema).doubtful(frame).to_list()
    odd = {"自有", " owned ", "", "  ", "\x1c", "\u3000", f" {CREDIT_CODE}", 2**64 - 1}
    for row, record in enumerate(records(frame)):
        value = values[row]
        if row in doubtful and value not in odd and dtype not in (pl.String, pl.Decimal(38, 0)):
            with pytest.raises(FactsError):
                facts_from_data(record, shared_schema())


def test_lists_of_more_items_than_records_may_have_are_not_let_through() -> None:
    item = pl.List(pl.Struct({"name": pl.String()}))
    long = pl.Series([[{"name": "电工"}]], dtype=item).list.eval(
        pl.element().repeat_by(100_001).explode()
    )
    frame = pl.DataFrame({"occupations": pl.concat([long, pl.Series([[]], dtype=item)])})
    fitting = Fitting.of(shared_schema(), frame.schema)
    assert fitting.doubtful(frame).to_list() == [0]
    found = evaluators()[1].evaluate(frame)
    assert [(each.row, each.diagnostic.code) for each in found.rejects] == [(0, "facts-too-many")]
