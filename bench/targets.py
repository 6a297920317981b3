"""What was aimed at, what a run found of it, and why it may fall short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.groups import rows, single, start, trace

Groups = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that shall not be exceeded, or not be fallen short of; why that may happen."""

    what: str
    figure: float
    at_least: bool
    find: Callable[[Groups], float | None]
    why: str

    def met(self, found: float) -> bool:
        return found >= self.figure if self.at_least else found <= self.figure

    def wanted(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.figure:g}×"


def _way(group: str, name: str) -> Callable[[Groups], float | None]:
    def find(groups: Groups) -> float | None:
        way = groups.get(group, {}).get("ways", {}).get(name)
        return None if way is None else float(way["ratio"])

    return find


def largest(by_number: Mapping[str, Any]) -> str:
    return max(by_number, key=int)


def _in_bulk(name: str) -> Callable[[Groups], float | None]:
    def find(groups: Groups) -> float | None:
        by_rows = groups.get("rows", {}).get("by_rows", {})
        way = by_rows[largest(by_rows)].get(name) if by_rows else None
        return None if way is None else 1 / way["ratio"]

    return find


def _columns(nulls: str) -> Callable[[Groups], float | None]:
    """Of the largest table on one thread: our rate as a part of that by hand."""

    def find(groups: Groups) -> float | None:
        by_rows = groups.get("columns", {}).get("by_rows", {})
        if not by_rows:
            return None
        way = by_rows[largest(by_rows)]["1"][nulls].get(single.OURS)
        return None if way is None else 1 / way["ratio"]

    return find


def two_threads(groups: Groups, name: str = single.OURS) -> float | None:
    """How many times faster two threads are than one, by the clock, on the largest table."""
    by_rows = groups.get("columns", {}).get("by_rows", {})
    if not by_rows:
        return None
    found = by_rows[largest(by_rows)]
    if "2" not in found:
        return None
    one, two = (found[threads]["nulls"][name]["wall"] for threads in ("1", "2"))
    return float(one / two)


def _memory(groups: Groups) -> float | None:
    found = groups.get("memory", {}).get("ways", {}).get(single.OURS)
    return None if found is None else float(found["of_input"])


def _growth(*parts: str) -> Callable[[Groups], float | None]:
    """Time a rule of the longest policy, as a multiple of that of the policy a tenth as long."""

    def find(groups: Groups) -> float | None:
        by_rules = groups.get("rules", {}).get("by_rules", {})
        if len(by_rules) < 2:
            return None
        *_, shorter, longest = sorted(by_rules, key=int)
        long, short = (sum(by_rules[key][part] for part in parts) for key in (longest, shorter))
        return float(long / short)

    return find


TARGETS = (
    Target(
        "one institution: verdict and all statuses, three-valued, beside two-valued Python by hand",
        2.0,
        False,
        _way("single", single.OURS),
        "Each fact is asked for with `get` and looked at for being unknown, which Python by hand "
        "that trusts its facts does not do; three-valued Python by hand pays the same.",
    ),
    Target(
        "the same with a trace of every item, as flat tuples",
        5.0,
        False,
        _way("trace", trace.FLAT),
        "Python makes a tuple of every item, with the values of its facts; that is most of the "
        "time, and is as much again for each item as the whole rule costs without.",
    ),
    Target(
        "the same with the trace as dicts",
        20.0,
        False,
        _way("trace", trace.DICTS),
        "Two dicts and two formatted paths are made for every item; making them empty would "
        "already take half of the time. Who reads few items reads the flat trace, and makes "
        "readable what is looked at.",
    ),
    Target(
        "columns, one thread: rate as a part of null-correct Polars by hand",
        1.0,
        True,
        _columns("nulls"),
        "Statuses tell an unknown that may refuse from one that cannot, and an empty list from one "
        "that is not stated; Polars by hand tells true, false and null alone.",
    ),
    Target(
        "columns without nulls, one thread: rate as a part of null-free Polars by hand",
        0.9,
        True,
        _columns("complete"),
        "What Polars by hand may assume is looked for in every table here: no null in any column "
        "that is read. Results are small numbers of statuses, not bits.",
    ),
    Target(
        "columns: two threads beside one",
        1.6,
        True,
        two_threads,
        "This is by the clock: what else ran on the machine (see the load above) took from both "
        "threads, and of Polars by hand as well, whose factor stands below the table of columns. "
        "Without other load, threads still share the memory's bandwidth.",
    ),
    Target(
        "columns: most memory in use beside the input's own bytes, the input included",
        2.0,
        False,
        _memory,
        "Results stand beside the input, and whatever Polars makes of it: a table that was read in "
        "several parts is put together once for looking at its lists.",
    ),
    Target(
        "from dicts in bulk, trusted as Python by hand trusts them: rate as a part of its own",
        0.6,
        True,
        _in_bulk(rows.LOOP),
        "Generated code is called once for each dict, and answers with unknowns.",
    ),
    Target(
        "the same with every fact checked, and a table of words as the result",
        0.6,
        True,
        _in_bulk(rows.LIBRARY),
        "Every value of every dict is looked at once more, for its name, type, bounds and "
        "characters, which takes several times as long as fourteen rules; Python by hand answers "
        "wrong facts wrongly. Who has checked facts before uses the way above.",
    ),
    Target(
        "whole process to a verdict, from kept code, beside Python alone",
        2.2,
        False,
        _way("start", start.KEPT),
        "The state of every file that the code was made from is asked of the disk each time.",
    ),
    Target(
        "whole process to a verdict, from YAML, beside Python alone",
        4.5,
        False,
        _way("start", start.CHANGED),
        "A policy that changed is read, parsed, checked and compiled in Python: importing what "
        "does that takes several times as long as Python's own start, and YAML with places takes "
        "about half a millisecond a rule. Only processes after an edit pay it: all others start "
        "from kept code.",
    ),
    Target(
        "reading and compiling: time a rule of 1,000 rules, beside that of 100",
        1.25,
        False,
        _growth("read", "compile"),
        "Something grows faster than the number of rules.",
    ),
    Target(
        "evaluating: time a rule of 1,000 rules, beside that of 100",
        1.25,
        False,
        _growth("run"),
        "Long code leaves the processor's caches.",
    ),
)


def against(groups: Groups) -> Iterator[tuple[Target, float | None]]:
    """Each target with what was found; None where it was not measured."""
    for target in TARGETS:
        yield target, target.find(groups)
