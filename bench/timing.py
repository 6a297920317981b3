"""Ways of doing the same work, timed one after the other in each of several rounds."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Way:
    """One way: `run` does the whole work of a round, of `units` institutions, rows or processes."""

    name: str
    run: Callable[[], object]
    units: int = 1


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds a unit: the median of the rounds, and the ratio to the base within each round.

    `low` and `high` bound the middle half of the ratios.
    """

    seconds: float
    ratio: float
    low: float
    high: float
    rounds: int

    def data(self) -> dict[str, Any]:
        return {
            "seconds": float(f"{self.seconds:.4g}"),
            "ratio": round(self.ratio, 3),
            "low": round(self.low, 3),
            "high": round(self.high, 3),
            "rounds": self.rounds,
        }


def interleaved(
    ways: Sequence[Way],
    rounds: int,
    *,
    base: str | None = None,
    clock: Callable[[], float] = time.process_time,
    collecting: bool = False,
) -> dict[str, dict[str, Any]]:
    """Times each way in each round; the first way is the base of ratios unless one is named.

    One round to warm up is not counted. Garbage is collected before each way, so that none pays for
    what another left behind; and within it, where `collecting`. Beside the seconds of `clock`, a
    way's `wall` says those of the clock on the wall.
    """
    seconds: dict[str, list[float]] = {way.name: [] for way in ways}
    wall: dict[str, list[float]] = {way.name: [] for way in ways}
    enabled = gc.isenabled()
    try:
        for number in range(rounds + 1):
            for way in ways:
                gc.collect()
                if not collecting:
                    gc.disable()
                began, started = time.perf_counter(), clock()
                way.run()
                spent, passed = clock() - started, time.perf_counter() - began
                if enabled:
                    gc.enable()
                if number:
                    seconds[way.name].append(spent / way.units)
                    wall[way.name].append(passed / way.units)
    finally:
        if enabled:
            gc.enable()
    found = summarised(seconds, base or ways[0].name)
    for name, each in wall.items():
        found[name]["wall"] = float(f"{statistics.median(each):.4g}")
    return found


def summarised(seconds: Mapping[str, Sequence[float]], base: str) -> dict[str, dict[str, Any]]:
    """Medians, and ratios to the base of the same round."""
    return {name: timing(each, seconds[base]).data() for name, each in seconds.items()}


def timing(seconds: Sequence[float], base: Sequence[float]) -> Timing:
    ratios = [one / other for one, other in zip(seconds, base, strict=True)]
    low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    middle = statistics.median
    return Timing(middle(seconds), middle(ratios), low, high, len(seconds))


def each(ask: Callable[[Any], object], asked: Sequence[Any]) -> Callable[[], None]:
    """A round that asks about each, and keeps no answer."""

    def run() -> None:
        for one in asked:
            ask(one)

    return run
