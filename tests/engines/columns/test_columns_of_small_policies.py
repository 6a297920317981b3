"""What columns of small policies say, table by table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from policydsl.engines.columns import Columns, FactTables, TooLargeError, compile_columns
from small_programs import program, shared_schema

PASS, HARMLESS, OPEN, FAIL = 1, 2, 3, 4
NOT_APPLICABLE = 0


def one_rule(fields: str) -> Columns:
    """A checklist `filing` of one rule, `the-rule`."""
    lines = "".join(f"        {line}\n" for line in fields.strip().split("\n"))
    rule = f'      - rule: the-rule\n        title: 规则\n        clause: "1"\n{lines}'
    return compile_columns(
        program(f"decisions:\n  filing:\n    title: 备案\n    checklist:\n{rule}")
    )


def codes(columns: Columns, frame: pl.DataFrame, name: str = "filing.the-rule") -> list[Any]:
    result = columns.run(FactTables.of(frame, shared_schema()))
    assert result.height == frame.height
    return result[name].to_list()


def areas(values: Sequence[Any], dtype: pl.DataType | None = None) -> pl.DataFrame:
    return pl.DataFrame([pl.Series("premises.office.area", values, dtype=dtype)])


@pytest.mark.parametrize(
    "requirement, expected",
    [
        ("premises.office.area >= 49.5", [FAIL, PASS, PASS, OPEN]),
        ("premises.office.area > 49.5", [FAIL, PASS, PASS, OPEN]),
        ("premises.office.area < 49.5", [PASS, FAIL, FAIL, OPEN]),
        ("premises.office.area <= 49.5", [PASS, FAIL, FAIL, OPEN]),
        ("premises.office.area = 49.5", [FAIL, FAIL, FAIL, OPEN]),
        ("premises.office.area != 49.5", [PASS, PASS, PASS, OPEN]),
        ("premises.office.area > 50", [FAIL, FAIL, PASS, OPEN]),
        ("50.0 <= premises.office.area", [FAIL, PASS, PASS, OPEN]),
        ("premises.office.area = 50.00", [FAIL, PASS, FAIL, OPEN]),
        ("premises.office.area < 1e30", [PASS, PASS, PASS, OPEN]),
        ("premises.office.area > -1e30", [PASS, PASS, PASS, OPEN]),
        ("premises.office.area in [49.5..50.5]", [FAIL, PASS, FAIL, OPEN]),
        ("premises.office.area between 49 and 50", [PASS, PASS, FAIL, OPEN]),
        ("premises.office.area = null", [FAIL, FAIL, FAIL, PASS]),
        ("is stated(premises.office.area)", [PASS, PASS, PASS, FAIL]),
    ],
)
def test_figures_between_whole_numbers(requirement: str, expected: list[int]) -> None:
    columns = one_rule(f"require: {requirement}")
    assert codes(columns, areas([49, 50, 51, None])) == expected
    wide = areas([Decimal(49), Decimal(50), Decimal(51), None], pl.Decimal(38, 2))
    assert codes(columns, wide) == expected


def test_decimals_at_the_boundary() -> None:
    values = [Decimal("49.99"), Decimal("50.00"), Decimal("50.01")]
    columns = one_rule("require: premises.office.area >= area_min")
    assert codes(columns, areas(values, pl.Decimal(38, 2))) == [FAIL, PASS, PASS]
    columns = one_rule("require: premises.office.area * 3 > 150.01")
    assert codes(columns, areas(values, pl.Decimal(38, 2))) == [FAIL, FAIL, PASS]
    columns = one_rule("require: premises.office.area / 4 <= 12.5")
    assert codes(columns, areas(values, pl.Decimal(38, 2))) == [PASS, PASS, FAIL]


@pytest.mark.parametrize("scales", [(0, 0), (0, 3), (3, 0), (1, 6)])
def test_two_columns_of_different_scales(scales: tuple[int, int]) -> None:
    pairs = [(5, 5), (5, 6), (-5, -6), (6, 5), (None, 5), (5, None), (10**18, -(10**18))]
    columns = one_rule("require: staff.examiners >= staff.managers")
    frame = pl.DataFrame(
        {
            "staff.examiners": [each for each, _ in pairs],
            "staff.managers": [each for _, each in pairs],
        },
        schema={
            "staff.examiners": pl.Decimal(38, scales[0]),
            "staff.managers": pl.Decimal(38, scales[1]),
        },
    )
    assert codes(columns, frame) == [PASS, FAIL, PASS, PASS, OPEN, OPEN, PASS]


def occupations(*lists: Sequence[Mapping[str, Any]] | None) -> pl.DataFrame:
    level = pl.Struct({"rank": pl.Int64, "site_suited": pl.Boolean})
    item = pl.Struct(
        {"examiners": pl.Int64, "video_monitoring": pl.Boolean, "levels": pl.List(level)}
    )
    return pl.DataFrame([pl.Series("occupations", lists, dtype=pl.List(item))])


ROWS = occupations(
    [{"examiners": 5}, {"examiners": 6}],
    [{"examiners": 5}, {"examiners": 4}],
    [{"examiners": 5}, {}],
    [{"examiners": 4}, {}],
    [],
    None,
)


@pytest.mark.parametrize(
    "empty, end",
    [("fail", FAIL), ("pass", PASS), ("not_applicable", NOT_APPLICABLE)],
)
def test_lists(empty: str, end: int) -> None:
    fields = f"for: occupation in occupations\nempty: {empty}\n"
    expected = [PASS, FAIL, OPEN, FAIL, end, OPEN]
    alone = one_rule(f"{fields}require: occupation.examiners >= 5")
    assert codes(alone, ROWS) == expected
    outer = ROWS.with_columns(pl.Series("staff.examiners", [5] * 6))
    beside = one_rule(f"{fields}require: occupation.examiners >= staff.examiners")
    assert codes(beside, outer) == expected


@pytest.mark.parametrize(
    "stated, expected",
    [
        (True, [PASS, FAIL, OPEN, FAIL, FAIL, OPEN]),
        (False, [NOT_APPLICABLE] * 6),
        (None, [HARMLESS, OPEN, OPEN, OPEN, OPEN, OPEN]),
    ],
)
def test_when_of_all_items(stated: bool | None, expected: list[int]) -> None:
    columns = one_rule(
        "for: occupation in occupations\nwhen: premises.office.suited\n"
        "require: occupation.examiners >= 5\nempty: fail"
    )
    suited = pl.Series("premises.office.suited", [stated] * 6, dtype=pl.Boolean)
    assert codes(columns, ROWS.with_columns(suited)) == expected
    if stated is None:
        assert codes(columns, ROWS) == expected


def test_when_of_each_item() -> None:
    columns = one_rule(
        "for: occupation in occupations\nwhen: occupation.video_monitoring\n"
        "require: occupation.examiners >= 5\nempty: pass"
    )
    frame = occupations(
        [{"video_monitoring": False, "examiners": 1}],
        [{"video_monitoring": None, "examiners": 5}],
        [{"video_monitoring": None, "examiners": 4}],
        [{"video_monitoring": True, "examiners": 5}, {"video_monitoring": False}],
        [{"video_monitoring": True, "examiners": 4}, {}],
        [],
    )
    assert codes(columns, frame) == [NOT_APPLICABLE, HARMLESS, OPEN, PASS, FAIL, PASS]


def test_lists_within_lists() -> None:
    columns = one_rule(
        "for: [occupation in occupations, level in occupation.levels]\n"
        "require: level.site_suited\nempty: fail"
    )
    met, open_ = {"site_suited": True}, {"site_suited": None}
    frame = occupations(
        [{"levels": [met]}, {"levels": [met, met]}],
        [{"levels": [met]}, {"levels": [met, open_]}],
        [{"levels": [met]}, {"levels": []}],
        [{"levels": [met]}, {"levels": None}],
        [{"levels": None}, {"levels": [{"site_suited": False}]}],
        [],
        None,
    )
    assert codes(columns, frame) == [PASS, OPEN, FAIL, OPEN, FAIL, FAIL, OPEN]


@pytest.mark.parametrize(
    "requirement, absent",
    [
        ("premises.office.area >= 50", OPEN),
        ("premises.office.suited or 1 = 1", PASS),
        ("premises.office.suited and 1 = 2", FAIL),
        ("is stated(premises.office)", FAIL),
        ("not(is stated(premises.office.area))", PASS),
        ('experience.years_shortfall_reason = "a"', FAIL),
        ("experience.years_shortfall_reason = null", PASS),
        ("experience.years_shortfall_reason != null", FAIL),
        ("some occupation in occupations satisfies occupation.examiners > 1", OPEN),
        ("count(occupations) > 1", OPEN),
        ("staff.examiners + staff.managers > 3", OPEN),
        ("filing_record.filed_on + term > last_day", OPEN),
    ],
)
def test_columns_that_are_not_there(requirement: str, absent: int) -> None:
    columns = one_rule(f"require: '{requirement}'")
    assert codes(columns, pl.DataFrame({"other": [1, 2, 3]})) == [absent] * 3
    assert codes(columns, pl.DataFrame({"premises": [{"other": 1}]})) == [absent]


def test_a_shortfall_with_a_reason() -> None:
    columns = one_rule(
        "force: in_principle\nrequire: premises.office.area >= area_min\n"
        "waiver: experience.years_shortfall_reason"
    )
    frame = pl.DataFrame(
        {
            "premises.office.area": [50, 49, 49, 49, None, None],
            "experience.years_shortfall_reason": [None, None, " \u3000", "新设", "新设", None],
        }
    )
    assert codes(columns, frame) == [PASS, FAIL, FAIL, PASS, PASS, OPEN]
    assert codes(columns, frame, "filing") == [0, 1, 1, 0, 0, 2]


def test_nested_flat_and_mixed_frames_are_the_same() -> None:
    columns = one_rule("require: premises.office.area > 1 and premises.office.suited")
    nested = pl.DataFrame(
        {"premises": [{"office": {"area": 2, "suited": True}}, {"office": None}, None]}
    )
    flat = pl.DataFrame(
        {"premises.office.area": [2, None, None], "premises.office.suited": [True, None, None]}
    )
    mixed = pl.DataFrame(
        {
            "premises": [{"office": {"area": 2}}, {"office": None}, None],
            "premises.office.suited": [True, None, None],
        }
    )
    for frame in (nested, flat, mixed):
        assert codes(columns, frame) == [PASS, OPEN, OPEN]
        assert codes(columns, frame.head(0)) == []


def test_rows_with_too_many_digits_are_left_to_others() -> None:
    columns = one_rule("require: premises.office.area * premises.office.remaining_use_years > 0")
    frame = pl.DataFrame(
        {
            "premises.office.area": [Decimal(1), Decimal(10) ** 30, Decimal(2)],
            "premises.office.remaining_use_years": [Decimal(1), Decimal(10) ** 30, None],
        },
        schema_overrides={"premises.office.area": pl.Decimal(38, 2)},
    )
    with pytest.raises(TooLargeError) as raised:
        codes(columns, frame)
    assert raised.value.rows.to_list() == [1]


def test_rows_with_too_many_items_are_left_to_others() -> None:
    columns = one_rule(
        "for: occupation in occupations\n"
        "require: some other in occupations satisfies other.examiners = occupation.examiners"
    )
    many = occupations([{"examiners": 1}], [{"examiners": 1}] * 20_000, None)
    with pytest.raises(TooLargeError) as raised:
        codes(columns, many)
    assert raised.value.rows.to_list() == [1]


def test_floats_are_refused() -> None:
    columns = one_rule("require: premises.office.area > 1")
    with pytest.raises(
        TypeError, match=r"premises\.office\.area: a number cannot be held as Float64"
    ):
        codes(columns, pl.DataFrame({"premises.office.area": [1.5]}))


def test_what_is_not_handled_is_given() -> None:
    body = """
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: power, title: 规则, clause: "1", require: premises.office.area ** 2 > 3}
      - {rule: plain, title: 规则, clause: "1", require: premises.office.area > 3}
