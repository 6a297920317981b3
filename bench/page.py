"""`docs/performance.md`, of what a run found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bench.targets import against, largest, two_threads

Groups = Mapping[str, Mapping[str, Any]]

HEAD = """\
# Speed

Written by `make bench`, which measures everything here anew, after it has compared every answer;
`make bench BENCH="--quick --only single"` does less of it. It is one policy of fourteen rules, over
institutions that are drawn at random, with {occupations} occupations of {levels} levels in all on
average. Policy and institutions stand in `bench/records.py`, each peer's rules in `bench/peers/`,
Python by hand beside them.

Only ratios mean something elsewhere. Ways of doing the same take turns within each round; a ratio
is the median over the rounds of the ratio within a round, and in brackets stands the middle half of
them. Times of one process count its processor time; of whole processes and of two threads, the
clock.

![The figures of this page as bars](performance.svg)
"""

SINGLE = """\
Verdict and the answers of all fourteen rules, from dicts in memory unless a name says otherwise.
Peers get their input in the form that the name says before the clock starts, and making a verdict
of their fourteen answers is not counted. All facts are stated, as no peer tells unknown from false
throughout (see below).
"""

UNSTATED = """\
What each says of a rule whose one fact is left out, of an institution that passes; each of the
fourteen in turn. *Not met* is wrong: nobody said so. *Refused* is an error in place of an answer.
"""

BYTES = """\
From the bytes of one institution's JSON, {bytes} of them on average, to the same answers. policydsl
checks all of it against the facts schema; Python by hand trusts it.
"""

TRACE = """\
A trace here tells of each item, {items} for an institution on average: which rule, where, how it
went, and the facts that were read. Made readable, each item is a dict with paths and the text of
what is required. zen-engine's tells the result of each expression, and nothing of the items in a
list. The interpreter's is the full account with titles, findings, shortfalls and causes, which
`policydsl evaluate` shows.
"""

ROWS = """\
Many institutions, as dicts in one list. Conversion alone already takes longer than answering, so
the library goes by rows here. Beyond {distinct:,} rows the same institutions come again.
"""

COLUMNS = """\
Frames in memory with nested lists, of the same distribution; *nulls* leave out one fact in twenty.
All ways give the verdict and all fourteen statuses. Polars by hand stands in
`bench/polars_by_hand.py` and, without nulls, in `bench/columns.py`.
"""

MEMORY = """\
A table of {rows:,} institutions, {megabytes:.0f} MB in Polars' own form; what evaluation needed at
most beside it, results included.
"""

FILES = """\
The command `policydsl batch` over a file of {rows:,} institutions: reading, checking, evaluating
and writing a Parquet file of verdicts and statuses, its own start included, by the clock.
"""

SPARK = """\
A local Spark of one thread and of two on this machine, over a Parquet file of {rows:,}
institutions in parts: reading, checking, evaluating, and counting verdicts; by the clock. A
session's start and the first evaluation, in which workers start and load the policy, are paid once.
"""

START = """\
From starting a process until it has printed the verdict of one institution, read from a JSON file,
and ended. *Changed since*: the policy's file is another one each time, all else is kept. *Nothing
kept*: not even the grammar's tables.
"""

RULES = """\
Policies of more and more rules, the fourteen over and over with other figures: microseconds a rule.
*Read* goes from the text of the file to a checked program, *compile* from there to code.
"""

ITEMS = """\
Institutions of more and more occupations, of one level each: microseconds an institution, and an
occupation.
"""


def page(results: Mapping[str, Any]) -> str:
    """The whole page; parts that were not measured are left out."""
    groups: Groups = results["groups"]
    items = groups.get("single", {}).get("items", {"occupations": 3, "levels": 9})
    parts = [
        HEAD.format(**{name: f"{each:.1f}" for name, each in items.items()}),
        *_environment(results),
        *_targets(groups),
        *_single(groups),
        *_trace(groups),
        *_many(groups),
        *_files(groups),
        *_spark(groups),
        *_start(groups),
        *_growth(groups),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are figures."""
    rule = "|".join(["---", *["---:"] * (len(head) - 1)])
    lines = [f"| {' | '.join(head)} |", f"|{rule}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def ratio(way: Mapping[str, Any]) -> str:
    """The ratio with its spread; the base alone has none."""
    if way["low"] == way["high"] == 1:
        return "1"
    return f"{figure(way['ratio'])} ({figure(way['low'])}–{figure(way['high'])})"


def figure(number: float) -> str:
    """Three figures that mean something, and no exponent."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _environment(results: Mapping[str, Any]) -> Iterator[str]:
    about = results.get("environment", {})
    groups: Groups = results["groups"]
    libraries = ", ".join(f"{name} {found}" for name, found in about.get("libraries", {}).items())
    days = sorted({each["day"] for each in groups.values()})
    loads = [each["load"] for each in groups.values() if each.get("load") is not None]
    lines = [
        f"- {about.get('processor')}, {about.get('processors')} processors, "
        f"{about.get('memory_gib')} GiB, {about.get('system')}",
        f"- Python {about.get('python')}, policydsl {about.get('policydsl')}",
        f"- {libraries}",
        f"- measured {' and '.join(days)}"
        + (f"; load before each part {min(loads):g} to {max(loads):g}" if loads else ""),
    ]
    if any(each.get("quick") for each in groups.values()):
        lines.append("- some of it with `--quick`: few rounds, rough figures")
    yield "\n".join(lines) + "\n"


def _targets(groups: Groups) -> Iterator[str]:
    rows, short = [], []
    for target, found in against(groups):
        if found is None:
            rows.append((target.what, target.wanted(), "not measured", ""))
            continue
        met = target.met(found)
        rows.append((target.what, target.wanted(), f"{figure(found)}×", "yes" if met else "**no**"))
        if not met:
            wanted = f"wanted {target.wanted()}, found {figure(found)}×"
            short.append(f"- **{target.what}** ({wanted}): {target.why}")
    yield "## What was aimed at\n"
    yield table(("", "wanted", "found", "met"), rows)
    if short:
        yield "Where it falls short, and why:\n"
        yield "\n".join(short) + "\n"


def _single(groups: Groups) -> Iterator[str]:
    found = groups.get("single")
    if not found:
        return
    yield "## One institution\n"
    yield SINGLE
    yield _ways(found, "µs", 1e6)
    if found["absent"]:
        yield f"Not installed, and left out: {', '.join(found['absent'])}.\n"
    yield UNSTATED
    head = ("", "unknown", "not met", "refused", "met")
    yield table(
        head,
        (
            (name, *(str(said[word]) for word in head[1:]))
            for name, said in found["unstated"].items()
        ),
    )
    bytes_found = groups.get("json")
    if bytes_found:
        yield BYTES.format(bytes=bytes_found["bytes"])
        yield _ways(bytes_found, "µs", 1e6)


def _ways(found: Mapping[str, Any], unit: str, factor: float) -> str:
    return table(
        ("", unit, f"of: {found['base']}"),
        (
            (name, figure(way["seconds"] * factor), ratio(way))
            for name, way in found["ways"].items()
        ),
    )


def _trace(groups: Groups) -> Iterator[str]:
    found = groups.get("trace")
    if found:
        yield "## With a trace\n"
        yield TRACE.format(items=found["items"])
        yield _ways(found, "µs", 1e6)


def _many(groups: Groups) -> Iterator[str]:
    found = groups.get("rows")
    if found:
        yield "## Many institutions from dicts\n"
        yield ROWS.format(distinct=found["distinct"])
        rows = [
            (f"{int(number):,} rows: {name}", _thousands(way), ratio(way))
            for number, ways in found["by_rows"].items()
            for name, way in ways.items()
        ]
        yield table(("", "thousand/s", f"time, of: {found['base']}"), rows)
    yield from _columns(groups)
    memory = groups.get("memory")
    if memory and memory["ways"]:
        yield MEMORY.format(rows=memory["rows"], megabytes=memory["input"] / 1e6)
        yield table(
            ("", "MB beside the input", "input and this, of the input"),
            (
                (name, f"{way['beside'] / 1e6:,.0f}", f"{way['of_input']:.2f}×")
                for name, way in memory["ways"].items()
            ),
        )


def _by_hand_too(groups: Groups) -> str:
    by_rows = groups["columns"]["by_rows"]
    base = next(iter(by_rows[largest(by_rows)]["1"]["nulls"]))
    faster = two_threads(groups, base)
    return "" if faster is None else f"; by hand {faster:.2f} times"


def _files(groups: Groups) -> Iterator[str]:
    found = groups.get("files")
    if found and found["files"]:
        yield "## Whole files\n"
        yield FILES.format(rows=found["rows"])
        rows = (
            (name, figure(each["whole"]), _thousands(each), f"{each['bytes']:,}")
            for name, each in found["files"].items()
        )
        yield table(("", "s", "thousand/s", "bytes an institution"), rows)


def _spark(groups: Groups) -> Iterator[str]:
    found = groups.get("spark")
    if found and found["threads"]:
        yield "## Spark\n"
        yield SPARK.format(rows=found["rows"])
        rows = (
            (
                number,
                *(f"{each[part]:.1f}" for part in ("start", "first", "later")),
                _thousands(each),
            )
            for number, each in found["threads"].items()
        )
        yield table(
            ("threads", "s to start", "s, first", "s, each later", "thousand/s, later"), rows
        )


def _thousands(way: Mapping[str, Any]) -> str:
    return figure(1e-3 / way["seconds"])


def _columns(groups: Groups) -> Iterator[str]:
    by_rows = groups.get("columns", {}).get("by_rows")
    if not by_rows:
        return
    yield "## Many institutions in columns\n"
    yield COLUMNS
    rows = [
        (
            f"{int(number):,} rows, {'nulls' if nulls == 'nulls' else 'no nulls'}: {name}",
            threads,
            _thousands(way),
            ratio(way),
        )
        for number, by_threads in by_rows.items()
        for threads, kinds in by_threads.items()
        for nulls, ways in kinds.items()
        for name, way in ways.items()
    ]
    head = ("", "threads", "thousand/s", "time, of by hand")
    yield table(head, rows)
    faster = two_threads(groups)
    if faster is not None:
        yield (
            f"With two threads, {int(largest(by_rows)):,} rows with nulls come out {faster:.2f} "
            f"times as fast as with one, by the clock{_by_hand_too(groups)}.\n"
        )


def _start(groups: Groups) -> Iterator[str]:
    found = groups.get("start")
    if not found:
        return
    yield "## A whole process\n"
    yield START
    rows = [
        (
            name,
            figure(way["seconds"] * 1e3),
            figure(way["processor_seconds"] * 1e3),
            ratio(way),
        )
        for name, way in found["ways"].items()
    ]
    yield table(("", "ms", "ms of processor", f"of: {found['base']}"), rows)
    if found["absent"]:
        yield f"Not here, and left out: {', '.join(found['absent'])}.\n"


def _growth(groups: Groups) -> Iterator[str]:
    rules, items = groups.get("rules"), groups.get("items")
    if rules or items:
        yield "## Growth\n"
    if rules:
        yield RULES
        words = ("read", "compile", "run")
        yield table(
            ("rules", *words),
            (
                (f"{int(number):,}", *(figure(each[word] * 1e6) for word in words))
                for number, each in rules["by_rules"].items()
            ),
        )
    if items:
        yield ITEMS
        yield table(
            ("occupations", "µs", "µs each"),
            (
                (f"{int(number):,}", figure(each * 1e6), figure(each * 1e6 / int(number)))
                for number, each in items["by_items"].items()
            ),
        )
