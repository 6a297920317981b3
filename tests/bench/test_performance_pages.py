"""The pages on speed are made of what was measured, and say where it falls short."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.groups.single import OURS
from bench.page import page
from bench.plot import plot
from bench.sizing import sizing
from bench.targets import TARGETS, against
from bench.timing import Way, interleaved, timing
from checkout import ROOT

DOCS = ROOT / "docs"


def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "bench" / "results.json").read_text("utf-8"))
    return found


@pytest.mark.docs
@pytest.mark.parametrize(
    "name, written",
    [
        ("performance.md", page),
        ("performance.svg", lambda results: plot(results["groups"])),
        ("sizing.md", sizing),
    ],
)
def test_a_page_shows_the_stored_figures(
    name: str, written: Callable[[dict[str, Any]], str], golden: Callable[[Path, str], None]
) -> None:
    golden(DOCS / name, written(stored()))


def with_ratio(ratio: float) -> dict[str, Any]:
    """A run of one institution in which ours takes so many times as long."""
    way = {"seconds": 2e-6, "ratio": 1, "low": 1, "high": 1}
    ours = {**way, "ratio": ratio, "low": ratio, "high": ratio}
    one = {
        "base": "by hand",
        "ways": {"by hand": way, OURS: ours},
        "absent": ["some_peer"],
        "unstated": {},
        "items": {"occupations": 3, "levels": 9},
        "day": "2026-01-01",
    }
    return {"environment": {}, "groups": {"single": one}}


def test_a_figure_that_falls_short_is_told_with_its_reason() -> None:
    written = page(with_ratio(2.5))
    assert "| at most 2× | 2.5× | **no** |" in written
    assert "wanted at most 2×, found 2.5×" in written
    assert TARGETS[0].why in written


def test_a_figure_that_is_met_needs_no_reason() -> None:
    written = page(with_ratio(1.5))
    assert "| at most 2× | 1.5× | yes |" in written
    assert not any(target.why in written for target in TARGETS)


def test_what_was_not_measured_is_told() -> None:
    found = [figure for _, figure in against(with_ratio(1.5)["groups"])]
    assert found == [1.5, *[None] * (len(TARGETS) - 1)]
    written = page(with_ratio(1.5))
    assert written.count("not measured") == len(TARGETS) - 1
    assert "Not installed, and left out: some_peer." in written


def test_the_plot_is_well_formed_and_names_every_way() -> None:
    results = stored()
    texts = [
        each.text for each in ElementTree.fromstring(plot(results["groups"])).iter() if each.text
    ]
    for group in ("single", "start"):
        shown = set(results["groups"][group]["ways"]) - {f"{OURS}, facts checked as well"}
        assert shown <= set(texts)


def test_nothing_stored_names_the_machine() -> None:
    assert set(stored()["environment"]) == {
        "libraries",
        "memory_gib",
        "policydsl",
        "processor",
        "processors",
        "python",
        "system",
    }


def test_ratios_are_taken_within_a_round() -> None:
    found = timing([2.0, 40.0, 6.0], [1.0, 10.0, 2.0])
    assert (found.seconds, found.ratio, found.rounds) == (6.0, 3.0, 3)


def test_ways_take_turns_and_the_first_round_warms_up() -> None:
    said: list[str] = []
    ticks = iter(range(1000))
    ways = [Way("one", lambda: said.append("one")), Way("two", lambda: said.append("two"), units=2)]
    found = interleaved(ways, 2, clock=lambda: float(next(ticks)))
    assert said == ["one", "two"] * 3
    assert (found["one"]["seconds"], found["two"]["seconds"]) == (1.0, 0.5)
    assert found["two"]["ratio"] == 0.5
