"""Programs as Polars expressions, for tables: the interpreter's statuses, many rows at a time."""

from policydsl.engines.columns.columns import Columns, TooLargeError, compile_columns
from policydsl.engines.columns.fact_tables import FactTables

__all__ = ["Columns", "FactTables", "TooLargeError", "compile_columns"]
