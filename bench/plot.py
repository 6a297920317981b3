"""A plot of a run as SVG: readable on light and on dark pages, by a few lines of our own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from bench.groups import rows, single, trace
from bench.page import figure as written_figure

WIDTH, LABELS, RIGHT = 880, 330, 90
BAR, GAP, HEAD = 16, 6, 44
OURS, OTHERS, TEXT, LINE = "#2f81c7", "#9a9a9a", "#808080", "#b0b0b0"

Bar = tuple[str, float, str]
"""A label, a figure, and the figure as it is written."""


def plot(groups: Mapping[str, Mapping[str, Any]]) -> str:
    """Panels, one below the other, of what was measured; each on a scale of tens."""
    panels = [
        ("One institution: times of two-valued Python by hand", _ratios(groups, "single", {})),
        ("With a trace of every item: times of the same", _ratios(groups, "trace", {trace.FULL})),
        ("Tables: thousands of institutions a second, one thread", _rates(groups)),
        ("A whole process to a verdict: milliseconds", _milliseconds(groups)),
    ]
    parts: list[str] = []
    top = 10
    for title, bars in panels:
        if bars:
            parts += _panel(title, bars, top)
            top += HEAD + len(bars) * (BAR + GAP) + 26
    return "\n".join([_opening(top), *parts, "</svg>"]) + "\n"


def _opening(height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="system-ui, sans-serif" '
        f'font-size="12" fill="{TEXT}" role="img" '
        'aria-label="Measured speeds; the tables of the page hold the same figures">'
    )


def _ratios(
    groups: Mapping[str, Mapping[str, Any]], group: str, left_out: Iterable[str]
) -> list[Bar]:
    ways = groups.get(group, {}).get("ways", {})
    return [
        (name, way["ratio"], f"{written_figure(way['ratio'])}×")
        for name, way in ways.items()
        if name not in left_out and name != single.OURS_CHECKED
    ]


def _rates(groups: Mapping[str, Mapping[str, Any]]) -> list[Bar]:
    """Of the largest tables: from dicts, and columns with and without nulls."""
    found: list[Bar] = []
    by_rows = groups.get("rows", {}).get("by_rows", {})
    if by_rows:
        ways = by_rows[max(by_rows, key=int)]
        found += [
            (f"from dicts: {_short(name)}", *_rate(way))
            for name, way in ways.items()
            if name != rows.CONVERSION
        ]
    by_rows = groups.get("columns", {}).get("by_rows", {})
    if by_rows:
        for nulls, ways in by_rows[max(by_rows, key=int)]["1"].items():
            words = "columns" if nulls == "nulls" else "columns without nulls"
            found += [(f"{words}: {name}", *_rate(way)) for name, way in ways.items()]
    return found


def _short(name: str) -> str:
    return name.partition(":")[0].partition(", unchecked")[0]


def _rate(way: Mapping[str, Any]) -> tuple[float, str]:
    rate = 1e-3 / way["seconds"]
    return rate, f"{rate:,.0f}"


def _milliseconds(groups: Mapping[str, Mapping[str, Any]]) -> list[Bar]:
    ways = groups.get("start", {}).get("ways", {})
    return [
        (name, way["seconds"] * 1e3, f"{way['seconds'] * 1e3:.0f}") for name, way in ways.items()
    ]


def _panel(title: str, bars: Sequence[Bar], top: int) -> list[str]:
    """Bars from the power of ten below the least figure to the one above the greatest."""
    least = math.floor(math.log10(min(figure for _, figure, _ in bars)))
    most = max(math.ceil(math.log10(max(figure for _, figure, _ in bars))), least + 1)
    span = WIDTH - LABELS - RIGHT

    def across(figure: float) -> float:
        return LABELS + span * (math.log10(figure) - least) / (most - least)

    bottom = top + HEAD + len(bars) * (BAR + GAP)
    parts = [f'<text x="10" y="{top + 14}" font-size="14" font-weight="600">{escape(title)}</text>']
    for power in range(least, most + 1):
        x = across(10.0**power)
        parts.append(
            f'<line x1="{x:.1f}" y1="{top + 34}" x2="{x:.1f}" y2="{bottom}" '
            f'stroke="{LINE}" stroke-opacity="0.5"/>'
        )
        parts.append(
            f'<text x="{x:.1f}" y="{top + 30}" text-anchor="middle" font-size="10">'
            f"{_tens(power)}</text>"
        )
    for place, (label, figure, written) in enumerate(bars):
        y = top + HEAD + place * (BAR + GAP)
        colour = OURS if "policydsl" in label else OTHERS
        end = max(across(figure), LABELS + 1)
        parts.append(
            f'<text x="{LABELS - 8}" y="{y + 12}" text-anchor="end">{escape(label)}</text>'
        )
        parts.append(
            f'<rect x="{LABELS}" y="{y}" width="{end - LABELS:.1f}" height="{BAR}" '
            f'fill="{colour}" rx="2"/>'
        )
        parts.append(f'<text x="{end + 6:.1f}" y="{y + 12}">{escape(written)}</text>')
    return parts


def _tens(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
