"""Results: the parts of a job, joined into one file of the kind that its name's ending tells."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl

_PLAIN = (pl.String, pl.Int64, pl.Boolean, pl.Date)
"""Types that Polars itself writes as JSON has them; decimals it does not."""
ROWS_IN_GROUP = 100_000
"""Of Parquet's row groups and Arrow's batches: the same bytes, whatever the machine."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a results file is made of: kept parts (Arrow files) in order, all of one schema."""

    parts: Sequence[Path]
    bom: bool = False

    def frames(self) -> Iterator[pl.DataFrame]:
        return (read_part(part) for part in self.parts)

    def lazy(self) -> pl.LazyFrame:
        return pl.scan_ipc(list(self.parts))


def part_bytes(frame: pl.DataFrame) -> bytes:
    """A part as it is kept: an Arrow file."""
    content = io.BytesIO()
    frame.rechunk().write_ipc(content, compression="lz4")
    return content.getvalue()


def read_part(path: Path) -> pl.DataFrame:
    return pl.read_ipc(path)


def write_csv(path: Path, written: Written) -> None:
    with path.open("wb") as file:
        for number, frame in enumerate(written.frames()):
            plain = frame.with_columns(_as_text(frame))
            first = number == 0
            plain.write_csv(file, include_header=first, include_bom=first and written.bom)


def write_ndjson(path: Path, written: Written) -> None:
    """Numbers exactly as they are; what is not known is null."""
    with path.open("wb") as file:
        for frame in written.frames():
            if all(dtype in _PLAIN for dtype in frame.dtypes):
                frame.write_ndjson(file)
                continue
            for row in frame.iter_rows(named=True):
                file.write(f"{json_line(row)}\n".encode())


def write_parquet(path: Path, written: Written) -> None:
    written.lazy().sink_parquet(path, row_group_size=ROWS_IN_GROUP, maintain_order=True)


def write_arrow(path: Path, written: Written) -> None:
    written.lazy().sink_ipc(path, record_batch_size=ROWS_IN_GROUP, maintain_order=True)


WRITERS: Mapping[str, Callable[[Path, Written], None]] = MappingProxyType(
    {
        ".csv": write_csv,
        ".ndjson": write_ndjson,
        ".jsonl": write_ndjson,
        ".parquet": write_parquet,
        ".arrow": write_arrow,
        ".feather": write_arrow,
    }
)
"""By the ending of the output's name."""
WORKBOOK = ".xlsx"
"""Written apart: a workbook also holds rejects and counts."""
ENDINGS = (*WRITERS, WORKBOOK)


def rows_in(path: Path, ending: str) -> int | None:
    """How many rows a written file holds, as read from it; None where that takes too long."""
    match ending:
        case ".csv":
            rows = pl.scan_csv(path, infer_schema=False)
        case ".parquet":
            rows = pl.scan_parquet(path)
        case ".arrow" | ".feather":
            rows = pl.scan_ipc(path)
        case ".ndjson" | ".jsonl":
            with path.open("rb") as file:
                return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        case _:
            return None
    return int(rows.select(pl.len()).collect(engine="streaming").item())


def _as_text(frame: pl.DataFrame) -> list[pl.Series]:
    """The columns that CSV has no form for, as JSON; a decimal without its closing zeros."""
    return [
        _column_text(each) for each in frame if each.dtype.is_nested() or each.dtype.is_decimal()
    ]


def _column_text(column: pl.Series) -> pl.Series:
    form = _plain_number if column.dtype.is_decimal() else json_text
    cells = [None if each is None else form(each) for each in column.to_list()]
    return pl.Series(column.name, cells, pl.String)


def json_line(row: Mapping[str, Any]) -> str:
    """A row as a JSON object in one line."""
    return "{" + ", ".join(f"{json_text(name)}: {json_text(row[name])}" for name in row) + "}"


def json_text(value: Any) -> str:
    """A cell as JSON; a decimal as the number that it is."""
    match value:
        case Decimal():
            return _plain_number(value)
        case dict():
            return json_line(value)
        case list():
            return "[" + ", ".join(map(json_text, value)) + "]"
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=False)
        case float():
            return _plain_number(Decimal(repr(value))) if value == value else "null"
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def _plain_number(value: Decimal) -> str:
    if not value.is_finite():
        return json.dumps(str(value))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
