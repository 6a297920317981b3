"""Tables as people and programs write them, read as facts: exactly, or refused with a reason."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from policydsl.batch.conversion import Conversion, Converted
from policydsl.text.diagnostic import FactsError
from small_programs import shared_schema

AREA, GOOD, FILED = "premises.office.area", "record.good_credit", "filing_record.filed_on"
PROVINCE, NAME = "institution.province", "institution.name"
CODE = "institution.unified_social_credit_code"


def read(raw: pl.DataFrame, **options: Any) -> Converted:
    return Conversion.of(shared_schema(), raw.columns, **options).run(raw)


def cells(path: str, values: list[Any], dtype: Any = None) -> list[Any]:
    """What is read of cells, in the rows that could be read."""
    found = read(pl.DataFrame({path: pl.Series(values, dtype=dtype)}))
    return found.frame[path].to_list()


def refused(raw: pl.DataFrame, **options: Any) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read(raw, **options)
    return [each.code for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    "path, text, meant",
    [
        (AREA, "50", 50),
        (AREA, " 50.25 ", Decimal("50.25")),
        (AREA, "1,000.5", Decimal("1000.5")),
        (AREA, "１２", 12),
        (AREA, "49.99平方米", Decimal("49.99")),
        (AREA, "49.99 m²", Decimal("49.99")),
        (AREA, "-1", -1),
        ("enterprise.revenue", "1.2亿元", 12000),
        ("staff.managers", "5人", 5),
        ("staff.managers", "五", 5),
        ("staff.managers", "1,200", 1200),
        (GOOD, "是", True),
        (GOOD, "√", True),
        (GOOD, "TRUE", True),
        (GOOD, "1", True),
        (GOOD, "否", False),
        (GOOD, "False", False),
        (GOOD, "×", False),
        (FILED, "2024-03-26", datetime.date(2024, 3, 26)),
        (FILED, "2024/3/26", datetime.date(2024, 3, 26)),
        (FILED, "2024年3月26日", datetime.date(2024, 3, 26)),
        (FILED, "20240326", datetime.date(2024, 3, 26)),
        (FILED, "2024-03-26 10:30:00", datetime.date(2024, 3, 26)),
        (PROVINCE, "anhui", "anhui"),
        (PROVINCE, "安徽省", "anhui"),
        (PROVINCE, " Anhui ", "anhui"),
        (NAME, "一所  学校 ", "一所  学校 "),
        (CODE, " ９１１３０２００ＭＡ０Ｆ５Ｋ２Ｔ３Ａ", "91130200MA0F5K2T3A"),
    ],
)
def test_a_text_is_read_as_what_it_means(path: str, text: str, meant: object) -> None:
    (value,) = cells(path, [text])
    assert value == meant


@pytest.mark.parametrize("path", [AREA, GOOD, FILED, PROVINCE, NAME, CODE, "staff.managers"])
@pytest.mark.parametrize("blank", [None, "", "  ", "\u3000\t"])
def test_a_blank_cell_is_not_stated(path: str, blank: str | None) -> None:
    assert cells(path, [blank, blank], pl.String) == [None, None]


@pytest.mark.parametrize(
    "path, text",
    [
        (AREA, "约50"),
        (AREA, "50亩"),
        (AREA, "1,00"),
        (AREA, "1.000,5"),
        (AREA, "-"),
        ("enterprise.revenue", "50 m²"),
        (GOOD, "大概"),
        (GOOD, "2"),
        (FILED, "2024-02-30"),
        (FILED, "昨天"),
        (FILED, "03/04/2024"),
        (PROVINCE, "安徽"),
    ],
)
def test_a_text_that_means_nothing_is_a_reject_with_its_column_and_a_way_out(
    path: str, text: str
) -> None:
    found = read(pl.DataFrame({path: [None, text, ""]}))
    assert found.rows.to_list() == [0, 2]
    (reject,) = found.rejects
    assert (reject.row, reject.column, reject.diagnostic.code) == (1, path, "table-cell")
    assert path in reject.diagnostic.message.zh
    assert text in reject.diagnostic.message.en
    assert reject.diagnostic.help is not None


def test_all_unreadable_cells_of_a_row_are_one_reject() -> None:
    found = read(pl.DataFrame({AREA: ["?", "1"], GOOD: ["?", "是"]}))
    (reject,) = found.rejects
    assert len(reject.others) == 1
    assert found.frame.height == 1


@pytest.mark.parametrize(
    "double, exact",
    [
        (50.0, 50),
        (49.99, Decimal("49.99")),
        (0.1 + 0.2, Decimal("0.30000000000000004")),
        (1e-7, Decimal("0.0000001")),
        (1e15, 10**15),
        (1e22, 10**22),
    ],
)
def test_a_double_is_the_shortest_decimal_that_reads_back_as_it(
    double: float, exact: object
) -> None:
    (value,) = cells(AREA, [double])
    assert value == exact
    assert float(value) == double


def test_a_single_is_the_shortest_decimal_that_reads_back_as_it() -> None:
    assert cells(AREA, [49.99], pl.Float32) == [Decimal("49.99")]


@pytest.mark.parametrize("double", [float("nan"), float("inf"), float("-inf")])
def test_a_double_that_is_no_number_is_a_reject(double: float) -> None:
    found = read(pl.DataFrame({AREA: [double, 1.5, None]}))
    assert [(each.row, each.diagnostic.code) for each in found.rejects] == [
        (0, "table-not-a-number")
    ]
    assert found.frame[AREA].to_list() == [Decimal("1.5"), None]


@pytest.mark.parametrize(
    "path, values, meant",
    [
        (GOOD, [1, 0, None], [True, False, None]),
        (GOOD, [1.0, 0.0], [True, False]),
        (NAME, [110101, None], ["110101", None]),
        (NAME, [5.0, 1.5], ["5", "1.5"]),
        (FILED, [datetime.datetime(2024, 3, 26, 15, 30)], [datetime.date(2024, 3, 26)]),
        (FILED, [datetime.date(2024, 3, 26)], [datetime.date(2024, 3, 26)]),
    ],
)
def test_other_types_are_read_where_they_can_mean_one_thing(
    path: str, values: list[Any], meant: list[Any]
) -> None:
    assert cells(path, values) == meant


@pytest.mark.parametrize(
    "path, value, code",
    [
        (GOOD, 2, "table-cell"),
        (FILED, 45000, "table-cell"),
        (NAME, True, "table-cell"),
        (NAME, 1e17, "table-cell"),
        (PROVINCE, 3, "table-cell"),
        (AREA, True, "table-cell"),
        (AREA, datetime.date(2024, 3, 26), "table-cell"),
        (FILED, datetime.datetime(2024, 3, 26, tzinfo=datetime.UTC), "table-zoned-time"),
    ],
)
def test_other_types_are_rejects_where_they_cannot(path: str, value: Any, code: str) -> None:
    found = read(pl.DataFrame({path: [None, value]}))
    assert [(each.row, each.diagnostic.code) for each in found.rejects] == [(1, code)]


def test_nested_columns_are_read_likewise_in_either_language() -> None:
    raw = pl.DataFrame(
        {
            "场所": [{"办公用房": {"面积": 49.99}}, None],
            "各职业": [
                [{"名称": "电工", "理论考场": None, "各等级": [{"级别": "四级"}]}, None],
                [],
            ],
        }
    )
    found = read(raw)
    assert found.frame["premises"].to_list() == [{"office": {"area": Decimal("49.99")}}, None]
    first, second = found.frame["occupations"].to_list()
    assert first[0]["name"] == "电工"
    assert first[0]["levels"] == [{"rank": 4}]
    assert first[1] is None
    assert second == []


def test_a_frame_that_is_canonical_already_stays_as_it_is() -> None:
    raw = pl.DataFrame(
        {"premises": [{"office": {"area": 50}}], "occupations": [[{"name": "电工"}]]}
    )
    found = read(raw)
    assert found.frame.select(raw.columns).equals(raw)


def test_an_unreadable_cell_in_a_list_rejects_its_row() -> None:
    raw = pl.DataFrame({"occupations": [[{"name": "a"}], [{"name": "b"}]], NAME: ["x", "y"]})
    levels = [[{"levels": [{"rank": "一"}]}], [{"levels": []}, {"levels": [{"rank": "?"}]}]]
    found = read(raw.with_columns(pl.Series("occupations", levels)))
    assert [each.row for each in found.rejects] == [1]


@pytest.mark.parametrize("cell, items", [("无", []), ("[]", []), ("", None), (None, None)])
def test_the_cell_of_a_list_of_records_says_none_or_nothing(
    cell: str | None, items: list[Any] | None
) -> None:
    assert cells("occupations", [cell], pl.String) == [items]


def test_the_cell_of_a_list_of_records_holds_no_items() -> None:
    found = read(pl.DataFrame({"occupations": ["电工"]}))
    assert [each.diagnostic.code for each in found.rejects] == ["table-items-in-cell"]


@pytest.mark.parametrize(
    "columns, codes",
    [
        (["机构评分"], ["table-unknown-column"]),
        (["premises.ofice.area", "?"], ["table-unknown-column"] * 2),
        (["办公用房面积", AREA], ["table-column-twice"]),
        (["营业收入（元）"], ["table-other-unit"]),
        (["信用"], ["table-unknown-column"]),
    ],
)
def test_columns_that_are_no_facts_refuse_the_whole_table(
    columns: list[str], codes: list[str]
) -> None:
    assert refused(pl.DataFrame({each: ["1"] for each in columns})) == codes


def test_columns_to_keep_need_be_no_facts() -> None:
    raw = pl.DataFrame({"审批人": ["甲"], AREA: ["1"]})
    assert read(raw, keep=["审批人"]).frame[AREA].to_list() == [1]


def test_no_column_of_facts_is_as_good_as_any() -> None:
    raw = pl.DataFrame({"审批人": ["甲", "乙"]})
    assert read(raw, keep=["审批人"]).frame.height == 2


def test_nested_names_that_are_no_facts_refuse_the_whole_table() -> None:
    assert refused(pl.DataFrame({"premises": [{"ofice": 1}]})) == ["table-unknown-column"]
    assert refused(pl.DataFrame({"premises": [1]})) == ["table-column-type"]
    assert refused(pl.DataFrame({AREA: [[1]]})) == ["table-column-type"]
    assert refused(pl.DataFrame({"occupations": [1]})) == ["table-column-type"]
