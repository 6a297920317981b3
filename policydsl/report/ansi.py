"""Colour in a terminal. Without it every text says the same."""

from __future__ import annotations

from typing import Literal

from policydsl.report.rule_view import Tone

Style = Literal["bold", "dim"] | Tone

_CODES: dict[Style, str] = {
    "bold": "1",
    "dim": "2",
    "pass": "32",
    "fail": "31",
    "unknown": "33",
    "waived": "36",
    "skip": "2",
    "value": "34",
}


def paint(text: str, *styles: Style, colour: bool) -> str:
    """The text in those styles, or as it is where colour is not wanted."""
    if not colour or not text or not styles:
        return text
    codes = ";".join(_CODES[style] for style in styles)
    return f"\x1b[{codes}m{text}\x1b[0m"
