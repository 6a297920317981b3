"""A table comes out as its rows do alone: results of what can be read, rejects of the rest."""

from __future__ import annotations

import datetime
from decimal import Decimal
from random import Random
from typing import Any

import polars as pl
import pytest

from drawn_programs import draw_program
from fact_frames import frame_of, interpreted, shown
from policydsl.api import Policy
from policydsl.batch.evaluator import Evaluated, TableEvaluator
from policydsl.policy.model import Program
from policydsl.testing.drawn_facts import random_facts, varied_facts
from policydsl.text.diagnostic import FactsError
from shipped_programs import boundaries_of, examples, shipped
from small_programs import program

PROGRAMS = 20
INSTITUTIONS = 8

OFFICE = program(
    """\
decisions:
  filing:
    title: 备案
    checklist:
      - rule: office-area
        title: 面积
        clause: "1"
        require: premises.office.area >= area_min
      - rule: seats
        title: 考位
        clause: "1"
        for: occupation in occupations
        empty: fail
        require: occupation.theory.seats >= 30
"""
)


BY_ROWS, BY_COLUMNS = (TableEvaluator.of(OFFICE, few=few) for few in (10**6, 0))


def evaluated(**columns: Any) -> Evaluated:
    """What both ways of evaluating a frame say."""
    frame = pl.DataFrame(columns)
    found = BY_ROWS.evaluate(frame)
    others = BY_COLUMNS.evaluate(frame)
    assert others.results.equals(found.results)
    assert others.rejects == found.rejects
    return found


def words(found: Evaluated, column: str) -> list[Any]:
    return found.results[column].to_list()


def codes(found: Evaluated) -> list[tuple[int, str]]:
    return [(each.row, each.diagnostic.code) for each in found.rejects]


def same_as_rows(program: Program, records: list[dict[str, Any]]) -> None:
    """Holds a frame of these records to the interpreter's word on each of them."""
    by_rows, by_columns = (TableEvaluator.of(program, few=few) for few in (10**6, 0))
    frame = frame_of(records, program.facts.root)
    expected = [interpreted(program, record) for record in records]
    for found in (
        by_rows.evaluate(frame),
        by_columns.evaluate(frame),
        by_rows.evaluate_records(records),
    ):
        results = {row["row"]: shown(row) for row in found.results.to_dicts()}
        refused = {each.row: (each.diagnostic, *each.others) for each in found.rejects}
        assert [results.get(row, refused.get(row)) for row in range(len(records))] == expected


@pytest.mark.parametrize("number", range(PROGRAMS))
def test_random_programs_on_random_institutions(number: int) -> None:
    rng = Random(f"tables/{number}")
    drawn = draw_program(rng)
    same_as_rows(drawn.program, [drawn.institution(rng)[0] for _ in range(INSTITUTIONS)])


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_shipped_policies_on_examples_and_others(policy: Policy) -> None:
    rng = Random(policy.id)
    figures = boundaries_of(policy)
    drawn = [random_facts(rng, policy.program, figures) for _ in range(3)]
    near = [
        varied_facts(rng, policy.program, stated, figures)
        for stated in rng.sample(list(examples().values()), 3)
    ]
    known = [dict(each) for each in rng.sample(list(examples().values()), 3)]
    same_as_rows(policy.program, [{}, *drawn, *near, *known])


def test_sections_may_be_structs_or_dotted_columns_or_both() -> None:
    areas = [50, None, 49]
    nested = evaluated(premises=[{"office": {"area": each}} for each in areas])
    dotted = evaluated(**{"premises.office.area": areas})
    both = evaluated(premises=[{"office": {"suited": True}}] * 3, **{"premises.office.area": areas})
    assert words(nested, "filing.office-area") == ["pass", "unknown", "fail"]
    assert nested.results.equals(dotted.results)
    assert nested.results.equals(both.results)


def test_a_null_list_is_unknown_and_an_empty_one_has_no_items() -> None:
    type_ = pl.List(pl.Struct({"theory": pl.Struct({"seats": pl.Int64})}))
    found = evaluated(occupations=pl.Series([None, [], [{"theory": {"seats": 30}}]], dtype=type_))
    assert words(found, "filing.seats") == ["unknown", "fail", "pass"]


def test_an_absent_column_is_stated_by_nobody() -> None:
    found = evaluated(**{"premises.office.area": [50]})
    assert words(found, "filing.seats") == ["unknown"]


def test_no_rows_give_no_results_in_the_same_columns() -> None:
    some, none = (
        evaluated(**{"premises.office.area": [1]}),
        evaluated(**{"premises.office.area": []}),
    )
    assert none.results.schema == some.results.schema
    assert none.results.height == 0


def test_rows_that_cannot_be_read_are_told_and_the_others_evaluated() -> None:
    found = evaluated(
        **{
            "premises.office.area": [50, -1, 60, None],
            "premises.office.tenure": ["owned", "owned", "own", "自有"],
            "filing_record.filed_on": [datetime.date(2024, 1, 1)] * 4,
        }
    )
    assert codes(found) == [(1, "facts-rule"), (2, "facts-value")]
    assert found.results["row"].to_list() == [0, 3]
    assert words(found, "filing.office-area") == ["pass", "unknown"]


