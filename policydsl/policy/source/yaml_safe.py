"""The safe way of writing a value that YAML would cut: the same line in single quotes."""

from __future__ import annotations

from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Source

_ENTRY = pattern(
    r"\s*(?P<head>(?:- +)*[^\s'\"\[\]{}#&*!|>%@`:-][^:\s]*:|(?:- *)+)\s+(?P<value>\S.*)"
)
_COMMENT = pattern(r"\s#.*")


def single_quoted(value: str) -> str:
    """The value as a single-quoted scalar."""
    return "'" + value.replace("'", "''") + "'"


def safe_writing(source: Source, at: int, *, from_bracket: bool = False) -> str | None:
    """The line at an offset with its value in single quotes; None where that would not help.

    A value that starts with a bracket is a YAML list or mapping unless `from_bracket` says that
    text follows its end.
    """
    line = source.line(source.position(at)[0])
    found = _ENTRY.fullmatch(line.rstrip())
    if found is None:
        return None
    value = found["value"]
    if value[0] in "[{" and not from_bracket:
        return None
    comment = next(
        (c for c in _COMMENT.finditer(value) if value[: c.start()].count('"') % 2 == 0), None
    )
    if comment:
        value = value[: comment.start()].rstrip()
    return f"{found['head']} {single_quoted(value)}"
