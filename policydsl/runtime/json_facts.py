"""JSON of facts as plain data with exact numbers, by what Python's own `json` is written in.

`json` itself takes longer to load than a verdict takes. What is not surely right is left to the
ordinary reader, which says what is wrong.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 400_000
"""Larger JSON may hold more values than the ordinary reader takes."""


class _Settings:
    """What the scanner asks for."""

    strict = True
    object_hook = None
    parse_int = int
    memo: dict[str, str] = {}  # noqa: RUF012 - the scanner's, emptied by it

    @staticmethod
    def parse_float(text: str) -> Any:
        from decimal import Decimal

        return Decimal(text)

    @staticmethod
    def parse_constant(text: str) -> Any:
        raise ValueError(text)

    @staticmethod
    def object_pairs_hook(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a name twice")
        return found


def plain_json(data: bytes) -> dict[str, Any] | None:
    """The object that UTF-8 JSON holds; None where the ordinary reader has to look."""
    try:
        from _json import make_scanner
    except ImportError:
        return None
    if len(data) > MAX_BYTES:
        return None
    scan: Any = make_scanner
    try:
        text = data.decode().strip(" \t\n\r")
        found, end = scan(_Settings)(text, 0)
    except (ValueError, StopIteration, RecursionError):
        return None
    except SystemError:  # wrong JSON, where the package that words the error is not loaded
        return None
    return found if end == len(text) and type(found) is dict else None
