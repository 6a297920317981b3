"""Source text and places in it, also for text embedded in another file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code-point offsets in one source: `text[start:end]`."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.start, other.end)


@dataclass(frozen=True, slots=True)
class Source:
    """A named text. `name` is what a reader sees, usually a file path.

    An embedded source (an expression inside a YAML scalar) has `outer` and, for each of its
    characters and its end, the offset in the outer text: `len(offsets) == len(text) + 1`.
    """

    name: str
    text: str
    outer: Source | None = None
    offsets: tuple[int, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1 in code points."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, max(0, min(offset, len(self.text))))
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        starts = _line_starts(self.text)
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


@lru_cache(maxsize=16)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(at + 1 for at, char in enumerate(text) if char == "\n"))


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a source."""

    source: Source
    span: Span

    def outermost(self) -> Place:
        """The same place in the file that a reader opens."""
        place = self
        while place.source.outer is not None:
            place = _step_out(place.source, place.source.outer, place.span)
        return place


def _step_out(inner: Source, outer: Source, span: Span) -> Place:
    last = len(inner.offsets) - 1
    start = inner.offsets[min(span.start, last)]
    if span.end <= span.start:
        return Place(outer, Span(start, start))
    # The end is taken from the last character, so that a folded line break after it is not marked.
    return Place(outer, Span(start, max(start, inner.offsets[min(span.end, last + 1) - 1] + 1)))
