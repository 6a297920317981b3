"""`docs/sizing.md`, of what a run found: how cost grows, and what several machines would do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bench.groups import rows, single, start
from bench.page import figure, table
from bench.targets import Groups, largest, two_threads

HEAD = """\
# Sizing

How many institutions can be evaluated in what time, and on what. Written by `make bench` from the
figures of [performance.md](performance.md): a policy of fourteen rules, institutions with three
occupations and nine levels. All that is about more than one machine is arithmetic on figures of
one; what it leaves out is said below.
"""

ONE = """\
## What one processor does

In memory, one thread; the command over a file reads, checks and writes as well, and Polars uses
both processors there. Megabytes are those of the form that is named.
"""

GROWTH = """\
## How cost grows

Multiply, and stay on the safe side: the parts are independent of one another.
"""

CLUSTER = (
    "Nodes like this one with eight processors each: the rate of one thread, times processors, "
    "times the part of itself that each of two threads kept here when both ran ({parts}). *In "
    "memory* is columns with nulls and nothing else."
)
WITH_SPARK = (
    " *With Spark* is what a local Spark came to from a Parquet file to the count of verdicts, "
    "after its start, which took {start:.0f} s, and a first evaluation of {first:.0f} s."
)

STOPS = """\
## Where it stops
"""

LIMITS = (
    "**Memory's bandwidth.** Threads of one machine share it: a second thread brings less than "
    "the first. Nodes do not share it.",
    "**Small tables.** A worker starts Python, loads the policy and, with Spark, waits for its "
    "tasks: seconds for a cluster, whatever the table. What one machine does in a minute stays on "
    "one machine.",
    "**One institution is never split.** The largest one bounds a task from below; at the cost of "
    "an item above, thousands of items are still milliseconds.",
    "**Explanations.** Items, findings and shortfalls are looked for in rows that fail; a table in "
    "which most fail costs more than its verdicts alone.",
    "**One output file.** Parts are written by all, and put together by one.",
)
NODES = (1, 10, 100)
PROCESSORS = 8
POPULATIONS = (1_000_000, 100_000_000, 1_000_000_000)


def sizing(results: Mapping[str, Any]) -> str:
    """The whole page; parts that were not measured are left out."""
    groups: Groups = results["groups"]
    parts = [HEAD, *_one(groups), *_growth(groups), *_cluster(groups), *_stops(groups)]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _one(groups: Groups) -> Iterator[str]:
    lines = [(name, figure(rate / 1e3), figure(rate * size / 1e6) if size else "")
             for name, rate, size in _rates(groups)]  # fmt: skip
    if lines:
        yield ONE
        yield table(("", "thousand institutions/s", "MB/s"), lines)


def _rates(groups: Groups) -> Iterator[tuple[str, float, float | None]]:
    """Forms of input, their institutions a second, and their bytes an institution."""
    text = groups.get("json")
    if text:
        for name, way in text["ways"].items():
            if single.OURS in name:
                yield f"JSON, one by one: {name}", 1 / way["seconds"], text["bytes"]
    by_rows = groups.get("rows", {}).get("by_rows")
    if by_rows:
        ways = by_rows[largest(by_rows)]
        for name in (rows.LIBRARY, rows.LOOP):
            if name in ways:
                yield f"dicts: {name}", 1 / ways[name]["seconds"], None
        for ways in by_rows.values():
            if rows.CONVERSION in ways:
                yield f"dicts: {rows.CONVERSION}", 1 / ways[rows.CONVERSION]["seconds"], None
    for name, each in groups.get("files", {}).get("files", {}).items():
        yield f"the command over a file: {name}", 1 / each["seconds"], each["bytes"]
    for kind, words in (("nulls", "with nulls"), ("complete", "without nulls")):
        rate = _columns(groups, kind)
        if rate:
            yield f"a frame {words}: {single.OURS}", rate, _bytes(groups)


def _columns(groups: Groups, kind: str = "nulls") -> float | None:
    by_rows = groups.get("columns", {}).get("by_rows")
    if not by_rows:
        return None
    return float(1 / by_rows[largest(by_rows)]["1"][kind][single.OURS]["seconds"])


def _bytes(groups: Groups) -> float | None:
    memory = groups.get("memory")
    return memory["input"] / memory["rows"] if memory and memory.get("rows") else None


def _growth(groups: Groups) -> Iterator[str]:
    lines = [
        *_with_rows(groups),
        *_with_rules(groups),
        *_with_items(groups),
        *_with_processes(groups),
    ]
    if lines:
        yield GROWTH
        yield _bullets(lines)


def _with_rows(groups: Groups) -> Iterator[str]:
    by_rows = groups.get("rows", {}).get("by_rows")
    if by_rows and len(by_rows) > 1:
        least, most = min(by_rows, key=int), largest(by_rows)
        small, large = (by_rows[each][rows.LOOP]["seconds"] for each in (least, most))
        yield (
            f"**Rows**: in proportion. From {int(least):,} to {int(most):,} rows from dicts, the "
            f"time of a row changes by a factor of {large / small:.2f}."
        )
    by_rows = groups.get("columns", {}).get("by_rows")
    if by_rows and len(by_rows) > 1:
        least, most = min(by_rows, key=int), largest(by_rows)
        small, large = (
            by_rows[each]["1"]["nulls"][single.OURS]["seconds"] for each in (least, most)
        )
        yield (
            f"**Rows in columns**: from {int(least):,} to {int(most):,} the time of a row changes "
            f"by a factor of {large / small:.2f}; a table costs some milliseconds by itself."
        )


def _with_rules(groups: Groups) -> Iterator[str]:
    by_rules = groups.get("rules", {}).get("by_rules")
    if by_rules:
        least, most = min(by_rules, key=int), largest(by_rules)
        small, large = by_rules[least], by_rules[most]
        whole = (large["read"] + large["compile"]) * int(most)
        yield (
            "**Rules**: in proportion. "
            f"A rule takes {small['run'] * 1e9:.0f} ns an institution among {int(least)} rules and "
            f"{large['run'] * 1e9:.0f} ns among {int(most):,}. Reading and compiling "
            f"{int(most):,} rules takes {whole:.1f} s, once, and is kept on disk."
        )


def _with_items(groups: Groups) -> Iterator[str]:
    by_items = groups.get("items", {}).get("by_items")
    if by_items:
        least, most = min(by_items, key=int), largest(by_items)
        more = (by_items[most] - by_items[least]) / (int(most) - int(least))
        yield (
            f"**Items of lists**: {by_items[least] * 1e6:.1f} µs for an institution with one "
            f"occupation of one level, and {more * 1e6:.2f} µs for each further one; six rules "
            "look at it."
        )


def _with_processes(groups: Groups) -> Iterator[str]:
    ways = groups.get("start", {}).get("ways", {})
    if start.KEPT in ways:
        bare, kept, changed = (
            ways[each]["seconds"] * 1e3 for each in (start.BARE, start.KEPT, start.CHANGED)
        )
        yield (
            f"**Processes**: {kept - bare:.0f} ms each from kept code, beside Python's own start; "
            f"{changed - bare:.0f} ms where the policy has to be read anew."
        )


def _cluster(groups: Groups) -> Iterator[str]:
    rate, faster = _columns(groups), two_threads(groups)
    if not rate or not faster:
        return
    ways = [("in memory", rate, min(1.0, faster / 2))]
    about = ""
    threads = groups.get("spark", {}).get("threads")
    if threads:
        one, two = threads["1"], threads["2"]
        ways.append(("with Spark", 1 / one["seconds"], min(1.0, one["later"] / two["later"] / 2)))
        about = WITH_SPARK.format(start=one["start"], first=one["first"])
    parts = " and ".join(f"{part:.0%} {name}" for name, _, part in ways)
    yield "## What several machines do\n"
    yield textwrap.fill(CLUSTER.format(parts=parts) + about, 100) + "\n"
    lines = []
    for name, one_thread, part in ways:
        for nodes in NODES:
            together = one_thread * PROCESSORS * nodes * part
            times = (_duration(number / together) for number in POPULATIONS)
            lines.append((f"{nodes:,} × {PROCESSORS}, {name}", figure(together / 1e6), *times))
    head = ("nodes × processors", "million/s", *(f"{number:,}" for number in POPULATIONS))
    yield table(head, lines)


def _duration(seconds: float) -> str:
    if seconds < 1:
        return f"{seconds * 1e3:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


def _stops(groups: Groups) -> Iterator[str]:
    rate, size = _columns(groups), _bytes(groups)
    yield STOPS
    lines = list(LIMITS)
    if rate and size:
        need = rate * size
        lines.insert(
            0,
            "**Storage first.** "
            f"One thread of columns goes through {need / 1e6:,.0f} MB/s of Arrow data, at "
            f"{size:,.0f} bytes an institution; {PROCESSORS} on each of {NODES[-1]} nodes would "
            f"want {need * PROCESSORS * NODES[-1] / 1e9:,.0f} GB/s. From there on more nodes wait "
            "for their input. JSON and dicts are bound by reading and converting long before.",
        )
    yield _bullets(lines)


def _bullets(lines: Iterable[str]) -> str:
    """A Markdown list, in lines that fit a screen."""
    wrapped = (textwrap.fill(f"- {line}", 100, subsequent_indent="  ") for line in lines)
    return "\n".join(wrapped) + "\n"