@pytest.mark.parametrize(
    "column, value, code",
    [
        ("premises.office.area", 50.5, "facts-float"),
        ("premises.office.area", float("nan"), "facts-float"),
        ("premises.office.area", "50", "facts-type"),
        ("premises.office.area", Decimal("12345678901234567890123456789012345"), "facts-inexact"),
        ("premises.office.area", Decimal("-0.01"), "facts-rule"),
        ("staff.managers", Decimal("2.5"), "facts-type"),
        ("premises.office.suited", "是", "facts-type"),
        ("premises.office.suited", 1, "facts-type"),
        ("filing_record.filed_on", "2024-02-30", "facts-date"),
        ("institution.name", 5, "facts-type"),
        ("institution.unified_social_credit_code", "91130200MA0F5K2T3B", "facts-code"),
        ("institution.unified_social_credit_code", "91130200", "facts-code"),
    ],
)
def test_a_value_that_single_records_refuse_is_a_reject(
    column: str, value: object, code: str
) -> None:
    found = evaluated(**{column: [None, value]})
    assert codes(found) == [(1, code)]
    assert found.results["row"].to_list() == [0]


@pytest.mark.parametrize("value", ["", "  ", "\u3000", "\x1c"])
def test_a_blank_text_is_not_stated(value: str) -> None:
    statement = {"experience.years_shortfall_reason": [value, None]}
    found = evaluated(**statement)
    assert codes(found) == []
    assert found.results.height == 2


def test_a_day_beyond_the_calendar_is_a_reject() -> None:
    days = pl.Series([3_000_000], dtype=pl.Int32).cast(pl.Date)
    assert codes(evaluated(**{"filing_record.filed_on": days})) == [(0, "facts-type")]


def test_an_item_of_which_nothing_is_there_is_a_reject() -> None:
    found = evaluated(occupations=[[{"name": "电工"}, None], [{"name": None}]])
    assert codes(found) == [(0, "facts-empty-item")]


def test_all_that_is_wrong_with_a_row_is_one_reject() -> None:
    found = evaluated(**{"premises.office.area": [-1], "staff.managers": [-1]})
    (only,) = found.rejects
    assert [only.diagnostic.code, *(each.code for each in only.others)] == ["facts-rule"] * 2


@pytest.mark.parametrize(
    "columns, code",
    [
        ({"premises.office.are": [1]}, "table-unknown-column"),
        ({"premises": [{"office": {"are": 1}}]}, "table-unknown-column"),
        ({"occupations": [[{"nam": "电工"}]]}, "table-unknown-column"),
        ({"premises.office": [1]}, "table-column-type"),
        ({"premises.office.area": [[1]]}, "table-column-type"),
        ({"premises.office.area": [datetime.datetime(2024, 1, 1)]}, "table-column-type"),
        ({"occupations": ["电工"]}, "table-column-type"),
        (
            {"premises": [{"office": {"area": 1}}], "premises.office.area": [1]},
            "table-column-twice",
        ),
    ],
)
def test_columns_that_no_facts_can_be_in_refuse_the_whole_table(
    columns: dict[str, Any], code: str
) -> None:
    with pytest.raises(FactsError) as caught:
        evaluated(**columns)
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_an_unknown_column_is_told_with_what_it_may_mean() -> None:
    with pytest.raises(FactsError) as caught:
        evaluated(**{"premises.ofice.area": [1]})
    (only,) = caught.value.diagnostics
    assert only.help is not None
    assert "premises.office.area" in only.help.zh


def test_a_raw_table_comes_out_by_its_own_rows() -> None:
    raw = pl.DataFrame(
        {
            "机构名称": ["甲", "乙", "丙", "丁"],
            "办公用房面积（平方米）": ["50", "五十来", "-1", "49.9"],
            "审批人": ["-"] * 4,
        }
    )
    found = TableEvaluator.of(OFFICE).evaluate_table(raw, keep=["审批人"])
    assert found.results["row"].to_list() == [0, 3]
    assert words(found, "filing.office-area") == ["pass", "fail"]
    assert codes(found) == [(1, "table-cell"), (2, "facts-rule")]


@pytest.mark.parametrize(
    "assets, value",
    [
        (Decimal("0.5"), Decimal("1.5")),
        (Decimal(10) ** 27, Decimal(10) ** 27 + 1),
        (Decimal(10) ** 28, None),
        (None, None),
    ],
)
def test_a_number_that_a_decision_gives_has_ten_places(assets: object, value: object) -> None:
    body = "decisions:\n  more: {title: 多, value: enterprise.assets + 1}\n"
    frame = pl.DataFrame({"enterprise.assets": pl.Series([assets], dtype=pl.Decimal(38, 1))})
    for few in (10, 0):
        found = TableEvaluator.of(program(body), few=few).evaluate(frame)
        assert found.results.schema["more"] == pl.Decimal(38, 10)
        assert words(found, "more") == [value]
