"""Days of the calendar as texts."""

from __future__ import annotations

import datetime


def real_date(written: str) -> bool:
    """Whether a text is YYYY-MM-DD and that day exists."""
    year, first, month, second, day = (
        written[:4], written[4:5], written[5:7], written[7:8], written[8:],
    )  # fmt: skip
    digits = year + month + day
    if len(digits) != 8 or first + second != "--" or not (digits.isascii() and digits.isdigit()):
        return False
    try:
        datetime.date.fromisoformat(written)
    except ValueError:
        return False
    return True
