"""How fast FEEL is read and evaluated here, beside pySFeel and feelin, over the DMN TCK.

    python bench/feel_suite.py [--tck DIR] [--rounds N] [--calls N] [--limit N] [--write FILE]

Every expression is put to one engine after the other within a round, so that all meet the same
machine. An expression that an engine cannot take is left out for that engine, and counted.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engines import Peer, Reply, feelin, pysfeel, timed_here
from suite_expressions import closed_expressions

from policydsl import __version__

ROOT = Path(__file__).resolve().parents[1]
FEELIN = "8.2.0"
TOLERANCE = 1e-8


@dataclass(slots=True)
class Series:
    """The times of one kind of work by one engine: text → nanoseconds of each round."""

    times: dict[str, list[float]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, reply: Reply) -> None:
        if reply.failed is not None:
            self.failed[text] = reply.failed
            self.times.pop(text, None)
        elif text not in self.failed:
            self.times.setdefault(text, []).append(reply.nanoseconds)
            self.values[text] = reply.value

    def microseconds(self, text: str) -> float:
        return statistics.median(self.times[text]) / 1000


def main() -> int:
    options = _options()
    suite = options.tck or Path(os.environ.get("DMN_TCK") or ROOT.parent / "shared" / "tck")
    if not suite.is_dir():
        sys.stderr.write("The DMN TCK is not here: name it with --tck or DMN_TCK.\n")
        return 2
    closed, total = closed_expressions(suite)
    texts = closed[:: max(1, len(closed) // options.limit)] if options.limit else closed
    found = {"pySFeel": pysfeel(options.pysfeel), "feelin": feelin(FEELIN)}
    peers = [peer for peer, _ in found.values() if peer is not None]
    try:
        series = _measured(texts, peers, options.rounds, options.calls)
    finally:
        for peer in peers:
            peer.stop()
    versions = {name: about for name, (_, about) in found.items()}
    page = _page(texts, (len(closed), total), series, versions, options)
    sys.stdout.write(page)
    if options.write is not None:
        options.write.write_text(page, encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time FEEL over the DMN TCK, beside its peers.")
    parser.add_argument("--tck", type=Path, help="the folder that holds the suite [DMN_TCK]")
    parser.add_argument("--rounds", type=int, default=5, help="rounds; the first warms up as well")
    parser.add_argument("--calls", type=int, default=5, help="timed calls in a round")
    parser.add_argument("--limit", type=int, default=0, help="about so many expressions, all kinds")
    parser.add_argument("--pysfeel", default=sys.executable, help="the Python that has pySFeel")
    parser.add_argument("--write", type=Path, help="write the page to this file too")
    return parser.parse_args()


def _measured(
    texts: Sequence[str], peers: Iterable[Peer], rounds: int, calls: int
) -> dict[tuple[str, str], Series]:
    series = {("policydsl", what): Series() for what in ("parse", "judge", "evaluate")}
    askers: dict[tuple[str, str], Any] = dict.fromkeys(series, timed_here)
    for peer in peers:
        for what in ("parse", "evaluate") if peer.name == "feelin" else ("evaluate",):
            series[peer.name, what] = Series()
            askers[peer.name, what] = peer.timed
    for _ in range(rounds + 1):
        for text in texts:
            for (name, what), each in series.items():
                if text not in each.failed:
                    each.add(text, askers[name, what](what, text, calls))
    for each in series.values():
        each.times = {text: times[1:] for text, times in each.times.items() if times[1:]}
    return series


def _page(
    texts: Sequence[str],
    counts: tuple[int, int],
    series: dict[tuple[str, str], Series],
    versions: dict[str, str],
    options: argparse.Namespace,
) -> str:
    lines = [
        "# Speed of FEEL",
        "",
        f"Measured by `make bench-feel` over {len(texts)} expressions, spread evenly over",
        f"{counts[0]}: the distinct literal expressions of the DMN TCK, {counts[1]} in all, less",
        "those that name inputs, the clock or nothing that is FEEL.",
        f"{options.rounds} rounds after one to warm up, {options.calls} calls in each; every",
        "expression goes to one engine after the other. An expression's time is the median of",
        "its rounds; the table gives the median over expressions, and the median of the",
        "expressions' ratios to policydsl, on those expressions that the engine takes.",
        "",
        f"- policydsl {__version__}, Python {platform.python_version()}",
        *(f"- {name} {about}" for name, about in versions.items()),
        f"- {platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "",
        "| work | engine | expressions | µs each | of policydsl's time |",
        "|---|---|---:|---:|---:|",
        *_rows(series),
        "",
        "*evaluate* goes from the text to the value: policydsl checks types before it evaluates,",
        "the others do not; pySFeel parses and evaluates in one step. policydsl and FEEL count in",
        "decimal numbers, pySFeel and feelin in binary ones.",
        "",
        "| engine | left out: unparsed | crashed | no answer | both give a value | they agree |",
        "|---|---:|---:|---:|---:|---:|",
        *(_agreement(name, series) for name in versions if (name, "evaluate") in series),
    ]
    return "\n".join(lines) + "\n"


_WORK = {"parse": "parse", "judge": "check and evaluate", "evaluate": "evaluate"}


def _rows(series: dict[tuple[str, str], Series]) -> list[str]:
    rows = []
    for what, words in _WORK.items():
        ours = series["policydsl", what]
        for (name, kind), each in series.items():
            common = [text for text in each.times if text in ours.times]
            if kind != what or not common:
                continue
            own = statistics.median(each.microseconds(text) for text in common)
            ratio = statistics.median(
                each.microseconds(text) / ours.microseconds(text) for text in common
            )
            rows.append(f"| {words} | {name} | {len(common)} | {own:.0f} | {ratio:.2f} |")
    return rows


def _agreement(name: str, series: dict[tuple[str, str], Series]) -> str:
    peer, ours = series[name, "evaluate"], series["policydsl", "evaluate"]
    failed = Counter(peer.failed.values())
    pairs = [(peer.values[text], ours.values[text]) for text in peer.times if text in ours.times]
    pairs = [pair for pair in pairs if all(_comparable(value) for value in pair)]
    same = sum(_same(*pair) for pair in pairs)
    counts = " | ".join(str(failed[kind]) for kind in ("unparsed", "crashed", "no answer"))
    return f"| {name} | {counts} | {len(pairs)} | {same} |"


def _comparable(value: list[Any]) -> bool:
    """Whether it is a value that every engine writes alike: no null, range or function in it."""
    match value:
        case ["list", items]:
            return all(map(_comparable, items))
        case ["context", entries]:
            return all(_comparable(part) for _, part in entries)
        case _:
            return value[0] in {"boolean", "number", "string", "temporal"}


def _same(left: list[Any], right: list[Any]) -> bool:
    match left, right:
        case ["number", a], ["number", b]:
            return math.isclose(float(a), float(b), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        case ["list", a], ["list", b]:
            return len(a) == len(b) and all(map(_same, a, b))
        case ["context", a], ["context", b]:
            parts = dict(b)
            return len(a) == len(b) and all(k in parts and _same(v, parts[k]) for k, v in a)
        case _:
            return left == right


if __name__ == "__main__":
    raise SystemExit(main())
