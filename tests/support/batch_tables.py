"""Tables of invented institutions for `policydsl batch`, some rows of them damaged on purpose."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from checkout import ROOT

POLICIES = ROOT / "tests" / "cli" / "policies"
POLICY = "demo/office-filing"
DAY = "2024-06-03"
HEADINGS = ("institution.name", "办公用房面积", "staff.managers", "filing_record.filed_on")


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file's content, and its damaged rows, counted from 1."""

    content: bytes
    rows: frozenset[int]


def json_table(rng: Random, count: int, damaged: float = 0.01) -> Damaged:
    """JSON lines, a share of them broken, of a wrong kind, or with unknown names."""
    lines, rows = [], set()
    for row in range(1, count + 1):
        line = json.dumps(_record(rng, row), ensure_ascii=False).encode()
        if rng.random() < damaged:
            rows.add(row)
            line = rng.choice(list(JSON_DAMAGES.values()))(line)
        lines.append(line)
    return Damaged(b"\n".join(lines) + b"\n", frozenset(rows))


def csv_table(rng: Random, count: int, damaged: float = 0.01) -> Damaged:
    """CSV, some names in quotes and over two lines, a share of the records ragged or wrong."""
    lines, rows = [",".join(HEADINGS).encode()], set()
    for row in range(1, count + 1):
        line = _csv_line(rng, row)
        if rng.random() < damaged:
            rows.add(row)
            line = rng.choice(list(CSV_DAMAGES.values()))(line)
        lines.append(line)
    return Damaged(b"\n".join(lines) + b"\n", frozenset(rows))


def _record(rng: Random, row: int) -> dict[str, object]:
    record: dict[str, object] = {"institution": {"name": f"第{row}家"}}
    if rng.random() < 0.9:
        record["premises"] = {"office": {"area": rng.choice([49.5, 79.99, 80, 80.01, 120])}}
    if rng.random() < 0.9:
        record["staff"] = {"managers": rng.randint(0, 4)}
    if rng.random() < 0.5:
        record["filing_record"] = {"filed_on": f"2024-02-{rng.randint(1, 29):02}"}
    return record


def _csv_line(rng: Random, row: int) -> bytes:
    name = rng.choice([f"第{row}家", f'"第{row}家，""东""院"', f'"第{row}家\n分部"'])
    area = rng.choice(["49.5", "79.99", "80", '"1,080"', ""])
    managers = rng.choice(["0", "1", "2", "３", ""])
    filed = rng.choice(["2024-02-29", "2024/2/9", "2024年3月1日", ""])
    return f"{name},{area},{managers},{filed}".encode()


JSON_DAMAGES: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "cut off": lambda line: line[:-3],
        "no object": lambda line: b"[" + line + b"]",
        "a name twice": lambda line: line[:-1] + b', "institution": {}}',
        "an unknown name": lambda line: line[:-1] + b', "preimses": {}}',
        "a text for a number": lambda line: (
            line[:-1] + b', "application": {"body_kinds_at_once": "x"}}'
        ),
        "not a number": lambda line: line[:-1] + b', "application": {"body_kinds_at_once": NaN}}',
        "not UTF-8": lambda line: line[:-1] + b', "\xff": 1}',
    }
)

CSV_DAMAGES: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "a cell too few": lambda line: line.rpartition(b",")[0],
        "a cell too many": lambda line: line + b",1",
        "a quotation mark too many": lambda _: b'"a"b,80,2,',
        "one never closed": lambda _: '"第家,80,2,'.encode(),
        "no number": lambda _: "甲,约八十,2,".encode(),
        "no day": lambda _: b"a,80,2,2024-02-30",
        "not UTF-8": lambda _: b"\xff\xfe,80,2,",
    }
)
