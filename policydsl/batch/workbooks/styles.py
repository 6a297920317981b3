"""How cells look: one place for colours, fonts and number formats."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass, field
from typing import Any

# A workbook's bytes follow from what it holds: it is never older or newer.
CREATED = datetime.datetime(2000, 1, 1)
DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"
FONT = {"font_name": "微软雅黑", "font_size": 10}
_EDGE = {"border": 1, "border_color": "#BFBFBF"}
_HEAD = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, **_EDGE}

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": "#1F3864"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3864", "bottom": 1},
    "name": {"bold": True, "valign": "top", "font_color": "#595959"},
    "prose": {"text_wrap": True, "valign": "top"},
    "mono": {"font_name": "Consolas", "bg_color": "#F2F2F2"},
    "group": {**_HEAD, "bg_color": "#D9E2F3"},
    "head": {**_HEAD, "bg_color": "#EDF2FA"},
    "judged": {**_HEAD, "bg_color": "#FFF2CC"},
    "key": {**_HEAD, "bg_color": "#E2EFDA"},
    "hint": {
        "align": "center",
        "font_size": 9,
        "font_color": "#7F7F7F",
        "text_wrap": True,
        **_EDGE,
    },
    "text": {"num_format": TEXT_FORMAT},
    "date": {"num_format": DATE_FORMAT, "align": "left"},
    "plain": {},
    "pass": {"valign": "top", "font_color": "#375623", "bg_color": "#E2EFDA"},
    "waived": {"valign": "top", "font_color": "#7F6000", "bg_color": "#FFF2CC"},
    "unknown": {"valign": "top", "font_color": "#595959", "bg_color": "#EDEDED"},
    "fail": {"valign": "top", "font_color": "#9C0006", "bg_color": "#FFC7CE"},
    "fail date": {"font_color": "#9C0006", "bg_color": "#FFC7CE", "num_format": DATE_FORMAT},
    "skip": {"valign": "top", "font_color": "#A6A6A6"},
    "value": {"valign": "top"},
    "note": {"font_color": "#9C0006"},
    "top": {"valign": "top"},
    "top date": {"valign": "top", "num_format": DATE_FORMAT},
    "reason": {"text_wrap": True, "valign": "top", "font_color": "#9C0006"},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook, each made when it is first wanted."""

    book: Any
    made: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = self.book.add_format({**FONT, **_STYLES[name]})
        return self.made[name]


def width_of(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def comment_size(text: str) -> dict[str, Any]:
    """How large a note has to be to show all of a text."""
    lines = sum(max(1, -(-width_of(line) // 44)) for line in text.split("\n"))
    return {"width": 320, "height": 22 + 17 * lines, "font_size": 9}


def merged_heading(place: Any, line: int, at: int, count: int, text: str, style: Any) -> None:
    """A heading over several columns; one column is not merged."""
    if count == 1:
        place.write_string(line, at, text, style)
    else:
        place.merge_range(line, at, line, at + count - 1, text, style)


def height_of(*texts: tuple[str, int]) -> float | None:
    """The height of a row whose texts wrap in columns of these breadths; None for one line."""
    lines = max((_lines(text, breadth) for text, breadth in texts), default=1)
    return None if lines == 1 else min(15.0 * lines, 400.0)


def _lines(text: str, breadth: int) -> int:
    return sum(max(1, -(-width_of(line) // max(breadth - 2, 1))) for line in text.split("\n"))
