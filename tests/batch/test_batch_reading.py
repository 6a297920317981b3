"""Inputs are read in parts: every row is read, or is a broken one with its line and reason."""

from __future__ import annotations

import json
import pickle
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.batch.reading.json_rows import read_bytes
from policydsl.batch.reading.opening import open_source
from policydsl.batch.reading.source import JsonLines, Loaded, Records, Source, Table
from policydsl.text.diagnostic import Diagnostic, UsageError


def loaded(source: Source, size: int = 2) -> list[Loaded]:
    return [part.load() for part in source.parts(size)]


def rows_read(source: Source, size: int = 2) -> list[tuple[int, Any]]:
    """Row numbers with what was read in them."""
    return [found for each in loaded(source, size) for found in shown(each)[0]]


def broken_rows(source: Source, size: int = 2) -> list[tuple[int, int | None, str]]:
    """Row numbers, lines, and codes of what could not be read."""
    return [found for each in loaded(source, size) for found in shown(each)[1]]


def shown(part: Loaded) -> tuple[list[tuple[int, Any]], list[tuple[int, int | None, str]]]:
    """Both of one part."""
    content = part.content
    broken = [(each.row, each.line, each.diagnostic.code) for each in part.broken]
    match content:
        case Table(frame=frame):
            return list(zip(content.rows, frame.to_dicts(), strict=True)), broken
        case Records(records=records):
            return list(zip(content.rows, records, strict=True)), broken
        case JsonLines():
            read = []
            for row, line, text in zip(
                content.rows, content.lines or (), content.texts, strict=True
            ):
                found = read_bytes(text)
                if isinstance(found, Diagnostic):
                    broken.append((row, line, found.code))
                else:
                    read.append((row, found))
            return read, sorted(broken)


def file(folder: Path, name: str, content: bytes | str) -> Source:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return open_source(str(path))


@pytest.mark.parametrize(
    "line, code",
    [
        ('{"a": ', "row-json"),
        ("{'a': 1}", "row-json"),
        ('{"a": 1} {"b": 2}', "row-json"),
        ('{"a": 1, "a": 2}', "row-json-name-twice"),
        ('{"b": {"a": 1, "a": 1}}', "row-json-name-twice"),
        ("[1]", "row-no-object"),
        ("null", "row-no-object"),
        ('{"a": NaN}', "row-json-number"),
        ('{"a": 1e99999999999999999999}', "row-json-number"),
        ("[" * 100_000, "row-json"),
        (b'{"a": "\xd6\xd0"}', "row-encoding"),
    ],
)
def test_a_broken_line_of_json_is_a_broken_row_and_harms_no_other(
    tmp_path: Path, line: str | bytes, code: str
) -> None:
    data = line.encode() if isinstance(line, str) else line
    source = file(
        tmp_path, "a.ndjson", '{"a": "中"}\n\n'.encode() + data + b'\r\n{"a": "\xe4\xb8\xad"}'
    )
    assert broken_rows(source) == [(2, 3, code)]
    assert rows_read(source) == [(1, {"a": "中"}), (3, {"a": "中"})]


def test_json_numbers_are_exact(tmp_path: Path) -> None:
    source = file(
        tmp_path, "a.ndjson", '{"a": 0.1, "b": 12345678901234567890123, "c": 1e2, "d": 7}'
    )
    [(_, found)] = rows_read(source)
    assert found == {"a": Decimal("0.1"), "b": 12345678901234567890123, "c": 100, "d": 7}
    assert not any(isinstance(each, float) for each in found.values())


@pytest.mark.parametrize(
    "line, code",
    [
        ("甲", "row-ragged"),
        ("甲,1,2", "row-ragged"),
        ('"甲"乙,1', "row-quotes"),
        ('"甲,1', "row-quotes"),
        (b"\xff,1", "row-encoding"),
        ("甲" * 50_000 + '"",1,"', "row-quotes"),
    ],
)
def test_a_broken_record_of_csv_is_a_broken_row_and_harms_no_other(
    tmp_path: Path, line: str | bytes, code: str
) -> None:
    data = line.encode() if isinstance(line, str) else line
    begin, end = "名称,面积,\n甲,1\n".encode(), '\n"乙\n分部","1,0"\n丙,3,\n'.encode()
    source = file(tmp_path, "a.csv", begin + data + end)
    assert broken_rows(source) == [(2, 3, code)]
    assert rows_read(source) == [
        (1, {"名称": "甲", "面积": "1"}),
        (3, {"名称": "乙\n分部", "面积": "1,0"}),
        (4, {"名称": "丙", "面积": "3"}),
    ]
    assert [line for each in loaded(source) for line in lines_of(each)] == [2, 4, 6]


