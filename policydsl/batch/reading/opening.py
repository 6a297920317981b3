"""Which reader an input wants: by the ending of its name, or as the address of a database."""

from __future__ import annotations

from pathlib import Path

from policydsl.batch.reading import errors_database, errors_reading
from policydsl.batch.reading.columnar import ColumnarSource
from policydsl.batch.reading.csv_table import CsvSource
from policydsl.batch.reading.database import DatabaseSource
from policydsl.batch.reading.json_array import JsonArraySource
from policydsl.batch.reading.ndjson import NdjsonSource
from policydsl.batch.reading.source import Source
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import UsageError

ENDINGS = ".ndjson .jsonl .json .csv .tsv .parquet .arrow .feather .ipc .xlsx sqlite:///FILE"


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
            from policydsl.batch.workbooks.source import WorkbookSource

            return WorkbookSource(path, schema)
        case ".xlsx":
            from policydsl.batch.workbooks.source import WorkbookSource  # it takes a while to load

            return WorkbookSource(path)
        case _:
            raise UsageError(errors_reading.unknown_kind(name, ENDINGS.replace(" ", "、")))
