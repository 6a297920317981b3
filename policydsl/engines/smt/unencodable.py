"""What cannot be asked of the solver: it is told by name, never passed over."""

from __future__ import annotations

from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Span


class Unencodable(Exception):  # noqa: N818 - no error: the expression is fine, the solver is not
    """An expression has no terms here. `span` is the part at fault, where it is known."""

    def __init__(self, reason: Text, span: Span | None = None) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.span = span
        self.place: Place | None = None