def lines_of(each: Loaded) -> list[int]:
    assert isinstance(each.content, Table)
    return list(each.content.lines or [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_encoding_of_csv_is_found_out(tmp_path: Path, encoding: str, name: str) -> None:
    text = "名称,面积\n东山学院,80\n西山学院,𠮷\n".replace(",", "," if name == "a.csv" else "\t")
    source = file(tmp_path, name, text.encode(encoding))
    assert rows_read(source) == [
        (1, {"名称": "东山学院", "面积": "80"}),
        (2, {"名称": "西山学院", "面积": "𠮷"}),
    ]


def test_lines_without_anything_in_them_are_no_rows(tmp_path: Path) -> None:
    source = file(tmp_path, "a.csv", "\nname,area\n\n,\n  , \na,1\n\n")
    assert rows_read(source) == [(1, {"name": "a", "area": "1"})]


@pytest.mark.parametrize(
    "name, content, code",
    [
        ("a.csv", "", "empty-table"),
        ("a.csv", ",,\n", "empty-table"),
        ("a.csv", "a,b,a\n", "heading-twice"),
        ("a.csv", "a,,b\n", "heading-blank"),
        ("a.csv", "名称\n".encode("utf-16"), "table-encoding"),
        ("a.ndjson", "{}\n".encode("utf-16"), "table-encoding"),
        ("a.json", "[{}", "json-array"),
        ("a.json", "[{}] 1", "json-array"),
        ("a.json", "{}", "json-array"),
        ("a.json", "[{},]", "json-array"),
        ("a.json", b'["\xff"]', "table-unreadable"),
        ("a.parquet", "PAR1 and no more", "table-unreadable"),
        ("a.arrow", "nothing", "table-unreadable"),
    ],
)
def test_a_table_that_cannot_be_read_at_all_is_one_clear_error(
    tmp_path: Path, name: str, content: bytes | str, code: str
) -> None:
    source = file(tmp_path, name, content)
    with pytest.raises(UsageError) as caught:
        loaded(source)
    assert [each.code for each in caught.value.diagnostics] == [code]


@pytest.mark.parametrize(
    "name, query, code",
    [
        ("a.txt", None, "unknown-table-kind"),
        ("a", None, "unknown-table-kind"),
        ("a.csv", "select 1", "query-of-no-database"),
        ("sqlite:///a.db", None, "query-needed"),
    ],
)
def test_an_input_of_no_known_kind_is_refused(name: str, query: str | None, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_source(name, query)
    assert caught.value.diagnostics[0].code == code


def test_a_json_array_is_read_element_by_element(tmp_path: Path) -> None:
    source = file(tmp_path, "a.json", '\ufeff[{"a": 1},\n {"a": 2, "a": 3},\n 4, {"b": 0.10}]\n')
    assert rows_read(source) == [(1, {"a": 1}), (4, {"b": Decimal("0.10")})]
    assert broken_rows(source) == [(2, 2, "row-json-name-twice"), (3, 3, "row-no-object")]


def test_a_parquet_file_keeps_its_types_and_lists(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [1, 2, 3], "levels": [[{"x": 1}], [], None]})
    frame.write_parquet(tmp_path / "a.parquet")
    source = open_source(str(tmp_path / "a.parquet"))
    contents = [each.content for each in loaded(source)]
    frames = [each.frame for each in contents if isinstance(each, Table)]
    assert pl.concat(frames).equals(frame)
    assert [list(each.rows) for each in contents] == [[1, 2], [3]]


def database(folder: Path) -> str:
    path = folder / "a.db"
    connection = sqlite3.connect(path)
    connection.execute("create table t (name, area)")
    rows = [("甲", 80), ("乙", 79.5), (b"1", 3), ("丙", None)]
    connection.executemany("insert into t values (?, ?)", rows)
    connection.commit()
    connection.close()
    return f"sqlite:///{path}"


def test_a_query_gives_rows_of_a_database(tmp_path: Path) -> None:
    source = open_source(database(tmp_path), "select name, area from t order by rowid")
    assert rows_read(source, 4) == [
        (1, {"name": "甲", "area": "80"}),
        (2, {"name": "乙", "area": "79.5"}),
        (4, {"name": "丙", "area": None}),
    ]
    assert broken_rows(source, 4) == [(3, None, "cell-kind")]


@pytest.mark.parametrize("query", ["select * from nowhere", "delete from t", "selec"])
def test_a_query_that_fails_or_would_change_the_database_is_refused(
    tmp_path: Path, query: str
) -> None:
    with pytest.raises(UsageError) as caught:
        loaded(open_source(database(tmp_path), query))
    assert caught.value.diagnostics[0].code == "query-failed"


def test_another_database_without_its_library_says_what_to_install() -> None:
    with pytest.raises(UsageError) as caught:
        loaded(open_source("postgresql://me:secret@host/db", "select 1"))
    [told] = caught.value.diagnostics
    assert told.code == "database-library-needed"
    assert "secret" not in told.message.en


SAMPLES = {
    "a.ndjson": b'\n'.join(b'{"a": %d}' % number for number in range(7)),
    "a.json": json.dumps([{"a": number} for number in range(7)]).encode(),
    "a.csv": b"a\n" + b"\n".join(b'"%d\n"' % number for number in range(7)),
}  # fmt: skip


@pytest.mark.parametrize("name", [*SAMPLES, "a.parquet", "a.arrow", "a.db"])
@pytest.mark.parametrize("size", [1, 3, 7, 20])
def test_reading_goes_on_after_any_part(tmp_path: Path, name: str, size: int) -> None:
    source = sample(tmp_path, name)
    parts = list(source.parts(size))
    assert [each.number for each in parts] == list(range(-(-7 // size)))
    assert sum(each.count for each in parts) == 7
    for part in parts:
        rest = source.parts(size, part.number + 1, part.first_row + part.count, part.end)
        again = [each.load() for each in rest]
        expected = [each.load() for each in parts[part.number + 1 :]]
        assert list(map(shown, again)) == list(map(shown, expected))


@pytest.mark.parametrize("name", [*SAMPLES, "a.parquet", "a.arrow", "a.db"])
def test_parts_can_be_sent_to_other_processes(tmp_path: Path, name: str) -> None:
    for part in sample(tmp_path, name).parts(3):
        sent = pickle.loads(pickle.dumps(part))
        assert shown(sent.load()) == shown(part.load())


def sample(folder: Path, name: str) -> Source:
    frame = pl.DataFrame({"a": range(7)})
    match Path(name).suffix:
        case ".parquet":
            frame.write_parquet(folder / name)
        case ".arrow":
            frame.write_ipc(folder / name)
        case ".db":
            connection = sqlite3.connect(folder / name)
            connection.execute("create table t (a)")
            connection.executemany("insert into t values (?)", [(each,) for each in range(7)])
            connection.commit()
            connection.close()
            return open_source(f"sqlite:///{folder / name}", "select a from t order by a")
        case _:
            (folder / name).write_bytes(SAMPLES[name])
    return open_source(str(folder / name))


@given(
    st.lists(st.binary(max_size=12).map(lambda data: data.replace(b"\n", b""))), st.integers(1, 5)
)
def test_no_line_is_lost_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], size: int
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    source = file(folder, "a.csv", b"a,b\n" + b"\n".join(lines))
    parts = list(source.parts(size))
    found = [part.load() for part in parts]
    for part, each in zip(parts, found, strict=True):
        rows = [*each.content.rows, *(broken.row for broken in each.broken)]
        assert sorted(rows) == list(range(part.first_row, part.first_row + part.count))
