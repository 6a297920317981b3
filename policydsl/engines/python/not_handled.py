"""What has no code, and is left to FEEL's interpreter."""

from __future__ import annotations


class NotHandled(Exception):  # noqa: N818 - says what is left to FEEL, and is no error
    """Raised within this package where a part of an expression has no code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
