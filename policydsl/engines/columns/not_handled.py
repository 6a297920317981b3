"""What no Polars expression is known for, and what has to be asked again another way."""

from __future__ import annotations


class NotHandled(Exception):  # noqa: N818 - says what others have to answer, and is no error
    """Raised within this package where a part of a program has no expression."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ReachesOut(Exception):  # noqa: N818 - asks for another way, and is no error
    """Raised where an item of a list is asked together with what is not of that list."""
