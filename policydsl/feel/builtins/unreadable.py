"""The null of a text that is not what a conversion reads."""

from __future__ import annotations

from policydsl.feel.values import CauseKind, Null, null
from policydsl.text.diagnostic import Text

_MAX_SHOWN = 40


def unreadable(function: str, text: str, kind: Text, form: str) -> Null:
    """Says that `text` is not what `kind` names (`date`), and how one is written."""
    shown = text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"{function}：“{shown}”不是有效的{kind.zh}，要写成 {form} 这样",
        f"{function}: “{shown}” is not a valid {kind.en}; one is written like {form}",
    )
