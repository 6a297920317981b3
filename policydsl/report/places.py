"""Places in files, in few words."""

from __future__ import annotations

from policydsl.text.source import Place


def place_words(place: Place) -> str:
    """`policies/x.yaml:12:5`, line and column from 1."""
    outer = place.outermost()
    line, column = outer.source.position(outer.span.start)
    return f"{outer.source.name}:{line}:{column}"
