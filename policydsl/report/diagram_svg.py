"""A diagram of boxes in layers, drawn as SVG inside a page."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.report.blocks import Diagram
from policydsl.report.escaping import html_text
from policydsl.text.width import text_width

CHARACTER = 8  # pixels for a half-width character at 14 px
PADDING = 14
BOX_HEIGHT = 36
GAP = 28
LAYER_HEIGHT = 84
MARGIN = 8


@dataclass(frozen=True, slots=True)
class _Box:
    text: str
    left: int
    top: int
    width: int

    @property
    def middle(self) -> int:
        return self.left + self.width // 2


def diagram_svg(diagram: Diagram) -> str:
    """The drawing: the first layer on top, each layer centred, a line from box to box."""
    widths = [text_width(text) * CHARACTER + 2 * PADDING for text in diagram.boxes]
    rows = [sum(widths[box] for box in layer) + GAP * (len(layer) - 1) for layer in diagram.layers]
    width = max(rows, default=0) + 2 * MARGIN
    height = LAYER_HEIGHT * (len(diagram.layers) - 1) + BOX_HEIGHT + 2 * MARGIN
    boxes: dict[int, _Box] = {}
    for rank, (layer, row) in enumerate(zip(diagram.layers, rows, strict=True)):
        left = (width - row) // 2
        for box in layer:
            top = MARGIN + LAYER_HEIGHT * rank
            boxes[box] = _Box(diagram.boxes[box], left, top, widths[box])
            left += widths[box] + GAP
    drawn = [_line(boxes[low], boxes[high]) for low, high in diagram.lines]
    drawn += [_box(box) for box in boxes.values()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" font-size="14">\n'
        '<defs><marker id="up" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#57606a"/></marker></defs>\n'
        + "\n".join(drawn)
        + "\n</svg>"
    )


def _box(box: _Box) -> str:
    return (
        f'<rect x="{box.left}" y="{box.top}" width="{box.width}" height="{BOX_HEIGHT}" rx="5" '
        'fill="#f6f8fa" stroke="#57606a"/>'
        f'<text x="{box.middle}" y="{box.top + 23}" text-anchor="middle" fill="#1f2328">'
        f"{html_text(box.text)}</text>"
    )


def _line(low: _Box, high: _Box) -> str:
    return (
        f'<line x1="{low.middle}" y1="{low.top}" x2="{high.middle}" '
        f'y2="{high.top + BOX_HEIGHT + 2}" stroke="#57606a" marker-end="url(#up)"/>'
    )
