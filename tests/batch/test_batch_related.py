"""Institutions in one table and their lists in others: read in parts, joined, and no row lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from batch_tables import DAY, POLICIES, POLICY
from policydsl.batch.job.asking import Asked, Batch
from policydsl.batch.job.running import run_batch
from policydsl.batch.reading.opening import list_path, open_source, open_tables
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.text.diagnostic import UsageError

INSTITUTIONS = "机构名称,办公用房面积,编号\n甲,80,1\n乙,79,2\n丙,90,3\n丁,90,3\n戊,x,5\n"
OCCUPATIONS = "编号,职业名称\n1,电工\n2,焊工\n1\n1,钳工\n9,铣工\n"
LEVELS = "编号,职业名称,级别\n1,电工,三级\n2,焊工,很高\n1,车工,五级\n"


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "机构.csv").write_text(INSTITUTIONS, encoding="utf-8")
    (folder / "职业.csv").write_text(OCCUPATIONS, encoding="gb18030")
    (folder / "职业.levels.csv").write_text(LEVELS, encoding="utf-8")
    source = open_tables(str(folder), (), (), load_facts_schema())
    asked = Asked(POLICY, (POLICIES,), date.fromisoformat(DAY))
    return Batch(asked, source, tmp_path / "out.ndjson", tmp_path / "no.ndjson", "1")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize("size", [1, 2, 10])
def test_wherever_parts_end_rows_find_what_they_belong_to(batch: Batch, size: int) -> None:
    summary = run_batch(replace(batch, part_rows=size))
    assert (summary.given, summary.results, summary.rejects, summary.orphans) == (5, 1, 4, 3)
    assert [each["institution.name"] for each in lines(batch.output)] == ["甲"]
    told = [
        (each["row"], each["table"], each["line"], each["code"]) for each in lines(batch.rejects)
    ]
    assert sorted(told, key=str) == [
        (2, "occupations.levels", 3, "table-cell"),
        (3, "", 4, "table-key-twice"),
        (4, "", 5, "table-key-twice"),
        (5, "", 6, "table-cell"),
        (None, "occupations", 4, "row-ragged"),
        (None, "occupations", 6, "table-orphan"),
        (None, "occupations.levels", 4, "table-orphan"),
    ]


def test_tables_are_named_one_by_one_as_well(batch: Batch, tmp_path: Path) -> None:
    run_batch(batch)
    folder = tmp_path / "in"
    named = (f"occupations={folder}/职业.csv", f"各职业.levels={folder}/职业.levels.csv")
    source = open_tables(str(folder / "机构.csv"), named, (), load_facts_schema())
    other = replace(
        batch, source=source, output=tmp_path / "b.ndjson", rejects=tmp_path / "c.ndjson"
    )
    run_batch(other)
    assert other.output.read_bytes() == batch.output.read_bytes()
    assert other.rejects.read_bytes() == batch.rejects.read_bytes()


@pytest.mark.parametrize(
    "name, path",
    [
        ("occupations", "occupations"),
        ("职业", "occupations"),
        ("各职业.levels", "occupations.levels"),
        ("nowhere", "nowhere"),
        ("institution.name.x", "institution.name.x"),
    ],
)
def test_a_list_is_called_by_its_id_or_its_chinese_name(name: str, path: str) -> None:
    assert list_path(load_facts_schema().root, name) == path


@pytest.mark.parametrize(
    "tables, code",
    [
        (("occupations",), "table-option"),
        (("occupations=a.csv", "职业=b.csv"), "table-twice"),
        (("occupations=a.txt",), "unknown-table-kind"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused(tables: tuple[str, ...], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_tables("in.csv", tables, (), load_facts_schema())
    assert caught.value.diagnostics[0].code == code


def test_a_folder_wants_a_table_of_institutions(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        open_tables(str(tmp_path), (), (), load_facts_schema())
    assert caught.value.diagnostics[0].code == "folder-without-institutions"


def test_json_holds_its_lists_itself(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_text("{}\n", encoding="utf-8")
    table = f"occupations={tmp_path}/in/职业.csv"
    source = open_tables(str(tmp_path / "a.ndjson"), (table,), (), load_facts_schema())
    with pytest.raises(UsageError) as caught:
        run_batch(replace(batch, source=source))
    assert caught.value.diagnostics[0].code == "related-of-no-table"


def test_one_table_alone_is_read_as_it_is() -> None:
    assert open_tables("in.csv", (), (), load_facts_schema()) == open_source("in.csv")
