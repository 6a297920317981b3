"""Institutions in one table, their occupations and levels in others: joined, and no row lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from policydsl.batch.conversion import Converted
from policydsl.batch.joining import Tables
from policydsl.batch.results import Reject
from policydsl.text.diagnostic import FactsError
from small_programs import shared_schema

INSTITUTIONS = pl.DataFrame({"机构名称": ["甲", "乙", "丙"], "办公用房面积": ["50", "60", "70"]})
OCCUPATIONS = pl.DataFrame(
    {"机构名称": ["乙", "甲", "甲"], "职业名称": ["焊工", "电工", "钳工"], "类别": [None] * 3}
)
LEVELS = pl.DataFrame(
    {
        "机构名称": ["甲", "甲", "乙"],
        "职业名称": ["钳工", "电工", "焊工"],
        "级别": ["三级", "四级", "五级"],
    }
)


def read(raw: dict[str, pl.DataFrame], **options: Any) -> Converted:
    headings = {path: each.columns for path, each in raw.items()}
    return Tables.of(shared_schema(), headings, **options).run(raw)


def all_three(**changed: pl.DataFrame) -> Converted:
    tables = {"": INSTITUTIONS, "occupations": OCCUPATIONS, "occupations.levels": LEVELS}
    return read(tables | {name.replace("_", "."): each for name, each in changed.items()})


def told(found: Converted) -> list[tuple[str, int, str]]:
    return [(each.table, each.row, each.diagnostic.code) for each in found.rejects]


def test_items_stand_in_what_they_belong_to_in_the_order_of_their_rows() -> None:
    found = all_three()
    assert found.rejects == ()
    assert found.frame["occupations"].to_list() == [
        [
            {"name": "电工", "kind": None, "levels": [{"rank": 4}]},
            {"name": "钳工", "kind": None, "levels": [{"rank": 3}]},
        ],
        [{"name": "焊工", "kind": None, "levels": [{"rank": 5}]}],
        None,
    ]
    assert found.frame["premises.office.area"].to_list() == [50, 60, 70]


def test_an_institution_may_say_that_it_has_no_items() -> None:
    stated = INSTITUTIONS.with_columns(各职业=pl.Series([None, "", "无"]))
    found = read({"": stated, "occupations": OCCUPATIONS})
    assert [None if each is None else len(each) for each in found.frame["occupations"]] == [2, 1, 0]
    contradicted = INSTITUTIONS.with_columns(各职业=pl.Series(["无", None, None]))
    found = read({"": contradicted, "occupations": OCCUPATIONS})
    assert told(found) == [("", 0, "table-none-and-some")]
    assert found.rows.to_list() == [1, 2]


def test_a_row_that_belongs_nowhere_is_a_reject_of_its_table() -> None:
    found = all_three(
        occupations=OCCUPATIONS.with_columns(机构名称=pl.Series(["丁", None, "甲"])),
        occupations_levels=LEVELS,
    )
    assert told(found) == [
        ("occupations", 0, "table-orphan"),
        ("occupations", 1, "table-orphan"),
        ("occupations.levels", 1, "table-orphan"),
        ("occupations.levels", 2, "table-orphan"),
    ]
    assert found.frame.height == 3


def test_rows_that_cannot_be_told_apart_are_rejects() -> None:
    found = all_three(**{"": INSTITUTIONS.with_columns(机构名称=pl.Series(["甲", "甲", "乙"]))})
    assert told(found) == [("", 0, "table-key-twice"), ("", 1, "table-key-twice")]
    assert found.rows.to_list() == [2]


def test_items_that_cannot_be_told_apart_reject_their_institution() -> None:
    found = all_three(
        occupations=OCCUPATIONS.with_columns(职业名称=pl.Series(["焊工", "电工", "电工"]))
    )
    assert told(found) == [
        ("", 0, "table-key-twice"),
        ("occupations.levels", 0, "table-orphan"),
    ]


def test_an_unreadable_cell_of_an_item_rejects_its_institution_and_says_where_it_is() -> None:
    found = all_three(occupations_levels=LEVELS.with_columns(级别=pl.Series(["三级", "?", "五级"])))
    (reject,) = found.rejects
    assert (reject.row, reject.table) == (0, "")
    assert (reject.column, reject.found_in) == ("级别", ("occupations.levels", 1))
    assert found.rows.to_list() == [1, 2]


def test_items_of_an_institution_that_is_refused_are_told_with_it_alone() -> None:
    found = all_three(**{"": INSTITUTIONS.with_columns(办公用房面积=pl.Series(["?", "1", "2"]))})
    assert told(found) == [("", 0, "table-cell")]


def test_tables_may_go_by_columns_that_are_no_facts() -> None:
    found = read(
        {
            "": pl.DataFrame({"序号": [1, 2], "机构名称": ["甲", "甲"]}),
            "occupations": pl.DataFrame({"序号": [2, 1, 2], "name": ["x", "y", "z"]}),
        },
        keys=["序号"],
    )
    assert found.rejects == ()
    assert found.frame["occupations"].to_list() == [
        [{"name": "y"}],
        [{"name": "x"}, {"name": "z"}],
    ]


def test_keys_are_compared_by_what_they_mean() -> None:
    found = read(
        {
            "": pl.DataFrame({"序号": [1, 2], "办公用房面积": [1, 2]}),
            "occupations": pl.DataFrame(
                {"序号": pl.Series([Decimal("2.00")], dtype=pl.Decimal(38, 2)), "name": ["x"]}
            ),
        },
        keys=["序号"],
    )
    assert found.frame["occupations"].to_list() == [None, [{"name": "x"}]]


@pytest.mark.parametrize(
    "headings, code",
    [
        ({"": ["机构名称"], "occupations": ["name"]}, "table-no-key"),
        ({"": ["办公用房面积"], "occupations": ["name", "机构名称"]}, "table-key-not-around"),
        ({"": ["机构名称"], "occupations.levels": ["rank", "机构名称"]}, "table-none-around"),
        ({"": ["机构名称"], "trades": ["rank", "机构名称"]}, "table-no-such-list"),
    ],
)
def test_tables_that_cannot_be_joined_are_refused(
    headings: dict[str, list[str]], code: str
) -> None:
    with pytest.raises(FactsError) as caught:
        Tables.of(shared_schema(), headings)
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_a_reject_of_an_institution_belongs_to_no_other_table() -> None:
    found = all_three(**{"": INSTITUTIONS.with_columns(办公用房面积=pl.Series(["?", "1", "2"]))})
    assert all(isinstance(each, Reject) and each.found_in is None for each in found.rejects)
