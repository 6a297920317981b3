"""Programs as Polars expressions, for tables: the interpreter's statuses, many rows at a time."""
