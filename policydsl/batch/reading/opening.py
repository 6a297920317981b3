"""Which reader an input wants: by the ending of its name, or as the address of a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policydsl.batch.reading import errors_database, errors_reading, errors_related
from policydsl.batch.reading.columnar import ColumnarSource
from policydsl.batch.reading.csv_table import CsvSource
from policydsl.batch.reading.database import DatabaseSource
from policydsl.batch.reading.json_array import JsonArraySource
from policydsl.batch.reading.ndjson import NdjsonSource
from policydsl.batch.reading.related import RelatedSource
from policydsl.batch.reading.source import Source
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection
from policydsl.text.diagnostic import UsageError

ENDINGS = ".ndjson .jsonl .json .csv .tsv .parquet .arrow .feather .ipc .xlsx sqlite:///FILE"


TABLES = (".csv", ".tsv", ".parquet", ".arrow", ".feather", ".ipc")
MAIN_NAMES = ("institutions", "institution", "机构")
"""The table of institutions in a folder of tables; the others are called as their lists."""


def open_tables(
    name: str,
    tables: Sequence[str],
    wanted: tuple[str, ...],
    schema: FactsSchema,
    query: str | None = None,
    encoding: str | None = None,
) -> Source:
    """An input that may be several tables: a folder of them, or `LIST=FILE` besides the first."""
    folder = Path(name)
    files = {}
    if "://" not in name and folder.is_dir():
        files = {path.stem: path for path in sorted(folder.iterdir()) if path.suffix in TABLES}
        found = [files.pop(each) for each in MAIN_NAMES if each in files]
        if not found:
            raise UsageError(errors_related.no_institutions(name))
        name = str(found[0])
    main = open_source(name, query, encoding, schema)
    pairs = [*((stem, str(path)) for stem, path in files.items()), *map(_pair, tables)]
    if not pairs:
        return main
    lists: dict[str, Source] = {}
    for each, file in pairs:
        path = list_path(schema.root, each)
        if path in lists:
            raise UsageError(errors_related.table_twice(path))
        lists[path] = open_source(file, None, encoding, schema)
    return RelatedSource(main, lists, schema, wanted)


def _pair(written: str) -> tuple[str, str]:
    path, equals, file = written.partition("=")
    if not (path and equals and file):
        raise UsageError(errors_related.table_option(written))
    return path.strip(), file


def list_path(root: FactSection, name: str) -> str:
    """The path of a list by its ids or Chinese names; what is unknown stays for others to tell."""
    node: FactNode = root
    ids: list[str] = []
    for step in name.split("."):
        section = node.item if isinstance(node, FactItems) else node
        if not isinstance(section, FactSection):
            return name
        by_title = {each.zh: id_ for id_, each in section.members.items()}
        id_ = section.aliases.get(step, by_title.get(step, by_title.get(f"各{step}", step)))
        if id_ not in section.members:
            return name
        node = section.members[id_]
        ids.append(id_)
    return ".".join(ids)


def open_source(
    name: str,
    query: str | None = None,
    encoding: str | None = None,
    schema: FactsSchema | None = None,
) -> Source:
    """The reader of a file or of a database's query. Raises UsageError; reads nothing yet.

    A workbook's sheets are known by the facts schema, by default the shipped one.
    """
    if "://" in name:
        if query is None:
            raise UsageError(errors_database.query_needed(name))
        return DatabaseSource(name, query)
    if query is not None:
        raise UsageError(errors_database.query_of_no_database(name))
    path = Path(name)
    match path.suffix.lower():
        case ".ndjson" | ".jsonl":
            return NdjsonSource(path, encoding)
        case ".json":
            return JsonArraySource(path)
        case ".csv" | ".tsv":
            return CsvSource(path, encoding)
        case ".parquet":
            return ColumnarSource(path, "parquet")
        case ".arrow" | ".feather" | ".ipc":
            return ColumnarSource(path, "ipc")
        case ".xlsx" | ".xlsm":
            from policydsl.batch.workbooks.source import WorkbookSource  # it takes a while to load

            return WorkbookSource(path, schema)
        case _:
            raise UsageError(errors_reading.unknown_kind(name, ENDINGS.replace(" ", "、")))