"""
    columns = compile_columns(program(body))
    assert columns.given == ("filing.power",)
    facts = FactTables.of(areas([2, 4, 4, None]), shared_schema())
    with pytest.raises(ValueError, match="power"):
        columns.run(facts)
    given = pl.DataFrame({"filing.power": [1, 1, 4, 3]}, schema={"filing.power": pl.UInt8})
    result = columns.run(facts, given)
    assert result["filing.power"].to_list() == [1, 1, 4, 3]
    assert result["filing.plain"].to_list() == [FAIL, PASS, PASS, OPEN]
    assert result["filing"].to_list() == [3, 0, 3, 2]


def test_columns_that_no_rule_reads_are_left_alone() -> None:
    columns = one_rule("require: premises.office.area > 1")
    frame = areas([2]).with_columns(pl.lit(1.5).alias("premises.office.suited"))
    assert codes(columns, frame) == [PASS]


def test_many_rows_are_as_few() -> None:
    columns = one_rule("for: occupation in occupations\nrequire: occupation.examiners >= 5")
    few = codes(columns, ROWS)
    many = pl.concat([ROWS] * 10_000)
    assert codes(columns, many) == few * 10_000
    known = pl.concat([ROWS.head(2)] * 30_000)
    assert codes(columns, known) == few[:2] * 30_000
