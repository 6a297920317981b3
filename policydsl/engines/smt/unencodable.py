"""What the solver cannot be asked about."""

from __future__ import annotations

from policydsl.feel.tree import NO_SPAN
from policydsl.text.diagnostic import Text
from policydsl.text.source import Span


class Unencodable(Exception):  # noqa: N818 - a finding, not a mistake of the program
    """An expression with no faithful formula: why, and where in its own text."""

    def __init__(self, reason: Text, span: Span = NO_SPAN) -> None:
        self.reason = reason
        self.span = span
        super().__init__(reason.en)
