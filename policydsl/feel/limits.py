"""How large a value may grow. Beyond it stands a null that says so."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.feel.values import CauseKind, Null, null

MAX_LIST_LENGTH = 1_000_000
MAX_STRING_LENGTH = 1_000_000
# Pairs of values looked at to tell whether two values are equal, or which of a list are.
MAX_COMPARISONS = 2_000_000


@dataclass(slots=True)
class Comparisons:
    """How many pairs of values may still be looked at; shared by all that one call compares."""

    left: int = MAX_COMPARISONS


def list_too_long() -> Null:
    """For a list of more than MAX_LIST_LENGTH items."""
    return null(
        CauseKind.LIMIT,
        f"列表超过 {MAX_LIST_LENGTH} 项",
        f"the list would have more than {MAX_LIST_LENGTH} items",
    )


def string_too_long() -> Null:
    """For a string of more than MAX_STRING_LENGTH characters."""
    return null(
        CauseKind.LIMIT,
        f"文字超过 {MAX_STRING_LENGTH} 个字符",
        f"the string would have more than {MAX_STRING_LENGTH} characters",
    )


def too_many_comparisons() -> Null:
    """For values whose comparison would take more than MAX_COMPARISONS steps."""
    return null(
        CauseKind.LIMIT,
        f"比较超过 {MAX_COMPARISONS} 步",
        f"the comparison would take more than {MAX_COMPARISONS} steps",
    )
