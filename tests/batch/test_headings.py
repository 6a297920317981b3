"""A heading means a fact by its id or by its name, and says so where it may mean several."""

from __future__ import annotations

import pytest

from policydsl.batch.headings import Headings, Meant
from policydsl.text.diagnostic import Diagnostic, FactsError
from small_programs import shared_schema

AREA = "premises.office.area"


def meant(heading: str, list_path: str = "") -> Meant | Diagnostic:
    return Headings.of(shared_schema(), list_path).meaning(heading)


@pytest.mark.parametrize(
    "heading, path",
    [
        ("premises.office.area", AREA),
        (" premises.office.area ", AREA),
        ("场所.办公用房.面积", AREA),
        ("办公用房面积", AREA),
        ("办公用房·面积", AREA),
        ("办公用房 - 面积", AREA),
        ("Office area", AREA),
        ("办公用房面积（平方米）", AREA),
        ("办公用房面积(m²)", AREA),
        ("办公用房面积【平方米】", AREA),
        ("办公用房面积（必填）", AREA),
        ("信用良好（是/否）", "record.good_credit"),
        ("统一社会信用代码", "institution.unified_social_credit_code"),
        ("机构名称", "institution.name"),
        ("考评人员数（人）", "staff.examiners"),
        ("营业收入（万元）", "enterprise.revenue"),
        ("各职业", "occupations"),
        ("premises", "premises"),
    ],
)
def test_what_a_heading_means(heading: str, path: str) -> None:
    found = meant(heading)
    assert isinstance(found, Meant)
    assert (found.path, found.list) == (path, "")


@pytest.mark.parametrize(
    "heading, code",
    [
        ("办公用房面积（亩）", "table-other-unit"),
        ("营业收入（元）", "table-other-unit"),
        ("occupations.levels.rank", "table-column-of-list"),
        ("级别", "table-column-of-list"),
        ("通过率（%）", "table-column-of-list"),
        ("评分", "table-unknown-column"),
    ],
)
def test_what_a_heading_cannot_mean(heading: str, code: str) -> None:
    found = meant(heading)
    assert isinstance(found, Diagnostic)
    assert found.code == code


def test_a_name_that_several_facts_go_by_is_refused_with_them() -> None:
    found = meant("province")
    assert isinstance(found, Diagnostic)
    assert found.code == "table-ambiguous-column"
    assert "institution.province" in found.message.en
    assert "机构.所在省" in found.message.zh


@pytest.mark.parametrize(
    "heading, path, list_path",
    [
        ("级别", "occupations.levels.rank", "occupations.levels"),
        ("rank", "occupations.levels.rank", "occupations.levels"),
        ("occupations.levels.rank", "occupations.levels.rank", "occupations.levels"),
        ("职业名称", "occupations.name", "occupations"),
        ("occupations.name", "occupations.name", "occupations"),
        ("机构名称", "institution.name", ""),
        ("统一社会信用代码", "institution.unified_social_credit_code", ""),
    ],
)
def test_a_related_table_names_its_own_facts_and_what_its_rows_belong_to(
    heading: str, path: str, list_path: str
) -> None:
    found = meant(heading, "occupations.levels")
    assert isinstance(found, Meant)
    assert (found.path, found.list) == (path, list_path)


@pytest.mark.parametrize("path", ["ocupations", "occupations.name", "premises", "occupations.x.y"])
def test_a_related_table_is_called_by_its_list(path: str) -> None:
    with pytest.raises(FactsError) as caught:
        Headings.of(shared_schema(), path)
    assert [each.code for each in caught.value.diagnostics] == ["table-no-such-list"]
